//! Progress on a terminal: a bar with the stage and its count.

use std::fmt;
use std::time::Duration;

use acs_codegen::Watch;
use indicatif::{ProgressBar, ProgressStyle};

/// How often the bar is drawn while nothing is done.
const TICK: Duration = Duration::from_millis(100);

/// A bar, or nothing at all.
#[derive(Clone)]
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// A bar that is drawn once a stage begins.
    pub(crate) fn shown() -> Self {
        let style = ProgressStyle::with_template("{msg:<10} {bar:30} {pos}/{len} {elapsed}");
        let bar = ProgressBar::no_length().with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self(bar)
    }

    pub(crate) fn hidden() -> Self {
        Self(ProgressBar::hidden())
    }

    /// Takes the bar away, so that lines can be printed.
    pub(crate) fn clear(&self) {
        self.0.finish_and_clear();
    }
}

impl Watch for Progress {
    fn begin(&self, stage: &'static str, total: usize) {
        // It may have been taken away between two stages.
        self.0.reset();
        self.0.set_message(stage);
        self.0.set_length(total as u64);
        self.0.enable_steady_tick(TICK);
    }

    fn advance(&self) {
        self.0.inc(1);
    }
}

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Progress")
    }
}
