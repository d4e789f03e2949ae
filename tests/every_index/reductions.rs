//! T2: what every chunk keeps for itself and the caller merges in order: sums, best values, last values, collections, counters.

use crate::at::{At, Place::*, Refused, Way::*};
use crate::counted::Counted;
use crate::drive;
use crate::harness::{chunk, workers};
use std::collections::*;
use std::fmt::Write;
use std::hash::{BuildHasherDefault, DefaultHasher};

/// The same order of iteration in every run, so that the order of the insertions can be seen.
type Fixed = BuildHasherDefault<DefaultHasher>;

/// Texts, one behind the other: neither commutative nor a number.
struct Joined;

impl amorsize::Reduce<String> for Joined {
    fn identity() -> String {
        String::new()
    }
    fn combine(left: &mut String, right: String) {
        left.push_str(&right);
    }
}

bodies! { both |x, s, k, held|
    sums: {(usize, i64, u64)} = {(3, -4, 1000)} => { s.0 += x.op(k); s.1 -= k as i64 * 3; s.2 -= k as u64; };
    written_out: {(usize, usize, i32)} = {(3, 4, 5)} => { s.0 = s.0 + x.op(k); s.1 = k + s.1; s.2 = s.2 - k as i32; };
    products: {(u64, i64)} = {(1, -1)} => { s.0 *= x.op(k) as u64 + 1; s.1 *= -1; };
    bits: {(u8, u16, i64)} = {(0xff, 1, -1)} => { s.0 &= !(1 << x.op(k) as u8); s.1 |= 1 << k; s.2 ^= k as i64 * 77; };
    wrapping: {(u8, u8, u8)} = {(250, 3, 4)} => { s.0 = s.0.wrapping_add(x.op(k) as u8); s.1 = s.1.wrapping_mul(k as u8 | 1); s.2 = s.2.wrapping_sub(100); };
    other_operators: {(u32, u32, u32, i8)} = {(1 << 20, 77, 1, 100)} => { s.0 /= x.op(k) as u32 + 1; s.1 %= 9 + k as u32; s.2 <<= 1; s.3 = s.3.saturating_add(k as i8 * 9); };
    // One more than there is: panics at the third item, or wraps.
    overflow: {(u8, usize)} = {(253, 0)} => { s.1 += 1; s.0 += (x.op(k) > 0) as u8; };
    underflow: {(u8, usize)} = {(3, 0)} => { s.1 += 1; s.0 -= (x.op(k) > 0) as u8; };
    counted: {(usize, usize)} = {(0, 0)} => { s.0 += 1; if x.op(k) % 2 == 1 { s.1 += 1; } };
    truths: {(bool, bool, bool)} = {(true, false, true)} => { s.0 &= x.op(k) != 4; s.1 |= k == 5; s.2 ^= k % 3 == 0; };
    extremes: {(i32, i32, usize)} = {(2, 2, 4)} => { s.0 = s.0.max(x.op(k) as i32); s.1 = s.1.min(k as i32 - 3); s.2 = std::cmp::max(s.2, k); };
    extreme_floats: {(f64, f64)} = {(f64::NAN, 0.5)} => { s.0 = s.0.min(x.op(k) as f64); s.1 = f64::max(k as f64 * 0.3, s.1); };
    best: {(usize, usize, usize)} = {(1, 99, 0)} => { let f = x.op(k) * 3 % 7; s.2 += 1; if f > s.0 { s.0 = f; s.1 = k; } };
    best_floats: {(f64, usize)} = {(-0.0, 99)} => { let f = [0.0, f64::NAN, -1.0, -1.0, -2.0, -0.5, -2.0][x.op(k)]; if f < s.0 { s.0 = f; s.1 = k; } };
    best_with_more: {(usize, usize, usize)} = {(1, 99, 50)} => { let f = x.op(k) * 3 % 7; if f >= s.0 { s.0 = f; s.1 = k; s.2 = f; } };
    last: {Counted} = {x.made(77)} => { *s = held; };
    last_of_some: {(Option<Counted>, usize)} = {(Some(x.made(77)), 3)} => { if x.op(k) % 3 == 1 { s.0 = Some(held); s.1 = k; } };
    temporary: {(usize, Vec<usize>)} = {(0, vec![])} before {let mut t = x.made(77);} => { t = held; s.0 += t.id; s.1.push(x.op(t.id)); } after {s.1.push(t.id);};
    temporary_on_all_paths: {(usize, usize)} = {(0, 9)} before {let mut t = 5;} => { if x.op(k) % 2 == 0 { t = k; } else { t = k * 2; } t += 1; s.0 ^= t * 7; } after {s.1 = t;};
    late_temporary: {usize} = {0} before {let t;} => { let u = x.op(k) + 1; *s += u; } after {t = *s; *s = t * 2;};
    scratch [, local(buf = Vec::new())]: {Vec<usize>} = {vec![]} before {let mut buf: Vec<Counted> = Vec::new();} => { buf.clear(); buf.push(held); buf.push(x.made(x.op(k))); s.push(buf.len() + buf[0].id); };
    reduced [, reduce(text: Joined)]: {(String, Vec<usize>)} = {(String::from(">"), vec![])} before {let mut text = std::mem::take(&mut s.0);} => { text += &x.op(k).to_string(); s.1.push(k); } after {s.0 = text;};
}

