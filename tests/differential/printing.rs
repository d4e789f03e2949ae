//! What a loop prints comes out in the order of the source, however it ran. Seen from outside: a child process prints.

use crate::harness::{self, caught};
use crate::input::In;
use amorsize_tests_twin::twin;

const CHILD: &str = "AMORSIZE_TESTS_PRINT";
const MARK: &str = "=====";

twin! { prints;
    #[amorsize::parallel]
    fn lines(x: &In) -> Result<usize, usize> {
        let mut n = 0;
        for (k, w) in x.words.iter().enumerate() {
            println!("{k}: {w}");
            if *w == "b" { print!("[{:>4}]", x.small[k]); println!(); }
            eprintln!("err {}", k);
            if k == x.stop { return Err(k); }
            n += 1;
            print!("{n0} ", n0 = k * 2);
        }
        println!();
        Ok(n)
    }

    #[amorsize::parallel]
    fn until_panic(x: &In) -> usize {
        let mut n = 0;
        for (k, b) in x.bytes.iter().enumerate() { println!("{k} {b:#x}"); if k == x.stop { panic!("enough"); } n += 1; }
        n
    }
}

/// Runs in the child only.
#[test]
fn child() {
    let Ok(which) = std::env::var(CHILD) else {
        return;
    };
    harness::prepare();
    let (plain, copies): (fn(&In) -> _, [fn(&In) -> _; 2]) = match which.as_str() {
        "lines" => (
            |x| {
                let _ = prints::plain::lines(x);
            },
            [
                |x| {
                    let _ = prints::auto::lines(x);
                },
                |x| {
                    let _ = prints::cut::lines(x);
                },
            ],
        ),
        _ => (
            |x| {
                let _ = prints::plain::until_panic(x);
            },
            [
                |x| {
                    let _ = prints::auto::until_panic(x);
                },
                |x| {
                    let _ = prints::cut::until_panic(x);
                },
            ],
        ),
    };
    for n in [0, 1, 2, 7, 64, 500] {
        for seed in 0..4 {
            let x = In::get(n, seed);
            let shown = |f: &dyn Fn()| {
                println!("{MARK}");
                eprintln!("{MARK}");
                let end = caught(f);
                println!("{MARK}{end}");
                eprintln!("{MARK}");
            };
            for way in harness::ways(n).into_iter().filter(|w| w.workers > 1) {
                shown(&|| plain(&x));
                shown(&|| drop(harness::one_way(way, &x, copies[0], copies[1])));
            }
        }
    }
}

fn same(which: &str) {
    let output = std::process::Command::new(std::env::current_exe().expect("this test"))
        .args([
            "--exact",
            "printing::child",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(CHILD, which)
        .output()
        .expect("the child runs");
    for (stream, bytes) in [("stdout", output.stdout), ("stderr", output.stderr)] {
        // A panic that the plain loop would not have reached may have printed its message.
        if which == "panics" && stream == "stderr" {
            continue;
        }
        let text = String::from_utf8(bytes).expect("text");
        let parts: Vec<&str> = text.split(MARK).skip(1).step_by(2).collect();
        assert!(
            parts.len() > 200,
            "{which}: {} parts on {stream}",
            parts.len()
        );
        for (number, pair) in parts.chunks(2).enumerate() {
            assert_eq!(pair[0], pair[1], "{which}: part {number} of {stream}");
        }
    }
}

#[test]
fn in_order() {
    same("lines");
}

#[test]
fn until_a_panic() {
    same("panics");
}
