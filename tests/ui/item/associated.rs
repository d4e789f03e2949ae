trait Sized2 {
    #[amorsize::parallel]
    const SIZE: usize;

    #[amorsize::parallel]
    type Item;
}

impl Sized2 for u8 {
    #[amorsize::parallel]
    const SIZE: usize = 1;

    #[amorsize::parallel]
    type Item = u8;
}

fn main() {}
