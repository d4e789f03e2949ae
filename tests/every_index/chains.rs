//! Iterator chains: every adapter and every terminal, with a panic or the end at every item.

use crate::at::{At, Place::*, Refused, Way};
use crate::counted::Counted;
use crate::drive;
use crate::harness::{chunk, workers};
use std::collections::*;
use std::hash::{BuildHasherDefault, DefaultHasher};

/// The same order of iteration in every run.
type Build = BuildHasherDefault<DefaultHasher>;

macro_rules! chains {
    (|$x:ident| $($name:ident $([$($options:tt)*])? : {$($Value:tt)*} $({$($before:tt)*})? = $chain:expr;)*) => { $(
        mod $name {
            use super::*;
            amorsize_tests_twin::pair! {
                #[amorsize::parallel(workers = workers(), chunk = chunk() $($($options)*)?)]
                pub fn run($x: &At) -> $($Value)* {
                    $($($before)*)?
                    $chain
                }
            }
            #[test]
            fn at_every_index() {
                drive::value(module_path!(), plain::run, annotated::run);
            }
        }
    )* };
}

/// Panics where it is time to, and goes on otherwise.
fn through(x: &At, c: Counted) -> Counted {
    x.reach(c.id, Early);
    c
}

/// Whether this is the item at which a search ends.
fn ends(x: &At, c: &Counted) -> bool {
    x.reach(c.id, Inside);
    x.way(c.id, Inside).is_some()
}

fn tried(x: &At, c: Counted) -> Result<Counted, String> {
    if ends(x, &c) {
        Err(format!("ends at {}", c.id))
    } else {
        Ok(c)
    }
}

fn tree(x: &At) -> BTreeMap<usize, Counted> {
    x.all().into_iter().map(|c| (c.id, c)).collect()
}

// Adapters, all collected.
chains! { |x|
    mapped: {Vec<Counted>} = x.all().into_iter().map(|c| through(x, c)).collect();
    made: {Vec<Counted>} = (0..x.n).map(|k| x.made(x.op(k))).collect();
    filtered: {Vec<Counted>} = x.all().into_iter().filter(|c| x.op(c.id) % 3 != 1).collect();
    filter_mapped: {Vec<Counted>} = x.all().into_iter().filter_map(|c| (x.op(c.id) % 3 != 1).then_some(c)).collect();
    flat_mapped: {Vec<Counted>} = x.all().into_iter().flat_map(|c| vec![through(x, c); 2]).collect();
    flattened: {Vec<Counted>} = x.all().into_iter().map(|c| (x.op(c.id) != 3).then_some(c)).flatten().collect();
    inspected: {Vec<Counted>} = x.all().into_iter().inspect(|c| x.reach(c.id, Late)).collect();
    enumerated: {Vec<(usize, Counted)>} = x.all().into_iter().enumerate().map(|(i, c)| (i, through(x, c))).collect();
    zipped: {Vec<(Counted, Counted)>} = x.all().into_iter().zip(x.all()).map(|(c, d)| (through(x, c), d)).collect();
    zipped_with_less: {Vec<(Counted, usize)>} = x.all().into_iter().map(|c| through(x, c)).zip(0..5).collect();
    taken: {Vec<Counted>} = x.all().into_iter().map(|c| through(x, c)).take(5).collect();
    skipped: {Vec<Counted>} = x.all().into_iter().map(|c| through(x, c)).skip(2).collect();
    backwards: {Vec<Counted>} = x.all().into_iter().map(|c| through(x, c)).rev().collect();
    in_steps: {Vec<Counted>} = x.all().into_iter().step_by(2).map(|c| through(x, c)).collect();
    taken_while: {Vec<Counted>} = x.all().into_iter().take_while(|c| !ends(x, c)).collect();
    mapped_while: {Vec<Counted>} = x.all().into_iter().map_while(|c| tried(x, c).ok()).collect();
    skipped_while: {Vec<Counted>} = x.all().into_iter().map(|c| through(x, c)).skip_while(|c| c.id < 3).collect();
    chained: {Vec<Counted>} = x.all().into_iter().chain(x.all()).map(|c| through(x, c)).collect();
    cloned: {Vec<Counted>} {let v = x.all();} = v.iter().cloned().map(|c| through(x, c)).collect();
    chunked: {Vec<usize>} {let v = x.all();} = v.chunks(2).map(|c| x.op(c[0].id) + c.len()).collect();
    windowed: {Vec<usize>} {let v = x.all();} = v.windows(3).map(|c| x.op(c[1].id) + c.len()).collect();
    changed: {Vec<Counted>} {let mut v = x.all();} = v.iter_mut().map(|c| { c.id = x.op(c.id) + 10; c.clone() }).collect();
    behind_a_filter: {Vec<Counted>} = x.all().into_iter().filter(|c| x.op(c.id) % 3 != 1).enumerate().map(|(i, c)| x.made(i + c.id)).collect();
    of_a_tree: {Vec<Counted>} = tree(x).into_values().map(|c| through(x, c)).filter(|c| c.id != 2).collect();
    of_an_array: {Vec<Counted>} {let v: [Counted; 7] = std::array::from_fn(|k| x.made(k));} = v.into_iter().map(|c| through(x, c)).collect();
    pulled [, pull]: {Vec<Counted>} = std::iter::successors(Some(0), |k| (*k < 6).then_some(k + 1)).map(|k| x.made(x.op(k))).collect();
}

