#[amorsize::parallel]
trait Scored {
    fn score(&self) -> f64;
}

fn main() {}
