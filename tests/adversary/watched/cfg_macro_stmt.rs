// right

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut u = vec![];
        for x in xs {
            u.push(*x);
            #[cfg(any())]
            println!("no {}", x);
            #[cfg(any())]
            break;
        }
        u
    }
}
