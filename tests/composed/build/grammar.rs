//! The grammar: a head, then statements over a few outer variables, each of which has one role in the loop.

use crate::chain;
use crate::head::HEADS;
use crate::random::Random;
use crate::role::{Parts, Role, update};
use Role::*;
use std::fmt::Write;

/// One composed function.
pub struct Function {
    pub name: String,
    options: String,
    before: String,
    marker: String,
    loops: String,
    after: String,
    /// Its value, where it gets to its end.
    value: &'static str,
    /// Arrays may end before the loop. Not if that is found by a replay, which a best may be ahead of, as documented.
    pub may_be_short: bool,
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
            value,
            ..
        } = self;
        format!(
            "{attribute}pub fn {name}(x: &In, s: &mut State) -> Result<i64, String> {{\n{before}{marker}{loops}{after}    Ok({value})\n}}\n"
        )
    }
}

/// A variable of the loop, and how the function holds it.
#[derive(Clone)]
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
    may_replay: bool,
    nest: bool,
    label: bool,
}

/// Composes a function: a loop, or one in six a chain.
pub fn function(number: u64, random: &mut Random) -> Function {
    let name = format!("f{number}");
    if random.below(6) == 0 {
        return Function {
            name,
            options: options(number),
            before: String::new(),
            marker: String::new(),
            loops: format!("    {}\n", chain::statement(random)),
            after: String::new(),
            value: "0",
            may_be_short: true,
        };
    }
    let head = &HEADS[random.below(HEADS.len())];
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
        inside: head.nest,
        // What a lent iterator has pulled is given back at an item, not at a replay.
        // Nor is a loop left by a replay where the body asks for the head's adapters.
        may_replay: may_leave && !head.marked && !head.text.contains(".filter("),
        nest: head.nest,
        may_leave,
        label: false,
    };
    let mut before = head.before.to_owned();
    let mut after = String::new();
    let count = 1 + composer.random.below(4);
    for _ in 0..count {
        composer.variable(head.by_index, &mut before, &mut after);
    }
    if composer.random.percent(15) {
        composer.label = true;
    }
    let label = if composer.label { "'outer: " } else { "" };
    let mut body = String::new();
    composer.temporaries(&mut body);
    for _ in 0..1 + composer.random.below(4) {
        composer.statement(&mut body);
    }
    composer.every_variable(&mut body);
    let has = |test: &dyn Fn(Role) -> bool| composer.variables.iter().any(|v| test(v.role));
    let may_be_short = !(has(&|r| r == Best) && has(&Role::is_written_only));
    let marker = if head.marked || composer.random.percent(20) {
        "    #[parallel]\n"
    } else {
        ""
    };
    Function {
        name,
        options: options(number),
        before,
        marker: marker.to_owned(),
        loops: match head.nest {
            true => format!("    {label}{} {{\n{body}    }} }}\n", head.text),
            false => format!("    {label}{} {{\n{body}    }}\n", head.text),
        },
        after,
        value: head.value,
        may_be_short,
    }
}

fn options(number: u64) -> String {
    let mut options = "workers = crate::workers()".to_owned();
    if !number.is_multiple_of(3) {
        options += ", chunk = crate::chunk()";
    }
    options
}

impl Composer<'_> {
    /// A variable of a random role, declared, and given back after the loop.
    fn variable(&mut self, by_index: bool, before: &mut String, after: &mut String) {
        let role = Role::any(self.random);
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
        if role.needs_index() && !by_index || role.needs_row() && !self.nest {
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
        let container = !["t", "u", "f", "ok"].contains(&field.trim_end_matches(char::is_numeric));
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
                let (name, value) = (self.local(), self.integer());
                self.line(out, &format!("let {name} = {value};"));
                self.integers.push(name);
            }
            9 => {
                let (name, value) = (self.local(), self.float());
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
                let variable = self.local();
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
                let name = self.local();
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
        let Variable {
            role,
            place,
            beside,
        } = self.variables[number].clone();
        let receiver = if place.starts_with('*') {
            format!("({place})")
        } else {
            place.clone()
        };
        let (e, e2, f) = (self.integer(), self.integer(), self.float());
        let c = self.condition();
        let mut roll = self.random.below(6);
        if self.may_leave && role.is_written_only() {
            roll = 0;
        }
        let text = if role == Best {
            let candidate = self.local();
            let (sign, value) = if number.is_multiple_of(2) {
                (">", "i as i64")
            } else {
                ("<", "7")
            };
            format!(
                "let {candidate} = {e} % 50; if {candidate} {sign} {receiver} {{ {place} = {candidate}; {beside} = {value}; }}"
            )
        } else {
            let may_replay = self.may_replay && !self.variables.iter().any(|v| v.role.is_ahead());
            let leave = match (self.inside, self.label) {
                (_, true) => Some("break 'outer;"),
                (false, _) => Some("break;"),
                _ => None,
            };
            update(
                role,
                Parts {
                    place,
                    receiver,
                    e,
                    e2,
                    f,
                    c,
                    roll,
                    may_replay,
                    leave,
                },
            )
        };
        self.line(out, &text);
    }

    /// The name of another local variable.
    fn local(&mut self) -> String {
        self.locals += 1;
        format!("l{}", self.locals)
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
            // Not a bare variable: that would be a best.
            1 => format!("({integer}) % 97 > 5"),
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
