//! Keeps the events that `tracing` is told of on this thread.

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use tracing::dispatcher::{self, DefaultGuard, Dispatch};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// The events, as one text.
#[derive(Clone, Default)]
pub(crate) struct Events(Arc<Mutex<String>>);

impl Events {
    /// Keeps the events of this thread while what is returned lives.
    pub(crate) fn listen(&self) -> DefaultGuard {
        dispatcher::set_default(&Dispatch::new(self.clone()))
    }

    /// All fields of all events so far.
    pub(crate) fn text(&self) -> String {
        self.0.lock().expect("no test holds the lock and fails").clone()
    }
}

impl Visit for Events {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let mut text = self.0.lock().expect("no test holds the lock and fails");
        let _ = writeln!(text, "{field}={value:?}");
    }
}

impl Subscriber for Events {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut self.clone());
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut self.clone());
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut self.clone());
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}
