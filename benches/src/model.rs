//! What the model is worth: the smallest work at which helpers win, and how far predictions are from measurements.

use std::time::Duration;

use crate::call::{self, annotated, plain};
use crate::timing::{median, once};

/// The smallest total work from which on the annotated loop is quicker by a twentieth.
pub(crate) fn smallest_win() {
    println!("| helpers | smallest work that wins by 5 % |");
    println!("|---|---|");
    let rounds = call::rounds_for(50.0);
    for (label, pause, calls, most) in [("awake", None, 400, 40.0), ("asleep", Some(2), 15, 700.0)]
    {
        let mut from = None;
        let mut micros = 1.0;
        while micros < most {
            let n = (micros * 1_000.0 / 50.0) as usize;
            let mut out = vec![0u64; n];
            let mut wins = Vec::new();
            let mut works = Vec::new();
            amorsize::reset();
            for _ in 0..9 {
                let mut run = |f: fn(u32, &mut [u64]) -> u64| {
                    let mut times: Vec<f64> = (0..calls)
                        .map(|_| {
                            if let Some(millis) = pause {
                                std::thread::sleep(Duration::from_millis(millis));
                            }
                            once(|| f(rounds, &mut out))
                        })
                        .collect();
                    median(&mut times)
                };
                let one = run(plain::work::<8>);
                wins.push(one / run(annotated::work::<8>));
                works.push(one / 1_000.0);
                if pause.is_some() && wins.len() == 3 {
                    break;
                }
            }
            if median(&mut wins) < 1.05 {
                from = None;
            } else if from.is_none() {
                from = Some(median(&mut works));
            }
            micros *= 1.3;
        }
        match from {
            Some(micros) => println!("| {label} | {micros:.1} us |"),
            None => println!("| {label} | none up to {most} us |"),
        }
    }
}

/// Predicted against measured times of calls of sites that have learned.
pub(crate) fn prediction() {
    let mut errors = Vec::new();
    for nanos in [5.0, 50.0, 500.0, 5_000.0] {
        let rounds = call::rounds_for(nanos);
        for n in [4, 16, 64, 256, 1_024, 4_096, 16_384] {
            let work = nanos * n as f64;
            if !(1_000.0..2e7).contains(&work) {
                continue;
            }
            amorsize::reset();
            let mut out = vec![0u64; n];
            let mut times: Vec<f64> = (0..(1e7 / work).clamp(30.0, 2_000.0) as usize)
                .map(|_| once(|| annotated::work::<9>(rounds, &mut out)))
                .collect();
            let late = times.len() / 2;
            let measured = median(&mut times[late..]);
            let report = amorsize::report();
            let predicted = report
                .sites()
                .iter()
                .find(|site| site.calls > 0)
                .and_then(|site| {
                    let prediction = site.prediction.as_ref()?;
                    Some(if site.decision.is_parallel() {
                        prediction.parallel
                    } else {
                        prediction.serial
                    })
                });
            if let Some(predicted) = predicted {
                errors.push((predicted.as_nanos() as f64 / measured - 1.0).abs());
            }
        }
    }
    let cells = errors.len();
    let middle = median(&mut errors);
    println!("| cells | median | 90th percentile |");
    println!("|---|---|---|");
    println!(
        "| {cells} | {:.0} % | {:.0} % |",
        100.0 * middle,
        100.0 * errors[cells * 9 / 10]
    );
}
