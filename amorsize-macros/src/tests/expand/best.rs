#[parallel]
fn nearest(points: &[Point], to: Point) -> usize {
    let mut best = f64::INFINITY;
    let mut which = 0;
    for (i, p) in points.iter().enumerate() {
        let d = p.distance(to);
        if d < best {
            best = d;
            which = i;
        }
    }
    which
}
