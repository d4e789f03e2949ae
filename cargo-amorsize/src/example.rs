//! `cargo amorsize run --example amorsize` runs this and says what was decided at each loop.

/// How often the Collatz sequence of each number takes a step.
#[amorsize::parallel]
fn steps(numbers: std::ops::Range<u64>) -> Vec<u32> {
    let mut steps = Vec::new();
    for number in numbers {
        let (mut value, mut count) = (number, 0);
        while value > 1 {
            value = if value % 2 == 0 { value / 2 } else { 3 * value + 1 };
            count += 1;
        }
        steps.push(count);
    }
    steps
}

/// Too small to share: it stays the plain loop.
#[amorsize::parallel]
fn longest(steps: &[u32]) -> u32 {
    let mut longest = 0;
    for &count in steps {
        longest = longest.max(count);
    }
    longest
}

fn main() {
    let mut record = 0;
    for round in 0..20 {
        let steps = steps(round * 50_000..(round + 1) * 50_000);
        record = record.max(longest(&steps[..100]));
    }
    println!("longest of the first hundreds: {record} steps");
}
