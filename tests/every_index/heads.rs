//! What a loop runs over: cut by index, pulled by the caller, lent, owned; left at every item, and nothing lost or dropped twice.

use crate::at::{At, Place::*, Refused, Way::*};
use crate::counted::Counted;
use crate::drive;
use crate::harness::{chunk, workers};
use std::collections::*;
use std::hash::{BuildHasherDefault, DefaultHasher};

/// The same order of iteration in every run.
type Build = BuildHasherDefault<DefaultHasher>;

/// What a loop leaves behind.
#[derive(Default)]
pub struct Left {
    sum: usize,
    kept: Vec<Counted>,
    last: usize,
    /// What is left of what it ran over.
    rest: Vec<usize>,
}

impl crate::seen::Seen for Left {
    fn seen(&self, out: &mut Vec<u8>) {
        self.sum.seen(out);
        self.kept.seen(out);
        self.last.seen(out);
        self.rest.seen(out);
    }
}

fn table(x: &At) -> HashMap<usize, Counted, Build> {
    x.all().into_iter().map(|c| (c.id, c)).collect()
}

fn tree(x: &At) -> BTreeMap<usize, Counted> {
    x.all().into_iter().map(|c| (c.id, c)).collect()
}

fn ids<'a>(all: impl IntoIterator<Item = &'a Counted>) -> Vec<usize> {
    all.into_iter().map(|c| c.id).collect()
}

fn lines(x: &At) -> String {
    (0..x.n).map(|k| format!("{k}\n")).collect()
}

fn digit(c: char) -> usize {
    c.to_digit(10).map_or(99, |d| d as usize)
}

/// An iterator of the user's, with a state.
struct Stream<'a>(&'a At, usize);

impl Iterator for Stream<'_> {
    type Item = Counted;
    fn next(&mut self) -> Option<Counted> {
        let k = self.1;
        self.1 += 1;
        (k < self.0.n).then(|| self.0.made(k))
    }
}

