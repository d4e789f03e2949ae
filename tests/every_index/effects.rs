//! T3: statements that the caller replays in order, some of which leave the loop themselves.

use crate::at::{At, Place::*, Refused, Way::*};
use crate::counted::Counted;
use crate::drive;
use crate::harness::{chunk, workers};
use std::collections::{BTreeSet, VecDeque};
use std::io::{self, Write};

/// Its state depends on the order of all calls.
#[derive(Clone, Default, PartialEq)]
pub struct Journal {
    hash: usize,
    kept: Vec<Counted>,
}

impl Journal {
    fn note(&mut self, held: Counted) {
        self.hash = self.hash.wrapping_mul(31) ^ held.id;
        if held.id % 2 == 0 {
            self.kept.push(held);
        }
    }

    /// Fails where items leave inside.
    fn check(&mut self, held: Counted, x: &At) -> Result<usize, Refused> {
        let k = held.id;
        self.note(held);
        x.tried(k)
    }

    fn option(&mut self, held: Counted, x: &At) -> Option<usize> {
        self.check(held, x).ok()
    }
}

impl crate::seen::Seen for Journal {
    fn seen(&self, out: &mut Vec<u8>) {
        self.hash.seen(out);
        self.kept.seen(out);
    }
}

impl std::ops::AddAssign<Counted> for Journal {
    fn add_assign(&mut self, held: Counted) {
        self.note(held);
    }
}

/// Full after so many bytes.
#[derive(Clone, PartialEq)]
pub struct Short(Vec<u8>, usize);

impl Write for Short {
    fn write(&mut self, from: &[u8]) -> io::Result<usize> {
        if self.0.len() + from.len() > self.1 {
            return Err(io::Error::other("full"));
        }
        self.0.extend_from_slice(from);
        Ok(from.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl crate::seen::Seen for Short {
    fn seen(&self, out: &mut Vec<u8>) {
        self.0.seen(out);
    }
}

/// Full where items leave inside, if they ask.
fn short(x: &At, line: usize) -> Short {
    let full = x.place == Inside && x.way == Ask;
    Short(vec![], if full { x.stop * line + 1 } else { 1000 })
}

fn helper(into: &mut Journal, held: Counted) {
    into.note(held);
}

fn failing(into: &mut Journal, held: Counted, x: &At) -> Result<usize, Refused> {
    into.check(held, x)
}

fn text(error: io::Error) -> String {
    error.to_string()
}

bodies! { both |x, s, k, held|
    method: {Journal} = {Journal::default()} => { s.note(held); s.note(x.made(x.op(k) + 10)); };
    ignored: {(Journal, BTreeSet<usize>)} = {Default::default()} => { let _ = s.0.check(held, x); let _ = s.1.insert(x.op(k) / 2); };
    of_a_field: {(Journal, usize)} = {Default::default()} => { s.0.note(held); s.1 ^= x.op(k) * 3; };
    unwrapped: {(Journal, Vec<usize>)} = {Default::default()} => { s.1.push(k); s.0.check(held, x).unwrap(); s.0.option(x.made(k + 10), x).expect("some"); };
    overloaded: {(Journal, usize)} = {Default::default()} => { s.0 += held; s.1 += x.op(k); };
    called: {(usize, Vec<Counted>)} = {(1, vec![])} before {let (hash, kept) = s; let mut add = |held: Counted| { *hash = *hash * 3 ^ held.id; if held.id % 2 == 0 { kept.push(held); } };} => { add(held); add(x.made(x.op(k))); };
    lent: {Journal} = {Journal::default()} => { helper(s, held); let _ = failing(s, x.made(k), x); };
    lent_variable: {Journal} = {Journal::default()} before {let mut all = std::mem::take(s);} => { helper(&mut all, held); helper(&mut all, x.made(x.op(k))); } after {*s = all;};
    printed: {usize} = {0} => { println!("{}{k}", x.op(k)); *s += 1; };
    written: {(Short, usize)} = {(short(x, 3), 0)} => { let _ = s.0.write_all(&[k as u8; 3]); s.1 += 1; };
    in_order: {(Vec<Counted>, usize)} = {(vec![], 3)} => { let operand = x.op(k); amorsize::ordered! { s.1 = s.1 * 3 ^ operand; if s.1 % 2 == 0 { s.0.push(held); } } };
    in_order_beside: {(usize, Vec<usize>, f64)} = {(0, vec![], 0.0)} => { let operand = x.op(k); s.0 += operand; s.2 += 0.1; amorsize::ordered! { s.1.push(operand); } s.0 += 1; };
    method_and_elements: {(Journal, Vec<usize>)} = {(Journal::default(), vec![9; x.n])} trim {s.1.truncate(k)} => { s.1[k] = x.op(k); s.0.note(held); };
}

// The replayed statement leaves the loop by itself.
bodies! { exits |x, s, k, held|
    asked: {(Journal, usize, Vec<usize>)} = {Default::default()} => { s.1 += 1; s.0.check(held, x)?; s.2.push(k); };
    asked_twice: {Journal} = {Journal::default()} => { s.check(held, x)?; s.check(x.made(k + 10), x).map_err(|e| format!("again {}", e.0))?; };
    asked_with_a_text: {(Journal, f64)} = {Default::default()} => { s.1 += 0.1; s.0.option(held, x).ok_or_else(|| format!("none at {k}"))?; s.1 -= 0.3; };
    asked_of_a_function: {(Journal, usize)} = {Default::default()} => { failing(&mut s.0, held, x)?; s.1 += 1; };
    asked_with_elements: {(Journal, Vec<Option<Counted>>)} = {(Journal::default(), (0..x.n).map(|_| None).collect())} trim {s.1.truncate(k)} => { s.1[k] = Some(x.made(k)); s.0.check(held, x)?; };
    write_all: {(Short, usize)} = {(short(x, 3), 0)} => { s.0.write_all(&[x.op(k) as u8; 3]).map_err(text)?; s.1 += 1; };
    writeln: {Short} = {short(x, 3)} => { writeln!(s, "{}{k}", x.op(k)).map_err(text)?; };
    operand_asks: {(Vec<usize>, usize, Option<Counted>)} = {(vec![], 0, None)} => { s.1 += 1; s.0.push(x.tried(k)?); s.2 = Some(held); };
    operands_ask: {(usize, Vec<usize>)} = {(0, vec![])} => { s.0 += 1; s.0 += x.tried(k)?; s.1.extend([k, x.tried(k)?]); };
    element_asks: {Vec<usize>} = {vec![9; x.n]} trim {s.truncate(k)} => { s[k] = x.tried(k)?; };
    queue: {VecDeque<Counted>} = {(0..x.stop.min(5)).map(|k| x.made(k + 50)).collect()} => { s.pop_front().ok_or("empty")?; x.op(k); };
    ordered_leaves: {(Journal, usize)} = {Default::default()} => {
        s.1 += 1;
        amorsize::ordered! {
            match x.way(k, Inside) { Some(Break) => break, Some(Return) => return Err("inside".to_owned()), Some(Ask) => { x.tried(k)?; } Some(Panic) => panic!("inside {k}"), None => {} }
            s.0.note(held);
        }
    };
}

// One that panics by itself, in a loop without other ways out.
bodies! { panics |x, s, k, held|
    panicking: {(Journal, usize, Vec<Counted>)} = {Default::default()} => { s.1 += 1; s.2.push(x.made(k)); s.0.check(held, x).unwrap(); s.1 += 1; };
    panicking_in_order: {(Journal, usize)} = {Default::default()} => { s.1 += 1; amorsize::ordered! { s.0.check(held, x).unwrap(); } };
}
