//! T3 for floats: `strict` gives the plain bits; `blocked` depends on the length alone; `fast` is close.

use crate::input::In;
use amorsize_tests_twin::twin;

twin! { strict;
    #[amorsize::parallel]
    fn sum(x: &In) -> f64 {
        let mut s = 0.0;
        for v in &x.f { s += v; }
        s
    }

    #[amorsize::parallel]
    fn wild_sum(x: &In) -> (f64, f64) {
        let (mut s, mut t) = (-0.0, 0.0);
        for v in &x.wild { if v.is_finite() { s += v; } t += v * 1e-3; }
        // Which NaN an operation gives is left open by the language, and optimisers make use of it.
        (s, if t.is_nan() { f64::NAN } else { t })
    }

    #[amorsize::parallel]
    fn minus_zero(x: &In) -> (f64, f64) {
        let (mut s, mut t) = (-0.0, -0.0);
        for i in &x.small { s += if *i > 100 { 1.0 } else { -0.0 }; if *i > 100 { t += 1.0; } }
        (s, t)
    }

    #[amorsize::parallel]
    fn operators(x: &In) -> (f64, f64, f64, f64, f64) {
        let (mut a, mut b, mut c, mut d, mut e) = (1.0, 1.0, 1e300, 5.5, 0.0);
        for v in &x.f { a -= v * v; b *= 1.0 + v * 1e-2; c /= 1.0 + v; d %= 7.0 + v; e = e + v / 3.0; a = *v + a; }
        (a, b, c, d, e)
    }

    #[amorsize::parallel]
    fn singles(x: &In) -> (f32, f32) {
        let (mut a, mut b) = (0.0f32, 1.0f32);
        for v in x.f.iter() { a += *v as f32; b *= 1.0 - (*v as f32) * 1e-4; }
        (a, b)
    }

    #[amorsize::parallel]
    fn several_kinds(x: &In) -> (f64, usize, f64, Vec<f64>) {
        let (mut s, mut n, mut w, mut v) = (0.0, 0, 0.0, vec![]);
        for (i, f) in x.f.iter().enumerate() { if *f > 0.5 { s += f; n += 1; } else { s -= f * 0.5; } w += f * i as f64; v.push(f * 2.0); }
        (s, n, w, v)
    }

    #[amorsize::parallel]
    fn inner(x: &In) -> f64 {
        let mut s = 0.1;
        for f in &x.f { for k in 0..3 { s += f * k as f64; } s -= 0.25; }
        s
    }

    #[amorsize::parallel]
    fn extremes(x: &In) -> (f64, f64, f64, f64) {
        let (mut a, mut b, mut c, mut d) = (f64::INFINITY, f64::NEG_INFINITY, f64::NAN, 0.0f64);
        for v in &x.wild { a = a.min(*v); b = b.max(*v); c = f64::min(c, *v); d = (*v).max(d); }
        (a, b, c, d)
    }

    #[amorsize::parallel]
    fn elements(x: &In) -> ([f64; 4], Vec<f64>) {
        let mut q = [0.0; 4];
        let mut h = vec![-0.0; 10];
        for (i, v) in x.f.iter().enumerate() { q[i % 4] += v; h[(v * 10.0) as usize] -= v; }
        (q, h)
    }

    #[amorsize::parallel]
    fn vectors(x: &In) -> (f64, [f64; 3]) {
        struct Body { at: [f64; 3] }
        let mut b = Body { at: [0.0; 3] };
        let mut e = 0.0;
        for v in &x.f { b.at[0] += v; b.at[1] -= v; b.at[2] += v * v; e += v; }
        (e, b.at)
    }

    #[amorsize::parallel]
    fn with_fields(x: &In) -> (f64, f64) {
        #[derive(Default)]
        struct Sums { x: f64, y: f64 }
        let mut s = Sums::default();
        for v in &x.f { s.x += v; s.y += v * v; }
        (s.x, s.y)
    }

    #[amorsize::parallel]
    fn entries(x: &In) -> std::collections::BTreeMap<u8, f64> {
        let mut m = std::collections::BTreeMap::new();
        for (b, v) in x.bytes.iter().zip(&x.f) { *m.entry(b % 7).or_insert(0.0) += v; }
        m
    }
}

