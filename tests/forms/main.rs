//! Functions as they stand in numerical, text and data programs, taken by the attribute unchanged. `docs/forms.md` is their list.

#![allow(clippy::all, deprecated)]

use amorsize::{Mode, with_mode};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;

/// An image of one byte a pixel.
#[derive(Clone, Debug, PartialEq)]
pub struct Gray {
    width: usize,
    height: usize,
    data: Vec<u8>,
}

impl Gray {
    fn at(&self, x: usize, y: usize) -> u8 {
        self.data[y * self.width + x]
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Particle {
    place: [f64; 2],
    speed: [f64; 2],
    mass: f64,
}

/// Compressed rows: the edges of node `i` are `targets[starts[i]..starts[i + 1]]`.
pub struct Graph {
    starts: Vec<usize>,
    targets: Vec<usize>,
    weights: Vec<f64>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    key: String,
    value: f64,
}

amorsize_tests_twin::pair! {
    #[amorsize::parallel]
    pub fn threshold(image: &Gray, limit: u8) -> Gray {
        let mut out = image.clone();
        for pixel in out.data.iter_mut() {
            *pixel = if *pixel > limit { 255 } else { 0 };
        }
        out
    }

    #[amorsize::parallel]
    pub fn box_blur(image: &Gray, radius: usize) -> Gray {
        let (width, height) = (image.width, image.height);
        let mut data = vec![0u8; width * height];
        for y in 0..height {
            for x in 0..width {
                let mut sum = 0u32;
                let mut count = 0u32;
                for yy in y.saturating_sub(radius)..(y + radius + 1).min(height) {
                    for xx in x.saturating_sub(radius)..(x + radius + 1).min(width) {
                        sum += u32::from(image.at(xx, yy));
                        count += 1;
                    }
                }
                data[y * width + x] = (sum / count) as u8;
            }
        }
        Gray { width, height, data }
    }

    #[amorsize::parallel]
    pub fn sobel(image: &Gray) -> Vec<f32> {
        let (w, h) = (image.width, image.height);
        let mut out = vec![0.0f32; w * h];
        let p = |x: usize, y: usize| f32::from(image.data[y * w + x]);
        for y in 1..h - 1 {
            for x in 1..w - 1 {
                let gx = p(x + 1, y - 1) + 2.0 * p(x + 1, y) + p(x + 1, y + 1) - p(x - 1, y - 1) - 2.0 * p(x - 1, y) - p(x - 1, y + 1);
                let gy = p(x - 1, y + 1) + 2.0 * p(x, y + 1) + p(x + 1, y + 1) - p(x - 1, y - 1) - 2.0 * p(x, y - 1) - p(x + 1, y - 1);
                out[y * w + x] = (gx * gx + gy * gy).sqrt();
            }
        }
        out
    }

    #[amorsize::parallel]
    pub fn flip(image: &Gray) -> Gray {
        let mut out = image.clone();
        for (y, row) in out.data.chunks_mut(image.width).enumerate() {
            for (x, pixel) in row.iter_mut().enumerate() {
                *pixel = image.at(image.width - 1 - x, y);
            }
        }
        out
    }

    #[amorsize::parallel]
    pub fn gray_histogram(image: &Gray) -> [u32; 256] {
        let mut histogram = [0u32; 256];
        for pixel in &image.data {
            histogram[*pixel as usize] += 1;
        }
        histogram
    }

    #[amorsize::parallel]
    pub fn min_max(values: &[f64]) -> (f64, f64) {
        let mut low = f64::INFINITY;
        let mut high = f64::NEG_INFINITY;
        for &v in values {
            if v < low {
                low = v;
            }
            if v > high {
                high = v;
            }
        }
        (low, high)
    }

    #[amorsize::parallel]
    pub fn mean_and_variance(values: &[f64]) -> (f64, f64) {
        let mut sum = 0.0;
        let mut squares = 0.0;
        for v in values {
            sum += v;
            squares += v * v;
        }
        let n = values.len() as f64;
        (sum / n, squares / n - (sum / n) * (sum / n))
    }

    #[amorsize::parallel]
    pub fn matrix_vector(a: &[f64], x: &[f64], y: &mut [f64]) {
        let n = x.len();
        for i in 0..y.len() {
            let mut sum = 0.0;
            for j in 0..n {
                sum += a[i * n + j] * x[j];
            }
            y[i] = sum;
        }
    }

    #[amorsize::parallel]
    pub fn transpose(a: &[f64], rows: usize, columns: usize) -> Vec<f64> {
        let mut out = vec![0.0; rows * columns];
        for c in 0..columns {
            for r in 0..rows {
                out[c * rows + r] = a[r * columns + c];
            }
        }
        out
    }

    #[amorsize::parallel]
    pub fn lower_triangle(m: &mut [Vec<f64>]) {
        for i in 0..m.len() {
            for j in i + 1..m[i].len() {
                m[i][j] = 0.0;
            }
        }
    }

    #[amorsize::parallel]
    pub fn distances(points: &[[f64; 2]]) -> Vec<Vec<f64>> {
        let mut out = vec![vec![0.0; points.len()]; points.len()];
        for i in 0..points.len() {
            for j in 0..points.len() {
                let (dx, dy) = (points[i][0] - points[j][0], points[i][1] - points[j][1]);
                out[i][j] = dx.hypot(dy);
            }
        }
        out
    }

    #[amorsize::parallel]
    pub fn closest_pair(points: &[[f64; 2]]) -> (usize, usize) {
        let mut best = f64::INFINITY;
        let mut pair = (0, 0);
        for i in 0..points.len() {
            for j in i + 1..points.len() {
                let d = (points[i][0] - points[j][0]).powi(2) + (points[i][1] - points[j][1]).powi(2);
                if d < best {
                    best = d;
                    pair = (i, j);
                }
            }
        }
        pair
    }

    #[amorsize::parallel]
    pub fn step(particles: &mut [Particle], dt: f64) {
        for p in particles {
            p.speed[1] -= 9.81 * dt;
            for axis in 0..2 {
                p.place[axis] += dt * p.speed[axis];
            }
            if p.place[1] < 0.0 {
                p.place[1] = -p.place[1];
                p.speed[1] = -0.8 * p.speed[1];
            }
        }
    }

    #[amorsize::parallel]
    pub fn momentum(particles: &[Particle]) -> [f64; 2] {
        let mut total = [0.0; 2];
        for p in particles {
            total[0] += p.mass * p.speed[0];
            total[1] += p.mass * p.speed[1];
        }
        total
    }

    #[amorsize::parallel]
    pub fn page_rank(graph: &Graph, old: &[f64], new: &mut Vec<f64>) {
        for node in 0..old.len() {
            let mut rank = 0.15;
            for e in graph.starts[node]..graph.starts[node + 1] {
                rank += 0.85 * old[graph.targets[e]] * graph.weights[e];
            }
            new[node] = rank;
        }
    }

    #[amorsize::parallel]
    pub fn relax(graph: &Graph, distance: &[f64]) -> Vec<f64> {
        let mut next = distance.to_vec();
        for node in 0..distance.len() {
            for e in graph.starts[node]..graph.starts[node + 1] {
                let through = distance[graph.targets[e]] + graph.weights[e];
                if through < next[node] {
                    next[node] = through;
                }
            }
        }
        next
    }

    #[amorsize::parallel]
    pub fn in_degrees(graph: &Graph) -> Vec<u32> {
        let mut degrees = vec![0u32; graph.starts.len() - 1];
        for &target in &graph.targets {
            degrees[target] += 1;
        }
        degrees
    }

    #[amorsize::parallel]
    pub fn primes_by_division(limit: u64) -> Vec<u64> {
        let mut primes = Vec::new();
        'candidates: for n in 2..limit {
            let mut d = 2;
            while d * d <= n {
                if n % d == 0 {
                    continue 'candidates;
                }
                d += 1;
            }
            primes.push(n);
        }
        primes
    }

    #[amorsize::parallel]
    pub fn collatz(limit: u64) -> (u64, u32) {
        let mut longest = 0;
        let mut start = 0;
        for n in 1..limit {
            let mut x = n;
            let mut steps = 0u32;
            while x != 1 {
                x = if x % 2 == 0 { x / 2 } else { 3 * x + 1 };
                steps += 1;
            }
            if steps > longest {
                longest = steps;
                start = n;
            }
        }
        (start, longest)
    }

    #[amorsize::parallel]
    pub fn word_lengths(text: &str) -> BTreeMap<usize, u32> {
        let mut lengths = BTreeMap::new();
        for line in text.lines() {
            for word in line.split_whitespace() {
                *lengths.entry(word.chars().count()).or_insert(0) += 1;
            }
        }
        lengths
    }

    #[amorsize::parallel]
    pub fn title_case(text: &str) -> String {
        let mut out = String::new();
        for word in text.split(' ') {
            let mut letters = word.chars();
            if let Some(first) = letters.next() {
                out.extend(first.to_uppercase());
                out.push_str(letters.as_str());
            }
            out.push(' ');
        }
        out
    }

    #[amorsize::parallel]
    pub fn numbered(lines: &[&str]) -> String {
        let mut out = String::new();
        for (i, line) in lines.iter().enumerate() {
            writeln!(out, "{:>4}  {}", i + 1, line.trim_end()).unwrap();
        }
        out
    }

    #[amorsize::parallel]
    pub fn grep<'a>(lines: &[&'a str], needle: &str) -> Vec<(usize, &'a str)> {
        let mut found = Vec::new();
        for (i, line) in lines.iter().enumerate() {
            if !line.contains(needle) {
                continue;
            }
            found.push((i + 1, *line));
        }
        found
    }

    #[amorsize::parallel]
    pub fn first_long_line(lines: &[&str], limit: usize) -> Option<usize> {
        for (i, line) in lines.iter().enumerate() {
            if line.chars().count() > limit {
                return Some(i);
            }
        }
        None
    }

    #[amorsize::parallel]
    pub fn is_sorted(values: &[f64]) -> bool {
        for pair in values.windows(2) {
            if pair[0] > pair[1] {
                return false;
            }
        }
        true
    }

    #[amorsize::parallel]
    pub fn parse_all(lines: &[&str]) -> Result<Vec<i64>, std::num::ParseIntError> {
        let mut numbers = Vec::with_capacity(lines.len());
        for line in lines {
            let number: i64 = line.trim().parse()?;
            numbers.push(number * 2);
        }
        Ok(numbers)
    }

    #[amorsize::parallel]
    pub fn parse_most(lines: &[&str]) -> (Vec<i64>, Vec<String>) {
        let mut good = Vec::new();
        let mut bad = Vec::new();
        for (i, line) in lines.iter().enumerate() {
            match line.trim().parse::<i64>() {
                Ok(number) => good.push(number),
                Err(error) => bad.push(format!("line {}: {error}", i + 1)),
            }
        }
        (good, bad)
    }

    #[amorsize::parallel]
    pub fn key_values(lines: &[&str]) -> HashMap<String, String> {
        let mut map = HashMap::new();
        for line in lines {
            let Some((key, value)) = line.split_once('=') else { continue };
            map.insert(key.trim().to_owned(), value.trim().to_owned());
        }
        map
    }

    #[amorsize::parallel]
    pub fn group_by_key(records: &[Record]) -> BTreeMap<String, Vec<f64>> {
        let mut groups: BTreeMap<String, Vec<f64>> = BTreeMap::new();
        for r in records {
            groups.entry(r.key.clone()).or_default().push(r.value);
        }
        groups
    }

    #[amorsize::parallel]
    pub fn sums_by_key(records: &[Record]) -> BTreeMap<&str, f64> {
        let mut sums = BTreeMap::new();
        for r in records {
            *sums.entry(r.key.as_str()).or_insert(0.0) += r.value;
        }
        sums
    }

    #[amorsize::parallel]
    pub fn distinct(records: &[Record]) -> BTreeSet<String> {
        let mut seen = BTreeSet::new();
        for r in records {
            seen.insert(r.key.to_lowercase());
        }
        seen
    }

    #[amorsize::parallel]
    pub fn normalise(records: &mut Vec<Record>, scale: f64) {
        for i in 0..records.len() {
            records[i].value = (records[i].value / scale).clamp(-1.0, 1.0);
            records[i].key.make_ascii_lowercase();
        }
    }

    #[amorsize::parallel]
    pub fn moving_average(values: &[f64], width: usize) -> Vec<f64> {
        let mut out = Vec::with_capacity(values.len());
        for window in values.windows(width) {
            out.push(window.iter().sum::<f64>() / width as f64);
        }
        out
    }

    #[amorsize::parallel]
    pub fn checksum(bytes: &[u8]) -> u32 {
        let mut a = 0u32;
        for block in bytes.chunks(64) {
            let mut h = 0x811c_9dc5u32;
            for b in block {
                h = (h ^ u32::from(*b)).wrapping_mul(0x0100_0193);
            }
            a = a.wrapping_add(h);
        }
        a
    }

    #[amorsize::parallel]
    pub fn permute(values: &[f64], to: &[usize]) -> Vec<f64> {
        let mut out = vec![0.0; values.len()];
        for i in 0..values.len() {
            out[to[i]] = values[i];
        }
        out
    }

    #[amorsize::parallel]
    pub fn monte_carlo(samples: u64) -> u64 {
        let mut inside = 0;
        for i in 0..samples {
            let mut state = i.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let mut random = || {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                (state >> 11) as f64 / (1u64 << 53) as f64
            };
            let (x, y) = (random(), random());
            if x * x + y * y <= 1.0 {
                inside += 1;
            }
        }
        inside
    }
}

