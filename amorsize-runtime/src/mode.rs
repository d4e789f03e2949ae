//! Who decides: the cost model, or the program for a scope.

use std::cell::Cell;

/// How the decision of a call is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Mode {
    /// The cost model decides.
    #[default]
    Auto,
    /// Every call is the plain loop.
    Serial,
    /// Every call with at least two items is offered to helpers, whatever it costs. For tests.
    Parallel,
    /// Every call runs twice: in shuffled chunks on copies of what it changes, then as the plain loop, whose effects count.
    /// A difference is a panic that names the variable, the loop and its line. For finding a `reduce` that is not
    /// associative, an `unsafe(disjoint(…))` that is not, or a result that depends on the order through a cell or a lock.
    ///
    /// What cannot be cloned is left out, and says so once on stderr. Calls inside the body that have effects of their own
    /// have them twice; output, and methods of types that are not the standard's, run in the plain loop alone. Sums under
    /// `float = "fast"` or `"blocked"` are not compared.
    Check,
}

thread_local! {
    // A `Cell` without a destructor: usable while the thread's other values are being dropped.
    static SCOPE: Cell<Option<Mode>> = const { Cell::new(None) };
}

/// Runs `f` with every site in it deciding as `mode` says, on this thread and on the helpers of the
/// calls made in it. Scopes nest; the former mode is back when `f` returns or panics.
///
/// A scope is stronger than [`configure`](crate::configure) and the environment, except for
/// `AMORSIZE=off`. A site's own `if = …` that is false gives the plain loop all the same.
pub fn with_mode<R>(mode: Mode, f: impl FnOnce() -> R) -> R {
    let _open = crate::epoch::Overrides::open();
    within(Some(mode), f)
}

/// What helpers of this thread [`inherit`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scope {
    /// That of the innermost scope.
    mode: Option<Mode>,
    #[cfg(all(feature = "tracing", feature = "parallel", not(amorsize_off)))]
    caller: Option<crate::trace::span::Caller>,
}

/// The scope of this thread.
#[cfg(any(test, all(feature = "parallel", not(amorsize_off))))]
pub(crate) fn scope() -> Scope {
    Scope {
        mode: SCOPE.get(),
        #[cfg(all(feature = "tracing", feature = "parallel", not(amorsize_off)))]
        caller: crate::trace::span::Caller::here(),
    }
}

/// Runs `f` in the scope of another thread.
#[cfg(any(test, all(feature = "parallel", not(amorsize_off))))]
pub(crate) fn inherit<R>(scope: Scope, f: impl FnOnce() -> R) -> R {
    #[cfg(all(feature = "tracing", feature = "parallel", not(amorsize_off)))]
    let _caller = crate::trace::span::help(scope.caller);
    within(scope.mode, f)
}

fn within<R>(mode: Option<Mode>, f: impl FnOnce() -> R) -> R {
    struct Restore(Option<Mode>);
    impl Drop for Restore {
        fn drop(&mut self) {
            SCOPE.set(self.0);
        }
    }
    let _restore = Restore(SCOPE.replace(mode));
    f()
}

/// The mode in force: scope, then code, then environment.
#[cfg(all(feature = "parallel", not(amorsize_off)))]
pub(crate) fn current(config: &crate::Config) -> Mode {
    SCOPE
        .get()
        .or(config.mode)
        .or(crate::env::settings().mode)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nests_and_unwinds() {
        assert_eq!(scope().mode, None);
        with_mode(Mode::Serial, || {
            assert_eq!(scope().mode, Some(Mode::Serial));
            let caught = std::panic::catch_unwind(|| {
                with_mode(Mode::Parallel, || {
                    assert_eq!(scope().mode, Some(Mode::Parallel));
                    std::panic::resume_unwind(Box::new(()));
                })
            });
            assert!(caught.is_err());
            assert_eq!(scope().mode, Some(Mode::Serial));
        });
        assert_eq!(scope().mode, None);
    }

    #[test]
    fn is_carried() {
        let outer = with_mode(Mode::Parallel, scope);
        std::thread::spawn(move || {
            inherit(outer, || assert_eq!(scope().mode, Some(Mode::Parallel)))
        })
        .join()
        .expect("the thread saw the scope");
    }
}
