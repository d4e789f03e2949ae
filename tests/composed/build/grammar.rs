//! The grammar: a head, then statements over a few outer variables, each of which has one role in the loop.

use crate::random::Random;
use std::fmt::Write;

/// One composed function.
pub struct Function {
    pub name: String,
    options: String,
    before: String,
    marker: String,
    loops: String,
    after: String,
}

impl Function {
    /// The function's source.
    pub fn text(&self, annotated: bool) -> String {
        let (attribute, marker) = if annotated {
            let options = &self.options;
            (
                format!("#[amorsize::parallel({options})]\n"),
                self.marker.as_str(),
            )
        } else {
            Default::default()
        };
        let Function {
            name,
            before,
            loops,
            after,
            ..
        } = self;
        format!(
            "{attribute}pub fn {name}(x: &In, s: &mut State) -> Result<i64, String> {{\n{before}{marker}{loops}{after}    Ok(0)\n}}\n"
        )
    }
}

/// What an outer variable is to the loop.
#[derive(Clone, Copy, PartialEq)]
enum Role {
    Sum,
    Wrapping,
    Xor,
    FloatSum,
    FloatProduct,
    Max,
    FloatMin,
    Best,
    Last,
    Temporary,
    All,
    Any,
    Push,
    Text,
    Set,
    Map,
    Count,
    FloatEntry,
    Group,
    Histogram,
    FloatHistogram,
    Own,
    OwnFloat,
    Flat,
    Rows,
    Scatter,
    Sink,
}

use Role::*;

const ROLES: &[Role] = &[
    Sum,
    Wrapping,
    Xor,
    FloatSum,
    FloatProduct,
    Max,
    FloatMin,
    Best,
    Last,
    Temporary,
    All,
    Any,
    Push,
    Text,
    Set,
    Map,
    Count,
    FloatEntry,
    Group,
    Histogram,
    FloatHistogram,
    Own,
    OwnFloat,
    Flat,
    Rows,
    Scatter,
    Sink,
];

impl Role {
    /// The field of `State` that number `number` of this role lives in.
    fn field(self, number: usize) -> String {
        let stem = match self {
            Sum | Wrapping | Max | Last | Temporary | Best => "t",
            Xor => "u",
            FloatSum | FloatProduct | FloatMin => "f",
            All | Any => "ok",
            Push => "v",
            Text => "text",
            Set => "set",
            Map | Count => "map",
            FloatEntry => "fmap",
            Group => "groups",
            Histogram => "hist",
            FloatHistogram => "fhist",
            Own => "out",
            Scatter => "cells",
            OwnFloat => "fout",
            Flat => "flat",
            Rows => "rows",
            Sink => "sink",
        };
        format!("{stem}{number}")
    }

    fn needs_index(self) -> bool {
        matches!(self, Own | OwnFloat | Flat | Rows)
    }
}

/// A variable of the loop, and how the function holds it.
struct Variable {
    role: Role,
    /// How the loop spells it.
    place: String,
    /// A second variable that goes with it: the index of a best.
    beside: String,
}

struct Composer<'a> {
    random: &'a mut Random,
    variables: Vec<Variable>,
    /// Integers and floats that expressions may use.
    integers: Vec<String>,
    floats: Vec<String>,
    locals: usize,
    depth: usize,
    inside: bool,
    may_leave: bool,
    label: bool,
}

