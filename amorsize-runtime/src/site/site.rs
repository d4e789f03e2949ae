//! The call site: where a loop asks whether it is the plain one.

use std::cell::Cell;
use std::panic::Location;
use std::sync::atomic::AtomicUsize;

use once_cell::race::OnceBox;

use super::book::{Book, Kind};
use super::call::{Record, Way};
use super::doors::{self, Permit};
use super::fast::{Gate, Owner};
use super::key::Key;
use super::learn::Choice;
use super::rest::Pass;
use super::{Call, Options, Plan, Tier, registry, stopwatch};
use crate::check::Subject;
use crate::config::{self, Config};
use crate::cost::{self, Host, Work};
use crate::costs::Costs;
use crate::decide::{self, Limit, Question, Rules, Verdict};
use crate::machine::Cores;
use crate::schedule::{Look, Pace};
use crate::source::UNSURE;
use crate::{Mode, Reason, env, exec, machine, mode, progress};

/// A call site, as a static of generated code.
#[derive(Debug)]
pub struct Site {
    pub(super) gate: Gate,
    pub(super) plan: Plan,
    location: &'static Location<'static>,
    pub(super) book: OnceBox<Book>,
    /// Of a nest: the shape that was last left whole, 0 for none. See `by_row`.
    pub(super) whole: AtomicUsize,
}

/// Work that a loop must have, in nanoseconds, before it counts towards a calibration.
const WORTH_COUNTING: f64 = 20_000.0;

/// The length that a site is asked with where nothing is known of it.
const GUESS: usize = 64;

impl Site {
    /// The site of the loop at the place of the call.
    #[must_use]
    #[track_caller]
    pub const fn new(plan: Plan) -> Self {
        Self {
            gate: Gate::new(),
            plan,
            location: Location::caller(),
            book: OnceBox::new(),
            whole: AtomicUsize::new(0),
        }
    }

    /// Whether this call is the plain loop (`None`) or goes through [`Call`].
    ///
    /// The type of the closure tells instantiations of the site apart.
    #[inline(always)]
    pub fn enter<F: Fn()>(&'static self, len: usize, _: F) -> Option<Call<'static>> {
        if self.gate.passes(len, Owner::of::<F>()) {
            return None;
        }
        self.enter_without_options(len, Owner::of::<F>())
    }

    #[cold]
    #[inline(never)]
    fn enter_without_options(&'static self, len: usize, owner: Owner) -> Option<Call<'static>> {
        self.enter_slow(len, owner, &Options::new)
    }

    /// As [`enter`](Self::enter). `options` is called only where the answer depends on it.
    #[inline(always)]
    pub fn enter_with<'p, F: Fn() -> Options<'p>>(
        &'static self,
        len: usize,
        options: F,
    ) -> Option<Call<'p>> {
        if self.gate.passes(len, Owner::of::<F>()) {
            return None;
        }
        self.enter_slow(len, Owner::of::<F>(), &options)
    }

    /// Called after a plain loop that ran to its end.
    #[inline(always)]
    pub fn plain_done(&'static self) {
        if self.gate.is_timed() {
            stopwatch::stop(&self.gate);
        }
    }

    #[cold]
    #[inline(never)]
    fn enter_slow<'p>(
        &'static self,
        len: usize,
        owner: Owner,
        options: &dyn Fn() -> Options<'p>,
    ) -> Option<Call<'p>> {
        // A source that does not know its length says `usize::MAX`.
        if len == 0 || len == usize::MAX {
            return None;
        }
        if exec::forked() {
            // What a site knows is under locks that threads may hold which this process does not have.
            return self.alone(len, Reason::Forked, &options());
        }
        let unsure = len == UNSURE;
        let len = if unsure { GUESS } else { len };
        let permit = Permit::take();
        let kind = self.book().kind(owner);
        if self.gate.is_timed() {
            stopwatch::forget(&self.gate);
        }
        if !unsure && let Some(call) = self.repeat(kind, len) {
            return Some(call);
        }
        let pass = kind.rests.pass(len);
        if pass == Pass::Unseen {
            return None;
        }
        let weight = 1 + u64::from(kind.rests.passed(len));
        let config = config::current();
        let (mode, reason) = if env::settings().off {
            (Mode::Serial, Reason::Off)
        } else {
            (mode::current(&config), Reason::Forced)
        };
        let mut options = options();
        let mode = match env::settings().pin(self.plan.name) {
            Some(pin) if mode == Mode::Auto => {
                options = options.workers(pin.workers);
                if let Some(chunk) = pin.chunk {
                    options = options.chunk(chunk);
                }
                Mode::Parallel
            }
            _ => mode,
        };
        // Whether the length alone decides: then quicker ways may be opened.
        let permit = (options.are_none() && !self.plan.always).then_some(permit);

