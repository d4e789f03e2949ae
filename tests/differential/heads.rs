//! Heads: what a loop runs over, and that it is cut without losing, doubling or renumbering an item.

use crate::input::In;
use amorsize_tests_twin::twin;

// Every integer type, both kinds of range, forwards and backwards and in steps: the items in order.
macro_rules! ranges {
    ($($t:ident)*) => { $(twin! { $t;
        #[amorsize::parallel]
        fn ranges(x: &In) -> (Vec<$t>, Vec<$t>, Vec<$t>) {
            let (mut a, mut b, mut c) = (Vec::new(), Vec::new(), Vec::new());
            let hi = x.n.min(100) as $t;
            for i in 3..hi { a.push(i); }
            for i in ($t::MAX - hi)..=$t::MAX { b.push(i); }
            for i in ($t::MIN..=$t::MIN + hi).rev().step_by(1 + x.stop % 5) { c.push(i); }
            (a, b, c)
        }
    })* };
}
ranges!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);

twin! { signed;
    #[amorsize::parallel]
    fn negative(x: &In) -> Vec<i32> {
        let mut v = vec![];
        let n = x.n as i32;
        for i in -n..n / 2 { v.push(i * 3); }
        v
    }

    #[amorsize::parallel]
    fn both_ways(x: &In) -> Vec<i64> {
        let mut v = vec![];
        let n = x.n as i64;
        for i in (0..n).rev() { v.push(i); }
        for i in (2..=n).rev() { v.push(i); }
        for i in (0..n).step_by(1 + x.stop % 5) { v.push(i); }
        for i in 0..=n { v.push(i); }
        v
    }

    #[amorsize::parallel]
    fn stepped_backwards(x: &In) -> (Vec<usize>, Vec<u16>, Vec<i32>) {
        let (mut a, mut b, mut c) = (vec![], vec![], vec![]);
        for i in (1..x.n).step_by(3).rev() { a.push(i); }
        for i in (0..=x.n as u16).step_by(4).rev() { b.push(i); }
        for i in (-5..x.n as i32).step_by(2).rev().step_by(2) { c.push(i); }
        (a, b, c)
    }

    // Empty where the end is before the start.
    #[amorsize::parallel]
    fn crossed(x: &In) -> usize {
        let mut count = 0;
        let n = x.n;
        for _ in n..n / 2 { count += 1; }
        for _ in (n..=n / 2).rev() { count += 1; }
        count
    }

    #[amorsize::parallel]
    fn extremes(x: &In) -> Vec<i64> {
        let mut v = vec![];
        let n = x.n as i64;
        for i in i64::MIN..i64::MIN + n { v.push(i); }
        for i in i64::MAX - n..i64::MAX { v.push(i); }
        v
    }

    // Longer than any length: runs as written, and leaves.
    #[amorsize::parallel]
    fn endless(x: &In) -> Vec<u128> {
        let mut v = vec![];
        let stop = x.stop as u128;
        for i in 0..u128::MAX { if i >= stop { break; } v.push(i); }
        for i in 0..=u64::MAX { if i as u128 >= stop { break; } v.push(i as u128); }
        v
    }

    #[amorsize::parallel]
    fn whole_byte(x: &In) -> Vec<u8> {
        let mut v = vec![x.n as u8];
        for b in 0..=u8::MAX { v.push(b ^ 7); }
        for b in (0..=255u8).rev() { v.push(b); }
        v
    }

    #[amorsize::parallel]
    fn range_in_a_variable(x: &In) -> Vec<usize> {
        let mut v = vec![];
        let range = x.stop..x.n;
        let again = range.clone();
        for i in range { v.push(i); }
        for i in again.rev() { v.push(i); }
        v
    }

    // A head is evaluated once and before everything else, and its temporaries live as long as the loop.
    #[amorsize::parallel]
    fn head_with_effects(x: &In) -> (Vec<usize>, Vec<&'static str>) {
        let mut v = vec![];
        let mut log = vec![];
        for i in ({ log.push("from"); x.stop / 2 })..({ log.push("to"); x.n }) { v.push(i); }
        for (a, b) in (0..{ log.push("a"); x.n }).zip({ log.push("b"); 5.. x.n }).skip({ log.push("c"); 1 }) { v.push(a + b); }
        (v, log)
    }
}

