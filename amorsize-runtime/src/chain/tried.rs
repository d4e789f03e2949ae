//! `Result`s and `Option`s around another terminal: the first failure ends the chain and is its value.

use super::terminal::{Payload, Terminal};
use crate::exit::Chunk;
use std::fmt;
use std::marker::PhantomData;

/// Why the chain ended early.
#[derive(Debug)]
pub enum Stop<X, R> {
    /// The terminal inside asked for it.
    Inner(X),
    /// An item is a failure.
    Failed(R),
}

macro_rules! tried {
    ($(#[$doc:meta])* $name:ident [$($E:ident)?] $item:ty, $residual:ty, $value:ty;
     $one:ident => $good:pat => $got:expr, $bad:pat => $why:expr; $whole:ident => $ok:expr; $failure:pat => $err:expr) => {
        $(#[$doc])*
        pub struct $name<K, $($E)?> {
            inner: K,
            fails: PhantomData<fn() -> $residual>,
        }

        impl<K: Default, $($E)?> Default for $name<K, $($E)?> {
            #[inline]
            fn default() -> Self {
                Self { inner: K::default(), fails: PhantomData }
            }
        }

        impl<K, $($E)?> fmt::Debug for $name<K, $($E)?> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(stringify!($name))
            }
        }

        impl<K: Terminal<T>, T, $($E: Send)?> Terminal<$item> for $name<K, $($E)?> {
            type Part = K::Part;
            type Exit = Stop<K::Exit, $residual>;
            type Value = $value;

            fn expect(&mut self, items: usize) {
                self.inner.expect(items);
            }

            #[inline(always)]
            fn part() -> K::Part {
                K::part()
            }

            #[inline(always)]
            fn fill(part: &mut K::Part, items: impl Iterator<Item = $item>) -> Chunk<Self::Exit> {
                let mut failure: Option<$residual> = None;
                let good = items.map_while(|$one| match $one {
                    $good => Some($got),
                    $bad => {
                        failure = Some($why);
                        None
                    }
                });
                match (K::fill(part, good), failure) {
                    (Chunk::Exit(exit), _) => Chunk::Exit(Stop::Inner(exit)),
                    (Chunk::Done, Some(failure)) => Chunk::Exit(Stop::Failed(failure)),
                    (Chunk::Done, None) => Chunk::Done,
                }
            }

            #[inline(always)]
            fn merge(&mut self, part: K::Part) -> Option<Self::Exit> {
                self.inner.merge(part).map(Stop::Inner)
            }

            fn attempt<R>(call: impl FnOnce() -> R) -> Result<R, Payload> {
                K::attempt(call)
            }

            fn panicked(&mut self, panic: Payload) {
                self.inner.panicked(panic);
            }

            #[inline]
            fn value(self, exit: Option<Self::Exit>) -> $value {
                let exit = match exit {
                    Some(Stop::Failed($failure)) => {
                        return match self.inner.value_before_failure() {
                            Some($whole) => $ok,
                            None => $err,
                        };
                    }
                    Some(Stop::Inner(exit)) => Some(exit),
                    None => None,
                };
                let $whole = self.inner.value(exit);
                $ok
            }
        }
    };
}

tried! {
    /// Of `Result`s.
    TriedResult [E] Result<T, E>, E, Result<K::Value, E>;
    one => Ok(value) => value, Err(error) => error; whole => Ok(whole); error => Err(error)
}
tried! {
    /// Of `Option`s.
    TriedOption [] Option<T>, (), Option<K::Value>;
    one => Some(value) => value, None => (); whole => Some(whole); () => None
}
