#[amorsize::parallel]
type Row = Vec<f64>;

fn main() {}
