//! T1: elements, rows, planes and columns that one iteration owns; and what becomes of them in loops with exits.

use crate::at::{At, Place::*, Refused, Way::*};
use crate::counted::Counted;
use crate::drive;
use crate::harness::{chunk, workers};
use std::collections::VecDeque;

/// An element with fields.
#[derive(Clone, Default, PartialEq)]
pub struct Cell {
    a: usize,
    held: Option<Counted>,
    list: Vec<usize>,
}

impl crate::seen::Seen for Cell {
    fn seen(&self, out: &mut Vec<u8>) {
        self.a.seen(out);
        self.held.seen(out);
        self.list.seen(out);
    }
}

/// Arrays in fields.
#[derive(Clone, Default, PartialEq)]
pub struct Grid {
    cells: Vec<usize>,
    inner: (Vec<Option<Counted>>, usize),
}

impl crate::seen::Seen for Grid {
    fn seen(&self, out: &mut Vec<u8>) {
        self.cells.seen(out);
        self.inner.0.seen(out);
    }
}

/// A container of the user's.
#[derive(Clone, Default, PartialEq)]
pub struct Own(Vec<Option<Counted>>);

impl std::ops::Index<usize> for Own {
    type Output = Option<Counted>;
    fn index(&self, k: usize) -> &Option<Counted> {
        &self.0[k]
    }
}

impl std::ops::IndexMut<usize> for Own {
    fn index_mut(&mut self, k: usize) -> &mut Option<Counted> {
        &mut self.0[k]
    }
}

impl amorsize::SplitIndex for Own {
    type Item = Option<Counted>;
    type View<'a> = <Vec<Option<Counted>> as amorsize::SplitIndex>::View<'a>;
    fn len(&self) -> usize {
        self.0.len()
    }
    fn view(&mut self, range: std::ops::Range<usize>) -> Option<Self::View<'_>> {
        amorsize::SplitIndex::view(&mut self.0, range)
    }
}

impl amorsize::SplitSlice for Own {
    fn slice(&mut self, range: std::ops::Range<usize>) -> Option<&mut [Option<Counted>]> {
        self.0.get_mut(range)
    }
}

impl crate::seen::Seen for Own {
    fn seen(&self, out: &mut Vec<u8>) {
        self.0.seen(out);
    }
}

fn put(into: &mut usize, k: usize) {
    *into = *into * 3 + k;
}

/// Every second element holds something already.
fn holds(x: &At, n: usize) -> Vec<Option<Counted>> {
    (0..n)
        .map(|k| (k % 2 == 0).then(|| x.made(k + 50)))
        .collect()
}

