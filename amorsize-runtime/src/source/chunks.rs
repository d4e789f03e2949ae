//! Mutable chunks: heads of ours, because std's `ChunksMut` can neither be cloned nor taken apart.

use std::slice;

use super::{Extent, IntoSource, Source};

/// `$len`: how many chunks of `$size` a slice of `$items` has. `$middle`: where the slice is cut to cut before chunk
/// `$index`. `$front`, `$back` are the two parts of the slice, `$parts` the same in the order of the chunks.
macro_rules! mutable_chunks {
    ($(
        $name:ident $method:ident $check:ident:
        |$items:ident, $size:ident| $len:expr;
        |$items_again:ident, $size_again:ident, $index:ident| $middle:expr;
        |$front:ident, $back:ident| $parts:expr;
    )*) => {$(
        #[doc = concat!("`slice.", stringify!($method), "(size)`, to be run plainly or cut.")]
        #[derive(Debug)]
        pub struct $name<'a, T> {
            slice: &'a mut [T],
            /// Not 0.
            size: usize,
        }

        impl<'a, T> $name<'a, T> {
            /// std's iterator, for the plain loop.
            #[inline(always)]
            pub fn plain(self) -> slice::$name<'a, T> {
                self.slice.$method(self.size)
            }

            #[inline(always)]
            fn count(&self) -> usize {
                let ($items, $size) = (self.slice.len(), self.size);
                $len
            }
        }

        impl<'a, T> IntoIterator for $name<'a, T> {
            type Item = &'a mut [T];
            type IntoIter = slice::$name<'a, T>;

            #[inline(always)]
            fn into_iter(self) -> Self::IntoIter {
                self.plain()
            }
        }

        impl<'a, T: Send> Source for $name<'a, T> {
            type Item = &'a mut [T];
            type Iter = slice::$name<'a, T>;

            #[inline(always)]
            fn len(&self) -> usize {
                self.count()
            }

            #[inline(always)]
            fn split_at(self, $index: usize) -> (Self, Self) {
                let ($items_again, $size_again) = (self.slice.len(), self.size);
                let ($front, $back) = self.slice.split_at_mut($middle);
                let (left, right) = $parts;
                ($name { slice: left, size: self.size }, $name { slice: right, size: self.size })
            }

            #[inline(always)]
            fn into_iter(self) -> Self::Iter {
                self.plain()
            }
        }

        impl<T: Send> IntoSource for $name<'_, T> {
            type Source = Self;

            #[inline(always)]
            fn into_source(self) -> Self {
                self
            }

            #[inline(always)]
            fn extent(&self) -> Extent {
                Extent::exact(self.count())
            }
        }

        #[doc = concat!("Never run; compiles if the user's `", stringify!($method), "` is the slice's.")]
        #[inline(always)]
        pub fn $check<T>(_: slice::$name<'_, T>) {}
    )*};
}

// The last chunk may be short, so an index may lie beyond the slice; what does not fill an exact chunk stays with the
// right part, which leaves it out in its turn.
mutable_chunks! {
    ChunksMut chunks_mut is_chunks_mut:
        |items, size| items.div_ceil(size);
        |items, size, index| index.saturating_mul(size).min(items);
        |front, back| (front, back);
    ChunksExactMut chunks_exact_mut is_chunks_exact_mut:
        |items, size| items / size;
        |_items, size, index| index * size;
        |front, back| (front, back);
    RChunksMut rchunks_mut is_rchunks_mut:
        |items, size| items.div_ceil(size);
        |items, size, index| items.saturating_sub(index.saturating_mul(size));
        |front, back| (back, front);
    RChunksExactMut rchunks_exact_mut is_rchunks_exact_mut:
        |items, size| items / size;
        |items, size, index| items - index * size;
        |front, back| (back, front);
}

/// What has std's own chunk methods: a type of the user's that derefs to a slice may have others of the same name.
#[diagnostic::on_unimplemented(
    message = "AMZ024: `{Self}` has chunk methods of its own, which cannot be cut by index",
    label = "not a slice, `Vec`, array or boxed slice",
    note = "help: call the method on the slice inside, or collect first"
)]
pub trait Slices {}
impl<T> Slices for [T] {}
impl<T> Slices for Vec<T> {}
impl<T, const N: usize> Slices for [T; N] {}
impl<T> Slices for Box<[T]> {}
impl<S: Slices + ?Sized> Slices for &S {}
impl<S: Slices + ?Sized> Slices for &mut S {}

/// Checks a receiver, in code that never runs.
#[inline(always)]
pub fn is_slice<S: Slices + ?Sized>(_: &S) {}

/// Ends the never-run check, so that nothing counts as moved by it.
#[inline(always)]
pub fn never() -> ! {
    unreachable!()
}

/// The mutable chunk methods of slices, found by the same method resolution as std's. They panic as std's do.
pub trait Cut {
    /// What the slice holds.
    type Item;

    /// Stands in for `chunks_mut`.
    fn amorsize_chunks_mut(&mut self, size: usize) -> ChunksMut<'_, Self::Item>;
    /// Stands in for `chunks_exact_mut`.
    fn amorsize_chunks_exact_mut(&mut self, size: usize) -> ChunksExactMut<'_, Self::Item>;
    /// Stands in for `rchunks_mut`.
    fn amorsize_rchunks_mut(&mut self, size: usize) -> RChunksMut<'_, Self::Item>;
    /// Stands in for `rchunks_exact_mut`.
    fn amorsize_rchunks_exact_mut(&mut self, size: usize) -> RChunksExactMut<'_, Self::Item>;
}

