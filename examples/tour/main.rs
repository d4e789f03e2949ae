//! A walk through amorsize: `cargo run --release --example tour -- [DIR] [IMAGE.png]`.
//!
//! Reads the files below DIR (default: this repository), works on them and on a few numbers, each time with the plain
//! function and with the annotated one, and shows how long both took and that their results are the same. One of
//! the results is an image (default: `target/tour.png`).

mod files;
mod image;
mod numbers;
mod text;
mod twin;

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use files::{File, Line};
use twin::Table;

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1).map(PathBuf::from);
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = args.next().unwrap_or_else(|| here.to_path_buf());
    let picture = args
        .next()
        .unwrap_or_else(|| here.join("target").join("tour.png"));

    let tree = match files::read_tree(&root) {
        Ok(tree) => tree,
        Err(error) => {
            eprintln!("cannot read {}: {error}", root.display());
            return ExitCode::from(2);
        }
    };
    println!(
        "{} files, {} of them binary, {:.1} MB; {} left out",
        tree.files.len(),
        tree.binary,
        tree.bytes as f64 / 1e6,
        tree.skipped.len()
    );
    for reason in tree.skipped.iter().take(5) {
        println!("  {reason}");
    }

    let mut table = Table::default();
    let (files, times) = files::repeated(&tree);
    if times > 1 {
        println!("little to do: each file is taken {times} times");
    }
    println!();
    if !files.is_empty() {
        words(&mut table, &files);
        parse(&mut table, &files);
    }
    picture_of_mountains(&mut table, &picture);
    physics(&mut table);

    println!(
        "\nThe time of the plain loop, of the first annotated call, of later ones (medians), and what was gained:\n"
    );
    println!("{table}");
    println!("What was decided at each loop, and why:\n");
    print!("{}", amorsize::report());
    println!("\nAs a table, and with what one edit would help: cargo amorsize run --example tour");
    if table.all_same() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn words(table: &mut Table, files: &[File]) {
    use text::{annotated, plain};

    let lines = files::lines(files);
    let many_files = || format!("{} files", files.len());
    let many_lines = || format!("{} lines", lines.len());

    let counts = table.compare(
        "word counts",
        many_files(),
        || plain::word_counts(files),
        || annotated::word_counts(files),
    );
    let mut frequent: Vec<_> = counts.into_iter().collect();
    frequent.sort_unstable_by_key(|&(word, count)| (std::cmp::Reverse(count), word));
    frequent.truncate(5);
    println!("most frequent words: {frequent:?}");

    let (length, which) = table.compare(
        "longest line",
        many_lines(),
        || plain::longest_line(&lines),
        || annotated::longest_line(&lines),
    );
    if let Some(line) = lines.get(which) {
        println!(
            "longest line: {}:{}, {length} characters",
            line.path.display(),
            line.number
        );
    }

    let (considered, distinct) = table.compare(
        "distinct lines",
        many_lines(),
        || plain::distinct_lines(&lines),
        || annotated::distinct_lines(&lines),
    );
    println!("lines with text: {considered}, different ones: {distinct}");

    let doubled = table.compare(
        "doubled words",
        many_lines(),
        || plain::doubled_words(&lines),
        || annotated::doubled_words(&lines),
    );
    match doubled.first() {
        Some(&i) => println!(
            "doubled words: {}, first at {}:{}",
            doubled.len(),
            lines[i].path.display(),
            lines[i].number
        ),
        None => println!("doubled words: none"),
    }

    let sums = table.compare(
        "checksums",
        many_files(),
        || plain::checksums(files),
        || annotated::checksums(files),
    );
    println!(
        "checksum of all checksums: {:016x}",
        sums.iter().fold(0u64, |all, sum| all.rotate_left(1) ^ sum)
    );

    let query = ["parallel", "serial", "loop", "chunk", "error", "time"];
    let scores = table.compare(
        "score_map",
        many_files(),
        || {
            files
                .iter()
                .map(|file| text::score(file, &query).to_bits())
                .collect::<Vec<_>>()
        },
        || {
            text::score_map(files, &query)
                .into_iter()
                .map(f64::to_bits)
                .collect()
        },
    );
    if let Some((best, file)) = scores
        .iter()
        .zip(files)
        .max_by(|a, b| f64::from_bits(*a.0).total_cmp(&f64::from_bits(*b.0)))
    {
        println!(
            "best answer to {query:?}: {} ({:.3})",
            file.path.display(),
            f64::from_bits(*best)
        );
    }

    let letters = [
        'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p',
    ];
    table.compare(
        "vowels",
        "16 letters".into(),
        || plain::vowels(black_box(&letters)),
        || annotated::vowels(black_box(&letters)),
    );
}

