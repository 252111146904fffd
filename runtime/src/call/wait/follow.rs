//! Follow: polls until the state is one that ends the wait. Not generic.

use std::borrow::Cow;
use std::future::poll_fn;
use std::marker::Send;
use std::time::{Duration, Instant};

use acs_rules::{Completion, Kind, OperationSpec, Value};

use super::Progress;
use crate::call::future::Run;
use crate::call::options::Options;
use crate::call::prepare::Prepared;
use crate::client::Client;
use crate::decode::{Found, seek};
use crate::encode::Writer;
use crate::error::Unfinished;
use crate::{Error, Raw};

/// Stands before a field of the answer, among the parameters that a poll is given.
const ANSWER: &str = "response.";

/// What is called after each poll.
type Watch<'c> = Box<dyn FnMut(&Progress<'_>) + Send + 'c>;

/// What ends a wait well.
pub(super) enum Until {
    /// The states that the table calls a success.
    Done,
    /// This one.
    State(String),
}

/// A wait: what is known before it, and what it has seen.
pub(super) struct Follow<'c> {
    completion: Completion<'static>,
    until: Until,
    pub(super) deadline: Option<Duration>,
    pub(super) interval: Duration,
    pub(super) watch: Option<Watch<'c>>,
    /// The parameters of the poll.
    with: Vec<(&'static str, Value<'static>)>,
    begun: Instant,
    polls: u32,
    state: Option<String>,
}

/// How a wait ended well.
pub(super) struct End {
    pub(super) state: Option<String>,
    /// The last answer, unless it was an error.
    pub(super) raw: Option<Raw>,
}

/// What a poll tells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Done,
    Failed,
    GoOn,
}

impl<'c> Follow<'c> {
    pub(super) fn new(spec: &'static OperationSpec<'static>, until: Until) -> Self {
        let completion = spec.completion.unwrap_or(Completion::poll("", Duration::from_secs(3), 0));
        Self {
            completion,
            until,
            deadline: None,
            interval: completion.interval,
            watch: None,
            with: Vec::new(),
            begun: Instant::now(),
            polls: 0,
            state: None,
        }
    }

    /// Takes over what the poll is to have of the request, as it will be sent.
    ///
    /// # Errors
    ///
    /// When something of it is missing or empty: the poll would find what others have set in motion.
    pub(super) fn take_request(&mut self, request: &[(Cow<'_, str>, Value<'_>)]) -> Result<(), Error> {
        for (to, from) in self.completion.with.iter().filter(|(_, from)| !from.starts_with(ANSWER)) {
            let found = request.iter().find(|(name, value)| name == from && !is_blank(value));
            let (_, value) = found.ok_or_else(|| self.missing(from, "in the request"))?;
            self.with.push((to, owned(value)));
        }
        Ok(())
    }

    /// Takes over what the poll is to have of the answer.
    ///
    /// # Errors
    ///
    /// When something of it is missing or empty, as for the request.
    pub(super) fn take_answer(&mut self, body: &[u8]) -> Result<(), Error> {
        for (to, from) in self.completion.with {
            let Some(place) = from.strip_prefix(ANSWER) else { continue };
            let found = seek(body, place).unwrap_or_default().texts.into_iter().next();
            let found = found.filter(|text| !text.is_empty());
            let text =
                found.ok_or_else(|| self.missing(from, "in the answer of the call, which succeeded"))?;
            self.with.push((to, text.into()));
        }
        self.begun = Instant::now();
        Ok(())
    }

    fn missing(&self, from: &str, place: &str) -> Error {
        let poll = self.completion.poll;
        Error::configuration(format!(
            "`{from}`, by which `{poll}` is asked for the state, is missing {place}"
        ))
    }

    /// Polls until the wait ends.
    pub(super) async fn run(
        mut self,
        client: &'c Client,
        spec: &'static OperationSpec<'static>,
        poll: &'static OperationSpec<'static>,
        options: Options,
    ) -> Result<End, Error> {
        for (name, value) in &mut self.with {
            fit(value, poll.parameter(name).map(|parameter| parameter.kind));
        }
        loop {
            client.settings().transport.sleep(self.interval.min(self.left())).await;
            let result = self.poll(client, poll, &options).await;
            self.polls += 1;
            let (verdict, raw, error) = match result {
                Ok(raw) => (self.judge(poll, &raw)?, Some(raw), None),
                Err(error) if self.completion.gone && error.kind() == crate::Kind::NotFound => {
                    self.state = None;
                    (self.judge_absence(), None, None)
                }
                Err(error) if error.is_retryable() => (Verdict::GoOn, None, Some(error)),
                Err(error) => return Err(error),
            };
            self.tell(spec, poll, error.as_ref());
            match verdict {
                Verdict::Done => return Ok(End { state: self.state, raw }),
                Verdict::Failed => return Err(self.unfinished(poll, true, error).of(spec)),
                Verdict::GoOn if self.is_over() => return Err(self.unfinished(poll, false, error).of(spec)),
                Verdict::GoOn => {}
            }
        }
    }