fn image() -> Gray {
    let (width, height) = (37, 23);
    let data = (0..width * height)
        .map(|i| (i * 2_654_435_761 >> 5) as u8)
        .collect();
    Gray {
        width,
        height,
        data,
    }
}

fn numbers() -> Vec<f64> {
    (0..407)
        .map(|i| ((i * 7919) % 1009) as f64 / 7.0 - 60.0)
        .collect()
}

fn points() -> Vec<[f64; 2]> {
    numbers().chunks_exact(2).map(|c| [c[0], c[1]]).collect()
}

fn particles() -> Vec<Particle> {
    points()
        .iter()
        .map(|p| Particle {
            place: *p,
            speed: [p[1], p[0]],
            mass: p[0].abs() + 1.0,
        })
        .collect()
}

fn graph() -> Graph {
    let nodes = 90;
    let mut graph = Graph {
        starts: vec![0],
        targets: Vec::new(),
        weights: Vec::new(),
    };
    for node in 0..nodes {
        for e in 0..node % 7 {
            graph.targets.push((node * 31 + e * 17) % nodes);
            graph.weights.push(1.0 / (e + 1) as f64);
        }
        graph.starts.push(graph.targets.len());
    }
    graph
}

const LINES: [&str; 9] = [
    "12",
    " 7 ",
    "a = b",
    "x=3",
    "-5",
    "nothing here",
    "x = 4",
    "99",
    "",
];

