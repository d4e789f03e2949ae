//! Loops in odd places, on odd functions.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

struct Grid<const W: usize> {
    rows: Vec<[f64; W]>,
    total: f64,
}

trait Scored {
    fn score(&self, xs: &[i64]) -> i64;

    /// A method with a body in the trait.
    #[amorsize::parallel]
    fn doubled(&self, xs: &[i64]) -> Vec<i64>
    where
        Self: Sync,
    {
        let mut out = Vec::new();
        for x in xs {
            out.push(self.score(&[*x]) * 2);
        }
        out
    }
}

impl<const W: usize> Scored for Grid<W> {
    #[amorsize::parallel]
    fn score(&self, xs: &[i64]) -> i64 {
        let mut score = 0;
        for x in xs {
            score ^= x + W as i64;
        }
        score
    }
}

impl<const W: usize> Grid<W> {
    /// A constant of the type in a bound, fields of `self` in several tiers.
    #[amorsize::parallel]
    fn fill(&mut self, from: f64) -> &mut Self {
        for y in 0..self.rows.len() {
            for x in 0..W {
                self.rows[y][x] = from + (y * W + x) as f64;
            }
            self.total += self.rows[y][0];
        }
        self
    }

    /// By value, from a chain of calls.
    #[amorsize::parallel]
    fn into_sum(self) -> f64 {
        let mut sum = 0.0;
        for row in self.rows {
            sum += row[0];
        }
        sum
    }
}

/// In a closure, in an `async` block, in a `match` arm, in a `let … else`, in an argument, as the tail.
#[amorsize::parallel]
fn places(xs: &[i64], which: u8) -> i64 {
    let by = |k: i64| {
        let mut total = 0;
        for x in xs {
            total ^= x * k;
        }
        total
    };
    let mut later = 0;
    match which {
        0 => {
            for x in xs {
                later ^= x;
            }
        }
        1 => later = by(2),
        _ => {
            let Some(first) = ({
                let mut first = None;
                for x in xs {
                    if *x > 4 {
                        first = Some(*x);
                        break;
                    }
                }
                first
            }) else {
                return -1;
            };
            later = first;
        }
    }
    fn inner(n: i64) -> i64 {
        let mut t = 0;
        for i in 0..n {
            t ^= i;
        }
        t
    }
    i64::max(by(3), later) + inner(4) + {
        let mut tail = 0;
        for x in xs {
            tail |= x;
        }
        tail
    }
}

/// The loop is the tail expression.
#[amorsize::parallel]
fn tail(xs: &[i64], out: &mut Vec<i64>) {
    for x in xs {
        out.push(*x);
    }
}

/// Attributes on the loop and its statements, documentation inside, raw identifiers, labels.
#[amorsize::parallel]
fn attributes(xs: &[i64], r#type: i64) -> (i64, usize) {
    let mut r#match = 0;
    let mut count = 0;
    // A comment.
    #[allow(clippy::needless_range_loop, clippy::explicit_counter_loop)]
    'items: for r#in in 0..xs.len() {
        #[allow(clippy::no_effect_underscore_binding)]
        let _unused = 3;
        /* Another. */
        'inner: for k in 0..3 {
            if k == 1 {
                continue 'inner;
            }
            if xs[r#in] < 0 {
                continue 'items;
            }
            r#match ^= xs[r#in] * k * r#type;
        }
        count += 1;
    }
    (r#match, count)
}

/// Compiled only somewhere: the attribute stands on the loop.
#[amorsize::parallel]
fn somewhere(xs: &[i64]) -> i64 {
    let mut total = 0;
    #[cfg(any())]
    for x in xs.iter().no_such_method() {
        total ^= x;
    }
    #[cfg(not(any()))]
    for x in xs {
        total ^= x;
    }
    total
}

/// Across an `await`, not with one inside.
#[amorsize::parallel]
async fn later(xs: &[i64]) -> i64 {
    let mut total = 0;
    for x in xs {
        total ^= x;
    }
    let more = async {
        let mut more = 0;
        for x in xs {
            more |= x;
        }
        more
    };
    total + more.await
}

