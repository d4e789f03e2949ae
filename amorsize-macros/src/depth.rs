//! How deep tokens nest: syn and the phases recurse, and a stack overflow would take the compiler down.
//!
//! Not only brackets nest. `a + a + a`, `x.f().f()`, `else if … else if`, `Vec<Vec<…>>`, `|a| |b| …` and `return return …` are
//! trees as deep as they are long. So what may nest is counted before anything is parsed: never less than the depth of the
//! tree, more than it only in expressions of hundreds of operators.

use proc_macro2::{Delimiter, Punct, Spacing, Span, TokenStream, TokenTree};

/// Groups inside groups at most.
pub(crate) const BRACKETS: usize = 128;
/// Levels of other kinds at most, if there is no bracket.
///
/// A level takes at most 12 KiB of stack where the macro was built without optimisation, as it mostly is; the threads of the compiler
/// have 8 MiB.
pub(crate) const OPERATORS: usize = 512;

/// What takes more counts as so many levels.
const BRACKET: usize = OPERATORS / BRACKETS;
const ANGLE: usize = 4;
/// It becomes several calls around its value.
const WAY_OUT: usize = 4;
/// In a type it takes that.
const PREFIX: usize = 3;
const CLOSURE: usize = 2;

/// Words that begin something which may begin with the same word again.
const AROUND: &[&str] = &[
    "as", "async", "await", "become", "box", "do", "dyn", "else", "extern", "fn", "for", "gen",
    "if", "impl", "in", "let", "loop", "match", "try", "unsafe", "use", "while", "yield",
];
/// Words that go with what is beside them.
const BESIDE: &[&str] = &["const", "move", "mut", "raw", "ref", "static"];

/// The first token that is nested deeper than [`BRACKETS`] and [`OPERATORS`] allow.
pub(crate) fn too_deep(tokens: &TokenStream) -> Option<Span> {
    // Not by recursion: this is what must not overflow.
    let mut open = vec![(tokens.clone(), 0)];
    while let Some((tokens, depth)) = open.pop() {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut rest = &tokens[..];
        while let Some(first) = rest.first() {
            let (part, inside) = part(rest);
            let inside = depth + inside;
            if inside > OPERATORS {
                return Some(first.span());
            }
            for token in &rest[..part] {
                if let TokenTree::Group(group) = token {
                    open.push((group.stream(), inside + BRACKET));
                    if inside + BRACKET > OPERATORS {
                        return Some(group.span());
                    }
                }
            }
            rest = &rest[part..];
        }
    }
    None
}

/// The length of the first statement, arm or item of a list, and how deep it nests by itself.
fn part(tokens: &[TokenTree]) -> (usize, usize) {
    let mut levels = Levels::default();
    for (at, token) in tokens.iter().enumerate() {
        let next = tokens.get(at + 1);
        if levels.add(token, next) {
            return (at + 1, levels.depth());
        }
    }
    (tokens.len(), levels.depth())
}

/// The levels of what was seen of a part.
#[derive(Default)]
struct Levels {
    /// What is around or beside all that follows.
    fixed: usize,
    /// `&`, `-` and the like in front of the operand to come, and the most before one.
    prefix: usize,
    prefixes: usize,
    /// `.f`, `(…)`, `[…]`, `?` after the operand at hand, and the most after one.
    postfix: usize,
    postfixes: usize,
    /// The last token ended an operand.
    operand: bool,
    /// In a type, as far as that shows; so many `<` are open in it.
    in_type: bool,
    angles: usize,
    /// Between the bars of a closure.
    in_parameters: bool,
    /// The punctuation that the next token belongs to.
    joined: Option<char>,
    /// It stood after an operand: the next one is its second half.
    binary: bool,
}

impl Levels {
    fn depth(&self) -> usize {
        self.fixed + self.prefixes + self.postfixes
    }

    /// Around what follows, with the prefixes before it.
    fn around(&mut self, levels: usize) {
        self.fixed += levels + self.prefix;
        (self.prefix, self.postfix, self.operand) = (0, 0, false);
    }

    fn prefix(&mut self) {
        self.prefix += PREFIX;
        self.prefixes = self.prefixes.max(self.prefix);
    }

    fn postfix(&mut self, levels: usize) {
        self.postfix += levels;
        self.postfixes = self.postfixes.max(self.postfix);
    }

    fn operand(&mut self) {
        (self.prefix, self.operand) = (0, true);
    }

    /// Whether the part ends with this token.
    fn add(&mut self, token: &TokenTree, next: Option<&TokenTree>) -> bool {
        let joined = self.joined.take();
        let second = std::mem::take(&mut self.binary) && joined.is_some();
        match token {
            TokenTree::Group(group) => {
                if self.operand && group.delimiter() != Delimiter::Brace {
                    self.postfix(1);
                }
                self.operand();
                return self.angles == 0
                    && !self.in_parameters
                    && ends_statement(group.delimiter(), next);
            }
            TokenTree::Literal(_) => self.operand(),
            // A lifetime.
            TokenTree::Ident(_) if joined == Some('\'') => {}
            TokenTree::Ident(word) => self.word(&word.to_string()),
            TokenTree::Punct(punct) => return self.punct(punct, joined, second),
        }
        false
    }

    fn word(&mut self, word: &str) {
        if AROUND.contains(&word) {
            self.around(1);
            self.in_type |= matches!(word, "as" | "dyn" | "impl" | "fn");
        } else if matches!(word, "break" | "return") {
            self.around(WAY_OUT);
        } else if !BESIDE.contains(&word) {
            self.operand();
        }
    }

    fn punct(&mut self, punct: &Punct, joined: Option<char>, second: bool) -> bool {
        let sign = punct.as_char();
        if punct.spacing() == Spacing::Joint {
            self.joined = Some(sign);
        }
        match (joined, sign) {
            // `::` does not nest; what is in angle brackets behind it does.
            (before, ':') => {
                self.in_type = self.angles > 0 || before != Some(':');
                self.operand = false;
            }
            (Some('-'), '>') => {
                self.in_type = true;
                self.around(1);
            }
            // A new arm.
            (Some('='), '>') => return self.angles == 0,
            (_, ';') => return true,
            (_, ',') => {
                self.operand = false;
                return self.angles == 0 && !self.in_parameters;
            }
            (_, '<') if !second && (self.in_type || !self.operand) => {
                self.angles += 1;
                self.in_type = true;
                self.around(ANGLE);
            }
            (_, '>') if self.angles > 0 => {
                self.angles -= 1;
                self.in_type = self.angles > 0;
                self.operand();
            }
            (_, '|') if self.in_parameters => {
                self.in_parameters = false;
                self.operand = false;
            }
            (_, '|') if !self.operand && !second => {
                self.in_parameters = true;
                self.around(CLOSURE);
            }
            (_, '.') => self.postfix(1),
            (_, '?') => self.postfix(WAY_OUT),
            (_, '\'') => {}
            _ if second => {}
            _ if self.operand => {
                self.in_type &= sign != '=' || self.angles > 0;
                self.binary = true;
                self.around(1);
            }
            _ => self.prefix(),
        }
        false
    }
}

/// Whether a group of this kind ends a statement or arm, by what comes after it.
fn ends_statement(delimiter: Delimiter, next: Option<&TokenTree>) -> bool {
    delimiter == Delimiter::Brace
        && match next {
            Some(TokenTree::Ident(word)) => {
                !["as", "else", "in", "where"].contains(&&*word.to_string())
            }
            Some(TokenTree::Literal(_)) => true,
            Some(TokenTree::Punct(sign)) => ['#', '\''].contains(&sign.as_char()),
            _ => false,
        }
}