twin! { slices;
    #[amorsize::parallel]
    fn by_reference(x: &In) -> Vec<u64> {
        let mut v = vec![];
        for f in &x.wild { v.push(f.to_bits()); }
        for &f in x.wild.iter() { v.push(f.to_bits() + 0); }
        v
    }

    #[amorsize::parallel]
    fn by_exclusive_reference(x: &In) -> Vec<i64> {
        let mut v = x.i.clone();
        for e in &mut v { *e = e.wrapping_mul(3); }
        for e in v.iter_mut() { *e ^= 0x55; }
        let slice = &mut v[..];
        for e in slice { *e = e.wrapping_add(1); }
        v
    }

    #[amorsize::parallel]
    fn by_value(x: &In) -> (Vec<usize>, Vec<String>) {
        let words = x.words.clone();
        let more = x.words.clone();
        let mut lengths = vec![];
        let mut out = vec![];
        for w in words { lengths.push(w.len()); }
        for w in more.into_iter().rev() { out.push(w + "!"); }
        (lengths, out)
    }

    #[amorsize::parallel]
    fn partly_consumed(x: &In) -> Vec<String> {
        let mut words = x.words.clone().into_iter();
        let mut out = vec![];
        words.next();
        words.next_back();
        for w in words { out.push(w); }
        let mut items = x.small.iter();
        items.next();
        for i in items { out.push(i.to_string()); }
        out
    }

    #[amorsize::parallel]
    fn arrays(x: &In) -> (Vec<i32>, [i32; 9]) {
        let mut a: [i32; 9] = std::array::from_fn(|k| x.small.get(k).copied().unwrap_or(k as i32));
        let mut v = vec![];
        for e in &a { v.push(*e); }
        for e in a.iter().rev() { v.push(-e); }
        for e in &mut a { *e *= 2; }
        for e in a { v.push(e); }
        for e in [x.n as i32, 4, 5] { v.push(e); }
        for e in [[1, 2], [3, x.n as i32]] { v.push(e[1]); }
        (v, a)
    }

    #[amorsize::parallel]
    fn boxed(x: &In) -> Vec<i64> {
        let mut b: Box<[i64]> = x.i.clone().into_boxed_slice();
        let mut v = vec![];
        for e in b.iter_mut() { *e >>= 1; }
        for e in &*b { v.push(*e); }
        v
    }

    #[amorsize::parallel]
    fn copied_and_cloned(x: &In) -> (i64, Vec<String>) {
        let mut s = 0i64;
        let mut v = vec![];
        for i in x.small.iter().copied() { s += i as i64; }
        for w in x.words.iter().cloned() { v.push(w); }
        for i in x.small.iter().rev().cloned().skip(2) { s -= i as i64; }
        (s, v)
    }

    #[amorsize::parallel]
    fn subslice(x: &In) -> Vec<i64> {
        let mut v = vec![];
        for i in &x.i[x.stop.min(x.n)..] { v.push(*i); }
        for i in x.i[..x.n / 2].iter() { v.push(*i); }
        v
    }
}

