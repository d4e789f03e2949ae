//! Ways out of a chunk: `?`, `return` and `break`, and what may cross between participants.

use std::task::Poll;

pub use std::convert::Infallible;
pub use std::ops::ControlFlow;

/// What `?` can be written after. The standard trait of that name is not stable.
///
/// The macro takes the value with [`branch`](Try::branch) on the worker and carries the residual to the caller, where
/// `match residual? {}` runs in the user's function, so that the `From` of its own error type applies.
#[diagnostic::on_unimplemented(
    message = "AMZ020: `?` on `{Self}` cannot leave a parallel loop",
    label = "not a `Result`, `Option`, `ControlFlow` or `Poll` of a `Result`",
    note = "help: turn it into a `Result` first, or leave the loop `#[serial]`"
)]
pub trait Try {
    /// The value of `self?`.
    type Output;
    /// The rest, of a type whose own `?` never gives a value.
    type Residual;

    /// Splits a value that goes on from a residual that leaves.
    fn branch(self) -> ControlFlow<Self::Residual, Self::Output>;
}

#[diagnostic::do_not_recommend]
impl<T, E> Try for Result<T, E> {
    type Output = T;
    type Residual = Result<Infallible, E>;

    #[inline(always)]
    fn branch(self) -> ControlFlow<Self::Residual, T> {
        match self {
            Ok(value) => ControlFlow::Continue(value),
            Err(error) => ControlFlow::Break(Err(error)),
        }
    }
}

#[diagnostic::do_not_recommend]
impl<T> Try for Option<T> {
    type Output = T;
    type Residual = Option<Infallible>;

    #[inline(always)]
    fn branch(self) -> ControlFlow<Self::Residual, T> {
        match self {
            Some(value) => ControlFlow::Continue(value),
            None => ControlFlow::Break(None),
        }
    }
}

#[diagnostic::do_not_recommend]
impl<B, C> Try for ControlFlow<B, C> {
    type Output = C;
    type Residual = ControlFlow<B, Infallible>;

    #[inline(always)]
    fn branch(self) -> ControlFlow<Self::Residual, C> {
        match self {
            ControlFlow::Continue(value) => ControlFlow::Continue(value),
            ControlFlow::Break(value) => ControlFlow::Break(ControlFlow::Break(value)),
        }
    }
}

#[diagnostic::do_not_recommend]
impl<T, E> Try for Poll<Result<T, E>> {
    type Output = Poll<T>;
    type Residual = Result<Infallible, E>;

    #[inline(always)]
    fn branch(self) -> ControlFlow<Self::Residual, Poll<T>> {
        match self {
            Poll::Ready(Ok(value)) => ControlFlow::Continue(Poll::Ready(value)),
            Poll::Ready(Err(error)) => ControlFlow::Break(Err(error)),
            Poll::Pending => ControlFlow::Continue(Poll::Pending),
        }
    }
}

/// How a chunk ended.
///
/// A type of its own, not `Option`: a `return` that hides in a macro of the body then does not
/// compile, instead of ending the chunk unseen.
#[derive(Debug)]
pub enum Chunk<X> {
    /// All its items are done.
    Done,
    /// The loop is left at one of its items.
    Exit(X),
}

impl<X> Chunk<X> {
    /// The exit, if the chunk took one.
    #[inline(always)]
    pub fn exit(self) -> Option<X> {
        match self {
            Chunk::Done => None,
            Chunk::Exit(exit) => Some(exit),
        }
    }
}

/// The types of exits of loops with a single one, by its name. They are here, not beside the loop, because then loops that
/// are left with the same type share all code but their own.
pub mod exits {
    /// By `break`.
    #[derive(Debug)]
    pub enum Break {
        /// Without a value.
        Break,
    }

    /// By `return`.
    #[derive(Debug)]
    pub enum Return0<V> {
        /// With its value.
        Return0(V),
    }

    /// By `?`.
    #[derive(Debug)]
    pub enum Try0<V> {
        /// With the residual.
        Try0(V),
    }
}

/// What a chunk starts with that keeps nothing.
#[inline]
pub fn nothing() {}

/// Merges what such a chunk leaves.
#[inline]
#[must_use]
pub fn merged<X>((): ()) -> Option<X> {
    None
}

/// A macro that is named like one of std's left the loop with a `break` of its own, after elements were written in place.
///
/// # Panics
///
/// Always: what lies past the exit may be written already, so the plain loop's result cannot be given.
#[cold]
#[track_caller]
pub fn left_by_a_macro() -> ! {
    panic!(
        "amorsize: [AMZ020] a macro with the name of one of std's left the loop; mark the loop `#[serial]` or rename the macro"
    )
}

/// What participants may look at together: `Sync`, under a name whose error message is ours.
#[diagnostic::on_unimplemented(
    message = "AMZ018: `{Self}` cannot be shared between workers",
    label = "workers would use this at the same time",
    note = "help: `Arc` instead of `Rc`, an atomic or a lock instead of `Cell`, or a private one per participant: `local(…)`"
)]
pub trait Shared {}

