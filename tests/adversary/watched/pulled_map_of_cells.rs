// refused: AMZ018

twin! {
    fn f(xs: &[i64]) -> i64 {
        let counts: HashMap<i64, std::cell::Cell<i64>> = xs.iter().map(|x| (*x, Default::default())).collect();
        let mut u = 0;
        for (k, cell) in &counts {
            cell.set(cell.get() + k);
            u ^= k;
        }
        u
    }
}
