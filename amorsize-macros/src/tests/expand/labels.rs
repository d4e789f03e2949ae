#[parallel]
fn rounds(xs: &[i64], limit: i64) -> i64 {
    let mut sum = 0;
    'outer: loop {
        'items: for x in xs {
            if *x < 0 {
                continue 'items;
            }
            if *x > limit {
                break 'outer;
            }
            sum ^= x;
        }
        if sum > 3 {
            return sum;
        }
    }
    sum
}
