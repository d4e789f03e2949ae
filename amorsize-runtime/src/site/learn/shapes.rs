//! Whether dear items are in the same places from call to call: then they are divided by what they cost.

use super::{Choice, Learned};
use crate::schedule::{Shape, Shaping};

/// What was seen of a loop.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Shapes {
    usual: Option<Shape>,
    /// How often in a row it was as usual.
    same: u32,
    /// Calls that are not looked at.
    rest: u32,
}

/// A loop with less than this share of its cost in the wrong place is divided well enough by its length.
const EVEN: f32 = 0.03;
/// Seen so often, it is believed.
const BELIEVED: u32 = 2;
/// One in so many calls is looked at, at least.
const LONGEST: u32 = 64;

impl Shapes {
    /// Whether the chunks of this call are to be timed, each for itself.
    pub(super) fn looks(&mut self) -> bool {
        let looks = self.rest == 0;
        self.rest = self.rest.saturating_sub(1);
        looks
    }

    /// What a call was like.
    pub(super) fn see(&mut self, seen: &Shape) {
        let Some(usual) = self.usual else {
            self.usual = Some(*seen);
            return;
        };
        let most = usual.unevenness().max(seen.unevenness());
        let is_same = usual.distance(seen) < (most / 2.0).max(EVEN);
        self.same = if is_same {
            self.same.saturating_add(1)
        } else {
            0
        };
        self.rest = match self.same {
            0..BELIEVED => 0,
            same => (1 << same.min(16)).min(LONGEST),
        };
        self.usual = Some(usual.between(seen));
    }

    /// The dearest item, in mean ones, as far as is known.
    pub(super) fn dearest(&self) -> f64 {
        self.believed().map_or(1.0, Shape::dearest)
    }

    /// The shape that the next call is divided by.
    pub(super) fn believed(&self) -> Option<&Shape> {
        let usual = self.usual.as_ref().filter(|_| self.same >= BELIEVED);
        usual.filter(|usual| usual.unevenness() > EVEN)
    }
}

impl Learned {
    /// How a call that was decided is divided, and whether that teaches something. Of two participants, whoever is done first
    /// takes from the other.
    pub(crate) fn shaping(&mut self, choice: &Choice) -> Shaping {
        match choice {
            Choice::Run(_, verdict) if verdict.participants() > 2 => Shaping {
                shape: self.shapes.believed().map(|&shape| Box::new(shape)),
                looks: self.shapes.looks(),
            },
            _ => Shaping::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many nanoseconds in four chunks.
    fn of(times: [f64; 4]) -> Shape {
        let chunks = (0..4)
            .zip(times)
            .map(|(i, time)| (i * 25..(i + 1) * 25, time));
        Shape::of(100, chunks).expect("took time")
    }

    #[test]
    fn what_stays_is_believed_and_seldom_looked_at() {
        let mut shapes = Shapes::default();
        for seen in [false, false, false, true, true] {
            assert_eq!(shapes.believed().is_some(), seen);
            let dearest = if seen { 1.6 } else { 1.0 };
            assert!((shapes.dearest() - dearest).abs() < 1e-3);
            shapes.see(&of([1.0, 2.0, 3.0, 4.0]));
        }
        let looks = |shapes: &mut Shapes| (0..64).filter(|_| shapes.looks()).count();
        assert_eq!(looks(&mut shapes), 64 - 16);
        shapes.see(&of([4.0, 3.0, 2.0, 1.0]));
        assert_eq!((looks(&mut shapes), shapes.believed()), (64, None));
    }

    #[test]
    fn what_changes_or_is_even_is_not() {
        let (mut changing, mut even) = (Shapes::default(), Shapes::default());
        for call in 0..20 {
            let mut times = [1.0; 4];
            times[call % 4] = 9.0;
            changing.see(&of(times));
            even.see(&of([1.0, 1.01, 1.0, 0.99]));
            assert!(changing.believed().is_none() && even.believed().is_none());
            assert!(changing.looks());
        }
        assert!(!even.looks());
    }
}
