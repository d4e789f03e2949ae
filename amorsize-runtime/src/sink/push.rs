//! Sinks that grow at the end: `push`, `push_back`, `push_str`, `extend`, `extend_from_slice`, `append`, `write!`.
//!
//! A chunk grows a container of its own, which is appended in source order. Other types log the arguments. The methods
//! are inherent, not of a trait: so arguments are coerced as by the container's own method.

use std::borrow::ToOwned;
use std::collections::{LinkedList, VecDeque};
use std::fmt::{self, Write as _};

use super::log::{Hinted, Text};
use super::op::Logged;
use super::probe::{Kind, Probe};
use crate::spare::Spare;

/// Containers that a chunk grows on its own.
pub trait Grow: Sized {
    /// What it holds.
    type Item;
    /// The empty container; does not allocate.
    fn empty() -> Self;
    /// Moves all of `later` to the end.
    fn absorb(&mut self, later: &mut Self);
    /// Whether it has memory of its own when it is empty.
    fn has_room(&self) -> bool;
}

impl<T> Grow for Vec<T> {
    type Item = T;
    #[inline(always)]
    fn empty() -> Self {
        Self::new()
    }
    #[inline]
    fn absorb(&mut self, later: &mut Self) {
        self.append(later);
    }
    #[inline(always)]
    fn has_room(&self) -> bool {
        self.capacity() > 0
    }
}

impl<T> Grow for VecDeque<T> {
    type Item = T;
    #[inline(always)]
    fn empty() -> Self {
        Self::new()
    }
    #[inline]
    fn absorb(&mut self, later: &mut Self) {
        self.append(later);
    }
    #[inline(always)]
    fn has_room(&self) -> bool {
        self.capacity() > 0
    }
}

impl<T> Grow for LinkedList<T> {
    type Item = T;
    #[inline(always)]
    fn empty() -> Self {
        Self::new()
    }
    #[inline]
    fn absorb(&mut self, later: &mut Self) {
        self.append(later);
    }
    #[inline(always)]
    fn has_room(&self) -> bool {
        false
    }
}

impl Grow for String {
    type Item = char;
    #[inline(always)]
    fn empty() -> Self {
        Self::new()
    }
    #[inline]
    fn absorb(&mut self, later: &mut Self) {
        self.push_str(later);
        later.clear();
    }
    #[inline(always)]
    fn has_room(&self) -> bool {
        self.capacity() > 0
    }
}

/// What one chunk appends.
#[derive(Clone, Debug)]
pub struct Grown<C>(C);

/// A variable that only grows at its end, and the memory of what was appended: it serves the next chunk.
#[derive(Debug)]
pub struct Appends<C> {
    spare: Spare<C>,
}

impl<C: Grow> Appends<C> {
    /// The part of one chunk.
    #[inline]
    #[must_use]
    pub fn start(&self) -> Grown<C> {
        Grown(self.spare.take().unwrap_or_else(C::empty))
    }

    /// Takes over the part of a chunk, in source order.
    #[inline]
    pub fn merge(&self, place: &mut C, mut part: Grown<C>) {
        place.absorb(&mut part.0);
        if part.0.has_room() {
            self.spare.keep(part.0);
        }
    }
}

impl<C: Grow> Grown<C> {
    /// `place.extend(items)`
    // The log is of `C::Item`, not of `I::Item`, which may borrow from the body.
    #[inline(always)]
    pub fn extend<I: IntoIterator>(&mut self, items: I, _: impl FnOnce(Hinted<C::Item>))
    where
        C: Extend<I::Item>,
    {
        self.0.extend(items);
    }
}

impl<T> Grown<Vec<T>> {
    /// `place.push(value)`
    #[inline(always)]
    pub fn push(&mut self, value: T, _: impl FnOnce(T)) {
        self.0.push(value);
    }

    /// `place.extend_from_slice(values)`
    #[inline(always)]
    pub fn extend_from_slice(&mut self, values: &[T], _: impl FnOnce(Vec<T>))
    where
        T: Clone,
    {
        self.0.extend_from_slice(values);
    }

    /// `place.append(other)`
    #[inline(always)]
    pub fn append(&mut self, other: &mut Vec<T>, _: impl FnOnce(Vec<T>)) {
        self.0.append(other);
    }
}

impl<T> Grown<VecDeque<T>> {
    /// `place.push_back(value)`
    #[inline(always)]
    pub fn push_back(&mut self, value: T, _: impl FnOnce(T)) {
        self.0.push_back(value);
    }

