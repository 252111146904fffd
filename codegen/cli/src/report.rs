//! What people see: results on standard output, everything else on standard error.

use std::io::{self, IsTerminal as _, Write as _};
use std::num::NonZeroUsize;
use std::sync::{Arc, OnceLock};

use acs_codegen::{Changes, Diagnostics, Jobs, Level, Watch as _, printable};

use crate::progress::Progress;

/// Most things in a line.
const SHOWN: usize = 3;
/// Most paths that are listed.
const LISTED: usize = 50;

/// Why a command failed.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What is wrong with the input.
    Diagnostics(Diagnostics),
    /// Anything else, in a sentence.
    Message(String),
    /// All that is to be said is said; this is the exit status.
    Status(u8),
}

impl From<Diagnostics> for Failure {
    fn from(diagnostics: Diagnostics) -> Self {
        Failure::Diagnostics(diagnostics)
    }
}

/// Prints for one run of the command.
#[derive(Debug)]
pub(crate) struct Report {
    quiet: bool,
    terminal: bool,
    jobs: Jobs,
    progress: Progress,
    /// Why a result could not be written, if one could not.
    lost: OnceLock<io::Error>,
}

impl Report {
    pub(crate) fn new(quiet: bool, jobs: Option<NonZeroUsize>) -> Self {
        let terminal = io::stderr().is_terminal();
        let progress = if terminal && !quiet { Progress::shown() } else { Progress::hidden() };
        let jobs = jobs.map(Jobs::new).unwrap_or_default();
        Self { quiet, terminal, jobs, progress, lost: OnceLock::new() }
    }

    pub(crate) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// The threads of a run that is shown as a bar on a terminal, as one line otherwise, and not at all when quiet.
    pub(crate) fn start(&self, message: &str) -> Jobs {
        if !self.terminal {
            self.note(message);
        }
        self.jobs.clone().watched_by(Arc::new(self.progress.clone()))
    }

    /// What comes before a run: so many files from other machines. Tells with each that came.
    pub(crate) fn fetch(&self, files: usize) -> impl Fn() {
        self.progress.begin("fetching", files);
        || self.progress.advance()
    }

    /// What is left of a run once its result is there: so many files.
    pub(crate) fn write(&self, files: usize) {
        self.progress.begin("writing", files);
    }

    /// Takes the bar away.
    pub(crate) fn clear(&self) {
        self.progress.clear();
    }

    /// A line for people.
    pub(crate) fn note(&self, message: &str) {
        if !self.quiet {
            self.error_line(&printable(message));
        }
    }

    /// A line that is the result. A program gets it as it is; a terminal obeys nothing in it.
    pub(crate) fn result(&self, message: &str) {
        self.clear();
        let message = if io::stdout().is_terminal() { printable(message) } else { message.into() };
        self.keep(writeln!(io::stdout(), "{message}"));
    }

    /// A result with styles, which only a terminal gets.
    pub(crate) fn styled(&self, text: &str) {
        self.clear();
        self.keep(write!(anstream::stdout(), "{text}").and_then(|()| io::stdout().flush()));
    }

    /// Whether all results were written, as far as somebody reads them: a reader that has gone away is no failure of ours.
    pub(crate) fn finish(&self) -> Result<(), Failure> {
        self.keep(io::stdout().flush());
        match self.lost.get() {
            Some(error) => Err(Failure::Message(format!("cannot write the result: {error}"))),
            None => Ok(()),
        }
    }

    fn keep(&self, written: io::Result<()>) {
        if let Err(error) = written
            && error.kind() != io::ErrorKind::BrokenPipe
        {
            let _ = self.lost.set(error);
        }
    }

    /// How many columns there are for results, if they go to a terminal.
    pub(crate) fn width(&self) -> Option<usize> {
        let (_, columns) = console::Term::stdout().size_checked()?;
        Some(usize::from(columns))
    }

    /// Warnings with their excerpts.
    pub(crate) fn warnings(&self, warnings: &Diagnostics) {
        if !self.quiet && !warnings.is_empty() {
            self.error_line(&warnings.render(self.terminal));
            self.error_line(&format!("\n{}", count(warnings.count(Level::Warning), "warning")));
        }
    }

    /// What is to be done by people, with its excerpts.
    pub(crate) fn findings(&self, findings: &Diagnostics) {
        if !findings.is_empty() {
            self.error_line(&format!("{}\n", findings.render(self.terminal)));
        }
    }

    /// What was written, or what would be.
    pub(crate) fn changes(&self, changes: &Changes, check: bool) -> Result<(), Failure> {
        if check && !changes.is_empty() {
            let paths = changes.written.iter().chain(&changes.removed);
            let mut list: Vec<_> = paths.map(|path| format!("  {path}")).collect();
            let more = list.len().saturating_sub(LISTED);
            list.truncate(LISTED);
            list.extend((more > 0).then(|| format!("  and {more} more")));
            let message = format!("not up to date; run the command without `--check`:\n{}", list.join("\n"));
            return Err(Failure::Message(message));
        }
        let Changes { written, removed, unchanged } = changes;
        let verb = if check { "checked" } else { "written" };
        self.note(&format!("{} {verb}, {} removed, {unchanged} unchanged", written.len(), removed.len()));
        Ok(())
    }

    /// Why the run failed; with its warnings, unless quiet.
    pub(crate) fn failure(&self, failure: Failure) {
        match failure {
            Failure::Diagnostics(diagnostics) => {
                let diagnostics = if self.quiet { diagnostics.errors_only() } else { diagnostics };
                self.error_line(&diagnostics.render(self.terminal));
                let (errors, warnings) = (diagnostics.count(Level::Error), diagnostics.count(Level::Warning));
                self.error_line(&format!("\n{}, {}", count(errors, "error"), count(warnings, "warning")));
            }
            Failure::Message(message) => self.error_line(&format!("error: {}", printable(&message))),
            Failure::Status(_) => self.clear(),
        }
    }

    fn error_line(&self, message: &str) {
        self.clear();
        let _ = writeln!(io::stderr(), "{message}");
    }
}

/// So many things, as in `1 warning`, `2 warnings`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// The first ones of a list in a line, and how many more there are.
pub(crate) fn first_ones(list: &[String]) -> String {
    let shown = list.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    match list.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
