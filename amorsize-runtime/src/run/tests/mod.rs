//! The driver against hand-made sources of helpers: those that come, come late, or never.

mod apart;
mod ends;
mod progress;
mod pulled;

use std::cell::RefCell;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::exec::{Helper, Summon};
use crate::run::tally::Tally;
use crate::run::testing::drive;
use crate::schedule::Pace;

/// Threads of its own, one per helper.
#[derive(Default)]
struct Threads(RefCell<Vec<thread::JoinHandle<()>>>);

impl Summon for Threads {
    fn summon(&self, count: usize, helper: &mut dyn FnMut() -> Helper) -> usize {
        for _ in 0..count {
            let helper = helper();
            self.0.borrow_mut().push(thread::spawn(|| helper.run()));
        }
        count
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        for thread in self.0.get_mut().drain(..) {
            thread.join().expect("helpers do not unwind");
        }
    }
}

/// Helpers that are invited and do not come until the call is long over.
#[derive(Default)]
struct Late(RefCell<Vec<Helper>>);

impl Summon for Late {
    fn summon(&self, count: usize, helper: &mut dyn FnMut() -> Helper) -> usize {
        let mut late = self.0.borrow_mut();
        late.extend((0..count).map(|_| helper()));
        count
    }
}

/// No thread is to be had.
struct Nobody;

impl Summon for Nobody {
    fn summon(&self, _: usize, _: &mut dyn FnMut() -> Helper) -> usize {
        0
    }
}

/// `chunk` items at a time, helpers at once.
fn pace(chunk: usize, helpers: usize) -> Pace {
    Pace::fixed(chunk, helpers)
}

/// Collects `f(i)` for all `i`, in order: the plain map.
fn collect<T: Send>(
    crew: &dyn Summon,
    chunk: usize,
    helpers: usize,
    n: usize,
    f: impl Fn(usize) -> T + Sync,
) -> (Vec<T>, Tally) {
    let mut all = Vec::new();
    let (exit, tally) = drive(
        crew,
        pace(chunk, helpers),
        helpers + 1,
        crate::source::source(0..n),
        || (),
        Vec::new,
        |piece, (), part| {
            for i in piece {
                part.push(f(i));
            }
            None::<()>
        },
        |part| {
            all.extend(part);
            None
        },
    );
    assert!(exit.is_none());
    (all, tally)
}

/// Fails instead of hanging.
fn watched<R: Send + 'static>(work: impl FnOnce() -> R + Send + 'static) -> R {
    let (done, result) = mpsc::channel();
    let thread = thread::spawn(move || {
        let result = work();
        let _ = done.send(());
        result
    });
    match result.recv_timeout(Duration::from_secs(20)) {
        Ok(()) | Err(mpsc::RecvTimeoutError::Disconnected) => match thread.join() {
            Ok(result) => result,
            Err(payload) => std::panic::resume_unwind(payload),
        },
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("hangs"),
    }
}
