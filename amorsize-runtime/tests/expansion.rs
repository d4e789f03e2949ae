//! The expansion, written by hand: what the macro makes of five loops, compared with the loops
//! themselves under every decision.

#![forbid(unsafe_code)]
#![expect(
    clippy::match_single_binding,
    reason = "the macro needs a `match` for the temporaries"
)]

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use amorsize_runtime::__private as P;
use amorsize_runtime::{Mode, with_mode};

const LENGTHS: [usize; 9] = [0, 1, 2, 3, 7, 64, 257, 1009, 20_000];

/// Runs `both` for every length and decision, often enough that decisions are learned.
fn everywhere(both: impl Fn(usize)) {
    for n in LENGTHS {
        for _ in 0..20 {
            both(n);
        }
        for mode in [Mode::Auto, Mode::Serial, Mode::Parallel] {
            with_mode(mode, || both(n));
        }
    }
}

macro_rules! site {
    ($name:literal, exits: $exits:literal) => {
        P::Plan {
            name: $name,
            function: $name,
            head: "x in …",
            sinks: &[],
            exits: $exits,
            align: 1,
            always: false,
            timed: false,
        }
    };
}

// ----- a fallible loop with a float sum: `energy += render(row, y, scene)?`

#[derive(Clone, Debug, PartialEq)]
struct Row(Vec<f64>);

fn render(row: &mut Row, y: usize, scene: f64) -> Result<f64, usize> {
    if row.0.is_empty() {
        return Err(y);
    }
    for x in &mut row.0 {
        *x = (*x + scene).sqrt();
    }
    Ok(row.0.iter().sum::<f64>() / 3.0)
}

fn shade_plain(rows: &mut [Row], scene: f64) -> Result<f64, usize> {
    let mut energy = 0.1;
    for (y, row) in rows.iter_mut().enumerate() {
        energy += render(row, y, scene)?;
    }
    Ok(energy)
}

fn shade(rows: &mut [Row], scene: f64) -> Result<f64, usize> {
    let mut energy = 0.1;
    {
        static SITE: P::Site = P::Site::new(P::Plan {
            sinks: &[P::SinkPlan {
                name: "energy",
                form: "op=",
                tier: P::Tier::Log,
            }],
            ..site!("shade", exits: true)
        });
        match rows.iter_mut() {
            head => match SITE.enter_with(P::extent(&head).enumerate().items(), P::Options::new) {
                None => {
                    for (y, row) in head.enumerate() {
                        energy += render(row, y, scene)?;
                    }
                }
                Some(call) => {
                    enum Exit<A> {
                        Try0(A),
                    }
                    enum Entry<A> {
                        E0(A),
                    }
                    P::shared(&scene);
                    let energy_kind = {
                        use P::methods::*;
                        (&&P::Probe::<_, { cfg!(debug_assertions) }>::new(&energy)).sum()
                    };
                    match call.run(
                        P::Source::enumerate(P::source(head)),
                        || (),
                        || (energy_kind.start(), P::Log::new()),
                        |piece, (), (energy_part, log)| 'chunk: {
                            for (y, row) in piece {
                                P::Add::add(
                                    energy_part,
                                    match P::Try::branch(render(row, y, scene)) {
                                        P::ControlFlow::Continue(value) => value,
                                        P::ControlFlow::Break(residual) => {
                                            break 'chunk P::Chunk::Exit(Exit::Try0(
                                                P::exit_value(residual),
                                            ));
                                        }
                                    },
                                    |operand| log.push(Entry::E0(operand)),
                                );
                            }
                            P::Chunk::Done
                        },
                        |(energy_part, log)| {
                            energy_kind.merge(&mut energy, energy_part);
                            for entry in log {
                                match entry {
                                    Entry::E0(operand) => energy += operand,
                                }
                            }
                            None
                        },
                    ) {
                        None => {}
                        Some(Exit::Try0(residual)) => match residual? {},
                    }
                }
            },
        }
    }
    Ok(energy)
}

#[test]
fn a_fallible_loop_with_a_float_sum() {
    let rows = |n: usize, bad: Option<usize>| -> Vec<Row> {
        let row = |i: usize| match bad {
            Some(bad) if i >= bad => Row(Vec::new()),
            _ => Row(vec![i as f64, 1.0 / (i as f64 + 1.0)]),
        };
        (0..n).map(row).collect()
    };
    everywhere(|n| {
        for bad in [None, Some(0), Some(n / 2), Some(n.saturating_sub(1))] {
            let (mut plain, mut ours) = (rows(n, bad), rows(n, bad));
            let expected = shade_plain(&mut plain, 0.5);
            let energy = shade(&mut ours, 0.5);
            assert_eq!(energy.map(f64::to_bits), expected.map(f64::to_bits));
            let end = bad.unwrap_or(n).min(n);
            assert_eq!(ours[..end], plain[..end]);
        }
    });
}

