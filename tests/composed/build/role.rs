//! What an outer variable is to the loop, and the statements that change it.

use crate::random::Random;

macro_rules! roles {
    ($($role:ident $field:literal)*) => {
        /// What an outer variable is to the loop.
        #[derive(Clone, Copy, PartialEq)]
        pub enum Role {
            $($role,)*
        }

        impl Role {
            pub fn any(random: &mut Random) -> Role {
                const ALL: &[Role] = &[$(Role::$role,)*];
                ALL[random.below(ALL.len())]
            }

            /// The field of `State` that number `number` of this role lives in.
            pub fn field(self, number: usize) -> String {
                let stem = match self {
                    $(Role::$role => $field,)*
                };
                format!("{stem}{number}")
            }
        }
    };
}
roles! {
    Sum "t"
    Wrapping "t"
    Xor "u"
    FloatSum "f"
    FloatProduct "f"
    Max "t"
    FloatMin "f"
    Best "t"
    Last "t"
    Temporary "t"
    All "ok"
    Any "ok"
    Push "v"
    Tracked "kept"
    Text "text"
    Set "set"
    Map "map"
    Count "map"
    FloatEntry "fmap"
    Group "groups"
    Histogram "hist"
    FloatHistogram "fhist"
    Own "out"
    OwnFloat "fout"
    Flat "flat"
    Planes "flat"
    Columns "columns"
    Rows "rows"
    Table "flat"
    Scatter "cells"
    Sink "sink"
    Ordered "sink"
}

use Role::*;

impl Role {
    /// An element of a row of a nest.
    pub fn needs_row(self) -> bool {
        self == Table
    }

    pub fn needs_index(self) -> bool {
        matches!(self, Own | OwnFloat | Flat | Planes | Columns | Rows)
    }

    /// May not be ahead of a replayed statement that leaves the loop.
    pub fn is_ahead(self) -> bool {
        matches!(self, Best | Last | Temporary | Text | Max | FloatMin)
    }

    /// An element that is read too is refused where the loop may be left early.
    pub fn is_written_only(self) -> bool {
        matches!(self, Own | Flat | Planes | Columns | Rows | Table)
    }
}

/// What a statement is made of: the place, the place as a receiver, integers, a float, a condition.
pub struct Parts {
    pub place: String,
    pub receiver: String,
    pub e: String,
    pub e2: String,
    pub f: String,
    pub c: String,
    /// Which of the forms.
    pub roll: usize,
    /// A replayed statement may leave the loop.
    pub may_replay: bool,
    /// How it says so without a value, where it can.
    pub leave: Option<&'static str>,
}

