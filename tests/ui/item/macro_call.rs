macro_rules! item {
    () => {};
}

#[amorsize::parallel]
item!();

fn main() {}
