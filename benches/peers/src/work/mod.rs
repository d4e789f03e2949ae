//! The workloads. Each is a plain function, the same text with the attribute, and what one would write with each peer.

mod collect;
pub mod compute;
mod image;
mod map;
mod nested;
mod reduce;
mod shapes;
mod text;

use crate::peers::Peer;

/// One workload at one size.
pub trait Work: Send {
    /// One call of the loop.
    fn run(&mut self, peer: Peer);
    /// Drops what the call has made; not timed.
    fn clear(&mut self) {}
    /// A digest of what the calls so far have left.
    fn digest(&self) -> u64;
}

/// A row of the table.
pub struct Cell {
    pub work: &'static str,
    pub n: usize,
    pub make: Box<dyn Fn() -> Box<dyn Work>>,
}

impl Cell {
    fn new<W: Work + 'static>(
        work: &'static str,
        n: usize,
        make: impl Fn(usize) -> W + 'static,
    ) -> Self {
        Self {
            work,
            n,
            make: Box::new(move || Box::new(make(n))),
        }
    }

    pub fn name(&self) -> String {
        format!("{} {}", self.work, self.n)
    }
}

/// Half of the cells, by a hash of their names: not looked at while the engine is tuned.
pub fn is_held_out(cell: &str) -> bool {
    let hash = cell.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3)
    });
    (hash >> 32) & 1 == 1
}

/// All rows.
pub fn grid() -> Vec<Cell> {
    let mut cells = Vec::new();
    map::cells(&mut cells);
    reduce::cells(&mut cells);
    compute::cells(&mut cells);
    collect::cells(&mut cells);
    text::cells(&mut cells);
    nested::cells(&mut cells);
    image::cells(&mut cells);
    cells
}

/// A digest of bytes, words or bits.
fn digest(values: impl IntoIterator<Item = u64>) -> u64 {
    values.into_iter().fold(7, |hash, value| {
        (hash ^ value)
            .wrapping_mul(0x9E37_79B9_7F4A_7C15)
            .rotate_left(29)
    })
}

/// The plain functions and their annotated twins, from one text each.
macro_rules! twins {
    ($($(#[$option:meta])* fn $name:ident ($($arg:ident: $ty:ty),* $(,)?) $(-> $out:ty)? $body:block)*) => {
        mod plain {
            #[allow(unused_imports)]
            use super::*;
            $( #[inline(never)] #[allow(dead_code)] pub(super) fn $name($($arg: $ty),*) $(-> $out)? $body )*
        }
        mod annotated {
            #[allow(unused_imports)]
            use super::*;
            $( $(#[$option])* #[inline(never)] pub(super) fn $name($($arg: $ty),*) $(-> $out)? $body )*
        }
    };
}
use twins;
