//! Where a chain may stand: statement, `let`, tail, argument, operand, condition, behind `?`, in a `return`; by marker or without.

use crate::input::In;
use amorsize_tests_twin::twin;

twin! { positions;
    #[amorsize::parallel]
    fn everywhere(x: &In) -> Result<Vec<i64>, String> {
        let mut total = x.i.iter().map(|v| v & 7).sum::<i64>() + 1;
        total += x.i.iter().filter(|v| **v > 0).map(|v| v & 3).sum::<i64>();
        total = -x.i.iter().map(|v| v & 1).sum::<i64>() + total * 2;
        if x.i.iter().any(|v| v % 97 == 0) { total += 1; }
        while x.i.iter().map(|v| v & 1).sum::<i64>() + total < 0 { total += 1000; }
        match x.small.iter().map(|v| v * 2).max() { Some(m) => total += m as i64, None => return Err("empty".into()) }
        if let Some(first) = x.words.iter().map(|w| w.len()).find(|n| *n > 4) { total += first as i64; }
        let text = format!("{} {:?}", x.at.iter().map(|a| a % 3).sum::<usize>(), x.bytes.iter().map(|b| b & 1).collect::<Vec<_>>());
        let sized = [x.i.iter().map(|v| v & 1).sum::<i64>(), 2];
        let sorted = { let mut v = x.i.iter().map(|v| v >> 5).collect::<Vec<_>>(); v.sort(); v };
        if x.stop == 3 { return Ok(x.i.iter().map(|v| v ^ total).collect()); }
        let checked: Vec<i64> = x.i.iter().map(|v| v.checked_add(total).ok_or("overflow")).collect::<Result<_, _>>().map_err(|e| e.to_string())?;
        Ok(checked.into_iter().zip(sorted).map(|(v, w)| v ^ w ^ sized[0] ^ text.len() as i64).collect())
    }

    #[amorsize::parallel]
    fn temporaries(x: &In) -> (usize, Vec<i64>) {
        let lock = std::sync::Mutex::new(x.i.clone());
        let longest = |words: Vec<&String>| words.iter().map(|w| w.len()).max().unwrap_or(0);
        let n = longest(x.words.clone().iter().filter(|w| w.len() > 1).collect());
        let v = lock.lock().unwrap().iter().map(|v| v ^ 1).collect();
        lock.lock().unwrap().iter().filter(|v| **v > 0).count();
        (n, v)
    }

    #[amorsize::parallel]
    fn in_other_functions(x: &In) -> usize {
        let close = |k: usize| x.at.iter().map(|a| a * k).sum::<usize>();
        (close(2) + close(3)) / (x.at.iter().map(|a| a & 1).count() + 1)
    }
}

twin! { marked;
    #[amorsize::parallel]
    fn on_each_kind(x: &In) -> (Vec<i64>, i64, usize) {
        #[parallel]
        let v: Vec<i64> = x.i.iter().map(|v| v ^ 3).collect();
        let mut total = 0;
        #[parallel]
        total += x.i.iter().map(|v| v & 7).sum::<i64>();
        let mut w = v.clone();
        #[parallel(chunk = 5)]
        w.iter_mut().for_each(|e| *e ^= 9);
        for e in &w { total ^= e; }
        #[serial]
        let n = x.i.iter().map(|v| v & 1).count();
        #[parallel]
        for e in &v { total ^= e; }
        let it = v.iter();
        #[parallel]
        let m = it.sum::<i64>() & 3;
        (w, total + m, n)
    }

    #[amorsize::parallel]
    fn tail(x: &In) -> Vec<String> {
        let mut seen = 0;
        for w in &x.words { seen += w.len(); }
        #[parallel(name = "texts")]
        x.words.iter().map(|w| format!("{w}{seen}")).collect()
    }

    #[amorsize::parallel]
    fn serial_one(x: &In) -> (usize, Vec<i64>) {
        let mut state = 0;
        #[serial]
        let v = x.i.iter().map(|v| { state += 1; v ^ state }).collect();
        (x.i.iter().filter(|v| **v > 3).count(), v)
    }

    #[amorsize::parallel(float = "blocked")]
    fn blocks(x: &In) -> bool {
        let a: f64 = x.f.iter().map(|v| v * 3.0).sum();
        let b = x.f.iter().filter(|v| **v > 0.5).sum::<f64>();
        let plain: f64 = x.f.iter().filter(|v| **v > 0.5).fold_plain();
        (b - plain).abs() < 1e-6 && a >= 0.0
    }
}

trait FoldPlain {
    fn fold_plain(self) -> f64;
}

impl<'a, I: Iterator<Item = &'a f64>> FoldPlain for I {
    fn fold_plain(self) -> f64 {
        self.fold(0.0, |a, b| a + b)
    }
}
