//! Bodies under gravity, every one pulled by every other; leapfrog steps. Coordinates in arrays of their own.

use crate::judge::{Judge, Size, bits};

/// Positions, velocities, masses.
#[derive(Clone)]
pub(crate) struct Bodies {
    x: Vec<f64>,
    y: Vec<f64>,
    z: Vec<f64>,
    vx: Vec<f64>,
    vy: Vec<f64>,
    vz: Vec<f64>,
    mass: Vec<f64>,
}

const SOFTENING: f64 = 1e-4;

amorsize_tests_twin::pair! {
    /// One step of time.
    #[amorsize::parallel]
    pub(crate) fn advance(bodies: &mut Bodies, dt: f64) {
        let n = bodies.mass.len();
        let (mut dx, mut dy, mut dz);
        let (mut ax, mut ay, mut az);
        let mut distance;
        let mut strength;
        for i in 0..n {
            ax = 0.0;
            ay = 0.0;
            az = 0.0;
            for j in 0..n {
                dx = bodies.x[j] - bodies.x[i];
                dy = bodies.y[j] - bodies.y[i];
                dz = bodies.z[j] - bodies.z[i];
                distance = dx * dx + dy * dy + dz * dz + SOFTENING;
                strength = bodies.mass[j] / (distance * distance.sqrt());
                ax += dx * strength;
                ay += dy * strength;
                az += dz * strength;
            }
            bodies.vx[i] += dt * ax;
            bodies.vy[i] += dt * ay;
            bodies.vz[i] += dt * az;
        }
        for i in 0..n {
            bodies.x[i] += dt * bodies.vx[i];
            bodies.y[i] += dt * bodies.vy[i];
            bodies.z[i] += dt * bodies.vz[i];
        }
    }

    /// The energy of motion and of every pair, each once.
    #[amorsize::parallel]
    pub(crate) fn energy(bodies: &Bodies) -> f64 {
        let n = bodies.mass.len();
        let mut e = 0.0;
        for i in 0..n {
            e += 0.5 * bodies.mass[i] * (bodies.vx[i] * bodies.vx[i] + bodies.vy[i] * bodies.vy[i] + bodies.vz[i] * bodies.vz[i]);
            for j in i + 1..n {
                let dx = bodies.x[i] - bodies.x[j];
                let dy = bodies.y[i] - bodies.y[j];
                let dz = bodies.z[i] - bodies.z[j];
                e -= bodies.mass[i] * bodies.mass[j] / (dx * dx + dy * dy + dz * dz + SOFTENING).sqrt();
            }
        }
        e
    }
}

fn cloud(n: usize) -> Bodies {
    let mut state = 1u64;
    let mut random = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1u64 << 53) as f64 - 0.5
    };
    let mut numbers = |n: usize| -> Vec<f64> { (0..n).map(|_| random()).collect() };
    Bodies {
        x: numbers(n),
        y: numbers(n),
        z: numbers(n),
        vx: numbers(n),
        vy: numbers(n),
        vz: numbers(n),
        mass: vec![1.0 / n as f64; n],
    }
}

fn whole(
    advance: fn(&mut Bodies, f64),
    energy: fn(&Bodies) -> f64,
    start: &Bodies,
    steps: usize,
) -> (Vec<u64>, [u64; 2]) {
    let mut bodies = start.clone();
    let before = energy(&bodies);
    for _ in 0..steps {
        advance(&mut bodies, 1e-3);
    }
    (
        bits(&bodies.x),
        [before.to_bits(), energy(&bodies).to_bits()],
    )
}

pub(crate) fn run(size: Size, judge: &mut impl Judge) {
    let (n, steps) = size.pick((30, 2), (1500, 5));
    let start = cloud(n);
    judge.compare(
        "n-body",
        format!("{n} bodies"),
        &|| whole(plain::advance, plain::energy, &start, steps),
        &|| whole(annotated::advance, annotated::energy, &start, steps),
    );
}
