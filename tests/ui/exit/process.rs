use std::process;

#[amorsize::parallel]
fn total(xs: &[i64]) -> i64 {
    let mut total = 0;
    for x in xs {
        if *x < 0 {
            eprintln!("negative: {x}");
            process::exit(1);
        }
        total += x;
    }
    total
}

#[amorsize::parallel]
fn parsed(lines: &[String]) -> Vec<u32> {
    lines
        .iter()
        .map(|line| line.parse().unwrap_or_else(|_| std::process::abort()))
        .collect()
}

fn main() {}