// ----- a view: `out[i] = a[i] * 2` for `i` in a range

fn double(a: &[u64], out: &mut Vec<u64>) {
    static SITE: P::Site = P::Site::new(site!("double", exits: false));
    use P::Place as _;
    match 0..a.len() {
        head => match match SITE.enter_with(P::extent(&head).items(), P::Options::new) {
            None => None,
            Some(call) => P::both(
                call,
                P::view(out.amorsize_place(), P::view_indices(&head, 0)),
            ),
        } {
            None => {
                for i in head {
                    out[i] = a[i] * 2;
                }
            }
            Some((call, out_view)) => {
                enum Exit {}
                P::shared(&a);
                match call.run(
                    P::Source::zip(P::source(head), out_view),
                    || (),
                    || (),
                    |piece, (), ()| {
                        for (i, out_part) in piece {
                            *out_part = a[i] * 2;
                        }
                        P::Chunk::<Exit>::Done
                    },
                    |()| None,
                ) {
                    None => {}
                    Some(never) => match never {},
                }
            }
        },
    }
}

#[test]
fn a_view() {
    everywhere(|n| {
        let a: Vec<u64> = (0..n as u64).collect();
        let mut out = vec![1; n + 3];
        double(&a, &mut out);
        assert!(out[..n].iter().zip(&a).all(|(out, a)| *out == a * 2));
        assert_eq!(out[n..], [1, 1, 1]);
        // A view that is too short: the plain loop, which panics where it does.
        if n > 0 {
            let mut short = vec![0; n - 1];
            let thrown = catch_unwind(AssertUnwindSafe(|| double(&a, &mut short)));
            assert!(thrown.is_err());
            assert!(short.iter().zip(&a).all(|(out, a)| *out == a * 2));
        }
    });
}

// ----- items by value, pushed; `break` and a panic on the way

enum Way {
    Whole,
    Break(usize),
    Panic(usize),
}

/// `for item in items { if at end { break / panic } out.push(item.len()) }`
fn lengths(items: Vec<String>, way: &Way, out: &mut Vec<usize>) {
    static SITE: P::Site = P::Site::new(site!("lengths", exits: true));
    use P::Place as _;
    match items {
        head => match SITE.enter_with(P::extent(&head).items(), P::Options::new) {
            None => {
                for item in head {
                    match way {
                        Way::Break(at) if item.len() >= *at => break,
                        Way::Panic(at) if item.len() >= *at => resume_unwind(Box::new(item.len())),
                        _ => out.push(item.len()),
                    }
                }
            }
            Some(call) => {
                enum Exit {
                    Break0,
                }
                enum Entry<A> {
                    E0(A),
                }
                P::shared(&way);
                let out_kind = {
                    use P::methods::*;
                    (&&P::Probe::<_, { cfg!(debug_assertions) }>::new(&*out.amorsize_place()))
                        .appends()
                };
                match call.run(
                    P::source(head),
                    || (),
                    || (out_kind.start(), P::Log::new()),
                    |piece, (), (out_part, log)| 'chunk: {
                        for item in piece {
                            match way {
                                Way::Break(at) if item.len() >= *at => {
                                    break 'chunk P::Chunk::Exit(Exit::Break0);
                                }
                                Way::Panic(at) if item.len() >= *at => {
                                    resume_unwind(Box::new(item.len()))
                                }
                                _ => out_part.push(item.len(), |o| log.push(Entry::E0(o))),
                            }
                        }
                        P::Chunk::Done
                    },
                    |(out_part, log)| {
                        out_kind.merge(out.amorsize_place(), out_part);
                        for entry in log {
                            match entry {
                                Entry::E0(operand) => out.push(operand),
                            }
                        }
                        None
                    },
                ) {
                    None => {}
                    Some(Exit::Break0) => {}
                }
            }
        },
    }
}

#[test]
fn items_by_value_pushed_with_a_break_and_a_panic() {
    everywhere(|n| {
        if n > 1009 {
            return;
        }
        let items = || (0..n).map(|i| "x".repeat(i)).collect::<Vec<_>>();
        let mut out = Vec::new();
        lengths(items(), &Way::Whole, &mut out);
        assert!(out.iter().copied().eq(0..n));

        let at = n / 2;
        out.clear();
        lengths(items(), &Way::Break(at), &mut out);
        assert!(out.iter().copied().eq(0..at));

        out.clear();
        let thrown = catch_unwind(AssertUnwindSafe(|| {
            lengths(items(), &Way::Panic(at), &mut out);
        }));
        assert_eq!(thrown.is_err(), n > 0);
        if let Err(payload) = thrown {
            assert_eq!(payload.downcast_ref(), Some(&at));
        }
        assert!(out.iter().copied().eq(0..at));
    });
}

// ----- private values, and a site that always goes through `run`

