//! What a program hands its pairs to.

/// How much a program is to do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Size {
    /// A moment, also without optimisation.
    Small,
    /// Something to time.
    Real,
}

impl Size {
    pub(crate) fn pick<T>(self, small: T, real: T) -> T {
        match self {
            Size::Small => small,
            Size::Real => real,
        }
    }
}

/// Runs pairs of functions and looks at what they give: with a clock in the example, in every mode in the tests.
pub(crate) trait Judge {
    /// The result of the plain function, after the annotated one was seen to give the same. Floats come as bits.
    fn compare<T: PartialEq>(
        &mut self,
        what: &str,
        size: String,
        plain: &dyn Fn() -> T,
        annotated: &dyn Fn() -> T,
    ) -> T;

    /// A result against what was published.
    fn verify(&mut self, what: &str, good: bool, text: String);
}

/// The bits of floats: for comparisons in which −0.0 is not 0.0 and NaN is itself.
pub(crate) fn bits(values: &[f64]) -> Vec<u64> {
    values.iter().map(|v| v.to_bits()).collect()
}

/// Whether two values agree as closely as a benchmark asks.
pub(crate) fn close(value: f64, published: f64, epsilon: f64) -> bool {
    ((value - published) / published).abs() <= epsilon
}
