trait Scored {
    #[amorsize::parallel]
    fn score(&self) -> f64;
}

fn main() {}