bodies! { both |x, s, k, held|
    pushed: {Vec<Counted>} = {vec![x.made(77)]} => { s.push(held); if x.op(k) % 2 == 0 { s.push(x.made(k + 20)); } };
    pushed_at_both_ends: {VecDeque<Counted>} = {VecDeque::from([x.made(77)])} => { s.push_back(x.made(x.op(k))); s.push_front(held); };
    heaped: {(BinaryHeap<Counted>, LinkedList<Counted>)} = {(BinaryHeap::from([x.made(4)]), LinkedList::new())} => { s.0.push(x.made(x.op(k))); s.1.push_back(held); };
    extended: {Vec<Counted>} = {vec![x.made(77)]} => { s.extend([held, x.made(x.op(k))]); };
    extended_lazily: {Vec<Counted>} = {vec![]} => { s.extend((0..k % 3).map(|j| x.made(x.op(k) + j))); s.extend(Some(held)); };
    extended_from_slices: {(Vec<usize>, Vec<Counted>)} = {(vec![], vec![])} => { s.0.extend_from_slice(&[x.op(k); 2]); s.1.extend_from_slice(&[held]); };
    text: {(String, String)} = {(String::from(">"), String::new())} => { s.0.push_str(&x.op(k).to_string()); s.0.push('.'); s.1 += "-"; s.1 += &k.to_string(); };
    text_written_out: {String} = {String::from(">")} before {let mut all = std::mem::take(s);} => { all = all + &x.op(k).to_string(); all = all + "-"; } after {*s = all;};
    written: {String} = {String::from(">")} => { write!(s, "{}{k};", x.op(k)).unwrap(); let _ = writeln!(s, "{:>3}", held.id); };
    sets: {(BTreeSet<Counted>, HashSet<usize, Fixed>)} = {([x.made(3), x.made(30)].into(), Default::default())} => { s.0.insert(held); s.1.insert(x.op(k) / 2); };
    maps: {(BTreeMap<usize, Counted>, HashMap<Counted, usize, Fixed>)} = {([(3, x.made(30))].into(), Default::default())} => { s.1.insert(x.made(k / 2), x.op(k)); s.0.insert(k / 2, held); };
    counts: {(BTreeMap<Counted, usize>, HashMap<usize, i64, Fixed>)} = {([(x.made(1), 5)].into(), Default::default())}
        => { *s.0.entry(held).or_insert(3) += x.op(k); *s.1.entry(k % 2).or_default() -= 1; };
    other_entries: {(BTreeMap<usize, u8>, BTreeMap<usize, f64>)} = {Default::default()} => { *s.0.entry(k % 3).or_insert(7) ^= x.op(k) as u8; *s.1.entry(k % 2).or_insert(0.5) += k as f64 * 0.1; };
    overflowing_entries: {BTreeMap<usize, u8>} = {[(1, 253)].into()} => { *s.entry(k % 2).or_insert(250) += x.op(k) as u8; };
    groups: {(BTreeMap<usize, Vec<Counted>>, HashMap<usize, String, Fixed>)} = {([(1, vec![x.made(9)])].into(), Default::default())}
        => { s.0.entry(x.op(k) % 3).or_default().push(held); s.1.entry(k % 2).or_insert_with(|| "<".into()).push_str("x"); };
    vec_insert: {Vec<Counted>} = {vec![x.made(77)]} => { s.insert(x.op(k) / 2, held); };
    histogram: {([usize; 4], Vec<u32>)} = {([1; 4], vec![0; 3])} => { s.0[x.op(k) % 4] += k; s.1[k % 3] += 1; };
    histogram_out_of_bounds: {([usize; 5], usize)} = {([0; 5], 0)} => { s.1 += 1; s.0[x.op(k)] += 1; };
    histogram_overflow: {[u8; 2]} = {[254; 2]} => { s[x.op(k) % 2] += 1; };
    grid: {([[u32; 2]; 3], Vec<[i64; 2]>)} = {([[1; 2]; 3], vec![[0; 2]; 2])} => { s.0[x.op(k) % 3][k % 2] += 2; s.1[k % 2][k / 4] -= 1; };
    float_histogram: {[f64; 3]} = {[-0.0; 3]} => { s[x.op(k) % 3] += k as f64 * 0.1; };
    fixed_elements: {[usize; 2]} = {[5; 2]} => { s[0] += x.op(k); if k % 2 == 0 { s[1] ^= k; } };
    any_order [, order = "any"]: {(Vec<Counted>, f64)} = {(vec![], 0.0)} => { s.0.push(x.made(x.op(k))); s.1 += k as f64; };
    mixed: {(usize, Vec<Counted>, f64, usize, Option<Counted>, [usize; 2])} = {(1, vec![], 0.5, 0, None, [0; 2])}
        => { s.0 += 1; s.1.push(x.made(x.op(k))); s.2 += k as f64 * 0.1; s.3 = s.3.max(k); s.5[k % 2] += 1; s.4 = Some(held); };
}

