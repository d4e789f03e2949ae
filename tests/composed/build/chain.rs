//! Iterator chains: a head, adapters, a consuming method, and where its value goes.

use crate::random::Random;

/// Heads that give integers.
const HEADS: &[&str] = &[
    "x.a.iter().copied()",
    "x.a.iter().rev().copied()",
    "(0..x.n).map(|i| x.a[i])",
    "x.a.iter().zip(&x.b).filter(|(_, b)| **b < 0.5).map(|(a, _)| *a)",
    "x.p.iter().map(|&i| i as i64)",
    "x.a.chunks(3).map(|c| c.iter().fold(0i64, |t, a| t ^ a))",
    "x.w.iter().enumerate().map(|(i, w)| w.len() as i64 ^ x.a[i])",
    "x.a.windows(2).map(|w| w[0].wrapping_mul(w[1]))",
];

/// Adapters of integers.
const ADAPTERS: &[&str] = &[
    ".map(|v| v.wrapping_mul(3))",
    ".map(helper)",
    ".filter(|v| v % 3 != 0)",
    ".filter_map(|v| (v > -50).then_some(v ^ 1))",
    ".flat_map(|v| [v, v.rotate_left(1)])",
    ".take_while(|v| *v != 17)",
    ".skip(x.lo)",
    ".step_by(2)",
    ".take(x.n / 2)",
    ".enumerate().map(|(i, v)| v ^ i as i64)",
    ".map(helper).skip_while(|v| *v > 0)",
    ".inspect(|v| assert!(*v != 99 || x.stop > 3, \"{v}\"))",
];

/// Consuming methods, each with what becomes of its value.
const ENDS: &[&str] = &[
    "s.v0 = CHAIN.collect();",
    "s.set0 = CHAIN.collect();",
    "s.out0 = CHAIN.collect::<Vec<_>>();",
    "s.map0 = CHAIN.map(|v| (v % 16, v)).collect();",
    "s.text0 = CHAIN.map(|v| v.to_string()).collect();",
    "s.t0 = CHAIN.map(|v| v % 1000).sum::<i64>();",
    "s.f0 = CHAIN.map(|v| v as f64 / 7.0).sum::<f64>();",
    "s.t0 = CHAIN.count() as i64;",
    "s.t0 = CHAIN.min().unwrap_or(5);",
    "s.t0 = CHAIN.max_by_key(|v| v % 7).unwrap_or(5);",
    "s.t0 = CHAIN.min_by(|a, b| (a % 5).cmp(&(b % 5))).unwrap_or(5);",
    "s.t0 = CHAIN.last().unwrap_or(5);",
    "s.t0 = CHAIN.reduce(|a, b| a.rotate_left(3) ^ b).unwrap_or(5);",
    "(s.v0, s.v1) = CHAIN.partition(|v| v % 2 == 0);",
    "(s.v0, s.v1) = CHAIN.map(|v| (v, -v)).unzip();",
    "let r: Result<Vec<i64>, String> = CHAIN.map(|v| if v == 42 { Err(format!(\"{v}\")) } else { Ok(v) }).collect(); s.v0 = r?;",
    "CHAIN.for_each(|v| { s.v0.push(v); s.t0 ^= v; });",
];

/// Those that end early: nothing that only the caller can run may stand before them.
const EARLY: &[&str] = &[
    "s.ok0 = CHAIN.any(|v| v == 42);",
    "s.ok0 = CHAIN.all(|v| v != 42);",
    "s.t0 = CHAIN.find(|v| v % 11 == 3).unwrap_or(5);",
    "s.t0 = CHAIN.position(|v| v > 40).unwrap_or(5) as i64;",
];

/// Adapters that look at positions or end the chain; behind one that changes them the caller runs the rest.
const POSITIONAL: &[&str] = &[
    ".skip(",
    ".step_by",
    ".take(",
    ".enumerate",
    ".skip_while",
    ".take_while",
    ".map_while",
];

/// A statement.
pub fn statement(random: &mut Random) -> String {
    let mut chain = random.one_of(HEADS).to_owned();
    let has = |adapter: &str, names: &[&str]| names.iter().any(|n| adapter.contains(n));
    let mut by_caller = false;
    for _ in 0..random.below(4) {
        let adapter = random.one_of(ADAPTERS);
        if !by_caller || !has(adapter, &[".take"]) {
            by_caller |= has(adapter, POSITIONAL);
            chain += adapter;
        }
    }
    let ends = if !by_caller && random.percent(25) {
        EARLY
    } else {
        ENDS
    };
    // `for_each` changes something, and is a loop only where workers run all of it.
    let end = loop {
        let end = random.one_of(ends);
        if !(by_caller && end.contains("for_each")) {
            break end;
        }
    };
    end.replace("CHAIN", &chain)
}
