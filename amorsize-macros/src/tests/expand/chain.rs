#[amorsize::parallel]
pub fn scores(docs: &[Doc], model: &Model) -> Vec<f64> {
    docs.iter()
        .filter(|doc| doc.is_fresh())
        .map(|doc| model.score(doc))
        .collect()
}

#[amorsize::parallel]
pub fn numbered(lines: &[String], from: usize) -> Result<Vec<u64>, Bad> {
    let start = lines.iter().map(parse).skip(from).position(|v| v.is_ok());
    lines
        .iter()
        .map(|line| parse(line))
        .take_while(|v| v.is_some())
        .enumerate()
        .map(|(i, v)| v.ok_or(Bad(i)))
        .collect()
}

#[amorsize::parallel]
pub fn best(points: Vec<Point>, less: fn(&f64, &f64) -> Ordering) -> Option<f64> {
    #[parallel(workers = 3)]
    let far = points.into_iter().map(Point::norm).max_by(less);
    far
}

#[amorsize::parallel]
pub fn changed(values: &mut [f64], seen: &mut Vec<usize>) {
    values.iter_mut().enumerate().for_each(|(i, v)| {
        if *v == 0.0 {
            return;
        }
        *v = 1.0 / *v;
        seen.push(i);
    });
}

#[amorsize::parallel(reduce(fold: max))]
pub fn highest(values: &[f64]) -> f64 {
    values.iter().map(|v| v.abs()).fold(0.0, |a, b| a.max(b))
}
