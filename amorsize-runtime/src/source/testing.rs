//! The comparison every source goes through: whole, cut at every point, and cut again.

use std::fmt::Debug;

use super::Source;

/// Runs both pieces of a source cut at `at`.
pub(super) fn cut<S: Source>(source: S, at: usize, mut body: impl FnMut(S::Item)) {
    let (left, right) = source.split_at(at);
    assert_eq!(left.len(), at);
    left.into_iter().for_each(&mut body);
    right.into_iter().for_each(&mut body);
}

/// A source against std's iterator.
pub(super) fn agrees<S, I>(source: impl Fn() -> S, plain: impl Fn() -> I)
where
    S: Source,
    I: Iterator<Item = S::Item>,
    S::Item: PartialEq + Debug,
{
    let want: Vec<_> = plain().collect();
    let n = want.len();
    assert_eq!(source().len(), n);
    assert_eq!(source().is_empty(), n == 0);
    assert_eq!(source().into_iter().collect::<Vec<_>>(), want);
    // By `next`, as a `for` loop does, which std's iterators may implement apart from `fold`.
    let mut got = Vec::new();
    for item in source().into_iter() {
        got.push(item);
    }
    assert_eq!(got, want);
    for at in 0..=n {
        let (left, right) = source().split_at(at);
        assert_eq!((left.len(), right.len()), (at, n - at));
        let mut got = Vec::new();
        // The right one first: pieces must not depend on each other.
        for item in right.into_iter() {
            got.push(item);
        }
        let mut whole: Vec<_> = left.into_iter().collect();
        whole.append(&mut got);
        assert_eq!(whole, want, "cut at {at}");
    }
    // Nested: from the front in growing chunks, and halves of halves.
    for first in 1..5 {
        let (mut rest, mut got, mut len) = (source(), Vec::new(), first);
        while rest.len() > 0 {
            let (left, right) = rest.split_at(len.min(want.len() - got.len()));
            got.extend(left.into_iter());
            rest = right;
            len += 1;
        }
        assert_eq!(rest.into_iter().count(), 0);
        assert_eq!(got, want);
    }
    let mut got = Vec::new();
    halves(source(), &mut |item| got.push(item));
    assert_eq!(got, want);
}

fn halves<S: Source>(source: S, body: &mut impl FnMut(S::Item)) {
    match source.len() {
        0 | 1 => source.into_iter().for_each(body),
        n => {
            let (left, right) = source.split_at(n / 2);
            halves(left, body);
            halves(right, body);
        }
    }
}
