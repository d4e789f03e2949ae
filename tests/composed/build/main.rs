//! Writes functions whose bodies are composed from a grammar: each twice, plain and annotated. `AMORSIZE_COMPOSED=COUNT` or
//! `COUNT:SEED` asks for more, or for others.

mod chain;
mod grammar;
mod head;
mod random;
mod role;

use random::Random;
use std::fmt::Write;

fn main() {
    println!("cargo:rerun-if-env-changed=AMORSIZE_COMPOSED");
    println!("cargo:rerun-if-changed=build");
    let asked = std::env::var("AMORSIZE_COMPOSED").unwrap_or_default();
    let (count, seed) = asked.split_once(':').unwrap_or((&asked, "1"));
    let count: u64 = count.parse().unwrap_or(120);
    let seed: u64 = seed.parse().unwrap_or(1);

    let functions: Vec<grammar::Function> = (0..count)
        .map(|number| grammar::function(number, &mut Random(seed * 1_000_003 + number)))
        .collect();
    let mut text = String::new();
    for (module, annotated) in [("plain", false), ("annotated", true)] {
        writeln!(text, "pub mod {module} {{\n    use crate::*;").unwrap();
        for function in &functions {
            text.push_str(&function.text(annotated));
        }
        writeln!(text, "}}").unwrap();
    }
    writeln!(text, "pub const CASES: &[Case] = &[").unwrap();
    for function in &functions {
        let name = &function.name;
        let (body, short) = (function.text(false), function.may_be_short);
        writeln!(
            text,
            "    Case {{ name: {name:?}, text: {body:?}, may_be_short: {short}, plain: plain::{name}, annotated: annotated::{name} }},"
        )
        .unwrap();
    }
    writeln!(text, "];").unwrap();
    let folder = std::env::var_os("OUT_DIR").expect("cargo gives OUT_DIR");
    std::fs::write(std::path::Path::new(&folder).join("composed.rs"), text)
        .expect("OUT_DIR can be written");
}