        if mode == Mode::Serial || options.when == Some(false) {
            let reason = if mode == Mode::Serial {
                reason
            } else {
                Reason::Condition
            };
            kind.count(len, weight, Verdict::serial(reason, 0.0));
            if let Some(permit) = permit {
                kind.leave_alone(len, usize::MAX, permit);
            }
            return self.alone(len, reason, &options);
        }
        if mode == Mode::Auto && exec::depth() > 0 {
            if let Some(calls) = counted() {
                kind.count(len, calls, Verdict::serial(Reason::Nested, 0.0));
            }
            return self.alone(len, Reason::Nested, &options);
        }
        let (mut question, look) = self.question(len, mode, &options, &config);
        question.unsure = unsure;
        if matches!(mode, Mode::Parallel | Mode::Check) {
            let verdict = decide::forced(&question);
            kind.count(len, weight, verdict);
            // What `always` sites compute is not what the plain loop does.
            let checked = mode == Mode::Check;
            if len == 1 || checked && self.plan.always {
                return self.alone(len, Reason::FewItems, &options);
            }
            // With one participant too: it is the other arm that is asked for.
            return Some(Call::from(Way {
                len,
                pace: Pace::decided(question, &verdict),
                max_participants: question.limit.participants,
                pool: options.pool,
                label: self.plan.name,
                counted: (!checked).then_some(kind),
                subject: checked.then_some(Subject {
                    name: self.plan.name,
                    location: self.location,
                }),
                record: None,
            }));
        }
        if question.limit.reason == Reason::OneCore
            && let Some(permit) = permit
        {
            kind.count(len, weight, Verdict::serial(Reason::OneCore, 0.0));
            kind.leave_alone(len, usize::MAX, permit);
            return None;
        }
        // Quicker ways go by the length.
        let permit = permit.filter(|_| !unsure);
        let calls = (weight, pass == Pass::Late);
        self.automatic(kind, (question, look), calls, permit, &options, &config)
    }

    /// A call that goes as the one before it.
    fn repeat(&self, kind: &'static Kind, len: usize) -> Option<Call<'static>> {
        let waiting = exec::helpers_at_hand();
        if waiting == 0 || exec::depth() > 0 || exec::in_a_pool() || progress::is_told() {
            return None;
        }
        kind.repeats.next(len, waiting, |key, settled| Way {
            len,
            pace: Pace::decided(settled.question, &settled.verdict),
            max_participants: settled.question.limit.participants,
            pool: None,
            label: self.plan.name,
            counted: None,
            subject: None,
            record: Some(Record {
                kind,
                key,
                permit: None,
                repeats: true,
            }),
        })
    }

    /// The cost model's choice.
    fn automatic<'p>(
        &'static self,
        kind: &'static Kind,
        (question, look): (Question, Option<Look>),
        (calls, late): (u64, bool),
        permit: Option<Permit>,
        options: &Options<'p>,
        config: &Config,
    ) -> Option<Call<'p>> {
        let len = question.work.items;
        let limit = question.limit;
        // What was learned while the machine was not known is kept apart.
        let width = if look.is_some() {
            0
        } else {
            limit.participants
        };
        let key = Key::new(len, width, options.key);
        let explore = config.explore.unwrap_or(0.02);
        let (choice, shaping, key) = kind.choose(key, question, (calls, late), explore);
        let record = Record {
            kind,
            key,
            permit,
            repeats: false,
        };
        let sample_time = config
            .sample_time
            .map_or(5_000.0, |time| time.as_nanos() as f64);
        let alone = limit.participants < 2;
        let pace = match choice {
            Choice::Plain | Choice::Time if progress::is_told() => Pace::alone(question),
            Choice::Plain => return self.alone(len, limit.reason, options),
            Choice::Time => {
                if self.plan.exits {
                    // If it is left early, later calls must be looked at to forget the time.
                    kind.disarm();
                }
                stopwatch::start(&self.gate, len, record);
                return None;
            }
            Choice::Sample(question) if alone => Pace::alone(question),
            Choice::Sample(question) => Pace::cold(question, sample_time)
                .sampling(config.sample_items.unwrap_or(usize::MAX))
                .looking(look),
            Choice::Watch(question) => {
                count_towards_calibration(&question, options);
                Pace::alone(question).looking(look)
            }
            Choice::Run(..) if look.is_some() => {
                // Worth a look at the machine: decided again with what it says.
                machine::cores();
                let mut again = self.question(len, Mode::Auto, options, config);
                again.0.unsure = question.unsure;
                return self.automatic(kind, again, (1, false), permit, options, config);
            }
            Choice::Run(question, verdict) => {
                machine::open_pool(options.pool);
                count_towards_calibration(&question, options);
                Pace::decided(question, &verdict).shaped(shaping)
            }
        };
        Some(Call::from(Way {
            len,
            pace,
            max_participants: if look.is_some() {
                usize::MAX
            } else {
                limit.participants
            },
            pool: options.pool,
            label: self.plan.name,
            counted: None,
            subject: None,
            record: Some(record),
        }))
    }

    /// A serial call: the plain loop, except where that would give something else.
    fn alone<'p>(&self, len: usize, reason: Reason, options: &Options<'p>) -> Option<Call<'p>> {
        self.plan.always.then(|| {
            let limit = Limit {
                participants: 1,
                reason,
            };
            let host = Host {
                costs: Costs::USUAL,
                cores: 1.0,
                physical: 1.0,
            };
            Call::from(Way {
                len,
                pace: Pace::alone(self.ask(len, limit, host, options, &Config::default())),
                max_participants: 1,
                pool: options.pool,
                label: self.plan.name,
                counted: None,
                subject: None,
                record: None,
            })
        })
    }

    /// What there is to decide: how many may take part, and what the machine costs. As long as the
    /// machine was not looked at and nothing asks for more, two participants are supposed.
    fn question(
        &self,
        len: usize,
        mode: Mode,
        options: &Options<'_>,
        config: &Config,
    ) -> (Question, Option<Look>) {
        let forced = mode != Mode::Auto;
        let nested = exec::depth() > 0;
        let in_pool = options.pool.is_some() || rayon::current_thread_index().is_some();
        // Nobody catches what an item behind the exit throws, which the plain loop never reaches.
        let aborts = cfg!(panic = "abort") && self.plan.exits;
        if !(forced || nested || in_pool || aborts || machine::is_known()) {
            let limit = Limit {
                participants: 2,
                reason: Reason::PoolWidth,
            };
            let host = Host {
                costs: Costs::with_a_look_to_pay(),
                cores: 2.0,
                physical: 2.0,
            };
            let look = Look {
                workers: options.workers.or(config.workers),
                host_and_limit: |workers| limits(false, workers, None, &config::current()),
            };
            return (self.ask(len, limit, host, options, config), Some(look));
        }
        let workers = options.workers.or(config.workers);
        let (limit, host) = limits(forced, workers, options.pool, config);
        let mut question = self.ask(len, limit, host, options, config);
        if !forced && question.keeps && memory_is_short(config) {
            question.limit = Limit {
                participants: 1,
                reason: Reason::Memory,
            };
        }
        if aborts {
            question.limit = Limit {
                participants: 1,
                reason: Reason::Aborts,
            };
        }
        (question, None)
    }

    fn ask(
        &self,
        len: usize,
        limit: Limit,
        host: Host,
        options: &Options<'_>,
        config: &Config,
    ) -> Question {
        let target = options.target_chunk.or(config.target_chunk);
        Question {
            work: Work {
                plain: None,
                items: len,
                item: f64::NAN,
                cv: 0.5,
                merge: 0.0,
                pull: 0.0,
                share: 1.0,
                dearest: 1.0,
                inflation: None,
            },
            limit,
            rules: Rules {
                chunk: options.chunk.or(config.chunk),
                least: config.min_chunk.unwrap_or(1),
                target_chunk: target.map_or(20_000.0, |time| time.as_nanos() as f64),
                schedule: options.schedule.or(config.schedule).unwrap_or_default(),
                align: self.plan.align.max(1),
            },
            host,
            waiting: exec::helpers_at_hand(),
            row: 1.0,
            unsure: false,
            timed: self.plan.timed && !self.plan.always,
            exits: self.plan.exits,
            keeps: self.plan.sinks.iter().any(|sink| sink.tier != Tier::View),
        }
    }

    fn book(&'static self) -> &'static Book {
        if self.book.get().is_none() {
            let book = Book::new(self.plan, self.location, &self.gate);
            doors::hang();
            // Of threads that meet here, one gets its book in; it adds the site to the list.
            let won = self.book.set(Box::new(book)).is_ok();
            if let Some(book) = self.book.get()
                && won
            {
                registry::add(book);
            }
        }
        self.book.get().expect("set above, and never taken out")
    }
}