/// A statement that changes a variable of this role.
pub fn update(role: Role, parts: Parts) -> String {
    let Parts {
        place,
        receiver,
        e,
        e2,
        f,
        c,
        roll,
        may_replay,
        leave,
    } = parts;
    match role {
        Sum => match roll {
            0 => format!("{place} -= {e} & 0xff;"),
            1 => format!("{place} = {receiver} + ({e}) % 1000;"),
            _ => format!("{place} += ({e}) % 1000;"),
        },
        Wrapping => format!("{place} = {receiver}.wrapping_add({e});"),
        Xor => format!("{place} ^= ({e}) as u64;"),
        FloatSum => match roll {
            0 => format!("{place} -= {f};"),
            _ => format!("{place} += {f};"),
        },
        FloatProduct => format!("{place} *= 1.0 + 0.001 * ({f});"),
        Max => match roll {
            0..=2 => format!("{place} = {receiver}.max({e});"),
            _ => format!("{place} = std::cmp::max({receiver}, {e});"),
        },
        // Which of two zeros `min` gives is not defined by Rust, so there is one at most.
        FloatMin => format!("{place} = {receiver}.min(({f}) - 0.0625);"),
        Best => unreachable!("two variables make one"),
        Last => format!("{place} = {e};"),
        Temporary => format!("{place} = {receiver}.wrapping_mul(3);"),
        All => format!("{place} &= {c};"),
        Any => format!("{place} |= {c};"),
        Push => match roll {
            0 => format!("{place}.extend([{e}, {e2}]);"),
            1 => format!("{place}.extend_from_slice(&x.a[..i.min(2)]);"),
            _ => format!("{place}.push({e});"),
        },
        Tracked => match roll {
            0 => format!("let t = Tracked::new({e}); if t.0 % 3 == 1 {{ {place}.push(t); }}"),
            1 => format!("{place}.extend((0..2).map(|k| Tracked::new({e} ^ k)));"),
            _ => format!("{place}.push(Tracked::new({e}));"),
        },
        Text => match roll {
            0 => format!("{place}.push('c');"),
            1 => format!("write!({place}, \"{{}};\", {e}).unwrap();"),
            2 => format!("let _ = writeln!({place}, \"{{i}} {{:?}}\", {f});"),
            _ => format!("{place}.push_str(&x.w[i]);"),
        },
        Set => format!("{place}.insert({e} % 16);"),
        Map => format!("{place}.insert({e} % 16, {e2});"),
        Count => match roll {
            0..=2 => format!("*{place}.entry({e} % 16).or_insert(0) += {e2} % 100;"),
            _ => format!("*{place}.entry({e} % 16).or_insert(0) += 1;"),
        },
        FloatEntry => format!("*{place}.entry({e} % 16).or_insert(0.0) += {f};"),
        Group => format!("{place}.entry({e} % 16).or_default().push({e2});"),
        Histogram => format!("{place}[({e}).rem_euclid(8) as usize] += ({e2}) % 100;"),
        FloatHistogram => format!("{place}[({e}).rem_euclid(8) as usize] += {f};"),
        Own => match roll {
            0..=2 => format!("{place}[i] = {e};"),
            3 => format!("{place}[i] = {place}[i].wrapping_add({e});"),
            _ => format!("{place}[i] ^= {e};"),
        },
        OwnFloat => match roll {
            0..=2 => format!("{place}[i] = {f};"),
            _ => format!("{place}[i] += {f};"),
        },
        Flat => match roll {
            0..=2 => format!("for k in 0..3 {{ {place}[i * 3 + k] = {e} ^ k as i64; }}"),
            3 => format!("{place}[i * 3 + 1] ^= {e};"),
            _ => format!("{place}[3 * i + 2] = {place}[3 * i].wrapping_add({e});"),
        },
        Rows => match roll {
            0..=2 => format!("{place}[i][1] = {e};"),
            3 => format!("{place}[i][0] = {place}[i][1] ^ {e};"),
            _ => format!("{place}[i] = [{e}, {e2}];"),
        },
        Planes => match roll {
            0..=2 => format!("{place}[2 * i] = {e}; {place}[2 * i + 1] = {e2};"),
            3 => format!("{place}[2 * i + 1] ^= {e};"),
            _ => format!("{place}[2 * i + 1] = {place}[2 * i].wrapping_add({e});"),
        },
        Columns => match roll {
            0..=2 => format!("for k in 0..2 {{ {place}[k][i] = {e} ^ k as i64; }}"),
            _ => format!("{place}[1][i] = {place}[0][i].wrapping_add({e});"),
        },
        Table => match roll {
            0..=2 => format!("{place}[r * x.n + i] = {e};"),
            _ => format!("{place}[r * x.n + i] ^= {e};"),
        },
        Scatter => format!("{place}[x.p[i]] = {e};"),
        Sink => match roll {
            0 => format!("let _ = {receiver}.try_add({e});"),
            1 | 2 if may_replay => format!("{receiver}.try_add({e})?;"),
            _ => format!("{receiver}.add({e});"),
        },
        Ordered => {
            let block = match roll {
                0 => format!("if {receiver}.try_add(o).is_err() {{ {receiver}.add(3); }}"),
                1 if may_replay => format!("{receiver}.try_add(o)?;"),
                2 | 3 if may_replay && leave.is_some() => {
                    let leave = leave.unwrap_or_default();
                    format!("if o % 23 == 5 {{ {leave} }} {receiver}.add(o);")
                }
                _ => format!("{receiver}.add(o);"),
            };
            // What changes outside the block is not used in it.
            format!("let o = {e}; amorsize::ordered! {{ {block} }}")
        }
    }
}