// Written only: owned without exits, logged with them.
bodies! { both |x, s, k, held|
    assigned: {Vec<Option<Counted>>} = {holds(x, x.n)} trim {s.truncate(k)} => { s[k] = Some(held); };
    operand: {Vec<usize>} = {vec![9; x.n]} trim {s.truncate(k)} => { s[k] = x.op(k); };
    added: {Vec<usize>} = {vec![9; x.n]} trim {s.truncate(k)} => { s[k] += x.op(k); };
    added_floats: {Vec<f64>} = {vec![-0.0; x.n]} trim {s.truncate(k)} => { s[k] += x.op(k) as f64 * 0.1; };
    twice: {Vec<Option<Counted>>} = {holds(x, x.n)} trim {s.truncate(k)} => { s[k] = Some(x.made(x.op(k))); s[k] = Some(held); };
    conditional: {Vec<usize>} = {vec![9; x.n]} trim {s.truncate(k)} => { if x.op(k) % 3 != 0 { s[k] = k; } };
    several: {(Vec<usize>, Vec<Option<Counted>>)} = {(vec![9; x.n], holds(x, x.n))} trim {s.0.truncate(k); s.1.truncate(k)} before {let (a, b) = s;}
        => { a[k] = x.op(k); b[k] = Some(held); };
    fields: {Grid} = {Grid { cells: vec![1; x.n], inner: (holds(x, x.n), 3) }} trim {s.cells.truncate(k); s.inner.0.truncate(k)}
        => { s.inner.0[k] = Some(held); s.cells[k] = x.op(k) * s.inner.1; };
    of_an_element: {Vec<Cell>} = {vec![Cell::default(); x.n]} trim {s.truncate(k)} => { s[k].a = x.op(k); s[k].held = Some(held); };
    inner: {Vec<[usize; 3]>} = {vec![[9; 3]; x.n]} trim {s.truncate(k)} => { for j in 0..3 { s[k][j] = x.op(k) * j; } };
    offset: {Vec<Option<Counted>>} = {holds(x, x.n + 2)} trim {s.truncate(k + 2)} => { s[k + 2] = Some(held); };
    backwards: {Vec<Option<Counted>>} = {holds(x, x.n)} trim {let n = s.len(); drop(s.drain(..n.saturating_sub(k)))} before {let n = x.n;} => { s[n - 1 - k] = Some(held); };
    cast: {Vec<usize>} = {vec![9; x.n]} trim {s.truncate(k)} => { s[(k as i32) as usize] = x.op(k); };
    array: {[usize; 7]} = {[9; 7]} trim {s[k.min(7)..].fill(0)} => { s[k] = x.op(k); };
    slice: {Box<[Option<Counted>]>} = {holds(x, x.n).into()} trim {for e in s.iter_mut().skip(k) { *e = None; }} before {let s = &mut s[..];} => { s[k] = Some(held); };
    boxed: {Box<[Option<Counted>]>} = {holds(x, x.n).into()} trim {for e in s.iter_mut().skip(k) { *e = None; }} => { s[k] = Some(held); };
    deque: {VecDeque<Option<Counted>>} = {holds(x, x.n).into()} trim {s.truncate(k)} => { s[k] = Some(held); };
    torn_deque: {VecDeque<Option<Counted>>} = {let mut s: VecDeque<_> = holds(x, x.n).into(); s.rotate_left(3); s} trim {s.truncate(k)} => { s[k] = Some(held); };
    own: {Own} = {Own(holds(x, x.n))} trim {s.0.truncate(k)} => { s[k] = Some(held); };
    own_rows: {Own} = {Own(holds(x, x.n * 2))} trim {s.0.truncate(k * 2)} => { s[k * 2 + 1] = Some(held); };
    flat: {Vec<usize>} = {vec![9; x.n * 3]} trim {s.truncate(k * 3)} => { for j in 0..3 { s[k * 3 + j] = x.op(k) * j; } };
    planes: {Vec<Option<Counted>>} = {holds(x, x.n * 2)} trim {s.truncate(k * 2)} => { s[2 * k] = Some(x.made(x.op(k))); s[2 * k + 1] = Some(held); };
    columns: {Vec<Vec<usize>>} = {vec![vec![9; x.n]; 2]} trim {for line in s { line.truncate(k); }} => { for j in 0..2 { s[j][k] = x.op(k) + j; } };
    too_short: {Vec<Option<Counted>>} = {holds(x, 4)} trim {s.truncate(k)} => { s[k] = Some(held); };
    too_short_rows: {Vec<usize>} = {vec![9; 10]} trim {s.truncate(k * 3)} => { for j in 0..3 { s[k * 3 + j] = x.op(k) * j; } };
    scattered: {Vec<Option<Counted>>} = {holds(x, x.n)} => { s[x.other(k)] = Some(held); };
    scattered_twice: {Vec<Option<Counted>>} = {holds(x, x.n)} => { s[k / 2] = Some(held); };
    swapped: {Vec<Option<Counted>>} = {holds(x, x.n)} => { s.swap(k, x.other(x.op(k))); };
    promised [, unsafe(disjoint(s))]: {Vec<Option<Counted>>} = {holds(x, x.n)} trim {*s = vec![]} => { s[x.other(k)] = Some(held); };
}