/// How many may take part, and what the machine costs.
pub(super) fn limits(
    forced: bool,
    workers: Option<usize>,
    pool: Option<&rayon::ThreadPool>,
    config: &Config,
) -> (Limit, Host) {
    let machine = machine::cores();
    let idle = if forced {
        f64::INFINITY
    } else {
        idle(&machine, config)
    };
    let limit = |participants, reason| Limit {
        participants,
        reason,
    };
    let limit = if exec::depth() > 0 {
        limit(1, Reason::Nested)
    } else if !forced && exec::is_child() {
        limit(1, Reason::Forked)
    } else if !forced && machine.allowed < 2 {
        limit(1, Reason::OneCore)
    } else {
        let width = if forced {
            machine::open_pool(pool)
        } else {
            machine::width(pool)
        };
        let asked = workers.or(env::settings().workers).unwrap_or(usize::MAX);
        // Half a core in the quota still lets one more help at times.
        let quota = machine.capacity().ceil() as usize;
        if asked < width {
            limit(asked.max(1), Reason::WorkersOption)
        } else if !forced && machine.quota.is_some() && quota < width {
            limit(quota.max(1), Reason::Quota)
        } else if (idle.ceil() as usize) < width {
            limit((idle.ceil() as usize).max(1), Reason::Busy)
        } else if width < 2 && machine.allowed < 2 {
            limit(1, Reason::OneCore)
        } else {
            limit(width, Reason::PoolWidth)
        }
    };
    let costs = machine::known_costs();
    let ours = pool.is_none() && !exec::in_a_pool();
    let host = Host {
        costs: if ours && !exec::helpers_exist() {
            costs.with_threads_to_make()
        } else if ours && exec::helpers_at_hand() == 0 {
            let exec::Waking { call, latency } = exec::waking();
            costs.with_waking(call, latency)
        } else {
            costs
        },
        cores: machine.capacity().min(idle),
        physical: machine.own(),
    };
    (limit, host)
}

