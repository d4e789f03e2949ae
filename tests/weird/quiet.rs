//! Loops that may well run in parallel, each a step away from one that cannot: none of them gives the warning AMZ040.

use std::collections::BTreeMap;

/// The operand has to be looked up.
#[amorsize::parallel]
fn gathered(values: &[f64], to: &[usize]) -> f64 {
    let mut total = 0.0;
    for i in 0..to.len() {
        total += values[to[i]];
    }
    total
}

/// The operand is behind a pointer of its own, or found in a map.
#[amorsize::parallel]
fn far(boxes: &[Box<f64>], map: &BTreeMap<u64, f64>, keys: &[u64]) -> (f64, f64) {
    let (mut near, mut far) = (0.0, 0.0);
    for value in boxes {
        near += **value;
    }
    for i in 0..keys.len() {
        far += map[&keys[i]];
    }
    (near, far)
}

/// Few operands pass.
#[amorsize::parallel]
fn few(values: &[f64]) -> f64 {
    let mut total = 0.0;
    for value in values {
        if *value > 0.9 {
            total += value;
        }
    }
    total
}

/// The operand is computed.
#[amorsize::parallel]
fn sines(values: &[f64]) -> f64 {
    let mut total = 0.0;
    for value in values {
        total += value.sin();
    }
    total
}

/// The same as a chain.
#[amorsize::parallel]
fn logarithms(values: &[f64]) -> f64 {
    values.iter().map(|v| v.ln_1p()).sum()
}

/// Integers are added up per chunk.
#[amorsize::parallel]
fn integers(values: &[u32]) -> u64 {
    let mut total = 0;
    for value in values {
        total += u64::from(*value);
    }
    total
}

/// Few items that may take long.
#[amorsize::parallel]
fn heavy(out: &mut [Vec<f64>; 4]) {
    for i in 0..4 {
        out[i] = vec![0.5; 3];
    }
}

/// One row, which is shared.
#[amorsize::parallel]
fn row(w: usize, out: &mut [u64]) {
    for y in 0..1 {
        for x in 0..w {
            out[y * w + x] = x as u64;
        }
    }
}

/// Something is left for workers.
#[amorsize::parallel]
fn formatted(values: &[u64], lines: &mut Lines) {
    for value in values {
        lines.put(&value.to_string());
    }
}

/// A marker of its own where the loop around it is serial.
#[amorsize::parallel]
fn inside(rows: &[Vec<u64>], out: &mut Vec<u64>) {
    #[serial]
    for row in rows {
        #[parallel]
        for x in row {
            out.push(x ^ 1);
        }
    }
}

/// Warnings that were heard.
#[amorsize::parallel]
fn heard(values: &[f64], lines: &mut Lines) -> f64 {
    let mut total = 0.0;
    #[allow(deprecated)]
    for value in values {
        total += value;
    }
    #[serial]
    for value in values {
        lines.put(if *value > 0.0 { "+" } else { "-" });
    }
    for value in values {
        lines.put(&value.to_string());
    }
    total
}

/// Text, by the line.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn put(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }
}

#[test]
fn works() {
    let values: Vec<f64> = (0..50).map(|i| f64::from(i) / 50.0).collect();
    super::everywhere(|| {
        let backwards: Vec<usize> = (0..50).rev().collect();
        let boxes: Vec<Box<f64>> = values.iter().copied().map(Box::new).collect();
        let map: BTreeMap<u64, f64> = (0..50).zip(values.iter().copied()).collect();
        let keys: Vec<u64> = (0..50).collect();
        let plain: f64 = values.iter().sum();
        assert_eq!(
            gathered(&values, &backwards),
            values.iter().rev().sum::<f64>()
        );
        assert_eq!(far(&boxes, &map, &keys), (plain, plain));
        assert_eq!(few(&values), 0.92 + 0.94 + 0.96 + 0.98);
        assert_eq!(sines(&values), values.iter().map(|v| v.sin()).sum::<f64>());
        assert_eq!(
            logarithms(&values),
            values.iter().map(|v| v.ln_1p()).sum::<f64>()
        );
        assert_eq!(integers(&[1, 2, 3]), 6);
        let mut four: [Vec<f64>; 4] = Default::default();
        heavy(&mut four);
        assert_eq!(four[3], [0.5; 3]);
        let mut line = [9; 7];
        row(7, &mut line);
        assert_eq!(line, [0, 1, 2, 3, 4, 5, 6]);
        let mut lines = Lines::default();
        formatted(&[1, 23], &mut lines);
        assert_eq!(heard(&[0.5, -1.0], &mut lines), -0.5);
        assert_eq!(lines.0, "1\n23\n+\n-\n0.5\n-1\n");
        let mut flat = Vec::new();
        inside(&[vec![2, 4], vec![], vec![6]], &mut flat);
        assert_eq!(flat, [3, 5, 7]);
    });
}
