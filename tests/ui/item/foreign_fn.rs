unsafe extern "C" {
    #[amorsize::parallel]
    fn abs(value: i32) -> i32;
}

fn main() {}
