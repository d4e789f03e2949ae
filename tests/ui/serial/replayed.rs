#![deny(deprecated)]

struct Sink;

impl Sink {
    fn put(&mut self, _: &str, _: u64) -> Result<(), String> {
        Ok(())
    }
}

#[amorsize::parallel]
fn write(names: &[(String, u64)], sink: &mut Sink) -> Result<(), String> {
    for name in names {
        sink.put(&name.0, name.1)?;
    }
    Ok(())
}

fn main() {
    let _ = write(&[], &mut Sink);
}
