#[amorsize::parallel]
union Bits {
    whole: u32,
}

fn main() {}
