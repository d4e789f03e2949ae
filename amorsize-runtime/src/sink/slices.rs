//! Methods of slices on types that only deref to one, and `write!` to a `String`.
//!
//! A trait of the user's for `Vec` or arrays with a `swap` or `len` is found before the slice's, and one for `String` with a
//! `write_fmt` where `std::fmt::Write` is not at hand. Parts of chunks call the standard library's; so generated code calls the
//! method once where nothing is executed, with these traits at hand: then there is nothing else, or the call is ambiguous.

/// The slice's `swap`, which is meant.
pub trait SwapOfTheSlice {
    /// `v.swap(a, b)`
    fn swap(&mut self, _: usize, _: usize) {}
}

/// The slice's `len`, which is meant.
#[expect(clippy::len_without_is_empty, reason = "never called")]
pub trait LenOfTheSlice {
    /// `v.len()`
    fn len(&self) {}
}

impl<T> SwapOfTheSlice for Vec<T> {}
impl<T> SwapOfTheSlice for Box<[T]> {}
impl<T, const N: usize> SwapOfTheSlice for [T; N] {}
impl<T> LenOfTheSlice for Box<[T]> {}
impl<T, const N: usize> LenOfTheSlice for [T; N] {}