    /// `place.append(other)`
    #[inline(always)]
    pub fn append(&mut self, other: &mut VecDeque<T>, _: impl FnOnce(VecDeque<T>)) {
        self.0.append(other);
    }
}

impl<T> Grown<LinkedList<T>> {
    /// `place.push_back(value)`
    #[inline(always)]
    pub fn push_back(&mut self, value: T, _: impl FnOnce(T)) {
        self.0.push_back(value);
    }

    /// `place.append(other)`
    #[inline(always)]
    pub fn append(&mut self, other: &mut LinkedList<T>, _: impl FnOnce(LinkedList<T>)) {
        self.0.append(other);
    }
}

impl Grown<String> {
    /// `place.push(value)`
    #[inline(always)]
    pub fn push(&mut self, value: char, _: impl FnOnce(char)) {
        self.0.push(value);
    }

    /// `place.push_str(text)`
    #[inline(always)]
    pub fn push_str(&mut self, text: &str, _: impl FnOnce(String)) {
        self.0.push_str(text);
    }

    /// `write!(place, …)`. Returns `false` if a `Display` of the user's failed; the error is logged, to be met by the
    /// `?` or `unwrap` of the replay.
    #[inline(always)]
    pub fn write(&mut self, text: fmt::Arguments<'_>, log: impl FnOnce(Text)) -> bool {
        let written = self.0.write_fmt(text).is_ok();
        if !written {
            log(Text::failure());
        }
        written
    }
}

impl Grown<Vec<u8>> {
    /// `write!(place, …)`; see [`Grown::write`] of `String`.
    #[inline]
    pub fn write(&mut self, text: fmt::Arguments<'_>, log: impl FnOnce(Text)) -> bool {
        let written = std::io::Write::write_fmt(&mut self.0, text).is_ok();
        if !written {
            log(Text::failure());
        }
        written
    }
}

impl Logged {
    /// `place.push(value)`
    #[inline(always)]
    pub fn push<E>(&mut self, value: E, log: impl FnOnce(E)) {
        log(value);
    }

    /// `place.push_back(value)`
    #[inline(always)]
    pub fn push_back<E>(&mut self, value: E, log: impl FnOnce(E)) {
        log(value);
    }

    /// `place.push_str(text)`; the log owns the text.
    #[inline(always)]
    pub fn push_str<E: ToOwned + ?Sized>(&mut self, text: &E, log: impl FnOnce(E::Owned)) {
        log(text.to_owned());
    }

    /// `place.extend(items)`; the iterator runs on the worker.
    #[inline(always)]
    pub fn extend<I: IntoIterator>(&mut self, items: I, log: impl FnOnce(Hinted<I::Item>)) {
        log(Hinted::new(items));
    }

    /// `place.extend_from_slice(values)`; the log owns the values.
    #[inline(always)]
    pub fn extend_from_slice<E: ToOwned + ?Sized>(
        &mut self,
        values: &E,
        log: impl FnOnce(E::Owned),
    ) {
        log(values.to_owned());
    }

    /// `place.append(other)`
    #[inline(always)]
    pub fn append<E: Default>(&mut self, other: &mut E, log: impl FnOnce(E)) {
        log(std::mem::take(other));
    }

    /// `write!(place, …)`; formatted on the worker. Returns `false` if a `Display` of the user's failed.
    #[inline(always)]
    pub fn write(&mut self, text: fmt::Arguments<'_>, log: impl FnOnce(Text)) -> bool {
        let text = Text::new(text);
        let written = !text.failed();
        log(text);
        written
    }
}

/// First level: containers that [`Grow`].
pub trait AppendsKnown<C: Grow> {
    /// A variable that only grows at its end.
    #[inline(always)]
    #[must_use]
    fn appends(&self) -> Appends<C> {
        Appends {
            spare: Spare::new(),
        }
    }
}

/// Last level: every other type is logged.
pub trait AppendsAny<C: ?Sized> {
    /// A variable that only grows at its end.
    #[inline(always)]
    #[must_use]
    fn appends(&self) -> Kind<C, Logged> {
        Kind::new()
    }
}

impl<C: Grow, const CHECKED: bool> AppendsKnown<C> for &Probe<'_, C, CHECKED> {}
impl<C: ?Sized, const CHECKED: bool, const EXACT: bool> AppendsAny<C>
    for Probe<'_, C, CHECKED, EXACT>
{
}
