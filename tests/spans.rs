//! With the feature `tracing` each chunk is a span inside the caller's, on whatever thread it runs.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::ThreadId;

use amorsize::{Mode, with_mode};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

/// A span, when it was opened and when it was closed.
#[derive(Debug)]
struct Seen {
    id: Id,
    target: &'static str,
    site: String,
    items: u64,
    parent: Option<&'static str>,
    thread: ThreadId,
    closed: bool,
}

static SEEN: Mutex<Vec<Seen>> = Mutex::new(Vec::new());

fn seen() -> MutexGuard<'static, Vec<Seen>> {
    SEEN.lock().unwrap_or_else(PoisonError::into_inner)
}

#[derive(Default)]
struct Fields {
    site: String,
    items: u64,
}

impl Visit for Fields {
    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}

    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "site" {
            value.clone_into(&mut self.site);
        }
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        if field.name() == "items" {
            self.items = value;
        }
    }
}

struct Keeper;

impl<S: tracing::Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Keeper {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        if attributes.metadata().name() != "chunk" {
            return;
        }
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        let parent = context
            .span(id)
            .and_then(|span| Some(span.parent()?.name()));
        seen().push(Seen {
            id: id.clone(),
            target: attributes.metadata().target(),
            site: fields.site,
            items: fields.items,
            parent,
            thread: std::thread::current().id(),
            closed: false,
        });
    }

    fn on_close(&self, id: Id, _: Context<'_, S>) {
        // Numbers are used again after a span is closed.
        if let Some(span) = seen().iter_mut().rev().find(|span| span.id == id) {
            span.closed = true;
        }
    }
}

#[amorsize::parallel(chunk = 10)]
fn squares(out: &mut [u64], fails_at: usize) {
    for i in 0..out.len() {
        assert!(i != fails_at, "as asked");
        std::thread::sleep(std::time::Duration::from_micros(200));
        out[i] = (i * i) as u64;
    }
}

#[test]
fn chunks_are_spans() {
    let subscriber = tracing_subscriber::registry().with(Keeper);
    tracing::subscriber::set_global_default(subscriber).expect("the only one");

    let mut out = vec![0; 200];
    tracing::info_span!("request").in_scope(|| {
        with_mode(Mode::Parallel, || squares(&mut out, usize::MAX));
    });
    assert!(out.iter().zip(0..).all(|(square, i)| *square == i * i));
    let spans = std::mem::take(&mut *seen());
    assert_eq!(spans.iter().map(|span| span.items).sum::<u64>(), 200);
    for span in &spans {
        assert_eq!(
            (span.target, &*span.site),
            ("amorsize", "squares"),
            "{span:?}"
        );
        assert_eq!(span.parent, Some("request"), "{span:?}");
        assert!(span.closed, "{span:?}");
    }
    let threads: HashSet<_> = spans.iter().map(|span| span.thread).collect();
    let width = amorsize::machine().allowed;
    assert!(
        threads.len() <= width && (width < 2 || threads.len() > 1),
        "{threads:?}"
    );

    // A panic closes what is open.
    let fallen = std::panic::catch_unwind(|| {
        with_mode(Mode::Parallel, || squares(&mut vec![0; 200], 150));
    });
    assert!(fallen.is_err());
    let spans = std::mem::take(&mut *seen());
    assert!(
        !spans.is_empty()
            && spans
                .iter()
                .all(|span| span.closed && span.parent.is_none())
    );

    // Helpers of another caller are not in this one's span any more; and the plain loop has no chunks.
    with_mode(Mode::Parallel, || squares(&mut out, usize::MAX));
    assert!(
        std::mem::take(&mut *seen())
            .iter()
            .all(|span| span.parent.is_none())
    );
    with_mode(Mode::Serial, || squares(&mut out, usize::MAX));
    assert!(seen().is_empty());
}