// Floats, and what may be grouped: sums of whole numbers, so that every grouping gives the same.
bodies! { both |x, s, k, held|
    float_sums: {(f64, f64, f32)} = {(-0.0, 0.1, 1.0)} => { s.0 += x.op(k) as f64 * 0.1; s.1 -= 0.3; s.2 *= 1.1; };
    float_written_out: {(f64, f64)} = {(0.1, 3.0)} => { s.0 = s.0 + x.op(k) as f64 / 3.0; s.1 /= 1.0 + k as f64; };
    blocked [, float = "blocked"]: {(f64, usize)} = {(1.0, 0)} => { s.0 += x.op(k) as f64; s.1 += 1; };
    fast [, float = "fast"]: {(f64, f64, usize)} = {(1.0, 1.0, 0)} => { s.0 += x.op(k) as f64; s.1 *= 2.0; s.2 += 1; };
}

// Cut by the runtime.
bodies! { apart |x, s, k, held|
    nothing_apart: {()} = {} => { x.op(k); };
    sums_apart: {(usize, i64, u64)} = {(3, -4, 1000)} => { s.0 += x.op(k); s.1 -= k as i64 * 3; s.2 -= k as u64; };
    best_apart: {(usize, usize, usize)} = {(1, 99, 0)} => { let f = x.op(k) * 3 % 7; s.2 += 1; if f > s.0 { s.0 = f; s.1 = k; } };
    last_apart: {Counted} = {x.made(77)} => { *s = held; };
    histogram_apart: {([usize; 4], Vec<u32>)} = {([1; 4], vec![0; 3])} => { s.0[x.op(k) % 4] += k; s.1[k % 3] += 1; };
    mixed_apart: {(usize, Vec<Counted>, f64)} = {(1, vec![], 0.5)} => { s.0 += 1; s.1.push(x.made(x.op(k))); s.2 += k as f64 * 0.1; };
}
