//! One call, chunk by chunk: who claims what, and when.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

use super::Dice;
use super::iron::Iron;
use super::load::Load;
use crate::schedule::{Division, Pace, Shape};
use crate::site::Outcome;

/// What says how chunks are cut and how many helpers are wanted.
pub(super) trait Rhythm {
    fn next(&mut self, remaining: usize) -> usize;
    fn wanted(&self, remaining: usize) -> usize;
    fn observe(&mut self, items: usize, nanos: f64);
    /// Whether the time of each chunk is wanted.
    fn looks(&self) -> bool {
        false
    }
    /// The chunks, where they are cut before anybody starts.
    fn apart(&self, _remaining: usize, _participants: usize) -> Option<Division> {
        None
    }
}

impl Rhythm for Pace {
    fn next(&mut self, remaining: usize) -> usize {
        Pace::next(self, remaining)
    }

    fn wanted(&self, remaining: usize) -> usize {
        self.helpers_wanted(remaining)
    }

    fn observe(&mut self, items: usize, nanos: f64) {
        Pace::observe(self, items, nanos as u64);
    }

    fn looks(&self) -> bool {
        Pace::looks(self)
    }

    fn apart(&self, remaining: usize, participants: usize) -> Option<Division> {
        self.division(remaining, participants, 1 << 14)
    }
}

/// The machine during a load: its clock, and how long each helper stays awake.
#[derive(Debug)]
pub(super) struct Floor<'a> {
    pub(super) iron: &'a Iron,
    pub(super) load: &'a Load,
    now: f64,
    awake_until: Vec<f64>,
    dice: Dice,
    /// Where the time of the last call went.
    pub(super) spent: Spent,
    /// Claims so far, as (time, participant, items): the trace, if one is kept.
    pub(super) trace: Option<Vec<(u64, usize, usize)>>,
}

/// Where the time of a call went, in nanoseconds: of the call itself while the caller was alone, then of all who were invited.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Spent {
    /// The caller alone, before helpers were wanted.
    pub(super) alone: f64,
    /// Participants from then on, whether they came or not.
    pub(super) workers: usize,
    /// Time until each was there.
    pub(super) coming: f64,
    /// In items, by all.
    pub(super) work: f64,
    /// In claims, and in waiting for others who claim.
    pub(super) claims: f64,
    /// In merging, the caller.
    pub(super) merging: f64,
    /// At the end, with nothing to do: while the last chunk runs, and while the caller merges what is left.
    pub(super) idle: f64,
}

/// A participant and when it comes or is done, in picoseconds, so that times have an order.
type Event = Reverse<(u64, usize)>;

fn event(nanos: f64, who: usize) -> Event {
    Reverse(((nanos * 1000.0) as u64, who))
}

fn time_of(event: &Event) -> f64 {
    event.0.0 as f64 / 1000.0
}

/// Chunks cut beforehand, a part of them for each participant: it claims from the front, and from the back of the fullest
/// other part when its own is empty.
struct Parts {
    /// Where each chunk begins, and the end of the last.
    bounds: Vec<usize>,
    parts: Vec<(usize, usize)>,
}

impl Parts {
    fn new(first: usize, division: &Division, participants: usize) -> Self {
        let mut bounds = vec![first];
        let mut next = first;
        bounds.extend(division.lens.iter().map(|len| {
            next += len;
            next
        }));
        let parts = division.starts.windows(2).map(|ends| (ends[0], ends[1]));
        let mut parts: Vec<_> = parts.collect();
        // Whoever has none takes from others.
        parts.resize(participants.max(parts.len()), (0, 0));
        Self { bounds, parts }
    }

    fn claim(&mut self, who: usize) -> Option<Range<usize>> {
        let number = if self.parts[who].0 < self.parts[who].1 {
            self.parts[who].0 += 1;
            self.parts[who].0 - 1
        } else {
            let fullest = self.parts.iter_mut().max_by_key(|part| part.1 - part.0)?;
            (fullest.0 < fullest.1).then(|| {
                fullest.1 -= 1;
                fullest.1
            })?
        };
        Some(self.bounds[number]..self.bounds[number + 1])
    }
}

/// A participant on its way through a call.
#[derive(Clone, Copy, Debug, Default)]
struct Part {
    /// Items of the chunk it works on, when it began, and which share of its time is the items'.
    chunk: Option<(usize, f64, f64)>,
    items: usize,
    from: usize,
    busy: f64,
    /// Of all chunks: the square of an item's time, for each item.
    squares: f64,
    /// When it came, how long it had a chunk, and how long of that it worked.
    came: Option<f64>,
    there: f64,
    working: f64,
}