impl<T> Cut for [T] {
    type Item = T;

    #[inline(always)]
    #[track_caller]
    fn amorsize_chunks_mut(&mut self, size: usize) -> ChunksMut<'_, T> {
        ChunksMut {
            slice: self,
            size: checked(size),
        }
    }

    #[inline(always)]
    #[track_caller]
    fn amorsize_chunks_exact_mut(&mut self, size: usize) -> ChunksExactMut<'_, T> {
        ChunksExactMut {
            slice: self,
            size: checked(size),
        }
    }

    #[inline(always)]
    #[track_caller]
    fn amorsize_rchunks_mut(&mut self, size: usize) -> RChunksMut<'_, T> {
        RChunksMut {
            slice: self,
            size: checked(size),
        }
    }

    #[inline(always)]
    #[track_caller]
    fn amorsize_rchunks_exact_mut(&mut self, size: usize) -> RChunksExactMut<'_, T> {
        RChunksExactMut {
            slice: self,
            size: checked(size),
        }
    }
}

#[inline(always)]
#[track_caller]
fn checked(size: usize) -> usize {
    assert!(size != 0, "chunk size must be non-zero");
    size
}

#[cfg(test)]
mod tests {
    use super::super::{Source, len, source};
    use super::*;

    macro_rules! check {
        ($method:ident $cut:ident) => {
            for n in 0..70usize {
                for k in [1, 2, 3, 10, 69, 70, 71, usize::MAX] {
                    let mut want = vec![0; n];
                    let count = want.$method(k).len();
                    for (i, chunk) in want.$method(k).enumerate() {
                        chunk
                            .iter_mut()
                            .for_each(|x| *x = 1000 * i + chunk_len(k, n));
                    }
                    let mut plain = vec![0; n];
                    for (i, chunk) in plain.$cut(k).plain().enumerate() {
                        chunk
                            .iter_mut()
                            .for_each(|x| *x = 1000 * i + chunk_len(k, n));
                    }
                    assert_eq!(plain, want);
                    for at in 0..=count {
                        let mut got = vec![0; n];
                        let head = got.$cut(k);
                        assert_eq!(len(&head), count);
                        let (left, rest) = Source::enumerate(source(head)).split_at(at);
                        let (middle, right) = rest.split_at((count - at) / 2);
                        assert_eq!((left.len(), right.len()), (at, (count - at).div_ceil(2)));
                        for piece in [right, left, middle] {
                            for (i, chunk) in Source::into_iter(piece) {
                                chunk
                                    .iter_mut()
                                    .for_each(|x| *x = 1000 * i + chunk_len(k, n));
                            }
                        }
                        assert_eq!(got, want, "{n} items by {k}, cut at {at}");
                    }
                }
            }
        };
    }

    fn chunk_len(k: usize, n: usize) -> usize {
        k.min(n)
    }

    #[test]
    fn mutable_chunks_agree_with_std() {
        check!(chunks_mut amorsize_chunks_mut);
        check!(chunks_exact_mut amorsize_chunks_exact_mut);
        check!(rchunks_mut amorsize_rchunks_mut);
        check!(rchunks_exact_mut amorsize_rchunks_exact_mut);
    }

    #[test]
    #[allow(clippy::match_single_binding)] // as the expansion writes it
    fn the_methods_are_found_where_std_finds_them() {
        let mut array = [1, 2, 3];
        let mut boxed: Box<[i32]> = Box::new([1, 2]);
        let lock = std::sync::Mutex::new(vec![1, 2, 3, 4]);
        let slice = &mut [1, 2, 3, 4, 5][..];
        assert_eq!(len(&array.amorsize_chunks_mut(2)), 2);
        assert_eq!(len(&boxed.amorsize_chunks_exact_mut(2)), 1);
        assert_eq!(len(&slice.amorsize_rchunks_mut(2)), 3);
        assert_eq!(len(&slice[1..].amorsize_rchunks_exact_mut(2)), 2);
        let n = match lock.lock().unwrap().amorsize_chunks_mut(3) {
            head => head.plain().len(),
        };
        assert_eq!(n, 2);
        if false {
            is_chunks_mut([1].chunks_mut(1));
            never()
        }
    }

    #[test]
    fn a_size_of_zero_panics_as_in_std() {
        let text = |f: fn()| {
            *std::panic::catch_unwind(f)
                .unwrap_err()
                .downcast::<&str>()
                .unwrap()
        };
        let plain = text(|| drop([1].chunks_mut(std::hint::black_box(0))));
        assert_eq!(text(|| _ = [1].amorsize_chunks_mut(0)), plain);
    }

    #[test]
    fn items_without_size() {
        let mut units = [(); usize::MAX];
        assert_eq!(len(&units.amorsize_chunks_mut(2)), usize::MAX / 2 + 1);
        let (left, right) = source(units.amorsize_chunks_mut(2)).split_at(usize::MAX / 2 + 1);
        assert_eq!((left.len(), right.len()), (usize::MAX / 2 + 1, 0));
    }
}
