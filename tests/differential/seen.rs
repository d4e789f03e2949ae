//! What a value looks like, bit for bit: `-0.0` and the payloads of NaNs count.

use std::collections::*;

/// Writes everything that can be observed about a value.
pub trait Seen {
    fn seen(&self, out: &mut Vec<u8>);
}

macro_rules! bytes {
    ($($t:ty)*) => { $(impl Seen for $t { fn seen(&self, out: &mut Vec<u8>) { out.extend(self.to_le_bytes()); } })* };
}
bytes!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);

macro_rules! converted {
    ($($t:ty: |$x:ident| $e:expr;)*) => { $(impl Seen for $t { fn seen(&self, out: &mut Vec<u8>) { let $x = self; $e.seen(out); } })* };
}
converted! {
    f32: |x| x.to_bits();
    f64: |x| x.to_bits();
    bool: |x| u8::from(*x);
    char: |x| *x as u32;
    String: |x| x.as_str();
    std::num::Wrapping<u32>: |x| x.0;
    std::num::ParseIntError: |x| x.to_string();
    std::io::Error: |x| x.to_string();
    std::time::Duration: |x| x.as_nanos();
}

impl Seen for () {
    fn seen(&self, _: &mut Vec<u8>) {}
}

impl Seen for str {
    fn seen(&self, out: &mut Vec<u8>) {
        self.len().seen(out);
        out.extend(self.bytes());
    }
}

impl Seen for dyn std::error::Error + Send + Sync {
    fn seen(&self, out: &mut Vec<u8>) {
        self.to_string().seen(out);
    }
}

impl<T: Seen + ?Sized> Seen for &T {
    fn seen(&self, out: &mut Vec<u8>) {
        (**self).seen(out);
    }
}

impl<T: Seen + ?Sized> Seen for Box<T> {
    fn seen(&self, out: &mut Vec<u8>) {
        (**self).seen(out);
    }
}

impl<T: Seen> Seen for Option<T> {
    fn seen(&self, out: &mut Vec<u8>) {
        self.is_some().seen(out);
        if let Some(x) = self {
            x.seen(out);
        }
    }
}

impl<T: Seen, E: Seen> Seen for Result<T, E> {
    fn seen(&self, out: &mut Vec<u8>) {
        self.is_ok().seen(out);
        match self {
            Ok(x) => x.seen(out),
            Err(x) => x.seen(out),
        }
    }
}

fn sequence<T: Seen>(items: impl ExactSizeIterator<Item = T>, out: &mut Vec<u8>) {
    items.len().seen(out);
    items.for_each(|x| x.seen(out));
}

impl<T: Seen> Seen for [T] {
    fn seen(&self, out: &mut Vec<u8>) {
        sequence(self.iter(), out);
    }
}

impl<T: Seen, const N: usize> Seen for [T; N] {
    fn seen(&self, out: &mut Vec<u8>) {
        sequence(self.iter(), out);
    }
}

macro_rules! sequences {
    ($($name:ident<$($p:ident),*>)*) => { $(impl<$($p: Seen),*> Seen for $name<$($p),*> {
        fn seen(&self, out: &mut Vec<u8>) { sequence(self.iter(), out); }
    })* };
}
sequences!(Vec<T> VecDeque<T> BTreeSet<T> BTreeMap<K, V> LinkedList<T>);

// The order of iteration counts: with a fixed hasher it depends on the order of the insertions.
impl<K: Seen, V: Seen, S> Seen for HashMap<K, V, S> {
    fn seen(&self, out: &mut Vec<u8>) {
        sequence(self.iter(), out);
    }
}

impl<K: Seen, S> Seen for HashSet<K, S> {
    fn seen(&self, out: &mut Vec<u8>) {
        sequence(self.iter(), out);
    }
}

impl<T: Seen + Ord> Seen for BinaryHeap<T> {
    fn seen(&self, out: &mut Vec<u8>) {
        sequence(self.iter(), out);
    }
}

macro_rules! tuples {
    ($(($($t:ident $n:tt),*))*) => { $(impl<$($t: Seen),*> Seen for ($($t,)*) { fn seen(&self, out: &mut Vec<u8>) { $(self.$n.seen(out);)* } })* };
}
tuples! { (A 0) (A 0, B 1) (A 0, B 1, C 2) (A 0, B 1, C 2, D 3) (A 0, B 1, C 2, D 3, E 4) (A 0, B 1, C 2, D 3, E 4, F 5) (A 0, B 1, C 2, D 3, E 4, F 5, G 6) }