/// Coefficient of variation of the items' times, from chunk to chunk, as programs count it.
fn cv(parts: &[Part], chunks: usize) -> Option<f64> {
    let sum = |of: fn(&Part) -> f64| parts.iter().map(of).sum::<f64>();
    let items = sum(|part| part.items as f64).max(1.0);
    let (mean, square) = (
        sum(|part| part.busy) / items,
        sum(|part| part.squares) / items,
    );
    (chunks >= 4 && mean > 0.0).then(|| (square / (mean * mean) - 1.0).max(0.0).sqrt())
}

impl<'a> Floor<'a> {
    pub(super) fn new(iron: &'a Iron, load: &'a Load, seed: u64) -> Self {
        Self {
            iron,
            load,
            now: 0.0,
            awake_until: vec![-1.0; iron.cores.saturating_sub(1)],
            dice: Dice(seed),
            spent: Spent::default(),
            trace: None,
        }
    }

    /// Helpers that spin.
    pub(super) fn awake(&self) -> usize {
        self.awake_until
            .iter()
            .filter(|&&until| until >= self.now)
            .count()
    }

    /// So many helpers spin.
    pub(super) fn rouse(&mut self, count: usize) {
        for until in self.awake_until.iter_mut().take(count) {
            *until = self.now;
        }
    }

    pub(super) fn now(&self) -> f64 {
        self.now
    }

    pub(super) fn pass(&mut self, nanos: f64) {
        self.now += nanos;
    }

    /// Time of a chunk for a participant that works alone.
    fn work(&mut self, call: usize, from: usize, len: usize) -> f64 {
        let cost = self.load.cost(call, from..from + len);
        match self.iron.preempted {
            Some((every, takes)) if self.dice.share() < 1.0 - (-cost / every).exp() => cost + takes,
            _ => cost,
        }
    }

    fn slowness(&self, active: usize) -> f64 {
        self.iron.slowness(active, self.load.memory)
    }

    /// The plain loop.
    pub(super) fn plain(&mut self, call: usize) -> f64 {
        let time = self.work(call, 0, self.load.items(call)) * self.slowness(1);
        self.spent = Spent {
            alone: time,
            workers: 1,
            ..Spent::default()
        };
        time
    }

    /// A call with at most `participants`.
    pub(super) fn run(
        &mut self,
        call: usize,
        rhythm: &mut dyn Rhythm,
        participants: usize,
    ) -> Outcome {
        let n = self.load.items(call);
        let costs = self.iron.costs;
        let mut outcome = Outcome {
            len: n,
            items: n,
            ran: n,
            completed: true,
            participants: 1,
            ..Outcome::default()
        };
        let (mut next, mut time, mut merging, mut alone) = (0, 0.0, 0.0, 0.0);
        while next < n && (participants < 2 || rhythm.wanted(n - next) == 0) {
            let len = rhythm.next(n - next).clamp(1, n - next);
            let work = self.work(call, next, len) * self.slowness(1) + costs.clock;
            rhythm.observe(len, work);
            alone += work;
            merging += len as f64 * self.load.merge;
            time += work + costs.clock;
            next += len;
            outcome.chunks += 1;
        }
        time += merging;
        (outcome.alone_items, outcome.alone_nanos) = (next, alone as u64);
        self.spent = Spent {
            alone: time,
            workers: 1,
            ..Spent::default()
        };
        let mut busy = alone;
        if next < n {
            let helpers = self.helpers(rhythm.wanted(n - next).min(participants - 1));
            let mut coming = BinaryHeap::new();
            time += costs.publish;
            for (helper, &who) in helpers.iter().enumerate() {
                let arrives = if self.awake_until[who] >= self.now {
                    time + costs.spinning
                } else {
                    time += costs.wake;
                    time + costs.latency
                };
                coming.push(event(arrives, helper + 1));
            }
            coming.push(event(time, 0));
            let mut parts = vec![Part::default(); helpers.len() + 1];
            let (began, merged, chunks) = (self.spent.alone, merging, outcome.chunks);
            let last_merge = self.together(
                call,
                rhythm,
                coming,
                &mut parts,
                &mut next,
                &mut time,
                &mut merging,
                &mut outcome,
            );
            busy += parts.iter().map(|part| part.busy).sum::<f64>();
            self.spent.workers = parts.len();
            self.spent.merging = merging - merged;
            for part in &parts {
                let came = part.came.unwrap_or(time);
                self.spent.coming += came - began;
                self.spent.work += part.working;
                self.spent.claims += part.there - part.working;
                self.spent.idle += time - came - part.there;
            }
            self.spent.claims -= self.spent.merging - last_merge;
            self.spent.idle -= last_merge;
            outcome.cv = cv(&parts, outcome.chunks - chunks);
            outcome.participants += parts[1..].iter().filter(|part| part.items > 0).count();
            for who in helpers {
                // Whoever came too late spins as well.
                self.awake_until[who] = self.now + time + self.iron.stay;
            }
        }
        outcome.elapsed = time as u64;
        outcome.busy = busy as u64;
        outcome.merge = (self.load.merge > 0.0).then_some(merging as u64);
        outcome
    }