/// `impl Trait` in and out, lifetimes, a `where` clause.
#[amorsize::parallel]
fn generic<'a, T, F>(items: &'a [T], by: F) -> impl Iterator<Item = (&'a T, usize)> + use<'a, T, F>
where
    T: Sync + 'a,
    F: Fn(&T) -> usize + Sync,
{
    let mut out = Vec::new();
    for item in items {
        out.push((item, by(item)));
    }
    out.into_iter()
}

/// An ABI, and a pattern as a parameter.
#[amorsize::parallel]
extern "C" fn foreign(&[a, b]: &[i64; 2], mut n: i64) -> i64 {
    for i in a..b {
        n ^= i;
    }
    n
}

/// A constant as a parameter, and one in the head.
#[amorsize::parallel]
fn as_long<const N: usize>(from: usize) -> [usize; N] {
    let mut all = [0; N];
    for i in 0..N {
        all[i] = from + i;
    }
    all
}

/// Made by a macro, inside of a module, of a constant's block and of a function's body.
mod within {
    macro_rules! made {
        ($name:ident) => {
            #[amorsize::parallel]
            pub(super) fn $name(xs: &[i64]) -> i64 {
                let mut total = 0;
                for x in xs {
                    total ^= x;
                }
                total
            }
        };
    }
    made!(made);

    pub(super) const POINTER: fn(&[i64]) -> i64 = {
        made!(in_a_constant);
        in_a_constant
    };

    pub(super) fn in_a_function(xs: &[i64]) -> i64 {
        made!(made);
        struct Local(usize);
        impl Local {
            #[amorsize::parallel]
            fn method<T: Sync>(&self, xs: &[T]) -> usize {
                let mut count = self.0;
                for _ in xs {
                    count += 1;
                }
                count
            }
        }
        made(xs) + Local(0).method(xs) as i64
    }
}

/// A receiver of another type, and `dyn`.
trait Boxed {
    fn from_a_box(self: Box<Self>, xs: &[i64]) -> i64;
}

impl Boxed for i64 {
    #[amorsize::parallel]
    fn from_a_box(self: Box<Self>, xs: &[i64]) -> i64 {
        let mut total = 0;
        for x in xs {
            total ^= x + *self;
        }
        total
    }
}

/// The body diverges in an arm.
#[amorsize::parallel]
fn never(xs: &[i64]) -> i64 {
    let mut total = 0;
    for x in xs {
        total ^= match x {
            -1 => unreachable!("no such item"),
            -2 => continue,
            -3 => return total,
            -4 => break,
            x => x + 1,
        };
    }
    total
}

fn wait<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(value) = future
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
        {
            return value;
        }
    }
}

#[test]
fn works() {
    crate::everywhere(|| {
        let xs = [3, 9, 2, 12, 5];
        let mut grid = Grid::<3> {
            rows: vec![[0.0; 3]; 4],
            total: 0.0,
        };
        grid.fill(0.5);
        assert_eq!(grid.rows[2], [6.5, 7.5, 8.5]);
        assert!((grid.total - 20.0).abs() < 1e-9);
        assert_eq!(grid.score(&xs), 6 ^ 12 ^ 5 ^ 15 ^ 8);
        assert_eq!(grid.doubled(&xs), [12, 24, 10, 30, 16]);
        assert!((grid.into_sum() - 20.0).abs() < 1e-9);

        let three = 9 ^ 27 ^ 6 ^ 36 ^ 15;
        assert_eq!(places(&xs, 0), three.max(3 ^ 9 ^ 2 ^ 12 ^ 5) + 15);
        assert_eq!(places(&xs, 2), three.max(9) + 15);
        assert_eq!(places(&[], 2), -1);
        let mut out = vec![1];
        tail(&xs, &mut out);
        assert_eq!(out, [1, 3, 9, 2, 12, 5]);
        assert_eq!(attributes(&[1, -1, 2], 5), ((2 * 5) ^ (2 * 2 * 5), 2));
        assert_eq!(somewhere(&xs), 3 ^ 9 ^ 2 ^ 12 ^ 5);
        assert_eq!(wait(later(&xs)), (3 ^ 9 ^ 2 ^ 12 ^ 5) + 15);
        assert_eq!(
            generic(&["a", "bcd"], |s| s.len())
                .map(|(_, n)| n)
                .collect::<Vec<_>>(),
            [1, 3]
        );
        assert_eq!(foreign(&[2, 5], 8), 8 ^ 2 ^ 3 ^ 4);
        assert_eq!(never(&[1, -2, 3, -4, -1]), 2 ^ 4);
        assert_eq!(never(&[1, -3, 3]), 2);
        assert_eq!(as_long::<4>(3), [3, 4, 5, 6]);
        assert_eq!(as_long::<0>(3), []);
        let all = 3 ^ 9 ^ 2 ^ 12 ^ 5;
        assert_eq!(within::made(&xs), all);
        assert_eq!(within::POINTER(&xs), all);
        assert_eq!(within::in_a_function(&xs), all + 5);
        let boxed: Box<dyn Boxed> = Box::new(2_i64);
        assert_eq!(boxed.from_a_box(&xs), 5 ^ 11 ^ 4 ^ 14 ^ 7);
    });
}

/// Parentheses that a range needs before a method are not too many; a marked loop inside one that is left alone.
#[amorsize::parallel]
fn countdown(steps: &mut [usize], from: usize) -> Vec<usize> {
    let mut seen = Vec::new();
    #[parallel]
    for i in (0..from).rev() {
        seen.push(i);
    }
    #[serial]
    for round in 0..3 {
        #[parallel]
        for step in &mut *steps {
            *step = *step * 2 + round;
        }
    }
    seen
}

#[test]
fn parentheses_and_serial_rounds() {
    crate::everywhere(|| {
        let mut steps = vec![1; 500];
        assert!(countdown(&mut steps, 300).into_iter().eq((0..300).rev()));
        assert!(steps.iter().all(|&step| step == 12));
    });
}