// What is collected.
chains! { |x|
    deque: {VecDeque<Counted>} = x.all().into_iter().map(|c| through(x, c)).collect();
    boxed: {Box<[Counted]>} = x.all().into_iter().map(|c| through(x, c)).collect();
    list: {LinkedList<Counted>} = x.all().into_iter().map(|c| through(x, c)).collect();
    heap: {BinaryHeap<Counted>} = x.all().into_iter().map(|c| through(x, c)).collect();
    set: {HashSet<Counted, Build>} = x.all().into_iter().map(|c| x.made(through(x, c).id / 2)).collect();
    sorted: {BTreeSet<Counted>} = x.all().into_iter().map(|c| x.made(through(x, c).id / 2)).collect();
    map: {HashMap<usize, Counted, Build>} = x.all().into_iter().map(|c| (x.op(c.id) / 2, c)).collect();
    sorted_map: {BTreeMap<usize, Counted>} = x.all().into_iter().map(|c| (x.op(c.id) / 2, c)).collect();
    text: {String} = x.all().into_iter().map(|c| through(x, c).id.to_string()).collect();
    results: {Result<Vec<Counted>, String>} = x.all().into_iter().map(|c| tried(x, c)).collect();
    options: {Option<Vec<Counted>>} = x.all().into_iter().map(|c| tried(x, c).ok()).collect();
    result_map: {Result<BTreeMap<usize, Counted>, String>} = x.all().into_iter().map(|c| tried(x, c).map(|c| (c.id / 2, c))).collect();
    nested: {Option<Result<Vec<Counted>, String>>} = x.all().into_iter().map(|c| if x.op(c.id) == 5 { None } else { Some(tried(x, c)) }).collect();
    units: {Result<(), String>} = x.all().into_iter().map(|c| tried(x, c).map(drop)).collect();
    unzipped: {(Vec<Counted>, Vec<Counted>)} = x.all().into_iter().map(|c| (c.clone(), through(x, c))).unzip();
    parted: {(Vec<Counted>, Vec<Counted>)} = x.all().into_iter().partition(|c| x.op(c.id) % 3 == 0);
}

// The other terminals.
chains! { |x|
    summed: {usize} = x.all().into_iter().map(|c| through(x, c).id).sum();
    summed_floats: {f64} = x.all().into_iter().map(|c| through(x, c).id as f64 * 0.1).sum();
    summed_results: {Result<usize, String>} = x.all().into_iter().map(|c| tried(x, c).map(|c| c.id)).sum();
    multiplied: {usize} = x.all().into_iter().map(|c| through(x, c).id + 1).product();
    counted: {usize} = x.all().into_iter().filter(|c| x.op(c.id) % 3 != 1).count();
    min: {Option<Counted>} = x.all().into_iter().map(|c| through(x, c)).min();
    max: {Option<Counted>} = x.all().into_iter().map(|c| through(x, c)).max();
    min_by: {Option<Counted>} = x.all().into_iter().min_by(|c, d| (x.op(c.id) % 3).cmp(&(x.op(d.id) % 3)));
    max_by: {Option<Counted>} = x.all().into_iter().map(|c| through(x, c)).max_by(|c, d| (c.id % 3).cmp(&(d.id % 3)));
    min_by_key: {Option<Counted>} = x.all().into_iter().min_by_key(|c| x.op(c.id) % 3);
    max_by_key: {Option<Counted>} = x.all().into_iter().max_by_key(|c| x.op(c.id) % 3);
    any: {bool} = x.all().into_iter().any(|c| ends(x, &c));
    all: {bool} = x.all().into_iter().map(|c| through(x, c)).all(|c| !ends(x, &c));
    found: {Option<Counted>} = x.all().into_iter().find(|c| ends(x, c));
    found_mapped: {Option<Counted>} = x.all().into_iter().find_map(|c| ends(x, &c).then_some(c));
    position: {Option<usize>} = x.all().into_iter().position(|c| ends(x, &c));
    position_from_the_end: {Option<usize>} = x.all().into_iter().rposition(|c| ends(x, &c));
    last: {Option<Counted>} = x.all().into_iter().map(|c| through(x, c)).last();
    nth: {Option<Counted>} = x.all().into_iter().map(|c| through(x, c)).nth(x.stop);
    reduced: {Option<Counted>} = x.all().into_iter().map(|c| through(x, c)).reduce(|c, d| x.made(c.id * 3 + d.id));
    folded [, reduce(fold: +)]: {usize} = x.all().into_iter().fold(7, |sum, c| sum + x.op(c.id));
    for_each: {Vec<Counted>} {let mut all = vec![];} = { x.all().into_iter().for_each(|c| all.push(through(x, c))); all };
    tried_for_each: {Result<(), String>} = x.all().into_iter().try_for_each(|c| tried(x, c).map(drop));
}
