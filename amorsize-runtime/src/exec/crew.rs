//! Whose threads help.

/// The threads a call may use besides its own.
#[derive(Clone, Copy)]
pub(crate) enum Crew<'p> {
    /// The pool this thread belongs to, or rayon's global one.
    Ambient,
    /// The user's pool and no other.
    Pool(&'p rayon::ThreadPool),
}
