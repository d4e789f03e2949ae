//! Measures cells: all peers in one process, in turns, medians. Lines go to standard output, for `table`.

use std::time::{Duration, Instant};

use crate::peers::{self, Peer};
use crate::place;
use crate::work::{Cell, Work};

/// What comes before a measured call.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Calls back to back.
    Hot,
    /// A pause of 10 ms in which the caller computes something else.
    Asleep,
}

impl State {
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "hot" => Some(Self::Hot),
            "asleep" => Some(Self::Asleep),
            _ => None,
        }
    }
}

/// Time of a group of calls that one reading of the clock does not disturb.
const GROUP: f64 = 2_000.0;
/// Most of a turn's time.
const TURN: Duration = Duration::from_millis(3);

/// Measures one cell and prints a line per peer: `tag,work,n,peer`, then nanoseconds of a call (median, quartiles, mean),
/// then the median of the rounds' ratios to the plain loop.
pub fn cell(cell: &Cell, tag: &str, state: State, rounds: usize) {
    let peers: Vec<Peer> = peers::ALL
        .iter()
        .copied()
        .filter(|peer| peer.is_available())
        .collect();
    verify(cell, &peers);
    place::forget_commonware();
    let mut work = (cell.make)();
    let work = &mut *work;
    let plain = (0..4)
        .map(|_| once(work, Peer::Plain))
        .fold(f64::MAX, f64::min)
        .max(1.0);
    if state == State::Asleep && plain < GROUP / 2.0 {
        return;
    }
    learn(work, plain);

    let rounds = if plain > 3e7 { rounds.min(5) } else { rounds };
    let mut times = vec![Vec::new(); peers.len()];
    for round in 0..rounds {
        for turn in 0..peers.len() {
            // Another order each round, so that nobody always comes after the same.
            let at = (turn + round * 5) % peers.len();
            times[at].push(turn_of(work, peers[at], state, plain));
            if state == State::Hot {
                settle(peers[at]);
            }
        }
    }
    let first = times[0].clone();
    for (peer, mut times) in peers.iter().zip(times) {
        let mut ratios: Vec<f64> = times
            .iter()
            .zip(&first)
            .map(|(time, plain)| time / plain)
            .collect();
        let mean = times.iter().sum::<f64>() / times.len() as f64;
        let (median, paired) = (middle(&mut times), middle(&mut ratios));
        let quartile = |at: f64| times[((times.len() - 1) as f64 * at).round() as usize];
        println!(
            "{tag},{},{},{peer:?},{median:.1},{:.1},{:.1},{mean:.1},{paired:.4}",
            cell.work.replace(',', ";"),
            cell.n,
            quartile(0.25),
            quartile(0.75)
        );
    }
}

/// Every peer leaves what the plain loop leaves.
fn verify(cell: &Cell, peers: &[Peer]) {
    let result = |peer: Peer| {
        let mut work = (cell.make)();
        inside(peer, || work.run(peer));
        work.digest()
    };
    let right = result(Peer::Plain);
    for &peer in peers {
        assert!(
            result(peer) == right,
            "{}: {peer:?} differs from the plain loop",
            cell.name()
        );
    }
}

/// What learns is measured after it has learned.
fn learn(work: &mut dyn Work, plain: f64) {
    for peer in [Peer::Amorsize, Peer::Commonware, Peer::CommonwareBlocks] {
        let calls = if plain > 1e7 {
            4
        } else {
            (2e7 / plain).clamp(16.0, 2_000.0) as usize
        };
        for _ in 0..calls {
            work.run(peer);
            work.clear();
        }
    }
}

/// The nanoseconds of a call, from one peer's turn.
fn turn_of(work: &mut dyn Work, peer: Peer, state: State, plain: f64) -> f64 {
    inside(peer, || match state {
        State::Asleep => {
            busy(Duration::from_millis(10));
            once(work, peer)
        }
        State::Hot => {
            if plain < 2e7 {
                for _ in 0..2 {
                    once(work, peer);
                }
            }
            let calls = (GROUP / plain).ceil() as usize;
            let samples = if plain > 5e6 {
                1.0
            } else {
                (1.5e6 / plain).clamp(3.0, 200.0)
            };
            let start = Instant::now();
            let mut times = Vec::new();
            // A peer that takes a thousand times as long need not do it two hundred times.
            while times.len() < samples as usize && (times.len() < 3 || start.elapsed() < TURN) {
                times.push(if calls > 1 {
                    group(work, peer, calls)
                } else {
                    once(work, peer)
                });
            }
            middle(&mut times)
        }
    })
}

fn inside<R: Send>(peer: Peer, f: impl FnOnce() -> R + Send) -> R {
    if peer == Peer::RayonInside {
        rayon::scope(|_| f())
    } else {
        f()
    }
}

fn once(work: &mut dyn Work, peer: Peer) -> f64 {
    let start = Instant::now();
    work.run(peer);
    let nanos = start.elapsed().as_nanos() as f64;
    work.clear();
    nanos
}

fn group(work: &mut dyn Work, peer: Peer, calls: usize) -> f64 {
    let start = Instant::now();
    for _ in 0..calls {
        work.run(peer);
    }
    start.elapsed().as_nanos() as f64 / calls as f64
}

/// Lets the peer's threads go to sleep before the next one's turn.
fn settle(peer: Peer) {
    if peer.is_openmp() {
        std::thread::sleep(Duration::from_millis(8));
    } else {
        busy(Duration::from_micros(400));
    }
}

fn busy(time: Duration) {
    let start = Instant::now();
    while start.elapsed() < time {
        std::hint::spin_loop();
    }
}

/// Sorts, and gives the median.
pub fn middle(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    let n = values.len();
    if n % 2 == 1 {
        values[n / 2]
    } else {
        (values[n / 2 - 1] + values[n / 2]) / 2.0
    }
}