/// Composes a function.
pub fn function(number: u64, random: &mut Random) -> Function {
    let name = format!("f{number}");
    let (mut head, by_index) = head(random);
    let mut options = "workers = crate::workers()".to_owned();
    if !number.is_multiple_of(3) {
        options += ", chunk = crate::chunk()";
    }
    let may_leave = random.percent(65);
    let mut composer = Composer {
        random,
        variables: Vec::new(),
        integers: [
            "i as i64",
            "x.a[i]",
            "x.p[i] as i64",
            "x.w[i].len() as i64",
            "7i64",
        ]
        .map(str::to_owned)
        .to_vec(),
        floats: ["x.b[i]", "i as f64 * 0.1", "-0.0", "x.b[x.p[i]]"]
            .map(str::to_owned)
            .to_vec(),
        locals: 0,
        depth: 0,
        inside: false,
        may_leave,
        label: false,
    };
    let mut before = String::new();
    let mut after = String::new();
    let count = 1 + composer.random.below(4);
    for _ in 0..count {
        composer.variable(by_index, &mut before, &mut after);
    }
    if composer.random.percent(15) {
        composer.label = true;
        head = format!("'outer: {head}");
    }
    let mut body = String::new();
    composer.temporaries(&mut body);
    for _ in 0..1 + composer.random.below(4) {
        composer.statement(&mut body);
    }
    composer.every_variable(&mut body);
    let marker = if composer.random.percent(20) {
        "    #[parallel]\n"
    } else {
        ""
    };
    Function {
        name,
        options,
        before,
        marker: marker.to_owned(),
        loops: format!("    {head} {{\n{body}    }}\n"),
        after,
    }
}

/// A head that gives `i`, and whether `i` counts up over a range of integers.
fn head(random: &mut Random) -> (String, bool) {
    match random.below(14) {
        0..=4 => ("for i in 0..x.n".to_owned(), true),
        5 => ("for i in x.lo..x.n".to_owned(), true),
        6 => ("for i in (0..x.n).rev()".to_owned(), false),
        7 => ("for (i, _) in x.a.iter().enumerate()".to_owned(), false),
        8 => ("for i in (0..x.n).step_by(3)".to_owned(), false),
        9 => (
            "for (i, _) in x.lines.lines().enumerate()".to_owned(),
            false,
        ),
        10 => ("for &i in &x.p".to_owned(), false),
        11 => ("for i in x.p.iter().copied().skip(2)".to_owned(), false),
        12 => ("for i in x.p.iter().rev().copied()".to_owned(), false),
        _ => ("for &i in &x.tree".to_owned(), false),
    }
}

