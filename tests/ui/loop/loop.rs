#[amorsize::parallel]
fn wait() {
    loop {
        break;
    }
}

fn main() {}
