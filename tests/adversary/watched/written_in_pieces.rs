// right

use std::io::Write as _;

#[derive(Debug, Default)]
struct Room(Vec<u8>, usize);
impl std::io::Write for Room {
    fn write(&mut self, b: &[u8]) -> std::io::Result<usize> {
        self.1 += 1;
        if self.0.len() + b.len() > 90 { return Err(std::io::Error::other("full")); }
        self.0.extend_from_slice(b);
        Ok(b.len())
    }
    fn flush(&mut self) -> std::io::Result<()> { Ok(()) }
}

twin! {
    fn f(xs: &[i64]) -> (Room, Room) {
        let (mut a, mut b) = (Room::default(), Room::default());
        for x in xs {
            let _ = write!(a, "<{x}|{:>3}>end", x & 7);
            let _ = writeln!(b, "{:?}, done", [x, x]);
        }
        (a, b)
    }
}
