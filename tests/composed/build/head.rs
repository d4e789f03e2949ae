//! The heads of loops.

/// The head of a loop that gives `i`.
pub struct Head {
    /// What stands before the loop.
    pub before: &'static str,
    pub text: &'static str,
    /// Whether `i` counts up over a range of integers.
    pub by_index: bool,
    /// It is taken only where it is marked.
    pub marked: bool,
    /// It is two loops: the rows `r`, and `i` in each.
    pub nest: bool,
    /// What is seen of it after the loop.
    pub value: &'static str,
}

pub const HEADS: &[Head] = &[
    by_index("for i in 0..x.n"),
    by_index("for i in 0..x.n"),
    by_index("for i in 0..x.n"),
    by_index("for i in 0..x.n"),
    by_index("for i in x.lo..x.n"),
    other("for i in (0..x.n).rev()"),
    other("for (i, _) in x.a.iter().enumerate()"),
    other("for i in (0..x.n).step_by(3)"),
    other("for (i, _) in x.lines.lines().enumerate()"),
    other("for &i in &x.p"),
    other("for i in x.p.iter().copied().skip(2)"),
    other("for i in x.p.iter().rev().copied()"),
    other("for &i in &x.tree"),
    other("for i in x.p.clone()"),
    other("for (i, _) in x.w.clone().into_iter().enumerate().rev()"),
    other("for i in x.p.iter().copied().filter(|i| i % 3 != 1)"),
    other("for i in x.p.iter().copied().skip_while(|i| *i > 3)"),
    other("for i in x.p.iter().copied().collect::<std::collections::VecDeque<_>>()"),
    Head {
        before: "    let mut it = x.p.iter();\n",
        marked: true,
        value: "it.len() as i64",
        ..other("while let Some(&i) = it.next()")
    },
    Head {
        before: "    let mut it = x.tree.iter().copied();\n",
        marked: true,
        value: "it.count() as i64",
        ..other("for i in it.by_ref()")
    },
    nest("for r in 0..3usize { for i in 0..x.n"),
    nest("for r in (0..3).rev() { for i in x.lo..x.n"),
];

const fn by_index(text: &'static str) -> Head {
    Head {
        by_index: true,
        ..other(text)
    }
}

const fn nest(text: &'static str) -> Head {
    Head {
        nest: true,
        ..other(text)
    }
}

const fn other(text: &'static str) -> Head {
    Head {
        before: "",
        text,
        by_index: false,
        marked: false,
        nest: false,
        value: "0",
    }
}