over! { both_ways_to_cut |x, s, k, held|
    range: (for i in 0..x.n) => (i);
    inclusive: (for i in 1..=x.n) => (i - 1);
    signed: (for i in -3..x.n as i32 - 3) => ((i + 3) as usize);
    bytes_of_a_range: (for i in 250..=255u8) => (i as usize - 250);
    backwards: (for i in (0..x.n).rev()) => (i);
    in_steps: (for i in (0..2 * x.n).step_by(2)) => (i / 2);
    in_steps_backwards: (for i in (0..2 * x.n).step_by(2).rev()) => (i / 2);

    shared: {let v = x.all();} (for c in &v) => (c.id) after {s.rest = ids(&v);};
    exclusive: {let mut v = x.all();} (for c in &mut v) => (c.id) then {c.id += 10; c.id -= 10;} after {s.rest = ids(&v);};
    owned: {let v = x.all();} (for c in v) => (c.id);
    owned_and_kept: {let v = x.all();} (for c in v) => (c.id) then {s.rest.push(c.id);};
    array: {let v: [Counted; 7] = std::array::from_fn(|k| x.made(k));} (for c in v) => (c.id);
    array_lent: {let v: [Counted; 7] = std::array::from_fn(|k| x.made(k));} (for c in &v) => (c.id);
    boxed: {let v = x.all().into_boxed_slice();} (for c in v.iter()) => (c.id);
    iter: {let v = x.all();} (for c in v.iter()) => (c.id);
    iter_mut: {let mut v = x.all();} (for c in v.iter_mut()) => (c.id);
    into_iter: {let v = x.all();} (for c in v.into_iter()) => (c.id);
    half_gone: {let mut v = x.all().into_iter(); v.next(); v.next_back();} (for c in v) => (c.id);
    chunks: {let v = x.all();} (for c in v.chunks(2)) => (c[0].id);
    chunks_mut: {let mut v = x.all();} (for c in v.chunks_mut(2)) => (c[0].id) then {c.reverse(); c.reverse();};
    chunks_exact: {let v = x.all();} (for c in v.chunks_exact(2)) => (c[1].id);
    chunks_exact_mut: {let mut v = x.all();} (for c in v.chunks_exact_mut(3)) => (c[1].id);
    chunks_from_the_end: {let v = x.all();} (for c in v.rchunks(2)) => (c[0].id);
    chunks_mut_from_the_end: {let mut v = x.all();} (for c in v.rchunks_mut(2)) => (c[0].id) then {c.reverse(); c.reverse();};
    chunks_exact_from_the_end: {let v = x.all();} (for c in v.rchunks_exact(2)) => (c[0].id);
    chunks_exact_mut_from_the_end: {let mut v = x.all();} (for c in v.rchunks_exact_mut(3)) => (c[1].id);
    windows: {let v = x.all();} (for w in v.windows(2)) => (w[0].id);
    enumerated: {let v = x.all();} (for (i, c) in v.into_iter().enumerate()) => (i + c.id - i);
    zipped: {let (v, w) = (x.all(), x.all());} (for (c, d) in v.into_iter().zip(w)) => ((c.id + d.id) / 2);
    zipped_unequal: {let (v, mut w) = (x.all(), x.all()); w.truncate(5);} (for (c, d) in v.into_iter().zip(w)) => ((c.id + d.id) / 2);
    zipped_unequal_the_other_way: {let (mut v, w) = (x.all(), x.all()); v.truncate(5);} (for (c, d) in v.into_iter().zip(w)) => ((c.id + d.id) / 2);
    zipped_with_a_range: {let v = x.all();} (for (c, i) in v.iter().zip(5..)) => ((c.id + i - 5) / 2);
    chained: {let (mut v, w) = (x.all(), x.all()); v.truncate(3);} (for c in v.into_iter().chain(w.into_iter().skip(3))) => (c.id);
    owned_backwards: {let v = x.all();} (for c in v.into_iter().rev()) => (c.id);
    owned_in_steps: {let v = x.all();} (for c in v.into_iter().step_by(2)) => (c.id);
    skipped: {let v = x.all();} (for c in v.into_iter().skip(2)) => (c.id);
    taken: {let v = x.all();} (for c in v.into_iter().take(5)) => (c.id);
    copied: {let v: Vec<usize> = (0..x.n).collect();} (for i in v.iter().copied()) => (i);
    cloned: {let v = x.all();} (for c in v.iter().cloned()) => (c.id);
    skipped_while: {let v = x.all();} (for c in v.iter().skip_while(|c| x.op(c.id) < 2)) => (c.id);

    mapped: {let v = x.all();} (for c in v.into_iter().map(|c| x.made(x.op(c.id)))) => (c.id);
    filtered: {let v = x.all();} (for c in v.into_iter().filter(|c| x.op(c.id) % 3 != 1)) => (c.id);
    filter_mapped: {let v = x.all();} (for c in v.into_iter().filter_map(|c| (x.op(c.id) % 3 != 1).then_some(c))) => (c.id);
    flat_mapped: {let v = x.all();} (for c in v.into_iter().flat_map(|c| [c.clone(), c].into_iter().take(1 + x.op(0)))) => (c.id);
    flattened: {let v: Vec<Vec<Counted>> = (0..x.n).map(|k| vec![x.made(k); k % 3]).collect();} (for c in v.into_iter().flatten()) => (c.id);
    inspected: {let v = x.all();} (for c in v.iter().inspect(|c| x.reach(c.id, Inside))) => (c.id);
    taken_while: {let v = x.all();} (for c in v.into_iter().take_while(|c| x.op(c.id) < 5)) => (c.id);
    mapped_while: {let v = x.all();} (for c in v.into_iter().map_while(|c| (x.op(c.id) < 5).then_some(c))) => (c.id);

    table_lent: {let m = table(x);} (for (i, c) in &m) => ((c.id + i) / 2) after {s.rest = ids(m.values());};
    table_exclusive: {let mut m = table(x);} (for (i, c) in &mut m) => (c.id + i - i) then {c.id += 10; c.id -= 10;} after {s.rest = ids(m.values());};
    table_owned: {let m = table(x);} (for (i, c) in m) => (c.id + i - i);
    table_keys: {let m = table(x);} (for i in m.keys()) => (*i);
    table_values: {let m = table(x);} (for c in m.values()) => (c.id);
    table_values_mut: {let mut m = table(x);} (for c in m.values_mut()) => (c.id);
    table_into_keys: {let m = table(x);} (for i in m.into_keys()) => (i);
    table_into_values: {let m = table(x);} (for c in m.into_values()) => (c.id);
    table_drained: {let mut m = table(x);} (for (_, c) in m.drain()) => (c.id) after {s.rest.push(m.len());};
    tree_lent: {let m = tree(x);} (for (_, c) in &m) => (c.id);
    tree_owned: {let m = tree(x);} (for (_, c) in m) => (c.id);
    tree_backwards: {let m = tree(x);} (for c in m.into_values().rev()) => (c.id);
    tree_range: {let mut m = tree(x);} (for (_, c) in m.range_mut(2..)) => (c.id);
    set: {let m: HashSet<Counted, Build> = x.all().into_iter().collect();} (for c in m) => (c.id);
    set_lent: {let m: BTreeSet<Counted> = x.all().into_iter().collect();} (for c in &m) => (c.id);
    set_owned: {let m: BTreeSet<Counted> = x.all().into_iter().collect();} (for c in m) => (c.id);
    deque: {let mut v: VecDeque<Counted> = x.all().into(); v.rotate_left(3);} (for c in v) => (c.id);
    deque_lent: {let mut v: VecDeque<Counted> = x.all().into(); v.rotate_left(3);} (for c in &mut v) => (c.id);
    deque_drained: {let mut v: VecDeque<Counted> = x.all().into(); v.rotate_left(3);} (for c in v.drain(1..5)) => (c.id) after {s.rest = ids(&v);};
    list: {let v: LinkedList<Counted> = x.all().into_iter().collect();} (for c in v) => (c.id);
    list_lent: {let v: LinkedList<Counted> = x.all().into_iter().collect();} (for c in &v) => (c.id);
    heap: {let v: BinaryHeap<Counted> = x.all().into();} (for c in v) => (c.id);
    drained: {let mut v = x.all();} (for c in v.drain(2..)) => (c.id) after {s.rest = ids(&v);};
    heap_drained: {let mut v: BinaryHeap<Counted> = x.all().into();} (for c in v.drain()) => (c.id) after {s.rest.push(v.len());};
    set_drained: {let mut m: HashSet<Counted, Build> = x.all().into_iter().collect();} (for c in m.drain()) => (c.id) after {s.rest.push(m.len());};
    set_range: {let m: BTreeSet<Counted> = x.all().into_iter().collect(); let from = x.made(2);} (for c in m.range(from..)) => (c.id);
    list_exclusive: {let mut v: LinkedList<Counted> = x.all().into_iter().collect();} (for c in &mut v) => (c.id);
    result: {let r: Result<Counted, Counted> = Ok(x.made(0));} (for c in r) => (c.id);
    once: {let it = std::iter::once(x.made(0));} (for c in it) => (c.id);
    option: {let o = Some(x.made(0));} (for c in o) => (c.id);
    lines: {let t = lines(x);} (for line in t.lines()) => (line.parse().unwrap());
    characters: {let t = lines(x).replace('\n', "");} (for c in t.chars()) => (digit(c));
    characters_with_places: {let t = lines(x).replace('\n', "");} (for (i, c) in t.char_indices()) => ((digit(c) + i) / 2);
    bytes: {let t = lines(x).replace('\n', "");} (for b in t.bytes()) => (b as usize - 48);
    text_drained: {let mut t = lines(x).replace('\n', "");} (for c in t.drain(1..)) => (digit(c)) after {s.rest.push(t.len());};
    wide_characters: {let t = lines(x).replace('\n', "");} (for u in t.encode_utf16()) => (u as usize - 48);
    range_of_characters: (for c in '0'..='6') => (digit(c));
    split_at_most: {let t = lines(x);} (for part in t.trim().splitn(7, '\n')) => (part.parse().unwrap());
    split_from_the_end: {let t = lines(x);} (for part in t.trim().rsplit('\n')) => (part.parse().unwrap());
    matches: {let t = lines(x);} (for part in t.matches(['0', '1', '2', '3', '4', '5', '6'])) => (part.parse().unwrap());
    matches_with_places: {let t = lines(x);} (for (i, part) in t.match_indices(&['2', '4', '5'])) => (part.parse::<usize>().unwrap() + i - i);
    split: {let t = lines(x);} (for part in t.trim().split('\n')) => (part.parse().unwrap());
    words: {let t = lines(x);} (for part in t.split_whitespace()) => (part.parse().unwrap());
    adapted: {let m = table(x);} (for (i, (c, d)) in m.into_values().zip(x.all()).enumerate().skip(1)) => (i + c.id - c.id + d.id - d.id);
    pulled [, pull]: (for c in Stream(x, 0)) => (c.id);
    from_a_channel [, pull]: {let (to, from) = std::sync::mpsc::channel(); for c in x.all() { to.send(c).unwrap(); } drop(to);} (#[parallel] for c in from) => (c.id);
    scheduled [, schedule = "static"]: {let v = x.all();} (for c in v) => (c.id);
    scheduled_dynamically [, schedule = "dynamic"]: {let v = x.all();} (for c in v) => (c.id);
    scheduled_in_shrinking_parts [, schedule = "guided"]: {let v = x.all();} (for c in v) => (c.id);
    in_another_pool [, pool = crate::harness::pool()]: {let v = x.all();} (for c in v) => (c.id);
    by_marker: (#[parallel] for i in 0..x.n) => (i);
}

// Lent: where the loop is left, the iterator stands where the plain loop leaves it.
over! { both_ways_to_cut |x, s, k, held|
    while_let: {let v = x.all(); let mut it = v.iter();} (#[parallel] while let Some(c) = it.next()) => (c.id) after {s.rest = ids(it);};
    while_let_of_a_map: {let m = table(x); let mut it = m.iter();} (#[parallel] while let Some((_, c)) = it.next()) => (c.id) after {s.rest = ids(it.map(|e| e.1));};
    by_ref: {let v = x.all(); let mut it = v.iter();} (#[parallel] for c in it.by_ref()) => (c.id) after {s.rest = ids(it);};
    exclusive_reference: {let mut it = 0..x.n;} (#[parallel] for i in &mut it) => (i) after {s.rest = it.collect();};
    by_ref_of_text: {let t = lines(x); let mut it = t.lines();} (#[parallel] for line in it.by_ref()) => (line.parse().unwrap()) after {s.rest.push(it.count());};
    by_ref_and_adapted: {let v = x.all(); let mut it = v.iter();} (#[parallel] for c in it.by_ref().filter(|c| x.op(c.id) % 3 != 1)) => (c.id) after {s.rest = ids(it);};
}

// Every kind that can be set back to where the loop was left.
over! { exits |x, s, k, held|
    lent_chunks: {let v = x.all(); let mut it = v.chunks(2);} (#[parallel] for c in &mut it) => (c[0].id) after {s.rest = ids(it.flatten());};
    lent_chunks_exact: {let v = x.all(); let mut it = v.chunks_exact(2);} (#[parallel] for c in &mut it) => (c[0].id) after {s.rest = ids(it.flatten());};
    lent_chunks_from_the_end: {let v = x.all(); let mut it = v.rchunks(2);} (#[parallel] for c in &mut it) => (c[0].id) after {s.rest = ids(it.flatten());};
    lent_windows: {let v = x.all(); let mut it = v.windows(2);} (#[parallel] while let Some(c) = it.next()) => (c[0].id) after {s.rest = ids(it.flatten());};
    lent_deque: {let mut v: VecDeque<Counted> = x.all().into(); v.rotate_left(3); let mut it = v.iter();} (#[parallel] while let Some(c) = it.next()) => (c.id) after {s.rest = ids(it);};
    lent_bytes: {let t = lines(x).replace('\n', ""); let mut it = t.bytes();} (#[parallel] while let Some(b) = it.next()) => (b as usize - 48) after {s.rest.push(it.len());};
    lent_characters: {let t = lines(x).replace('\n', ""); let mut it = t.chars();} (#[parallel] while let Some(c) = it.next()) => (digit(c)) after {s.rest.push(it.as_str().len());};
    lent_places: {let t = lines(x).replace('\n', ""); let mut it = t.char_indices();} (#[parallel] while let Some((i, _)) = it.next()) => (i) after {s.rest.push(it.offset());};
    lent_words: {let t = lines(x); let mut it = t.split_whitespace();} (#[parallel] for w in it.by_ref()) => (w.parse().unwrap()) after {s.rest.push(it.count());};
    lent_words_of_ascii: {let t = lines(x); let mut it = t.split_ascii_whitespace();} (#[parallel] for w in it.by_ref()) => (w.parse().unwrap()) after {s.rest.push(it.count());};
    lent_parts: {let t = lines(x); let mut it = t.trim().split('\n');} (#[parallel] for w in it.by_ref()) => (w.parse().unwrap()) after {s.rest.push(it.count());};
    lent_keys: {let m = table(x); let mut it = m.keys();} (#[parallel] for i in it.by_ref()) => (*i) after {s.rest.extend(it);};
    lent_values: {let m = tree(x); let mut it = m.values();} (#[parallel] for c in it.by_ref()) => (c.id) after {s.rest = ids(it);};
    lent_range_of_a_tree: {let m = tree(x); let mut it = m.range(1..);} (#[parallel] for (_, c) in it.by_ref()) => (c.id) after {s.rest = ids(it.map(|e| e.1));};
    lent_set: {let m: HashSet<Counted, Build> = x.all().into_iter().collect(); let mut it = m.iter();} (#[parallel] for c in it.by_ref()) => (c.id) after {s.rest = ids(it);};
    lent_sorted_set: {let m: BTreeSet<Counted> = x.all().into_iter().collect(); let mut it = m.iter();} (#[parallel] for c in it.by_ref()) => (c.id) after {s.rest = ids(it);};
    lent_list: {let v: LinkedList<Counted> = x.all().into_iter().collect(); let mut it = v.iter();} (#[parallel] for c in it.by_ref()) => (c.id) after {s.rest = ids(it);};
    lent_inclusive_range: {let mut it = 0..=x.n - 1;} (#[parallel] while let Some(i) = it.next()) => (i) after {s.rest = it.collect();};
    lent_backwards: {let v = x.all(); let mut it = v.iter().rev();} (#[parallel] while let Some(c) = it.next()) => (c.id) after {s.rest = ids(it);};
    lent_enumerated: {let v = x.all(); let mut it = v.iter().enumerate();} (#[parallel] while let Some((i, _)) = it.next()) => (i) after {s.rest.extend(it.map(|e| e.0));};
    lent_copied: {let v: Vec<usize> = (0..x.n).collect(); let mut it = v.iter().copied();} (#[parallel] while let Some(i) = it.next()) => (i) after {s.rest.extend(it);};
    lent_skipped: {let v = x.all(); let mut it = v.iter().skip(1).take(5);} (#[parallel] while let Some(c) = it.next()) => (c.id) after {s.rest = ids(it);};
    lent_in_steps: {let v = x.all(); let mut it = v.iter().step_by(2);} (#[parallel] while let Some(c) = it.next()) => (c.id) after {s.rest = ids(it);};
    lent_peekable: {let v = x.all(); let mut it = v.iter().peekable(); it.peek();} (#[parallel] while let Some(c) = it.next()) => (c.id) after {s.rest = ids(it);};
    lent_zipped: {let (v, w) = (x.all(), x.all()); let mut it = v.iter().zip(w.chunks(1));} (#[parallel] while let Some((c, _)) = it.next()) => (c.id) after {s.rest = ids(it.map(|e| e.0));};
    lent_chained: {let (v, w) = (x.all(), x.all()); let mut it = v[..3].iter().chain(&w[3..]);} (#[parallel] while let Some(c) = it.next()) => (c.id) after {s.rest = ids(it);};
}

over! { panics |x, s, k, held|
    owned_while_let: {let mut it = x.all().into_iter();} (#[parallel] while let Some(c) = it.next()) => (c.id) after {s.rest.push(it.len());};
}
