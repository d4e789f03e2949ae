//! Helped calls one after the other. The first of a row find helpers that must be woken, and then the items in the cache of the
//! core that ran the calls before: they say nothing of those that follow.

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Row {
    now: u32,
    /// Calls that told nothing, since the last that did.
    silent: u32,
}

/// From this call of a row on, each core has its share of the items.
const SETTLED: u32 = 3;
/// Where rows are always shorter, such calls are the usual ones.
const SHORT: u32 = 8;

impl Row {
    /// A call was helped; says whether it is like those that would follow.
    pub(crate) fn helped(&mut self, awake: bool) -> bool {
        self.now = self.now.saturating_add(1);
        let tells = awake && (self.now >= SETTLED || self.silent >= SHORT);
        self.silent = if awake && self.now >= SETTLED {
            0
        } else {
            self.silent.saturating_add(u32::from(awake))
        };
        tells
    }

    /// Whether the last call was helped.
    pub(crate) fn is_on(&self) -> bool {
        self.now > 0
    }

    /// A call was not.
    pub(crate) fn ends(&mut self) {
        self.now = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_a_row_tell_nothing() {
        let mut row = Row::default();
        let told: Vec<bool> = [false, true, true, true]
            .map(|awake| row.helped(awake))
            .into();
        assert_eq!(told, [false, false, true, true]);
        let mut short = Row::default();
        let told = (0..20).filter(|_| {
            short.ends();
            !short.helped(false) && short.helped(true)
        });
        assert_eq!(told.count(), 12);
    }
}