/// Cores that other programs leave to this one; the caller's own is always one.
fn idle(machine: &Cores, config: &Config) -> f64 {
    let (busy, all) = (machine::busy(), machine.allowed as f64);
    let counts = busy > 0.0 && busy >= config.cpu_threshold.unwrap_or(0.25) * all;
    if counts && config.load_aware.unwrap_or(true) {
        (all - busy).max(1.0)
    } else {
        f64::INFINITY
    }
}

/// Whether chunks should not keep results until they are merged.
fn memory_is_short(config: &Config) -> bool {
    let most = config.memory_threshold.unwrap_or(0.9);
    machine::memory().is_some_and(|taken| taken > most)
}

/// Loops that may be helped, together, earn the calibration: it comes before one of them, and later
/// ones profit.
fn count_towards_calibration(question: &Question, options: &Options<'_>) {
    let work = cost::serial(&question.work);
    // Not where it would make rayon's global pool for a program that brings its own.
    let known = machine::is_known();
    let wanted = config::current().calibrate.unwrap_or(true);
    if wanted
        && known
        && question.limit.participants > 1
        && options.pool.is_none()
        && work > WORTH_COUNTING
    {
        machine::costs_for(work);
    }
}

/// One in so many calls inside of other loops is counted: participants would wait for each other.
const NESTED: u64 = 64;

/// How many calls inside of other loops this one is counted for.
fn counted() -> Option<u64> {
    thread_local! {
        static PASSED: Cell<u64> = const { Cell::new(0) };
    }
    let passed = PASSED.get();
    PASSED.set(passed.wrapping_add(1));
    match passed {
        0 => Some(1),
        _ => passed.is_multiple_of(NESTED).then_some(NESTED),
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
