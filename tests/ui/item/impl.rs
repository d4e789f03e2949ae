struct Doc;

#[amorsize::parallel]
impl Doc {
    fn words(&self) {}
}

fn main() {}