fn lines(bad: bool) -> Vec<&'static str> {
    let mut lines: Vec<&str> = (0..200)
        .map(|i| if i % 2 == 0 { "12" } else { " -7" })
        .collect();
    if bad {
        lines.extend(LINES);
        lines.extend(LINES);
    }
    lines
}

fn records() -> Vec<Record> {
    numbers()
        .iter()
        .enumerate()
        .map(|(i, v)| Record {
            key: format!("Key{}", i % 13),
            value: *v,
        })
        .collect()
}

/// Compares the two copies of a function in every mode, by everything that `Debug` shows of what they give.
macro_rules! tests {
    ($($name:ident: $call:expr;)*) => {
        $(
            #[test]
            fn $name() {
                macro_rules! of {
                    ($copy:ident) => {{
                        #[allow(unused_imports)]
                        use $copy::*;
                        format!("{:?}", $call)
                    }};
                }
                let expected = of!(plain);
                for mode in [Mode::Serial, Mode::Parallel, Mode::Auto] {
                    for _ in 0..3 {
                        assert_eq!(with_mode(mode, || of!(annotated)), expected, "{mode:?}");
                    }
                }
            }
        )*
    };
}

/// After a function that changes its argument, the argument.
macro_rules! changed {
    ($start:expr, $f:ident, $($more:expr),*) => {{
        let mut value = $start;
        $f(&mut value, $($more),*);
        value
    }};
}

