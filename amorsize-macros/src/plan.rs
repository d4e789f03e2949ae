//! The plan of one loop: data only, made by `lower`, spelled out by `expand`.

use crate::args::{Float, Monoid, Options};
use crate::body::Body;
use crate::head::{Heading, Level};
use crate::place::Place;
use proc_macro2::{Ident, Span, TokenStream};
use syn::{Expr, ExprForLoop, ExprWhile};

/// A loop that was picked, and what surrounds it.
#[derive(Clone)]
pub(crate) struct Site {
    /// As written, without our markers.
    pub(crate) source: ExprForLoop,
    /// As written, if that was `while let Some(x) = it.next()`.
    pub(crate) while_let: Option<ExprWhile>,
    /// What the plain arm does after the head, where the loop was written as a chain.
    pub(crate) plain: Option<TokenStream>,
    /// As written, if adapters of its head run in the body.
    pub(crate) stepped: Option<Stepped>,
    pub(crate) options: Options,
    /// The name in reports.
    pub(crate) name: String,
    /// The function around it.
    pub(crate) function: String,
    /// Markers of loops inside it.
    pub(crate) inside: Vec<syn::Attribute>,
}

/// A loop whose head has adapters that are not cut by index.
#[derive(Clone)]
pub(crate) struct Stepped {
    pub(crate) written: ExprForLoop,
    /// These adapters, as methods of what is cut.
    pub(crate) plain: TokenStream,
}

/// Everything that the expansion needs to know.
pub(crate) struct SitePlan {
    pub(crate) site: Site,
    pub(crate) heading: Heading,
    pub(crate) body: Body,
    pub(crate) sinks: Vec<Sink>,
    /// How long the loop is that the body ends with, where that is known before.
    pub(crate) trip: Option<Bound>,
}

impl SitePlan {
    /// The places whose statements are logged as they are.
    pub(crate) fn replayed(&self) -> Vec<String> {
        let replays = |sink: &&Sink| matches!(sink.keep, Keep::Replay);
        let replayed = self.sinks.iter().filter(replays);
        replayed.map(|sink| sink.place.key.clone()).collect()
    }

    /// Whether floats are summed in fixed blocks, by every arm.
    pub(crate) fn is_blocked(&self) -> bool {
        self.site.options.float == Some(Float::Blocked)
            && self
                .sinks
                .iter()
                .any(|s| matches!(&s.keep, Keep::Part(Family::Op("sum" | "product"), _)))
    }
}

/// One outer place that the body changes, and how.
pub(crate) struct Sink {
    pub(crate) place: Place,
    pub(crate) keep: Keep,
    /// The variable of a chunk that stands for the place.
    pub(crate) part: Ident,
    /// How the body updates it, for the report.
    pub(crate) form: String,
}

/// What a chunk keeps of a place: the tiers of the design, with their forms.
pub(crate) enum Keep {
    /// T1: each iteration owns its elements.
    View { level: Level, of: Elements },
    /// T1 by the user's word, given where the span is: no two iterations use the same element.
    Disjoint(Span),
    /// T2 or T3 by type: a part of a kind that absorbs updates or hands them to the log.
    Part(Family, Exact),
    /// T2: private, the last assignment wins. A temporary if the body also reads it.
    Slot { temporary: bool },
    /// T2: the best so far, by the user's own comparison.
    Best(Best),
    /// T2: assigned together with the best of sink number ….
    Follower(usize),
    /// T2: by the user's word.
    Reduce(Monoid),
    /// T3: the statements are logged and replayed.
    Replay,
    /// T3: only `ordered!` blocks name it.
    Ordered,
    /// `local(…)`: one per participant.
    Local(Expr),
}

/// Which elements of an array an iteration owns.
#[derive(Clone)]
pub(crate) enum Elements {
    /// `out[i]`.
    One(Option<Offset>),
    /// `out[i + y * w]`: by a sum that is the same in every iteration.
    Shifted(Box<Bound>),
    /// `out[stride * i + offset]`; all the offsets together are less than a stride apart, which is checked before the loop.
    Rows {
        stride: Box<Bound>,
        offsets: Vec<Bound>,
    },
    /// `out[j][i]` for every `j`.
    Columns(Option<Offset>),
    /// `out[i][j]` and `out[j][i]` for every `j` that is not less, or for every `j` that is not greater than `i`.
    Crosses { upper: bool },
}

/// An integer expression of the body whose least and greatest value are known before the loop.
#[derive(Clone)]
pub(crate) enum Bound {
    Number(i128),
    /// The same in every iteration.
    Fixed(Expr),
    /// The length of an array that keeps it.
    Length(Expr),
    /// An element of an array that nothing changes.
    Element(Expr, Expr),
    /// The loop's own counter.
    Counter(Level),
    /// The variable of an inner loop: from, to, and whether it reaches `to`.
    Inner(Box<Bound>, Box<Bound>, bool),
    /// `min`, `max`, `/`, `%`.
    Op(&'static str, Box<Bound>, Box<Bound>),
    Sum(Vec<Bound>),
    Product(Vec<Bound>),
}

/// Whether a part must log everything, because another statement may panic when it is replayed and the place can be seen then.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Exact {
    No,
    /// Where integers are checked for overflow.
    IfChecked,
    Yes,
    /// Text too: an earlier replay may leave the loop, or an `ordered!` block looks at it.
    Strict,
}

/// The families of kinds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Family {
    /// An operator or a method of numbers; the name of the probe's method.
    Op(&'static str),
    /// Things that grow at their end.
    Appends,
    /// `insert` with so many arguments.
    Inserts(usize),
    /// `array[k] op= e`; the name of the probe's method of the operator.
    Counts(&'static str),
    /// `array[r][c] op= e`; the name of the probe's method of the operator.
    Grid(&'static str),
    /// `*map.entry(k).or_…() op= e`; the name of the probe's method of the operator.
    EntryOp(&'static str),
    /// `map.entry(k).or_…().push(e)`.
    EntryPush,
}

/// `out[i + 2]`, `out[i - lo]`, inside or outside a cast to `usize`.
#[derive(Clone)]
pub(crate) struct Offset {
    pub(crate) negative: bool,
    pub(crate) by: Expr,
    /// Inside the cast, so in the type of the variable.
    pub(crate) inner: bool,
}

/// `if candidate < best { best = candidate; … }`.
#[derive(Clone)]
pub(crate) struct Best {
    /// The comparison with `candidate` on the left.
    pub(crate) less: syn::BinOp,
    /// The place stands on the left of the user's comparison.
    pub(crate) place_left: bool,
}
