//! No annotated loop runs.

fn main() {
    println!("nothing");
}
