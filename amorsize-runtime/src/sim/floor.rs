//! One call, chunk by chunk: who claims what, and when.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

use super::Dice;
use super::iron::Iron;
use super::load::Load;
use crate::schedule::Pace;
use crate::site::Outcome;

/// What says how chunks are cut and how many helpers are wanted.
pub(super) trait Rhythm {
    fn next(&mut self, remaining: usize) -> usize;
    fn wanted(&self, remaining: usize) -> usize;
    fn observe(&mut self, items: usize, nanos: f64);
    /// Chunks that are cut before anybody starts.
    fn apart(&self, _remaining: usize) -> Option<usize> {
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

    fn apart(&self, remaining: usize) -> Option<usize> {
        Pace::apart(self, remaining, 1 << 14)
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
    /// Claims so far, as (time, participant, items): the trace, if one is kept.
    pub(super) trace: Option<Vec<(u64, usize, usize)>>,
}

/// A participant and when it comes or is done, in picoseconds, so that times have an order.
type Event = Reverse<(u64, usize)>;

fn event(nanos: f64, who: usize) -> Event {
    Reverse(((nanos * 1000.0) as u64, who))
}

fn time_of(event: &Event) -> f64 {
    event.0.0 as f64 / 1000.0
}

/// Chunks of equal length, a part of them for each participant: it claims from the front, and from the back of the fullest
/// other part when its own is empty.
struct Parts {
    first: usize,
    n: usize,
    count: usize,
    parts: Vec<(usize, usize)>,
}

impl Parts {
    fn new(first: usize, n: usize, count: usize, participants: usize) -> Self {
        let at = |part: usize| part * count / participants;
        let parts = (0..participants).map(|part| (at(part), at(part + 1)));
        Self {
            first,
            n,
            count,
            parts: parts.collect(),
        }
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
        let at = |number: usize| self.first + (self.n - self.first) * number / self.count;
        Some(at(number)..at(number + 1))
    }
}

/// A participant on its way through a call.
#[derive(Clone, Copy, Debug, Default)]
struct Part {
    /// Items of the chunk it works on, when it began, and which share of its time is the items'.
    chunk: Option<(usize, f64, f64)>,
    items: usize,
    busy: f64,
}

impl<'a> Floor<'a> {
    pub(super) fn new(iron: &'a Iron, load: &'a Load, seed: u64) -> Self {
        Self {
            iron,
            load,
            now: 0.0,
            awake_until: vec![-1.0; iron.cores.saturating_sub(1)],
            dice: Dice(seed),
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
        self.work(call, 0, self.load.items(call)) * self.slowness(1)
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
            self.together(
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
    ) {
        let n = self.load.items(call);
        let (costs, merge) = (self.iron.costs, self.load.merge);
        let mut working: BinaryHeap<Event> = BinaryHeap::new();
        let ordered = merge > 0.0;
        let apart = rhythm.apart(n - *next).filter(|_| !ordered);
        let mut apart = apart.map(|count| Parts::new(*next, n, count.max(1), parts.len()));
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
                parts[who].items += len;
                parts[who].busy += nanos;
                rhythm.observe(len, nanos);
                unmerged += len;
            }
            if *next == n {
                continue;
            }
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
            parts[who].chunk = Some((len, *time, work / (start - clock + before + work)));
            working.push(event(start + before + work, who));
        }
        *merging += unmerged as f64 * merge;
        *time += unmerged as f64 * merge;
    }
}
