#[parallel]
fn two(xs: &[i64]) -> i64 {
    let mut sum = 0;
    let mut buf = Vec::new();
    for x in xs {
        sum ^= x;
    }
    #[parallel(schedule = "static", local(buf = Vec::new()))]
    for x in xs {
        buf.clear();
        fill(&mut buf, *x);
        sum ^= buf[0];
    }
    sum
}

#[parallel]
fn steps(grid: &mut [i64]) {
    #[serial]
    for step in 0..3 {
        #[parallel]
        for cell in grid.iter_mut() {
            *cell += step;
        }
    }
}