// Read too, or lent: in loops without exits.
bodies! { panics |x, s, k, held|
    reads_own: {Vec<usize>} = {vec![9; x.n]} trim {s.truncate(k)} => { if s[k] > 3 { s[k] = s[k] * 2 + x.op(k); } s[k] ^= 1; };
    lent: {Vec<usize>} = {vec![9; x.n]} trim {s.truncate(k)} => { put(&mut s[k], x.op(k)); let e = &mut s[k]; *e += 1; put(e, k); };
    taken: {Vec<Option<Counted>>} = {holds(x, x.n)} trim {s.truncate(k)} => { let old = s[k].take(); s[k] = Some(held).filter(|h| x.op(h.id) != 3).or(old); };
    methods: {Vec<Cell>} = {vec![Cell::default(); x.n]} trim {s.truncate(k)} => { s[k].list.push(x.op(k)); s[k].list.extend([1, 2]); s[k].held.insert(held); };
    ragged: {Vec<Vec<usize>>} = {(0..x.n).map(|k| vec![9; k % 4]).collect()} trim {s.truncate(k)} => { for j in 0..s[k].len() { s[k][j] += x.op(k) + j; } s[k].sort(); };
    two_apart: {Vec<usize>} = {vec![9; x.n + 1]} trim {s.truncate(k)} => { s[k + 1] = x.op(k); };
    rows: {Vec<usize>} = {vec![9; x.n * 3]} trim {s.truncate(k * 3)} => { let row = &mut s[k * 3..(k + 1) * 3]; row[1] = x.op(k); row.reverse(); s[k * 3] += 1; };
    filled_rows: {Vec<usize>} = {vec![9; x.n * 3]} trim {s.truncate(k * 3)} => { s[k * 3..k * 3 + 3].fill(x.op(k)); for e in &mut s[k * 3..k * 3 + 2] { *e += 1; } };
    read_planes: {Vec<usize>} = {vec![9; x.n * 2]} trim {s.truncate(k * 2)} => { s[2 * k] = x.op(k); s[2 * k + 1] = !s[2 * k]; s.swap(2 * k, 2 * k + 1); };
    read_columns: {Vec<Vec<usize>>} = {vec![vec![9; x.n]; 3]} trim {for line in s { line.truncate(k); }} => { for j in 1..3 { s[j][k] += s[j - 1][k] + x.op(k); } };
    symmetric: {Vec<Vec<usize>>} = {vec![vec![9; x.n]; x.n]} trim {*s = vec![]} before {let n = x.n;} => { for j in k..n { s[k][j] = x.op(k) * j; s[j][k] = s[k][j]; } };
    promised_and_read [, unsafe(disjoint(s))]: {Vec<usize>} = {vec![9; x.n]} trim {*s = vec![]} => { s[x.other(k)] += x.op(k); s[x.other(k)] ^= s[x.other(k)] >> 1; };
}

// Cut by the runtime.
bodies! { apart |x, s, k, held|
    assigned_apart: {Vec<Option<Counted>>} = {holds(x, x.n)} trim {s.truncate(k)} => { s[k] = Some(held); };
    reads_own_apart: {Vec<usize>} = {vec![9; x.n]} trim {s.truncate(k)} => { if s[k] > 3 { s[k] = s[k] * 2 + x.op(k); } s[k] ^= 1; };
    flat_apart: {Vec<usize>} = {vec![9; x.n * 3]} trim {s.truncate(k * 3)} => { for j in 0..3 { s[k * 3 + j] = x.op(k) * j; } };
    planes_apart: {Vec<Option<Counted>>} = {holds(x, x.n * 2)} trim {s.truncate(k * 2)} => { s[2 * k] = Some(x.made(x.op(k))); s[2 * k + 1] = Some(held); };
    columns_apart: {Vec<Vec<usize>>} = {vec![vec![9; x.n]; 3]} trim {for line in s { line.truncate(k); }} => { for j in 1..3 { s[j][k] += s[j - 1][k] + x.op(k); } };
    promised_apart [, unsafe(disjoint(s))]: {Vec<usize>} = {vec![9; x.n]} trim {*s = vec![]} => { s[x.other(k)] += x.op(k); };
}
