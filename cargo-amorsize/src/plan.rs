//! Plans to compare: words of the command line, and the environment that brings them about.

use crate::failure::{Failure, USAGE};

/// How loops are to be run.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Plan {
    pub(crate) name: String,
    pub(crate) environment: Vec<(&'static str, String)>,
}

impl Plan {
    fn mode(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            environment: vec![("AMORSIZE", name.to_owned())],
        }
    }

    pub(crate) fn auto() -> Self {
        Self::mode("auto")
    }

    pub(crate) fn serial() -> Self {
        Self::mode("serial")
    }

    /// All loops, or those of one name, with so many workers and chunks of that length.
    pub(crate) fn pinned(site: Option<&str>, workers: usize, chunk: Option<usize>) -> Self {
        let plan = match chunk {
            Some(chunk) => format!("{workers}x{chunk}"),
            None => workers.to_string(),
        };
        let value = match site {
            Some(site) => format!("{site}={plan}"),
            None => plan.clone(),
        };
        Self {
            name: plan,
            environment: vec![("AMORSIZE", "auto".to_owned()), ("AMORSIZE_PLAN", value)],
        }
    }

    /// `serial`, `auto`, `parallel`, `2`, `2x1000`.
    pub(crate) fn parse(text: &str) -> Result<Self, Failure> {
        let count = |text: &str| text.parse().ok().filter(|&count: &usize| count > 0);
        let pinned = match text.split_once('x') {
            Some((workers, chunk)) => count(workers).zip(count(chunk).map(Some)),
            None => count(text).map(|workers| (workers, None)),
        };
        match (text, pinned) {
            ("serial" | "auto" | "parallel", _) => Ok(Self::mode(text)),
            (_, Some((workers, chunk))) => Ok(Self::pinned(None, workers, chunk)),
            // Its loop is other code than the annotated one: no plan brings it about.
            ("rayon", _) => Err(Failure::new(USAGE, "`rayon` is no plan: an annotated loop is not a `par_iter`")
                .with("next", "`parallel` always calls all helpers, as `par_iter` does; for rayon's own loop write it beside, in the program")
                .with("figures", "amorsize beside rayon, workload by workload: docs/benchmarks.md")),
            _ => Err(
                Failure::new(USAGE, format!("`{text}` is neither a plan nor a recording"))
                    .with(
                        "plans",
                        "serial, auto, parallel, WORKERS, WORKERSxCHUNK such as 2x1000",
                    )
                    .with(
                        "files",
                        "recordings end in .json: cargo amorsize run --save FILE.json",
                    )
                    .with("next", "cargo amorsize compare serial auto"),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        assert_eq!(Plan::parse("serial").expect("a plan"), Plan::serial());
        let pinned = Plan::parse("2x1000").expect("a plan");
        assert_eq!(
            pinned.environment[1],
            ("AMORSIZE_PLAN", "2x1000".to_owned())
        );
        assert_eq!(
            Plan::parse("3").expect("a plan"),
            Plan::pinned(None, 3, None)
        );
        assert_eq!(
            Plan::pinned(Some("a"), 2, Some(7)).environment[1].1,
            "a=2x7"
        );
        for nonsense in ["", "0", "2x", "x3", "rayon", "2x0", "-1"] {
            assert!(Plan::parse(nonsense).is_err(), "{nonsense}");
        }
    }
}