    async fn poll(
        &mut self,
        client: &'c Client,
        poll: &'static OperationSpec<'static>,
        options: &Options,
    ) -> Result<Raw, Error> {
        let mut written = Writer::with_capacity(self.with.len());
        for (name, value) in &self.with {
            written.set(name, value.clone());
        }
        let mut options = options.clone();
        if self.deadline.is_some() {
            // Room for a last look, if time ran out while it was waited.
            let left = self.left().max(Duration::from_secs(1));
            options.timeout = Some(options.timeout.map_or(left, |timeout| timeout.min(left)));
        }
        let prepared = Prepared::new(client, poll, &options, written, false);
        let mut run = Run::new(client, poll, prepared);
        poll_fn(|context| run.poll(context)).await
    }

    fn judge(&mut self, poll: &'static OperationSpec<'static>, raw: &Raw) -> Result<Verdict, Error> {
        let Found { texts: mut states, items } = seek(raw.body(), self.completion.state)
            .map_err(|error| Error::decode(poll, error, raw.clone()))?;
        states.retain(|state| !state.is_empty());
        let all = |wanted: &dyn Fn(&str) -> bool| states.iter().all(|state| wanted(state));
        let is_wanted = |state: &str| match &self.until {
            Until::Done => self.completion.success.contains(&state),
            Until::State(wanted) => wanted == state,
        };
        let has_failed =
            |state: &String| self.completion.failure.contains(&state.as_str()) && !is_wanted(state);
        let verdict = if items == Some(0) {
            self.judge_absence()
        } else if states.is_empty() {
            // Without a list, or with an item whose state is not told, nobody knows that it is gone.
            Verdict::GoOn
        } else if all(&is_wanted) {
            Verdict::Done
        } else if states.iter().any(has_failed) {
            Verdict::Failed
        } else {
            Verdict::GoOn
        };
        let mut distinct: Vec<&str> = Vec::new();
        for state in &states {
            if !distinct.contains(&state.as_str()) {
                distinct.push(state);
            }
        }
        self.state = (!distinct.is_empty()).then(|| distinct.join(", "));
        Ok(verdict)
    }

    /// What it means that there is nothing.
    fn judge_absence(&self) -> Verdict {
        match self.until {
            Until::Done if self.completion.gone => Verdict::Done,
            Until::Done | Until::State(_) => Verdict::GoOn,
        }
    }

    fn tell(&mut self, spec: &OperationSpec<'_>, poll: &OperationSpec<'_>, error: Option<&Error>) {
        let (state, elapsed) = (self.state.as_deref(), self.begun.elapsed());
        tracing::debug!(
            operation = spec.name,
            poll = poll.name,
            polls = self.polls,
            state,
            elapsed_ms = elapsed.as_millis() as u64,
            kind = error.map(|error| tracing::field::debug(error.kind())),
            "waiting"
        );
        if let Some(watch) = &mut self.watch {
            watch(&Progress { polls: self.polls, state, elapsed, error });
        }
    }

    /// The time until the deadline.
    fn left(&self) -> Duration {
        self.deadline.map_or(Duration::MAX, |deadline| deadline.saturating_sub(self.begun.elapsed()))
    }

    fn is_over(&self) -> bool {
        match self.deadline {
            Some(_) => self.left().is_zero(),
            None => self.polls >= self.completion.attempts,
        }
    }

    fn unfinished(
        self,
        poll: &'static OperationSpec<'static>,
        has_failed: bool,
        last_error: Option<Error>,
    ) -> Error {
        Error::unfinished_of(Unfinished {
            poll: poll.name,
            has_failed,
            state: self.state,
            polls: self.polls,
            elapsed: self.begun.elapsed(),
            last_error,
        })
    }
}

/// Gives a text the type that a parameter has: a number, or a list of it alone.
fn fit(value: &mut Value<'static>, kind: Option<Kind<'static>>) {
    match kind {
        Some(Kind::List(item)) if !matches!(value, Value::List(_)) => {
            let mut inner = std::mem::replace(value, Value::Null);
            fit(&mut inner, Some(item.kind));
            *value = Value::List(vec![inner]);
        }
        Some(Kind::Integer) => {
            if let Some(number) = value.text().and_then(|text| text.parse().ok()) {
                *value = Value::Integer(number);
            }
        }
        Some(_) | None => {}
    }
}

/// Whether a value says nothing that could be looked for.
fn is_blank(value: &Value<'_>) -> bool {
    match value {
        Value::Null => true,
        Value::Text(text) => text.is_empty(),
        Value::Bytes(bytes) => bytes.is_empty(),
        Value::List(items) => items.iter().all(is_blank),
        Value::Object(fields) => fields.iter().all(|(_, value)| is_blank(value)),
        Value::Boolean(_) | Value::Integer(_) | Value::Number(_) => false,
    }
}

/// The value, borrowed from nothing.
fn owned(value: &Value<'_>) -> Value<'static> {
    match value {
        Value::Text(text) => Value::Text(Cow::Owned(text.clone().into_owned())),
        Value::Boolean(value) => Value::Boolean(*value),
        Value::Integer(number) => Value::Integer(*number),
        Value::Number(number) => Value::Number(*number),
        Value::Bytes(bytes) => Value::Bytes(Cow::Owned(bytes.clone().into_owned())),
        Value::List(items) => Value::List(items.iter().map(owned).collect()),
        Value::Object(fields) => {
            let owned_field = |(name, value): &(Cow<'_, str>, Value<'_>)| {
                (Cow::Owned(name.clone().into_owned()), owned(value))
            };
            Value::Object(fields.iter().map(owned_field).collect())
        }
        Value::Null => Value::Null,
    }
}
