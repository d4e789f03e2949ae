// right

fn small(x: i64) -> bool {
    x < 20
}

twin! {
    fn f(xs: &[i64]) -> (i64, Vec<i64>) {
        let mut s = 0;
        let all = xs.iter().map(|x| *x).collect();
        for x in xs {
            #[cfg_attr(all(), cfg(all()), allow(unused))]
            let x = x + 1;
            #[cfg_attr(any(), cfg(any()))]
            let x = x * 3;
            #[cfg_attr(all(), cfg_attr(not(any()), cfg(not(all()))))]
            let x = 0;
            match x {
                #[cfg_attr(unix, cfg(unix))]
                x if small(x) => s ^= x,
                #[cfg_attr(not(unix), cfg(unix))]
                _ => s ^= 5,
            }
        }
        (s, all)
    }
}