twin! { pieces;
    #[amorsize::parallel]
    fn chunks(x: &In) -> Vec<Vec<i64>> {
        let mut v = vec![];
        for c in x.i.chunks(1 + x.stop2 % 9) { v.push(c.to_vec()); }
        for c in x.i.chunks(4).rev() { v.push(c.to_vec()); }
        for c in x.i.chunks(5).skip(1).step_by(2) { v.push(c.to_vec()); }
        v
    }

    #[amorsize::parallel]
    fn chunks_exact(x: &In) -> Vec<Vec<i64>> {
        let mut v = vec![];
        for c in x.i.chunks_exact(3) { v.push(c.to_vec()); }
        for (k, c) in x.i.chunks_exact(4).enumerate().rev() { v.push(vec![k as i64, c[0]]); }
        v
    }

    #[amorsize::parallel]
    fn windows(x: &In) -> Vec<i32> {
        let mut v = vec![];
        for w in x.small.windows(2) { v.push(w[0] * w[1]); }
        for w in x.small.windows(5).rev().take(100) { v.push(w.iter().sum()); }
        v
    }

    #[amorsize::parallel]
    fn chunks_mut(x: &In) -> Vec<i64> {
        let mut v = x.i.clone();
        for c in v.chunks_mut(3) { c.reverse(); }
        for (k, c) in v.chunks_mut(1 + x.stop2 % 11).enumerate() { for e in c { *e = e.wrapping_add(k as i64); } }
        for c in v[..].chunks_mut(2).rev() { c[0] = !c[0]; }
        v
    }

    #[amorsize::parallel]
    fn chunks_exact_mut(x: &In) -> Vec<i64> {
        let mut v = x.i.clone();
        for c in v.chunks_exact_mut(4) { c.swap(0, 3); }
        for (c, d) in v.chunks_exact_mut(2).zip(x.small.chunks_exact(2)) { c[0] ^= d[1] as i64; c[1] = c[0]; }
        v
    }

    #[amorsize::parallel]
    fn chunks_of_none(x: &In) -> usize {
        let mut n = 0;
        for c in x.i.chunks(x.n / 2) { n += c.len(); }
        n
    }

    #[amorsize::parallel]
    fn chunks_mut_of_none(x: &In) -> usize {
        let mut v = x.i.clone();
        let mut n = 0;
        for c in v.chunks_mut(x.n / 3) { c[0] = 1; n += c.len(); }
        n
    }
}

twin! { adapters;
    #[amorsize::parallel]
    fn enumerate(x: &In) -> Vec<(usize, usize)> {
        let mut v = vec![];
        for (k, i) in x.at.iter().enumerate() { v.push((k, *i)); }
        for (k, i) in x.at.iter().enumerate().rev() { v.push((k, *i)); }
        for (k, i) in x.at.iter().rev().enumerate() { v.push((k, *i)); }
        for (k, i) in x.at.iter().skip(3).enumerate().step_by(2) { v.push((k, *i)); }
        for (k, i) in x.at.iter().enumerate().skip(3).step_by(2) { v.push((k, *i)); }
        v
    }

    #[amorsize::parallel]
    fn zip(x: &In) -> Vec<(usize, i32)> {
        let mut v = vec![];
        for (a, b) in x.at.iter().zip(&x.small) { v.push((*a, *b)); }
        for (a, b) in x.at.iter().zip(x.small.iter().skip(1)) { v.push((*a, *b)); }
        for (a, b) in x.at.iter().skip(2).zip(x.small.iter().rev()) { v.push((*a, *b)); }
        for (a, b) in x.at.iter().zip(x.small.iter()).rev() { v.push((*a, *b)); }
        for (k, (a, b)) in x.at.iter().zip(x.small.iter()).enumerate() { v.push((*a + k, *b)); }
        for ((k, a), b) in x.at.iter().enumerate().zip(x.small.iter()) { v.push((*a * k, *b)); }
        for ((a, b), c) in x.at.iter().zip(x.small.iter()).zip(0..x.n / 2) { v.push((*a + c, *b)); }
        v
    }

    // Sides of different lengths, shorter left and shorter right, and reversed, where std aligns the ends.
    #[amorsize::parallel]
    fn unequal(x: &In) -> Vec<(usize, i32)> {
        let mut v = vec![];
        let short = &x.small[x.n / 3..];
        for (a, b) in x.at.iter().zip(short) { v.push((*a, *b)); }
        for (b, a) in short.iter().zip(x.at.iter()) { v.push((*a, *b)); }
        for (a, b) in x.at.iter().zip(short.iter()).rev() { v.push((*a, *b)); }
        for (b, a) in short.iter().zip(x.at.iter()).rev().skip(1) { v.push((*a, *b)); }
        for (a, b) in (0..).zip(short) { v.push((a, *b)); }
        for (b, a) in short.iter().zip(1..) { v.push((a, *b)); }
        v
    }

    #[amorsize::parallel]
    fn skip_and_take(x: &In) -> Vec<i32> {
        let mut v = vec![];
        let (a, b) = (x.stop, x.stop2);
        for i in x.small.iter().skip(a).take(b) { v.push(*i); }
        for i in x.small.iter().take(b).skip(a) { v.push(*i); }
        for i in x.small.iter().rev().skip(a).take(b) { v.push(*i); }
        for i in x.small.iter().skip(a).rev() { v.push(*i); }
        for i in x.small.iter().take(b).rev() { v.push(*i); }
        for i in x.small.iter().take(usize::MAX).skip(0) { v.push(*i); }
        for i in x.small.iter().skip(usize::MAX) { v.push(*i); }
        v
    }

    #[amorsize::parallel]
    fn steps(x: &In) -> Vec<i32> {
        let mut v = vec![];
        let k = 1 + x.stop2 % 13;
        for i in x.small.iter().step_by(k) { v.push(*i); }
        for i in x.small.iter().step_by(k).rev() { v.push(*i); }
        for i in x.small.iter().rev().step_by(k) { v.push(*i); }
        for i in x.small.iter().step_by(k).step_by(2) { v.push(*i); }
        for i in x.small.iter().skip(1).step_by(k).take(20) { v.push(*i); }
        for i in x.small.iter().step_by(usize::MAX) { v.push(*i); }
        v
    }

    #[amorsize::parallel]
    fn step_of_none(x: &In) -> i32 {
        let mut s = 0;
        for i in x.small.iter().step_by(x.n / 2) { s += i; }
        s
    }

    #[amorsize::parallel]
    fn exclusive_adapters(x: &In) -> Vec<i32> {
        let mut v = x.small.clone();
        let mut w = x.small.clone();
        for (a, b) in v.iter_mut().zip(w.iter_mut()) { std::mem::swap(a, b); *a += 1; }
        for (a, b) in v.iter_mut().rev().zip(&w) { *a -= *b; }
        for (k, a) in v.iter_mut().enumerate().skip(1).step_by(2) { *a += k as i32; }
        for (k, (a, b)) in v.iter_mut().zip(w.iter_mut().skip(1)).enumerate().rev() { *a ^= k as i32; *b = *a; }
        v.extend(w);
        v
    }

    #[amorsize::parallel]
    fn by_value_adapters(x: &In) -> Vec<String> {
        let mut v = vec![];
        for (a, b) in x.words.clone().into_iter().zip(x.words.clone()) { v.push(a + &b); }
        for (k, a) in x.words.clone().into_iter().enumerate().skip(x.stop2).step_by(2) { v.push(format!("{a}{k}")); }
        for a in x.words.clone().into_iter().take(x.stop2).rev() { v.push(a); }
        v
    }
}

