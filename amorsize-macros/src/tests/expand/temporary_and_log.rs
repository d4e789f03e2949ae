#[parallel(workers = 4, name = "report")]
fn report(xs: &[f64], out: &mut Report) -> f64 {
    let mut t = 0.0;
    for x in xs {
        t = x * 2.0;
        out.add(t);
        println!("{t}");
    }
    t
}
