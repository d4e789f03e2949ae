// right

twin! {
    fn f(xs: &[i64]) -> (i64, Vec<String>) {
        let (mut total, mut log) = (0i64, vec![]);
        for (k, x) in xs.iter().enumerate() {
            let total_of = |a: i64| a.wrapping_add(k as i64);
            let x = total_of(*x);
            for total in [x, x ^ 5] {
                let log_line = format!("{total}");
                amorsize::ordered! {
                    let x = x >> 1;
                    log.push(format!("{log_line}:{x}:{k}:{total}"));
                    let log_line = log.len();
                    if log_line % 3 == 0 { log.pop(); }
                }
            }
            let y = x;
            amorsize::ordered! { total = total.rotate_left(7) ^ y; let total = 3; log.push(format!("{total}")); }
        }
        (total, log)
    }
}