twin! { patterns;
    #[amorsize::parallel]
    fn destructured(x: &In) -> (i64, Vec<String>) {
        let pairs: Vec<(i32, (String, [u8; 2]))> = x.small.iter().zip(&x.words).map(|(a, b)| (*a, (b.clone(), [*a as u8, 1]))).collect();
        let mut sum = 0i64;
        let mut v = vec![];
        for (a, (_, [b, _])) in &pairs { sum += (*a as i64) * (*b as i64); }
        for &(a, (_, [b, c])) in pairs.iter() { sum ^= (a as i64) << (b & 3) << c; }
        for (a, (w, ..)) in pairs { v.push(format!("{a}{w}")); }
        (sum, v)
    }

    #[amorsize::parallel]
    fn bound_twice(x: &In) -> Vec<i32> {
        let mut v = vec![];
        for (k, ref n @ &m) in x.small.iter().enumerate() { v.push(**n + m + k as i32); }
        for mut n in x.small.iter().copied() { n += 1; n *= 2; v.push(n); }
        for _ in &x.small { v.push(1); }
        v
    }

    // The name of the item shadows outer names, and inner names shadow the item.
    #[amorsize::parallel]
    fn shadows(x: &In) -> (i32, Vec<i32>) {
        let mut s = 100;
        let mut v = vec![];
        for s in x.small.iter() { let s = s + 1; v.push(s); }
        for n in x.small.iter() { s += n; let s = 4; v.push(s + n); }
        for n in 0..x.n { let n = n as i32; if n > 3 { let mut s = n; s += 1; v.push(s); } s += 1; }
        (s, v)
    }
}