/// `#[parallel(local(buffer = String::new()))]`: counts what a reused buffer sees.
fn with_local(n: usize) -> usize {
    static SITE: P::Site = P::Site::new(P::Plan {
        always: true,
        timed: false,
        ..site!("with_local", exits: false)
    });
    let mut total = 0_usize;
    match 0..n {
        head => match SITE.enter_with(P::extent(&head).items(), P::Options::new) {
            None => assert_eq!(n, 0, "an `always` site leaves only empty loops alone"),
            Some(call) => {
                enum Exit {}
                match call.run(
                    P::source(head),
                    || (String::new(),),
                    || (0_usize,),
                    |piece, (buffer,), (total_part,)| {
                        for i in piece {
                            buffer.clear();
                            buffer.push_str(&i.to_string());
                            *total_part += buffer.len();
                        }
                        P::Chunk::<Exit>::Done
                    },
                    |(total_part,)| {
                        total += total_part;
                        None
                    },
                ) {
                    None => {}
                    Some(never) => match never {},
                }
            }
        },
    }
    total
}

#[test]
fn private_values() {
    everywhere(|n| {
        let expected: usize = (0..n).map(|i| i.to_string().len()).sum();
        assert_eq!(with_local(n), expected);
    });
}

// ----- loops in loops, and in pools

fn sum_of_squares(n: u64) -> u64 {
    static SITE: P::Site = P::Site::new(site!("sum_of_squares", exits: false));
    let mut total = 0_u64;
    match 0..n {
        head => match SITE.enter_with(P::extent(&head).items(), P::Options::new) {
            None => {
                for i in head {
                    total += i * i;
                }
            }
            Some(call) => {
                enum Exit {}
                let exit = call.run(
                    P::source(head),
                    || (),
                    || (0_u64,),
                    |piece, (), (part,)| {
                        for i in piece {
                            *part += i * i;
                        }
                        P::Chunk::<Exit>::Done
                    },
                    |(part,)| {
                        total += part;
                        None
                    },
                );
                match exit {
                    None => {}
                    Some(never) => match never {},
                }
            }
        },
    }
    total
}

fn outer(n: u64) -> u64 {
    static SITE: P::Site = P::Site::new(site!("outer", exits: false));
    let mut total = 0_u64;
    match 0..n {
        head => match SITE.enter_with(P::extent(&head).items(), P::Options::new) {
            None => {
                for i in head {
                    total ^= sum_of_squares(i % 50);
                }
            }
            Some(call) => {
                enum Exit {}
                let exit = call.run(
                    P::source(head),
                    || (),
                    || (0_u64,),
                    |piece, (), (part,)| {
                        for i in piece {
                            *part ^= sum_of_squares(i % 50);
                        }
                        P::Chunk::<Exit>::Done
                    },
                    |(part,)| {
                        total ^= part;
                        None
                    },
                );
                match exit {
                    None => {}
                    Some(never) => match never {},
                }
            }
        },
    }
    total
}

#[test]
fn loops_in_loops() {
    let square = |n: u64| (0..n).map(|i| i * i).sum::<u64>();
    everywhere(|n| {
        let n = n as u64;
        let expected = (0..n).fold(0, |total, i| total ^ square(i % 50));
        assert_eq!(outer(n), expected);
        assert_eq!(sum_of_squares(n), square(n));
    });
}

#[cfg(feature = "parallel")]
#[test]
fn in_a_pool() {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(3)
        .build()
        .expect("three threads");
    let expected = pool.install(|| outer(1009));
    everywhere(|_| assert_eq!(pool.install(|| outer(1009)), expected));
}

// ----- a range without a practical end

/// `for i in 0..usize::MAX - 1 { if i == at { return i } }`
fn search(at: usize) -> usize {
    static SITE: P::Site = P::Site::new(site!("search", exits: true));
    match 0..usize::MAX - 1 {
        head => match SITE.enter_with(P::extent(&head).items(), P::Options::new) {
            None => {
                for i in head {
                    if i == at {
                        return i;
                    }
                }
            }
            Some(call) => {
                enum Exit<A> {
                    Return0(A),
                }
                match call.run(
                    P::source(head),
                    || (),
                    || (),
                    |piece, (), ()| 'chunk: {
                        for i in piece {
                            if i == at {
                                break 'chunk P::Chunk::Exit(Exit::Return0(i));
                            }
                        }
                        P::Chunk::Done
                    },
                    |()| None,
                ) {
                    None => {}
                    Some(Exit::Return0(i)) => return i,
                }
            }
        },
    }
    usize::MAX
}

#[test]
fn a_range_without_a_practical_end() {
    let (done, end) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for at in [0, 1, 1000, 1_000_000] {
            for mode in [Mode::Auto, Mode::Serial, Mode::Parallel] {
                for _ in 0..5 {
                    assert_eq!(with_mode(mode, || search(at)), at);
                }
            }
        }
        let _ = done.send(());
    });
    end.recv_timeout(std::time::Duration::from_secs(30))
        .expect("ends soon after the exit");
}
