#[amorsize::parallel]
fn nothing() {

}

fn main() {}