#[diagnostic::do_not_recommend]
impl<T: Sync + ?Sized> Shared for T {}

/// Checks a capture at its own name.
#[inline(always)]
pub const fn shared<T: Shared + ?Sized>(_: &T) {}

/// What may travel from a worker to the caller as the value of `return` or `break`: `Send`.
#[diagnostic::on_unimplemented(
    message = "AMZ025: a value of type `{Self}` cannot come from a worker: it is not `Send`",
    label = "leaves the loop from a worker",
    note = "help: `Box<dyn Error + Send + Sync>` instead of `Box<dyn Error>`, `Arc` instead of `Rc`, or collect `Result`s and leave after the loop"
)]
pub trait ReturnValue {}

#[diagnostic::do_not_recommend]
impl<T: Send> ReturnValue for T {}

/// Passes the value of `return e` or `break e` on, checked.
#[inline(always)]
pub const fn exit_value<T: ReturnValue>(value: T) -> T {
    value
}

/// A residual whose error may travel from a worker to the caller.
#[diagnostic::on_unimplemented(
    message = "AMZ025: the residual `{Self}` of a `?` cannot come from a worker: it is not `Send`",
    label = "leaves the loop from a worker",
    note = "help: `Box<dyn Error + Send + Sync>` instead of `Box<dyn Error>`, or collect `Result`s and leave after the loop"
)]
pub trait ReturnResidual {}

// Not one blanket impl: so that the message names the error type alone.
impl<E: ReturnValue> ReturnResidual for Result<Infallible, E> {}
impl ReturnResidual for Option<Infallible> {}
impl<B: ReturnValue> ReturnResidual for ControlFlow<B, Infallible> {}

/// Passes the residual of `e?` on, checked.
#[inline(always)]
pub const fn exit_residual<R: ReturnResidual>(residual: R) -> R {
    residual
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq)]
    struct Wide(String);
    impl From<std::num::ParseIntError> for Wide {
        fn from(error: std::num::ParseIntError) -> Self {
            Self(error.to_string())
        }
    }

    /// As generated: the residual leaves a closure, `?` runs in the function.
    fn numbers(texts: &[&str]) -> Result<Vec<i64>, Wide> {
        enum Exit<A> {
            Try0(A),
        }
        let mut out = Vec::new();
        let mut chunk = || 'chunk: {
            for text in texts {
                out.push(match Try::branch(text.parse()) {
                    ControlFlow::Continue(value) => value,
                    ControlFlow::Break(residual) => {
                        break 'chunk Some(Exit::Try0(exit_residual(residual)));
                    }
                });
            }
            None
        };
        let exit = chunk();
        match exit {
            None => {}
            Some(Exit::Try0(residual)) => match residual? {},
        }
        Ok(out)
    }

    fn firsts(texts: &[&str]) -> Option<String> {
        let mut out = String::new();
        for text in texts {
            match Try::branch(text.chars().next()) {
                ControlFlow::Continue(first) => out.push(first),
                ControlFlow::Break(residual) => match exit_residual(residual)? {},
            }
        }
        Some(out)
    }

    fn flow(values: &[u8]) -> ControlFlow<u8, ()> {
        for &value in values {
            let step = if value > 3 {
                ControlFlow::Break(value)
            } else {
                ControlFlow::Continue(())
            };
            match Try::branch(step) {
                ControlFlow::Continue(()) => {}
                ControlFlow::Break(residual) => match exit_residual(residual)? {},
            }
        }
        ControlFlow::Continue(())
    }

    fn poll(value: Poll<Result<u8, std::num::ParseIntError>>) -> Result<Poll<u8>, Wide> {
        match Try::branch(value) {
            ControlFlow::Continue(value) => Ok(value),
            ControlFlow::Break(residual) => match residual? {},
        }
    }

    #[test]
    fn residuals_leave_through_the_functions_own_question_mark() {
        assert_eq!(numbers(&["1", "-2"]), Ok(vec![1, -2]));
        assert_eq!(
            numbers(&["1", "x", "y"]),
            Err(Wide("invalid digit found in string".into()))
        );
        assert_eq!(firsts(&["ab", "cd"]), Some("ac".into()));
        assert_eq!(firsts(&["ab", ""]), None);
        assert_eq!(flow(&[1, 2]), ControlFlow::Continue(()));
        assert_eq!(flow(&[1, 7, 8]), ControlFlow::Break(7));
        assert_eq!(poll(Poll::Ready(Ok(3))), Ok(Poll::Ready(3)));
        assert_eq!(poll(Poll::Pending), Ok(Poll::Pending));
        assert!(poll(Poll::Ready("x".parse())).is_err());
    }

    #[test]
    fn checks_pass_what_is_fine() {
        shared("text");
        shared(&[1, 2][..]);
        assert_eq!(exit_value(String::from("x")), "x");
    }
}