fn parse(table: &mut Table, files: &[File]) {
    use text::{annotated, plain};

    // A file may well hold a number that is too large: those come later.
    let mut lines = files::lines(files);
    lines.retain(|line| plain::number_sum(std::slice::from_ref(line)).is_ok());
    let size = |lines: &[Line<'_>]| format!("{} lines", lines.len());

    let sum = table.compare(
        "numbers with `?`",
        size(&lines),
        || plain::number_sum(&lines),
        || annotated::number_sum(&lines),
    );
    match sum {
        Ok((count, total)) => println!("numbers: {count}, in all {total}"),
        Err(bad) => println!("numbers: {bad}"),
    }

    // Two lines that cannot be parsed, far apart: the loop must end at the first, whoever meets the second earlier.
    let bad = |number, text| Line {
        path: Path::new("made-up.txt"),
        number,
        text,
    };
    lines.insert(
        lines.len() * 9 / 10,
        bad(2, "99999999999999999999999 is too large as well"),
    );
    lines.insert(
        lines.len() * 6 / 10,
        bad(1, "18446744073709551616 is one too large"),
    );
    let sum = table.compare(
        "numbers, a bad one at 60 %",
        size(&lines),
        || plain::number_sum(&lines),
        || annotated::number_sum(&lines),
    );
    if let Err(bad) = sum {
        println!("first bad number: {bad}");
    }
}

fn picture_of_mountains(table: &mut Table, path: &Path) {
    use image::{HEIGHT, WIDTH, annotated, plain};

    let bits = |pixels: Vec<image::Light>| -> Vec<[u32; 3]> {
        pixels
            .into_iter()
            .map(|pixel| pixel.map(f32::to_bits))
            .collect()
    };
    let size = || format!("{WIDTH}x{HEIGHT}");
    table.compare(
        "image: draw",
        size(),
        || bits(plain::draw()),
        || bits(annotated::draw()),
    );

    let pixels = annotated::draw();
    let tones = table.compare(
        "image: tone table",
        "256 entries".into(),
        || plain::tone_table(256),
        || annotated::tone_table(256),
    );
    let shown = table.compare(
        "image: 3x3 filter, tones",
        size(),
        || plain::develop(&pixels, &tones),
        || annotated::develop(&pixels, &tones),
    );
    let counts = table.compare(
        "image: histogram",
        size(),
        || plain::histogram(&shown),
        || annotated::histogram(&shown),
    );

    let half = shown.len() as u64 / 2;
    let mut below = 0;
    let median = counts.iter().position(|count| {
        below += count;
        below > half
    });
    match image::write(path, &shown) {
        Ok(()) => println!(
            "image: {}, median brightness {}",
            path.display(),
            median.unwrap_or(0)
        ),
        Err(error) => println!("image: cannot write {}: {error}", path.display()),
    }
}

fn physics(table: &mut Table) {
    use numbers::{annotated, plain};

    let bodies = numbers::ball(1_200);
    let size = || format!("{} bodies", bodies.len());
    table.compare(
        "n-body: 3 steps",
        size(),
        || numbers::simulate(&bodies, 3, plain::accelerations),
        || numbers::simulate(&bodies, 3, annotated::accelerations),
    );
    let energy = table.compare(
        "n-body: energy",
        size(),
        || plain::energy(&bodies).to_bits(),
        || annotated::energy(&bodies).to_bits(),
    );
    println!(
        "energy of {} bodies: {:.6}",
        bodies.len(),
        f64::from_bits(energy)
    );

    let steps = 1_000_000;
    let area = table.compare(
        "integral",
        format!("{steps} steps"),
        || plain::integral(steps).to_bits(),
        || annotated::integral(steps).to_bits(),
    );
    println!("integral: {:.12}", f64::from_bits(area));

    let values: Vec<f64> = (0..1_000_000).map(|k| 1.0 / f64::from(k + 1)).collect();
    let sum = table.compare(
        "float sum",
        format!("{} values", values.len()),
        || plain::float_sum(&values).to_bits(),
        || annotated::float_sum(&values).to_bits(),
    );
    println!("sum: {:.12}", f64::from_bits(sum));
}
