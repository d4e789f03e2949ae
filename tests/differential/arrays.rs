//! Arrays of the crate `ndarray`: elements, heads along an axis, heads that are pulled.

use crate::input::In;
use amorsize_tests_twin::twin;
use ndarray::{Array, Array1, Array2, ArrayRef1, ArrayView1, ArrayViewMut1, Axis};

/// Three items of a row for each item.
fn table(x: &In) -> Array2<i64> {
    let item = |(r, c): (usize, usize)| x.i[r].rotate_left(c as u32);
    Array2::from_shape_fn((x.n, 3), item)
}

fn line(x: &In) -> Array1<f64> {
    Array::from_vec(x.wild.clone())
}

twin! { elements;
    #[amorsize::parallel]
    fn owned(x: &In) -> (Vec<f64>, Vec<i64>) {
        let (mut out, mut sums): (Array1<f64>, Array1<i64>) = (line(x), Array::zeros(x.n + 2));
        for i in 0..x.n {
            out[i] = out[i] * 0.5 + x.f[i];
            sums[i + 2] ^= x.i[i];
        }
        (out.to_vec(), sums.to_vec())
    }

    #[amorsize::parallel]
    fn borrowed(x: &In) -> Vec<i64> {
        fn fill(mut out: ArrayViewMut1<'_, i64>, x: &In) {
            for i in 0..x.n { out[i] = x.i[i] ^ 3; }
        }
        let mut table = table(x).reversed_axes().as_standard_layout().into_owned();
        let out = table.row_mut(1);
        fill(out, x);
        let out: &mut ArrayRef1<i64> = &mut table.row_mut(2);
        for (i, v) in x.i.iter().enumerate() { out[i] = v.wrapping_mul(7); }
        table.into_raw_vec_and_offset().0
    }

    /// Not one behind the other: the plain loop.
    #[amorsize::parallel]
    fn column(x: &In) -> Vec<i64> {
        let mut table = table(x);
        let mut out = table.column_mut(1);
        for i in 0..x.n { out[i] = x.i[i] + 1 - 1; }
        table.into_raw_vec_and_offset().0
    }

    /// Too short: the panic of the plain loop, after the same items.
    #[amorsize::parallel]
    fn short(x: &In) -> Vec<i64> {
        let mut out: Array1<i64> = Array::zeros(x.stop.min(x.n));
        for i in 0..x.n { out[i] = x.i[i]; }
        out.to_vec()
    }
}

twin! { heads;
    #[amorsize::parallel]
    fn rows(x: &In) -> (Vec<i64>, Vec<i64>, i64) {
        let (mut table, mut last, mut seen) = (table(x), vec![], 0);
        for (i, mut row) in table.outer_iter_mut().enumerate() {
            row[0] ^= i as i64;
            row[2] = row[1].wrapping_add(row[0]);
        }
        for row in table.axis_iter(Axis(0)).rev() { last.push(row[2]); }
        for column in table.axis_iter(Axis(1)) { seen ^= column.sum().rotate_left(3); }
        (table.into_raw_vec_and_offset().0, last, seen)
    }

    #[amorsize::parallel]
    fn items(x: &In) -> (Vec<f64>, f64, Vec<usize>) {
        let (mut line, mut total, mut big) = (line(x), 0.0, vec![]);
        for v in &mut line { *v = (*v * 0.25).sin(); }
        for v in &line { total += v.abs().sqrt(); }
        let view: ArrayView1<'_, f64> = line.view();
        for (i, v) in view.into_iter().enumerate() { if *v > 0.5 { big.push(i); } }
        (line.to_vec(), total, big)
    }

    #[amorsize::parallel]
    fn pulled(x: &In) -> (Vec<i64>, i64, Vec<(usize, usize)>) {
        let (mut table, mut total, mut odd) = (table(x), 0, vec![]);
        for v in table.iter_mut() { *v = v.rotate_left(9); }
        for v in table.iter() { total ^= v.wrapping_mul(3); }
        for ((r, c), v) in table.indexed_iter() { if v % 2 == 1 { odd.push((r, c)); } }
        for row in table.rows() { total ^= row[0]; }
        (table.into_raw_vec_and_offset().0, total, odd)
    }

    #[amorsize::parallel]
    fn pairs(x: &In) -> Result<Vec<i64>, usize> {
        let (left, mut right) = (table(x), table(x));
        let mut sums = vec![];
        for (i, (a, mut b)) in left.outer_iter().zip(right.axis_iter_mut(Axis(0))).enumerate() {
            if i == x.stop { return Err(i); }
            b[1] = a[0];
            sums.push(a[2] ^ b[1]);
        }
        Ok(sums)
    }

    #[amorsize::parallel]
    fn chains(x: &In) -> (Vec<i64>, Option<i64>) {
        let table = table(x);
        let firsts = { #[parallel] let v: Vec<i64> = table.outer_iter().map(|row| row[0] ^ row[2]).collect(); v };
        #[parallel]
        let most = table.rows().into_iter().map(|row| row[1]).max();
        (firsts, most)
    }
}