    /// Up to `count` helpers; the awake ones first: they cost the caller nothing.
    fn helpers(&self, count: usize) -> Vec<usize> {
        let mut helpers: Vec<usize> = (0..self.awake_until.len()).collect();
        helpers.sort_by_key(|&helper| self.awake_until[helper] < self.now);
        helpers.truncate(count);
        helpers
    }

    /// The part of a call that has helpers. Everybody at work is slowed alike, so chunks end in the order of a clock that
    /// runs slower the more there are at work.
    #[expect(clippy::too_many_arguments, reason = "the state of `run`")]
    fn together(
        &mut self,
        call: usize,
        rhythm: &mut dyn Rhythm,
        mut coming: BinaryHeap<Event>,
        parts: &mut [Part],
        next: &mut usize,
        time: &mut f64,
        merging: &mut f64,
        outcome: &mut Outcome,
    ) -> f64 {
        let n = self.load.items(call);
        let (costs, merge) = (self.iron.costs, self.load.merge);
        let mut working: BinaryHeap<Event> = BinaryHeap::new();
        let ordered = merge > 0.0;
        let division = rhythm.apart(n - *next, parts.len()).filter(|_| !ordered);
        let mut apart = division.map(|division| Parts::new(*next, &division, parts.len()));
        let mut seen = Vec::new();
        let (mut clock, mut free, mut unmerged, mut left) = (0.0, 0.0_f64, 0, n - *next);
        *time = coming.peek().map_or(*time, time_of);
        loop {
            let slowness = self.slowness(working.len());
            let done = working
                .peek()
                .map(|event| *time + (time_of(event) - clock).max(0.0) * slowness);
            let comes = coming.peek().filter(|_| *next < n).map(time_of);
            let (who, at) = match (done, comes) {
                (Some(done), comes) if comes.is_none_or(|comes| done <= comes) => {
                    (working.pop().map_or(0, |event| event.0.1), done)
                }
                (_, Some(comes)) => (coming.pop().map_or(0, |event| event.0.1), comes),
                (_, None) => break,
            };
            clock += (at - *time).max(0.0) / slowness;
            *time = (*time).max(at);
            if let Some((len, began, share)) = parts[who].chunk.take() {
                let nanos = (*time - began) * share + costs.clock;
                parts[who].there += *time - began;
                parts[who].working += (*time - began) * share;
                parts[who].items += len;
                seen.push((parts[who].from..parts[who].from + len, nanos));
                parts[who].busy += nanos;
                parts[who].squares += nanos * nanos / len as f64;
                rhythm.observe(len, nanos);
                unmerged += len;
            }
            if *next == n {
                continue;
            }
            parts[who].came.get_or_insert(*time);
            let mut before = 0.0;
            if who == 0 {
                // The caller merges what is there before it goes on.
                before += unmerged as f64 * merge;
                *merging += unmerged as f64 * merge;
                unmerged = 0;
            }
            let (mut start, mut price) = (clock, costs.claim / 2.0);
            let range = match &mut apart {
                Some(parts) => match parts.claim(who) {
                    Some(range) => range,
                    None => continue,
                },
                None => {
                    (start, price) = (free.max(clock), costs.claim);
                    free = start + self.iron.exclusive;
                    *next..*next + rhythm.next(n - *next).clamp(1, n - *next)
                }
            };
            let (from, len) = (range.start, range.len());
            before += price;
            let work = self.work(call, from, len);
            if let Some(trace) = &mut self.trace {
                trace.push((*time as u64, who, len));
            }
            left -= len;
            *next = n - left;
            outcome.chunks += 1;
            parts[who].from = from;
            parts[who].chunk = Some((len, *time, work / (start - clock + before + work)));
            working.push(event(start + before + work, who));
        }
        if apart.is_some() && rhythm.looks() {
            outcome.shape = Shape::of(n, seen.into_iter()).map(Box::new);
        }
        let last = unmerged as f64 * merge;
        *merging += last;
        *time += last;
        last
    }
}