tests! {
    threshold_: threshold(&image(), 100);
    box_blur_: box_blur(&image(), 2);
    sobel_: sobel(&image());
    flip_: flip(&image());
    gray_histogram_: gray_histogram(&image());
    min_max_: min_max(&numbers());
    mean_and_variance_: mean_and_variance(&numbers());
    matrix_vector_: { let mut y = vec![0.0; 20]; matrix_vector(&numbers()[..400], &numbers()[..20], &mut y); y };
    transpose_: transpose(&numbers()[..400], 16, 25);
    lower_triangle_: changed!(vec![numbers(); 30], lower_triangle,);
    distances_: distances(&points());
    closest_pair_: closest_pair(&points());
    step_: changed!(particles(), step, 0.01);
    momentum_: momentum(&particles());
    page_rank_: { let mut new = vec![0.0; 90]; page_rank(&graph(), &numbers()[..90], &mut new); new };
    relax_: relax(&graph(), &numbers()[..90]);
    in_degrees_: in_degrees(&graph());
    primes_by_division_: primes_by_division(900);
    collatz_: collatz(700);
    word_lengths_: word_lengths(&"a rose is\na roses\n\n".repeat(90));
    title_case_: title_case(&"one two  three".repeat(40));
    numbered_: numbered(&lines(true));
    grep_: grep(&lines(true), "x");
    first_long_line_: first_long_line(&lines(true), 5);
    is_sorted_: (is_sorted(&numbers()), is_sorted(&[1.0, 2.0, 2.0]));
    parse_all_: (parse_all(&lines(false)), parse_all(&lines(true)));
    parse_most_: parse_most(&lines(true));
    key_values_: key_values(&lines(true)).into_iter().collect::<BTreeMap<_, _>>();
    group_by_key_: group_by_key(&records());
    sums_by_key_: sums_by_key(&records()).into_iter().map(|(k, v)| (k.to_owned(), v)).collect::<Vec<_>>();
    distinct_: distinct(&records());
    normalise_: changed!(records(), normalise, 30.0);
    moving_average_: moving_average(&numbers(), 5);
    checksum_: checksum(&image().data);
    permute_: permute(&numbers(), &(0..407).map(|i| i * 5 % 407).collect::<Vec<_>>());
    monte_carlo_: monte_carlo(900);
}