// The plain twin of `blocked` is not its reference: its own serial run is.
mod relaxed {
    use crate::harness::{chunk, one_way, prepare, run, ways, workers};
    use crate::input::In;

    #[amorsize::parallel(float = "blocked", workers = workers())]
    fn blocked_auto(x: &In) -> (f64, f64, f32, f64) {
        let (mut a, mut b, mut c, mut d) = (0.5, 1.0, 0.0f32, 3.0);
        for v in &x.f {
            a += v;
            b *= 1.0 + v * 1e-3;
            if *v > 0.3 {
                c += *v as f32;
            }
            d -= v;
        }
        (a, b, c, d)
    }

    #[amorsize::parallel(float = "blocked", workers = workers(), chunk = chunk())]
    fn blocked_cut(x: &In) -> (f64, f64, f32, f64) {
        let (mut a, mut b, mut c, mut d) = (0.5, 1.0, 0.0f32, 3.0);
        for v in &x.f {
            a += v;
            b *= 1.0 + v * 1e-3;
            if *v > 0.3 {
                c += *v as f32;
            }
            d -= v;
        }
        (a, b, c, d)
    }

    fn plain(x: &In) -> (f64, f64, f32, f64) {
        let (mut a, mut b, mut c, mut d) = (0.5, 1.0, 0.0f32, 3.0);
        for v in &x.f {
            a += v;
            b *= 1.0 + v * 1e-3;
            if *v > 0.3 {
                c += *v as f32;
            }
            d -= v;
        }
        (a, b, c, d)
    }

    #[amorsize::parallel(float = "fast", workers = workers(), chunk = chunk())]
    fn fast(x: &In) -> (f64, f64, f32, f64) {
        let (mut a, mut b, mut c, mut d) = (0.5, 1.0, 0.0f32, 3.0);
        for v in &x.f {
            a += v;
            b *= 1.0 + v * 1e-3;
            if *v > 0.3 {
                c += *v as f32;
            }
            d -= v;
        }
        (a, b, c, d)
    }

    fn close(a: (f64, f64, f32, f64), b: (f64, f64, f32, f64)) -> bool {
        let near = |a: f64, b: f64, eps: f64| (a - b).abs() <= eps * (1.0 + a.abs().max(b.abs()));
        near(a.0, b.0, 1e-12)
            && near(a.1, b.1, 1e-12)
            && near(a.2 as f64, b.2 as f64, 1e-3)
            && near(a.3, b.3, 1e-12)
    }

    const LENGTHS: [usize; 12] = [0, 1, 7, 8, 9, 1000, 1023, 1024, 1025, 2048, 5000, 10_007];

    #[test]
    fn blocked_depends_on_the_length_alone() {
        prepare();
        for n in LENGTHS {
            let x = In::get(n, 3);
            let serial = amorsize::with_mode(amorsize::Mode::Serial, || run(|| blocked_auto(&x)));
            assert!(
                close(blocked_auto(&x), plain(&x)),
                "blocked is a sum: {n}: {:?} {:?}",
                blocked_auto(&x),
                plain(&x)
            );
            for way in ways(n) {
                assert_eq!(
                    one_way(way, &x, blocked_auto, blocked_cut),
                    serial,
                    "n = {n}, {way:?}"
                );
            }
        }
    }

    #[test]
    fn fast_is_close() {
        prepare();
        for n in LENGTHS {
            let x = In::get(n, 4);
            let plain = plain(&x);
            for mode in [
                amorsize::Mode::Auto,
                amorsize::Mode::Serial,
                amorsize::Mode::Parallel,
            ] {
                let got = amorsize::with_mode(mode, || fast(&x));
                assert!(close(got, plain), "n = {n}, {mode:?}: {got:?} {plain:?}");
            }
        }
    }
}