impl Composer<'_> {
    /// A variable of a random role, declared, and given back after the loop.
    fn variable(&mut self, by_index: bool, before: &mut String, after: &mut String) {
        let role = ROLES[self.random.below(ROLES.len())];
        let used = |field: &str, variables: &[Variable]| {
            variables.iter().any(|v| {
                v.place.trim_matches(['(', ')', '*']).ends_with(field)
                    || v.beside.trim_matches(['(', ')', '*']).ends_with(field)
            })
        };
        let Some(field) = (0..3)
            .map(|n| role.field(n))
            .find(|f| !used(f, &self.variables))
        else {
            return;
        };
        if role.needs_index() && !by_index {
            return;
        }
        let place = self.declare(&field, role == Temporary, before, after);
        let mut beside = String::new();
        if role == Best {
            let Some(second) = (0..3)
                .map(|n| Last.field(n))
                .find(|f| !used(f, &self.variables) && *f != field)
            else {
                return;
            };
            beside = self.declare(&second, false, before, after);
        }
        self.variables.push(Variable {
            role,
            place,
            beside,
        });
    }

    /// How the function holds a field: by its path, by a reference, or in a variable of its own.
    fn declare(
        &mut self,
        field: &str,
        own: bool,
        before: &mut String,
        after: &mut String,
    ) -> String {
        let container = !field.starts_with(['t', 'u', 'f', 'o'])
            || field.starts_with("text")
            || field.starts_with("fm")
            || field.starts_with("fh")
            || field.starts_with("fo")
            || field.starts_with("fl")
            || field.starts_with("ou");
        // Fields and what is behind a reference may be seen after the loop: they are no temporaries.
        let how = if own { 2 } else { self.random.below(3) };
        match how {
            0 => format!("s.{field}"),
            1 => {
                writeln!(before, "    let {field} = &mut s.{field};").unwrap();
                if container {
                    field.to_owned()
                } else {
                    format!("*{field}")
                }
            }
            _ => {
                writeln!(
                    before,
                    "    let mut {field} = std::mem::take(&mut s.{field});"
                )
                .unwrap();
                writeln!(after, "    s.{field} = {field};").unwrap();
                field.to_owned()
            }
        }
    }

    fn indent(&self) -> String {
        "    ".repeat(self.depth + 2)
    }

    fn line(&self, out: &mut String, text: &str) {
        writeln!(out, "{}{text}", self.indent()).unwrap();
    }

    /// Temporaries are assigned first; from then on expressions may use them.
    fn temporaries(&mut self, out: &mut String) {
        let places: Vec<String> = self
            .variables
            .iter()
            .filter(|v| v.role == Temporary)
            .map(|v| v.place.clone())
            .collect();
        for place in places {
            let value = self.integer();
            match self.random.below(3) {
                0 => {
                    let other = self.integer();
                    let condition = self.condition();
                    self.line(
                        out,
                        &format!(
                            "if {condition} {{ {place} = {value}; }} else {{ {place} = {other}; }}"
                        ),
                    );
                }
                _ => self.line(out, &format!("{place} = {value};")),
            }
            if self.random.percent(30) {
                let add = self.integer();
                self.line(out, &format!("{place} = ({place}).wrapping_add({add});"));
            }
            self.integers.push(format!("({place})"));
        }
    }

    /// Every variable is changed at least once.
    fn every_variable(&mut self, out: &mut String) {
        for number in 0..self.variables.len() {
            self.update(number, out);
        }
    }

    fn statement(&mut self, out: &mut String) {
        if self.depth > 3 {
            return self.any_update(out);
        }
        match self.random.below(20) {
            0..=6 => self.any_update(out),
            7 | 8 => {
                let (name, value) = (format!("l{}", self.locals), self.integer());
                self.locals += 1;
                self.line(out, &format!("let {name} = {value};"));
                self.integers.push(name);
            }
            9 => {
                let (name, value) = (format!("l{}", self.locals), self.float());
                self.locals += 1;
                self.line(out, &format!("let {name} = {value};"));
                self.floats.push(name);
            }
            10..=12 => {
                let condition = self.condition();
                self.line(out, &format!("if {condition} {{"));
                self.nested(out);
                if self.random.percent(40) {
                    self.line(out, "} else {");
                    self.nested(out);
                }
                self.line(out, "}");
            }
            13 => {
                let variable = format!("j{}", self.locals);
                self.locals += 1;
                self.line(
                    out,
                    &format!("for {variable} in 0..(x.a[i].rem_euclid(4) as usize) {{"),
                );
                let before = self.inside;
                self.inside = true;
                self.integers.push(format!("{variable} as i64"));
                self.nested(out);
                self.integers.pop();
                self.inside = before;
                self.line(out, "}");
            }
            14 => {
                let value = self.integer();
                self.line(out, &format!("match ({value}).rem_euclid(3) {{"));
                for pattern in ["0", "1", "_"] {
                    self.line(out, &format!("{pattern} => {{"));
                    self.nested(out);
                    self.line(out, "}");
                }
                self.line(out, "}");
            }
            15 => {
                let condition = self.condition();
                let word = if self.label {
                    "continue 'outer;"
                } else {
                    "continue;"
                };
                self.line(out, &format!("if {condition} {{ {word} }}"));
            }
            16 if self.may_leave => {
                let stop = self.stop();
                let word = match (self.inside, self.label) {
                    (_, true) => "break 'outer;",
                    (false, _) => "break;",
                    _ => "return Ok(i as i64);",
                };
                self.line(out, &format!("if {stop} {{ {word} }}"));
            }
            17 if self.may_leave => {
                let stop = self.stop();
                let value = self.integer();
                self.line(
                    out,
                    &format!("if {stop} {{ return Err(format!(\"{{}} {{}}\", i, {value})); }}"),
                );
            }
            18 if self.may_leave => {
                let name = format!("l{}", self.locals);
                self.locals += 1;
                self.line(out, &format!("let {name} = x.parse(i)?;"));
                self.integers.push(name);
            }
            19 => {
                let stop = self.stop();
                self.line(out, &format!("assert!(!({stop}), \"item {{i}}\");"));
            }
            _ => self.any_update(out),
        }
    }

    /// One or two statements deeper; what they declare is gone after them.
    fn nested(&mut self, out: &mut String) {
        self.depth += 1;
        let (integers, floats) = (self.integers.len(), self.floats.len());
        for _ in 0..1 + self.random.below(2) {
            self.statement(out);
        }
        self.integers.truncate(integers);
        self.floats.truncate(floats);
        self.depth -= 1;
    }

    fn any_update(&mut self, out: &mut String) {
        if self.variables.is_empty() {
            return;
        }
        let number = self.random.below(self.variables.len());
        // A best is a best if one statement updates it.
        if self.variables[number].role != Best {
            self.update(number, out);
        }
    }

    fn update(&mut self, number: usize, out: &mut String) {
        let (role, place) = (
            self.variables[number].role,
            self.variables[number].place.clone(),
        );
        let beside = self.variables[number].beside.clone();
        let receiver = if place.starts_with('*') {
            format!("({place})")
        } else {
            place.clone()
        };
        let (e, e2, f) = (self.integer(), self.integer(), self.float());
        let c = self.condition();
        let mut roll = self.random.below(6);
        // In a loop that may be left early an element that is read too is refused.
        if self.may_leave && matches!(role, Own | Flat | Rows) {
            roll = 0;
        }
        let text = match role {
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
            FloatMin => format!("{place} = {receiver}.min({f});"),
            Best => {
                let candidate = format!("c{}", self.locals);
                self.locals += 1;
                let (sign, beside_value) = if number.is_multiple_of(2) {
                    (">", "i as i64")
                } else {
                    ("<", "7")
                };
                format!(
                    "let {candidate} = {e} % 50; if {candidate} {sign} {receiver} {{ {place} = {candidate}; {beside} = {beside_value}; }}"
                )
            }
            Last => format!("{place} = {e};"),
            Temporary => format!("{place} = {receiver}.wrapping_mul(3);"),
            All => format!("{place} &= {c};"),
            Any => format!("{place} |= {c};"),
            Push => match roll {
                0 => format!("{place}.extend([{e}, {e2}]);"),
                1 => format!("{place}.extend_from_slice(&x.a[..i.min(2)]);"),
                _ => format!("{place}.push({e});"),
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
            Scatter => format!("{place}[x.p[i]] = {e};"),
            Sink => match roll {
                0 => format!("let _ = {receiver}.try_add({e});"),
                _ => format!("{receiver}.add({e});"),
            },
        };
        self.line(out, &text);
    }

    fn integer(&mut self) -> String {
        let pick = self.random.below(self.integers.len());
        let first = self.integers[pick].clone();
        match self.random.below(8) {
            0..=3 => format!("({first})"),
            4 => {
                let pick = self.random.below(self.integers.len());
                format!("({first}).wrapping_mul({})", self.integers[pick].clone())
            }
            5 => {
                let condition = self.condition();
                format!("(if {condition} {{ {first} }} else {{ 3 }})")
            }
            6 => format!("helper({first})"),
            _ => format!("x.a[..i % 4].iter().fold({first}, |t, a| t ^ a)"),
        }
    }

    fn float(&mut self) -> String {
        let pick = self.random.below(self.floats.len());
        let first = self.floats[pick].clone();
        match self.random.below(6) {
            0..=2 => format!("({first})"),
            3 => format!("({first} * 1.5)"),
            4 => format!("f64::sin({first})"),
            _ => format!("(({first}) / 3.0)"),
        }
    }

    fn condition(&mut self) -> String {
        let pick = self.random.below(self.integers.len());
        let integer = self.integers[pick].clone();
        match self.random.below(5) {
            0 => format!("({integer}) % 3 == 0"),
            1 => format!("({integer}) > 5"),
            2 => "x.b[i] < 0.5".to_owned(),
            3 => "x.w[i].is_empty()".to_owned(),
            _ => "i % 2 == 1".to_owned(),
        }
    }

    /// True for one item, or for none.
    fn stop(&mut self) -> String {
        self.random
            .one_of(&[
                "i == x.stop",
                "i == x.stop2",
                "i >= x.stop",
                "x.p[i] == x.stop",
            ])
            .to_owned()
    }
}
