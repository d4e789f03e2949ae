//! Kinds of exits one by one, nests, blocks, companions, methods, arrays of ndarray.

use crate::at::{At, Place::*, Refused, Way::*};
use crate::counted::Counted;
use crate::drive::{self, Form};
use crate::harness::{chunk, workers};
use crate::seen::Seen;
use amorsize_tests_twin::pair;

/// Two columns, to be left in the middle.
#[derive(Default)]
pub struct Left {
    sum: usize,
    kept: Vec<Counted>,
}

impl Seen for Left {
    fn seen(&self, out: &mut Vec<u8>) {
        self.sum.seen(out);
        self.kept.seen(out);
    }
}

impl Left {
    fn start(_: &At) -> Left {
        Left {
            sum: 3,
            ..Left::default()
        }
    }
}

/// Functions with one way out, which all ways stand for.
macro_rules! one_way {
    ($($name:ident: $f:item)*) => { $(
        mod $name {
            use super::*;
            pair! { $f }
            #[test]
            fn at_every_index() {
                drive::form(Form {
                    name: module_path!(), ways: &[Ask, Panic], start: Left::start, trim: |_, _| {}, plain: plain::run, annotated: annotated::run,
                });
            }
        }
    )* };
}

one_way! {
    breaks:
    #[amorsize::parallel(workers = workers(), chunk = chunk())]
    pub fn run(x: &At, s: &mut Left) -> Result<usize, String> {
        for k in 0..x.n { let held = x.made(x.op(k)); s.sum += k; if x.way(k, Early).is_some() { break; } s.kept.push(held); if x.way(k, Late).is_some() { break; } }
        Ok(4)
    }

    breaks_to_a_value:
    #[amorsize::parallel(workers = workers(), chunk = chunk())]
    pub fn run(x: &At, s: &mut Left) -> Result<usize, String> {
        let found = 'search: {
            #[parallel]
            for k in 0..x.n { let held = x.made(x.op(k)); s.sum += k; if x.way(k, Early).is_some() { break 'search k; } s.kept.push(held); if x.way(k, Late).is_some() { break; } }
            99
        };
        Ok(found)
    }

    breaks_to_outer_loops:
    #[amorsize::parallel(workers = workers(), chunk = chunk())]
    pub fn run(x: &At, s: &mut Left) -> Result<usize, String> {
        let mut rounds = 0;
        'rounds: while rounds < 4 {
            rounds += 1;
            #[parallel]
            for k in 0..x.n {
                let held = x.made(x.op(k));
                if x.way(k, Early).is_some() { if rounds == 2 { break 'rounds; } else { continue 'rounds; } }
                s.sum += k;
                s.kept.push(held);
                for j in 0..3 { if j == 1 && x.way(k, Late).is_some() { continue 'rounds; } s.sum += j; }
            }
            s.sum += 1000;
        }
        Ok(rounds)
    }

    out_of_inner_loops:
    #[amorsize::parallel(workers = workers(), chunk = chunk())]
    pub fn run(x: &At, s: &mut Left) -> Result<usize, String> {
        'items: for k in 0..x.n {
            let held = x.made(x.op(k));
            for j in 0..4 {
                if j == 2 && x.way(k, Early).is_some() { break 'items; }
                if j == 3 && k % 3 == 1 { continue 'items; }
                let inner = x.made(j);
                loop { if j > 1 { break; } if x.way(k, Late).is_some() { return Ok(inner.id); } s.sum += j; break; }
            }
            s.kept.push(held);
        }
        Ok(4)
    }

    returns:
    #[amorsize::parallel(workers = workers(), chunk = chunk())]
    pub fn run(x: &At, s: &mut Left) -> Result<usize, String> {
        for k in 0..x.n { let held = x.made(x.op(k)); s.sum += k; if x.way(k, Early).is_some() { return Ok(held.id * 10); } s.kept.push(held); if x.way(k, Late).is_some() { return Err(format!("{k}")); } }
        Ok(4)
    }

    returns_nothing:
    pub fn run(x: &At, s: &mut Left) -> Result<usize, String> {
        #[amorsize::parallel(workers = workers(), chunk = chunk())]
        fn inner(x: &At, s: &mut Left) {
            for k in 0..x.n { let held = x.made(x.op(k)); s.sum += k; if x.way(k, Early).is_some() { return; } s.kept.push(held); if x.way(k, Late).is_some() { return (); } }
            s.sum += 1000;
        }
        inner(x, s);
        Ok(4)
    }

    returns_what_it_has:
    #[amorsize::parallel(workers = workers(), chunk = chunk())]
    pub fn run(x: &At, s: &mut Left) -> Result<usize, String> {
        let mut n = 0;
        for k in 0..x.n { let held = x.made(x.op(k)); if x.way(k, Early).is_some() { return Ok(n); } n += 1; if x.way(k, Late).is_some() { return Ok(held.id); } }
        Ok(n + 1000)
    }

    asks:
    #[amorsize::parallel(workers = workers(), chunk = chunk())]
    pub fn run(x: &At, s: &mut Left) -> Result<usize, String> {
        for k in 0..x.n { let held = x.made(k); s.sum += x.tried(k)?; s.kept.push(held); let n: usize = if x.way(k, Late).is_some() { "x" } else { "1" }.parse().map_err(|e: std::num::ParseIntError| e.to_string())?; s.sum += n; }
        Ok(4)
    }

    asks_options:
    pub fn run(x: &At, s: &mut Left) -> Result<usize, String> {
        #[amorsize::parallel(workers = workers(), chunk = chunk())]
        fn inner(x: &At, s: &mut Left) -> Option<Vec<Counted>> {
            let mut all = vec![];
            for k in 0..x.n { let held = x.made(k); s.sum += k; all.push(x.tried(k).ok().map(|_| held)?); s.kept.push(x.made(k)); }
            Some(all)
        }
        Ok(inner(x, s).map_or(99, |all| all.len()))
    }

    value_of_an_item:
    pub fn run(x: &At, s: &mut Left) -> Result<usize, String> {
        #[amorsize::parallel(workers = workers(), chunk = chunk())]
        fn inner(v: Vec<Counted>, x: &At) -> Result<Vec<Counted>, Counted> {
            let mut all = vec![];
            for c in v { if x.tried(c.id).is_err() { return Err(c); } all.push(c); }
            Ok(all)
        }
        match inner(x.all(), x) { Ok(all) => { s.kept = all; Ok(4) } Err(c) => Ok(c.id) }
    }

    rows_of_a_nest:
    #[amorsize::parallel(workers = workers(), chunk = chunk())]
    pub fn run(x: &At, s: &mut Left) -> Result<usize, String> {
        for y in 0..3usize {
            for i in 0..x.n {
                let k = if y == 1 { i } else { 99 };
                let held = x.made(y * 10 + x.op(k) % 50);
                if x.way(k, Early).is_some() { return Ok(i); }
                s.sum += i;
                s.kept.push(held);
                if x.way(k, Late).is_some() { break; }
            }
        }
        Ok(4)
    }

    rows_that_panic:
    #[amorsize::parallel(workers = workers(), chunk = chunk())]
    pub fn run(x: &At, s: &mut Left) -> Result<usize, String> {
        for y in 0..2usize { for i in 0..x.n { let k = x.op(i + 3 * y) + y; s.sum += k; s.kept.push(x.made(k)); } }
        Ok(4)
    }

    loops_inside_items:
    #[amorsize::parallel(workers = workers(), chunk = chunk())]
    pub fn run(x: &At, s: &mut Left) -> Result<usize, String> {
        #[amorsize::parallel(workers = workers(), chunk = chunk())]
        fn inner(y: usize, x: &At) -> Result<Vec<Counted>, Refused> {
            let mut all = vec![];
            for c in x.all() { let k = x.tried(c.id)?; x.reach(k, Early); if k > y { all.push(c); } }
            Ok(all)
        }
        for y in 0..3 { s.sum += y; s.kept.extend(inner(y, x)?); }
        Ok(4)
    }

    block:
    pub fn run(x: &At, s: &mut Left) -> Result<usize, String> {
        let end = amorsize::parallel_block! {
            let mut n = 0;
            #[parallel(workers = workers(), chunk = chunk())]
            for c in x.all() { let k = x.op(c.id); if x.way(k, Early).is_some() { return Ok(k); } s.sum += k; s.kept.push(c); n += x.tried(k)?; if x.way(k, Late).is_some() { break; } }
            n
        };
        Ok(end)
    }

    block_that_panics:
    pub fn run(x: &At, s: &mut Left) -> Result<usize, String> {
        amorsize::parallel_block! {
            #[parallel(workers = workers(), chunk = chunk())]
            for c in x.all() { s.sum += x.op(c.id); s.kept.push(c); }
        }
        Ok(4)
    }

    for_each:
    #[amorsize::parallel(workers = workers(), chunk = chunk())]
    pub fn run(x: &At, s: &mut Left) -> Result<usize, String> {
        x.all().into_iter().for_each(|c| { x.reach(c.id, Early); s.sum += x.op(c.id); s.kept.push(c); });
        Ok(4)
    }

    waits:
    pub fn run(x: &At, s: &mut Left) -> Result<usize, String> {
        #[amorsize::parallel(workers = workers(), chunk = chunk())]
        async fn inner(x: &At, s: &mut Left) -> Result<usize, String> {
            let first = std::future::ready(5).await;
            for k in 0..x.n { let held = x.made(k); s.sum += x.tried(k)?; if x.way(k, Early).is_some() { break; } s.kept.push(held); if x.way(k, Late).is_some() { return Ok(k); } }
            Ok(first)
        }
        let mut polled = std::pin::pin!(inner(x, s));
        match polled.as_mut().poll(&mut std::task::Context::from_waker(std::task::Waker::noop())) { std::task::Poll::Ready(end) => end, _ => unreachable!() }
    }
}

/// Companions: what is mapped, and the plain map.
mod companions {
    use super::*;
    use crate::drive::value;

    #[amorsize::parallel(map, workers = workers(), chunk = chunk())]
    fn told(c: &Counted, x: &At) -> Counted {
        x.made(x.op(c.id) + 10)
    }

    #[amorsize::parallel(map, workers = workers(), chunk = chunk())]
    fn taken(c: Counted, x: &At) -> Result<Counted, Refused> {
        x.reach(c.id, Early);
        x.tried(c.id).map(|_| c)
    }

    #[amorsize::parallel(map, workers = workers(), chunk = chunk())]
    fn changed(c: &mut Counted, x: &At) {
        x.reach(c.id, Late);
        c.id += 10;
    }

    #[test]
    fn of_references() {
        value(
            module_path!(),
            |x| x.all().iter().map(|c| told(c, x)).collect::<Vec<_>>(),
            |x| told_map(&x.all(), x),
        );
    }

    #[test]
    fn of_values() {
        let text = |end: Result<Vec<Counted>, Refused>| end.map_err(String::from);
        value(
            module_path!(),
            |x| {
                let all: Result<Vec<_>, _> = x.all().into_iter().map(|c| taken(c, x)).collect();
                all.map_err(String::from)
            },
            |x| taken_map(x.all(), x).map_err(String::from),
        );
    }

    #[test]
    fn of_exclusive_references() {
        value(
            module_path!(),
            |x| {
                let mut all = x.all();
                all.iter_mut().map(|c| changed(c, x)).for_each(drop);
                all
            },
            |x| {
                let mut all = x.all();
                changed_map(&mut all, x);
                all
            },
        );
    }
}

/// A method that changes fields of `self`.
mod methods {
    use super::*;

    pair! {
        impl Own {
            #[amorsize::parallel(workers = workers(), chunk = chunk())]
            pub fn gather(&mut self, x: &At) -> Result<usize, String> {
                for c in &self.from { let k = x.op(c.id); if x.way(k, Early).is_some() { break; } self.left.sum += k; self.left.kept.push(c.clone()); if x.way(k, Late).is_some() { return Err(c.id.to_string()); } }
                Ok(self.from.len())
            }
        }

        pub struct Own { pub from: Vec<Counted>, pub left: Left }

        pub fn run(x: &At, s: &mut Left) -> Result<usize, String> {
            let mut own = Own { from: x.all(), left: std::mem::take(s) };
            let end = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| own.gather(x)));
            *s = own.left;
            end.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        }
    }

    #[test]
    fn at_every_index() {
        drive::form(Form {
            name: module_path!(),
            ways: &[Ask, Panic],
            start: Left::start,
            trim: |_, _| {},
            plain: plain::run,
            annotated: annotated::run,
        });
    }
}

#[cfg(feature = "ndarray")]
mod arrays {
    use super::*;
    use ndarray::{Array1, Array2, Axis};

    type Line = Vec<Option<Counted>>;

    fn line(x: &At) -> Line {
        (0..x.n).map(|k| Some(x.made(k + 50))).collect()
    }

    fn table(x: &At) -> Array2<usize> {
        Array2::from_shape_fn((x.n, 3), |(r, c)| r * 3 + c)
    }

    // The array gives its elements back even after a panic.
    bodies! { both |x, s, k, held|
        elements: {Array} = {Array(Array1::from_vec(line(x)))} trim {s.0.slice_mut(ndarray::s![k.min(7)..]).fill(None)} before {let s = &mut s.0;} => { s[k] = Some(held); };
        pairs: {ArrayOf} = {ArrayOf(table(x))} trim {*s = ArrayOf(table_of(0))} before {let s = &mut s.0;} => { s[[k, 1]] = x.op(k); s[(k, 2)] += 7; };
    }

    pub struct Array(Array1<Option<Counted>>);
    pub struct ArrayOf(Array2<usize>);

    impl Seen for Array {
        fn seen(&self, out: &mut Vec<u8>) {
            self.0.to_vec().seen(out);
        }
    }

    impl Seen for ArrayOf {
        fn seen(&self, out: &mut Vec<u8>) {
            self.0.iter().copied().collect::<Vec<_>>().seen(out);
        }
    }

    fn table_of(n: usize) -> Array2<usize> {
        Array2::zeros((n, 3))
    }

    one_way! {
        outer:
        #[amorsize::parallel(workers = workers(), chunk = chunk())]
        pub fn run(x: &At, s: &mut Left) -> Result<usize, String> {
            let t = table(x);
            for row in t.outer_iter() { let k = x.op(row[0] / 3); if x.way(k, Early).is_some() { break; } s.kept.push(x.made(row[2])); if x.way(k, Late).is_some() { return Ok(k); } }
            Ok(4)
        }

        along_an_axis:
        #[amorsize::parallel(workers = workers(), chunk = chunk())]
        pub fn run(x: &At, s: &mut Left) -> Result<usize, String> {
            let mut t = table(x);
            for (k, mut row) in t.axis_iter_mut(Axis(0)).enumerate() { if x.way(k, Early).is_some() { break; } row[1] = x.op(k); s.sum += row[1] + row[0]; if x.way(k, Late).is_some() { return Ok(k); } }
            Ok(4)
        }

        pulled:
        #[amorsize::parallel(workers = workers(), chunk = chunk())]
        pub fn run(x: &At, s: &mut Left) -> Result<usize, String> {
            let t = table(x);
            for ((r, c), v) in t.indexed_iter() { let k = if c == 1 { x.op(r) } else { 99 }; if x.way(k, Early).is_some() { break; } s.sum += v; s.kept.push(x.made(*v)); if x.way(k, Late).is_some() { return Ok(k); } }
            Ok(4)
        }
    }
}
