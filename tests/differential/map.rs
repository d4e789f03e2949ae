//! `#[parallel(map)]`: the companion gives what mapping and collecting gives.

use crate::harness::{each_input, sweep};
use crate::input::In;

struct Model {
    scale: f64,
    names: Vec<String>,
}

macro_rules! both { ($($(#[$m:meta])* fn $name:ident$(<$($g:tt),*>)? ($($args:tt)*) -> $r:ty $body:block)*) => { $(
    #[amorsize::parallel(map, workers = crate::harness::workers())] $(#[$m])* fn $name$(<$($g),*>)? ($($args)*) -> $r $body
)* } }

both! {
    fn score(f: &f64, model: &Model) -> f64 { f * model.scale + 1.0 }
    fn rename(w: &String, model: &Model, k: usize) -> String { format!("{w}{}", model.names[k % model.names.len()]) }
    fn parse(w: &str, limit: usize) -> Result<usize, String> { if w.len() > limit { Err(w.to_owned()) } else { Ok(w.len()) } }
    fn find(i: &i32) -> Option<i32> { (*i > 3).then_some(*i) }
    fn owned(w: String) -> usize { w.len() }
    fn squared(i: i32) -> i64 { (i as i64).pow(2) }
    fn real(f: f64) -> f64 { f * f }
    fn raise(i: &mut i32, by: i32) -> bool { *i += by; *i > 0 }
    fn index(k: usize, x: &In) -> u8 { x.bytes[k] ^ k as u8 }
    fn fails(k: usize, stop: usize) -> usize { assert!(k < stop, "no {k}"); k }
}

#[amorsize::parallel(map, workers = crate::harness::workers())]
fn nothing(i: &mut i32) {
    *i = !*i;
}

#[amorsize::parallel(map = all_lengths, workers = crate::harness::workers())]
fn length<T: AsRef<str> + Sync>(w: &T) -> usize {
    w.as_ref().len()
}

#[amorsize::parallel(map, workers = crate::harness::workers())]
fn read(w: &String) -> std::io::Result<usize> {
    if w.len() > 6 {
        Err(std::io::Error::other(w.clone()))
    } else {
        Ok(w.len())
    }
}

#[amorsize::parallel(map, workers = crate::harness::workers())]
fn first<'a>(w: &'a String, or: &'a str) -> &'a str {
    w.get(..1).unwrap_or(or)
}

trait Longest {
    #[amorsize::parallel(map = Self::longest_all, workers = crate::harness::workers())]
    fn longest(w: &String) -> usize {
        w.len() * 2
    }
}

impl Longest for Model {}

impl Model {
    /// A free function of this name, with a companion of the same name, stands above.
    #[amorsize::parallel(map = Self::real_map, workers = crate::harness::workers())]
    fn real(f: f64) -> f64 {
        f - 1.0
    }
    #[amorsize::parallel(map, workers = crate::harness::workers())]
    fn new_name(w: &String, like: &Self) -> String {
        w.repeat(like.names.len())
    }
    #[amorsize::parallel(map, workers = crate::harness::workers())]
    fn at(&self, f: &f64, shift: f64) -> f64 {
        f * self.scale - shift
    }
    #[amorsize::parallel(map, workers = crate::harness::workers())]
    fn check(&self, f: &f64) -> Result<f64, f64> {
        if *f > self.scale { Err(*f) } else { Ok(-f) }
    }
}

#[test]
fn companions() {
    let model = Model {
        scale: 0.997,
        names: vec!["x".into(), "y".into()],
    };
    each_input(|x| {
        let words: Vec<&str> = x.words.iter().map(String::as_str).collect();
        sweep(
            "score",
            x,
            || x.f.iter().map(|f| score(f, &model)).collect::<Vec<_>>(),
            || score_map(&x.f, &model),
        );
        sweep(
            "rename",
            x,
            || {
                x.words
                    .iter()
                    .map(|w| rename(w, &model, 1))
                    .collect::<Vec<_>>()
            },
            || rename_map(&x.words[..], &model, 1),
        );
        sweep(
            "parse",
            x,
            || {
                words
                    .iter()
                    .map(|w| parse(w, 6))
                    .collect::<Result<Vec<_>, _>>()
            },
            || parse_map(&words, 6),
        );
        sweep(
            "longest",
            x,
            || x.words.iter().map(Model::longest).collect::<Vec<_>>(),
            || Model::longest_all(&x.words),
        );
        sweep(
            "Model::real",
            x,
            || x.f.iter().map(|f| Model::real(*f)).collect::<Vec<_>>(),
            || Model::real_map(&x.f),
        );
        sweep(
            "find",
            x,
            || x.small.iter().map(find).collect::<Vec<_>>(),
            || find_map(&x.small),
        );
        sweep(
            "owned",
            x,
            || x.words.clone().into_iter().map(owned).collect::<Vec<_>>(),
            || owned_map(x.words.clone()),
        );
        sweep(
            "squared",
            x,
            || x.small.iter().map(|i| squared(*i)).collect::<Vec<_>>(),
            || squared_map(&x.small),
        );
        sweep(
            "squared of a range",
            x,
            || (0..x.n as i32).map(squared).collect::<Vec<_>>(),
            || squared_map(0..x.n as i32),
        );
        sweep(
            "real",
            x,
            || x.wild.iter().copied().map(real).collect::<Vec<_>>(),
            || real_map(&x.wild),
        );
        sweep(
            "real of an array",
            x,
            || [x.n as f64, 2.0, 3.0].map(real).to_vec(),
            || real_map([x.n as f64, 2.0, 3.0]),
        );
        sweep(
            "index",
            x,
            || (0..x.n).map(|k| index(k, x)).collect::<Vec<_>>(),
            || index_map(0..x.n, x),
        );
        sweep(
            "fails",
            x,
            || (0..x.n).map(|k| fails(k, x.stop)).collect::<Vec<_>>(),
            || fails_map(0..x.n, x.stop),
        );
        sweep(
            "length",
            x,
            || x.words.iter().map(length).collect::<Vec<_>>(),
            || all_lengths(&x.words),
        );
        sweep(
            "read",
            x,
            || {
                x.words
                    .iter()
                    .map(read)
                    .collect::<std::io::Result<Vec<_>>>()
            },
            || read_map(&x.words),
        );
        sweep(
            "first",
            x,
            || x.words.iter().map(|w| first(w, "-")).collect::<Vec<_>>(),
            || first_map(&x.words, "-"),
        );
        sweep(
            "at",
            x,
            || x.f.iter().map(|f| model.at(f, 0.5)).collect::<Vec<_>>(),
            || model.at_map(&x.f, 0.5),
        );
        sweep(
            "new_name",
            x,
            || {
                x.words
                    .iter()
                    .map(|w| Model::new_name(w, &model))
                    .collect::<Vec<_>>()
            },
            || Model::new_name_map(&x.words, &model),
        );
        sweep(
            "check",
            x,
            || {
                x.f.iter()
                    .map(|f| model.check(f))
                    .collect::<Result<Vec<_>, _>>()
            },
            || model.check_map(&x.f),
        );
        sweep(
            "raise",
            x,
            || {
                let mut v = x.small.clone();
                (v.iter_mut().map(|i| raise(i, 2)).collect::<Vec<_>>(), v)
            },
            || {
                let mut v = x.small.clone();
                (raise_map(&mut v, 2), v)
            },
        );
        sweep(
            "nothing",
            x,
            || {
                let mut v = x.small.clone();
                (v.iter_mut().map(nothing).collect::<Vec<_>>(), v)
            },
            || {
                let mut v = x.small.clone();
                (nothing_map(&mut v[..]), v)
            },
        );
    });
}
