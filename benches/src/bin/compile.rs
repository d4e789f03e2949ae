//! What the attribute costs the compiler: the same functions with and without it, in two crates built with `--release`.
//!
//! `cargo run --release -p amorsize-benches --bin compile [FUNCTIONS] [CRATES]`: 1000 functions, in one crate if not said otherwise.
//! The dependencies are built beforehand; `check` is the expansion and the compiler's front end, without machine code.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Functions as people write them; `NAME` is another one each time.
const FUNCTIONS: &[&str] = &[
    "pub fn NAME(xs: &[u64]) -> u64 { let mut sum = 0u64; for x in xs { sum = sum.wrapping_add(x.rotate_left(K)); } sum }",
    "pub fn NAME(out: &mut [f64], a: &[f64], b: &[f64]) { for i in 0..out.len() { out[i] = a[i].mul_add(K as f64, b[i].sqrt()); } }",
    "pub fn NAME(words: &[String]) -> Vec<usize> { let mut out = Vec::new(); for word in words { if word.len() > K { out.push(word.len()); } } out }",
    "pub fn NAME(lines: &[String]) -> Result<i64, std::num::ParseIntError> { let mut sum = 0i64; for line in lines { sum ^= line.trim().parse::<i64>()? << K; } Ok(sum) }",
    "pub fn NAME(xs: &[f64]) -> f64 { let mut sum = 0.0; for x in xs { sum += (x * K as f64).sin(); } sum }",
    "pub fn NAME(xs: &[i64]) -> Option<usize> { for (i, x) in xs.iter().enumerate() { if x % 1000 == K as i64 { return Some(i); } } None }",
    "pub fn NAME(xs: &[u8]) -> [u32; 256] { let mut counts = [0u32; 256]; for x in xs { counts[x.wrapping_add(K) as usize] += 1; } counts }",
    "pub fn NAME(words: &[String]) -> HashMap<&str, u64> { let mut counts = HashMap::new(); for word in words { *counts.entry(word.as_str()).or_insert(K) += 1; } counts }",
    "pub fn NAME(points: &[(f64, f64)]) -> (f64, usize) { let (mut best, mut at) = (f64::MAX, 0); for (i, p) in points.iter().enumerate() { \
     let d = p.0.hypot(p.1) + K as f64; if d < best { best = d; at = i; } } (best, at) }",
    "pub fn NAME(words: &[String]) -> Vec<String> { words.iter().filter(|w| w.len() != K).map(|w| w.to_uppercase()).collect() }",
    "pub fn NAME(rows: &mut [Vec<f32>]) { for row in rows.iter_mut() { for x in row.iter_mut() { *x = (*x + K as f32).min(255.0); } } }",
    "pub fn NAME(lines: &[String]) { for line in lines { println!(\"{}: {line}\", line.len() + K); } }",
];

fn main() {
    let mut numbers = std::env::args()
        .skip(1)
        .map(|n| n.parse().expect("a number"));
    let functions: usize = numbers.next().unwrap_or(1000);
    let crates: usize = numbers.next().unwrap_or(1);
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/compile");
    let plain = Workspace::new(&base, "plain", "", functions, crates);
    let annotated = Workspace::new(
        &base,
        "annotated",
        "#[amorsize::parallel]\n",
        functions,
        crates,
    );
    println!("{functions} functions, {crates} crate(s), release");
    for (what, command) in [("check", "check"), ("build", "build")] {
        let (before, after) = (plain.time(command), annotated.time(command));
        println!(
            "{what}: plain {before:.2} s, annotated {after:.2} s: {:.2} x, {:.1} ms a function",
            after / before,
            (after - before) * 1e3 / functions as f64
        );
    }
}

/// Crates of generated functions, and one that builds what they depend on.
struct Workspace {
    folder: PathBuf,
    crates: usize,
}

impl Workspace {
    fn new(base: &Path, name: &str, attribute: &str, functions: usize, crates: usize) -> Self {
        let folder = base.join(name);
        let _ = fs::remove_dir_all(folder.join("members"));
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        write(
            &folder.join("Cargo.toml"),
            "[workspace]\nmembers = [\"members/*\"]\nresolver = \"3\"\n",
        );
        for number in 0..=crates {
            let member = folder.join(format!("members/part{number}"));
            write(
                &member.join("Cargo.toml"),
                &format!(
                    "[package]\nname = \"part{number}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[dependencies]\namorsize = {{ path = {root:?} }}\n"
                ),
            );
            // The last has nothing of its own: it is there for what all depend on.
            let own = functions / crates;
            let text: String = (0..own * usize::from(number < crates))
                .map(|n| function(number * own + n, attribute))
                .collect();
            write(
                &member.join("src/lib.rs"),
                &format!("#![allow(unused)]\nuse std::collections::HashMap;\n{text}"),
            );
        }
        Self { folder, crates }
    }

    /// Seconds for the generated crates.
    fn time(&self, command: &str) -> f64 {
        self.cargo(command, &["-p", &format!("part{}", self.crates)]);
        let began = Instant::now();
        self.cargo(command, &["--workspace"]);
        began.elapsed().as_secs_f64()
    }

    fn cargo(&self, command: &str, arguments: &[&str]) {
        let status = Command::new(env!("CARGO"))
            .args([command, "--release", "--quiet"])
            .args(arguments)
            .current_dir(&self.folder)
            .status();
        assert!(status.is_ok_and(|s| s.success()), "cargo {command}");
    }
}

fn function(number: usize, attribute: &str) -> String {
    let text = FUNCTIONS[number % FUNCTIONS.len()];
    let constant = 1 + number / FUNCTIONS.len() % 60;
    let text = text.replace("NAME", &format!("f{number}"));
    // Each its own machine code.
    format!("{attribute}{}\n", text.replace('K', &constant.to_string()))
}

fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|before| before == text) {
        return;
    }
    fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
    fs::write(path, text).expect("the file can be written");
}
