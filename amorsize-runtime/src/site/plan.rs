//! What the macro tells of a site: plain data in a static.

/// A site as the macro sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Its name in reports.
    pub name: &'static str,
    /// The function it is in; empty if unknown.
    pub function: &'static str,
    /// The head of the loop, as the user spelled it.
    pub head: &'static str,
    /// What the body writes to.
    pub sinks: &'static [SinkPlan],
    /// Whether the body can leave the loop early.
    pub exits: bool,
    /// Chunk lengths are multiples of this.
    pub align: usize,
    /// Whether even a serial call must go through `Call::run`, with one participant: where the
    /// plain loop would give something else (`float = "blocked"`, `local(…)`).
    pub always: bool,
    /// Whether the plain loop says when it is done ([`Site::plain_done`](super::Site::plain_done)): it is
    /// timed now and then.
    pub timed: bool,
}

/// A plan of nothing, for tests.
#[cfg(all(test, feature = "report"))]
pub(crate) fn testing_plan() -> Plan {
    Plan {
        name: "test",
        function: "test",
        head: "i in 0..n",
        sinks: &[],
        exits: false,
        align: 1,
        always: false,
        timed: false,
    }
}

/// One sink of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SinkPlan {
    /// The variable, as the user spelled it.
    pub name: &'static str,
    /// How it is written: `op=`, `push`, `[i]` …
    pub form: &'static str,
    /// How its value gets back.
    pub tier: Tier,
}

impl SinkPlan {
    /// One sink.
    #[must_use]
    pub const fn new(name: &'static str, form: &'static str, tier: Tier) -> Self {
        Self { name, form, tier }
    }
}

/// How what a chunk did to a sink gets back to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tier {
    /// T1: chunks write in place, each its own part.
    View,
    /// T2: each chunk has a value of its own; they are merged in source order.
    Private,
    /// T2 for the types whose updates can be merged, such as integers, `Vec` and `HashMap`; T3 for
    /// all others, such as strict floats. The compiler knows which when it meets the type.
    ByType,
    /// T3: the statements are replayed on the caller in source order.
    Log,
}

impl Tier {
    /// As reports spell it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::View => "T1 view",
            Self::Private => "T2 private",
            Self::ByType => "T2 or T3 by its type",
            Self::Log => "T3 log",
        }
    }
}
