//! Physics and sums: results are compared to the last bit, so `+=` on a float must keep the order of the plain loop.

use crate::twin::twin;

pub(crate) type Vec3 = [f64; 3];

/// A body of the simulation.
#[derive(Clone)]
pub(crate) struct Body {
    place: Vec3,
    speed: Vec3,
    mass: f64,
}

twin! {
    /// What pulls each body: every other one.
    #[allow(clippy::needless_range_loop)] // `out[i] = …` over a range is a form to be shown
    fn accelerations(bodies: &[Body]) -> Vec<Vec3> {
        let mut out = vec![[0.0; 3]; bodies.len()];
        for i in 0..bodies.len() {
            out[i] = pull(bodies, bodies[i].place);
        }
        out
    }

    /// The energy of the whole: of motion, and of each pair once. The later the body, the fewer pairs are left.
    fn energy(bodies: &[Body]) -> f64 {
        let mut energy = 0.0;
        for (i, body) in bodies.iter().enumerate() {
            let v = body.speed;
            let motion = 0.5 * body.mass * (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
            energy += motion - bound(body, &bodies[i + 1..]);
        }
        energy
    }

    /// An integral by the midpoint rule: 20 ns a step and strictly ordered addition.
    fn integral(steps: u64) -> f64 {
        let width = 1.0 / steps as f64;
        let mut area = 0.0;
        for k in 0..steps {
            let x = (k as f64 + 0.5) * width;
            area += width * (x.sin() * (10.0 * x).cos()).exp();
        }
        area
    }

    /// A bare float sum. In source order there is nothing to gain: the additions themselves are the work. The compiler warns.
    #[allow(deprecated)]
    fn float_sum(values: &[f64]) -> f64 {
        let mut total = 0.0;
        for value in values {
            total += value;
        }
        total
    }
}

/// A ball of bodies that turns.
pub(crate) fn ball(count: usize) -> Vec<Body> {
    let mut state = 1u64;
    let mut random = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1u64 << 53) as f64 - 0.5
    };
    let mut body = || {
        let place = [random(), random(), random()];
        Body {
            place,
            speed: [-place[1], place[0], 0.1 * random()],
            mass: 1.0 / count as f64,
        }
    };
    (0..count).map(|_| body()).collect()
}

/// Moves the bodies a few steps on; gives the bits of all places. Time goes on step after step: nothing to annotate.
pub(crate) fn simulate(
    start: &[Body],
    steps: usize,
    accelerations: fn(&[Body]) -> Vec<Vec3>,
) -> Vec<[u64; 3]> {
    const STEP: f64 = 1e-3;
    let mut bodies = start.to_vec();
    for _ in 0..steps {
        let pulls = accelerations(&bodies);
        for (body, pull) in bodies.iter_mut().zip(pulls) {
            for (axis, pull) in pull.into_iter().enumerate() {
                body.speed[axis] += STEP * pull;
                body.place[axis] += STEP * body.speed[axis];
            }
        }
    }
    bodies
        .iter()
        .map(|body| body.place.map(f64::to_bits))
        .collect()
}

/// Softened, so that a body does not pull itself and close ones do not fly apart.
fn distance_squared(a: Vec3, b: Vec3) -> f64 {
    let d = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
    d[0] * d[0] + d[1] * d[1] + d[2] * d[2] + 1e-4
}

fn pull(bodies: &[Body], at: Vec3) -> Vec3 {
    let mut sum = [0.0; 3];
    for other in bodies {
        let squared = distance_squared(at, other.place);
        let strength = other.mass / (squared * squared.sqrt());
        for axis in 0..3 {
            sum[axis] += strength * (other.place[axis] - at[axis]);
        }
    }
    sum
}

fn bound(body: &Body, others: &[Body]) -> f64 {
    let mut energy = 0.0;
    for other in others {
        energy += body.mass * other.mass / distance_squared(body.place, other.place).sqrt();
    }
    energy
}
