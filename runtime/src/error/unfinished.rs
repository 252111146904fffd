//! Why a wait did not end well.

use std::fmt;
use std::time::Duration;

use super::Error;
use super::display::one_line;

/// How far an operation had come that was accepted, and not brought to the end that was waited for.
#[derive(Debug)]
pub struct Unfinished {
    pub(crate) poll: &'static str,
    pub(crate) has_failed: bool,
    pub(crate) state: Option<String>,
    pub(crate) polls: u32,
    pub(crate) elapsed: Duration,
    pub(crate) last_error: Option<Error>,
}

impl Unfinished {
    /// Whether it ended in a state that stands for a failure; else the time was up.
    pub fn has_failed(&self) -> bool {
        self.has_failed
    }

    /// The last state that was seen: of several things the states of all, each once, joined by commas. None where nothing
    /// was found.
    pub fn state(&self) -> Option<&str> {
        self.state.as_deref()
    }

    /// How often the state was asked for.
    pub fn polls(&self) -> u32 {
        self.polls
    }

    /// How long it was waited.
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// Why the last poll failed, where it did.
    pub fn last_error(&self) -> Option<&Error> {
        self.last_error.as_ref()
    }
}

impl fmt::Display for Unfinished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { poll, polls, elapsed, .. } = self;
        let times = if *polls == 1 { "time" } else { "times" };
        match (&self.state, self.has_failed) {
            (Some(state), true) => write!(f, "it ended in the state `{}`", one_line(state))?,
            (Some(state), false) => {
                write!(f, "it was not done in time, its last state was `{}`", one_line(state))?
            }
            (None, _) => f.write_str("it was not done in time, and no state was seen")?,
        }
        write!(f, "; `{poll}` was asked {polls} {times} in {:.1} s", elapsed.as_secs_f64())?;
        match &self.last_error {
            Some(error) => write!(f, ", the last time in vain: {error}"),
            None => Ok(()),
        }
    }
}
