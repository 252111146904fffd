//! Diagnostics: what is wrong, where, and what to do, collected by the stage and shown together.

mod printable;
mod render;

use std::fmt;

use annotate_snippets::Renderer;

pub use printable::printable;

use crate::sources::Sources;
use crate::span::Origin;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The documentation is at fault, or something deserves a look; generation goes on.
    Warning,
    /// Our spec is wrong; nothing is generated.
    Error,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub level: Level,
    /// The short name of the check, such as `unknown-key`.
    pub code: &'static str,
    /// What is wrong: lower case, no full stop, the thing in backticks.
    pub message: String,
    /// The places; the first one is where it is wrong, others say what it conflicts with.
    pub labels: Vec<Label>,
    /// What to do.
    pub help: Vec<String>,
}

/// A place with a remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub origin: Origin,
    /// The remark; may be empty.
    pub text: String,
}

impl Diagnostic {
    /// An error.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self { level: Level::Error, code, message: message.into(), labels: Vec::new(), help: Vec::new() }
    }

    /// A warning.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self { level: Level::Warning, ..Self::error(code, message) }
    }

    /// Where.
    pub fn at(self, origin: Origin) -> Self {
        self.label(origin, "")
    }

    /// Where, with a remark.
    pub fn label(mut self, origin: Origin, text: impl Into<String>) -> Self {
        self.labels.push(Label { origin, text: text.into() });
        self
    }

    /// What to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// What to do, if there is something to say.
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help.extend(help);
        self
    }
}

/// Everything that is wrong, with the files it was found in.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    sources: Sources,
}

impl Diagnostics {
    /// Diagnostics about these files.
    pub fn new(sources: &Sources) -> Self {
        Self { list: Vec::new(), sources: sources.clone() }
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds those of a part of the work.
    pub(crate) fn append(&mut self, part: Diagnostics) {
        self.list.extend(part.list);
    }

    /// All of them, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many are of a level.
    pub fn count(&self, level: Level) -> usize {
        self.list.iter().filter(|diagnostic| diagnostic.level == level).count()
    }

    /// Whether one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.count(Level::Error) > 0
    }

    /// Ends a stage: an error if there is one.
    ///
    /// # Errors
    ///
    /// All diagnostics, if one of them is an error; see [`sort`](Self::sort) for their order.
    pub fn propagate(&mut self) -> Result<(), Diagnostics> {
        self.sort();
        if self.has_errors() { Err(std::mem::take(self)) } else { Ok(()) }
    }

    /// Orders by place, warnings before errors, so that what stops a run is read last and not scrolled away.
    pub fn sort(&mut self) {
        self.list.sort_by_key(|diagnostic| {
            (diagnostic.level, diagnostic.labels.first().map(|label| label.origin))
        });
    }

    /// Forgets what is first of all about a file that is not kept.
    pub(crate) fn retain_files(&mut self, keep: impl Fn(&str) -> bool) {
        let sources = &self.sources;
        self.list.retain(|diagnostic| {
            let file = diagnostic.labels.first().and_then(|label| sources.file(label.origin.file));
            file.is_none_or(|file| keep(&file.path))
        });
    }

    /// Forgets what is not kept.
    pub fn retain(&mut self, keep: impl Fn(&Diagnostic) -> bool) {
        self.list.retain(keep);
    }

    /// Forgets the warnings.
    pub fn errors_only(mut self) -> Self {
        self.list.retain(|diagnostic| diagnostic.level == Level::Error);
        self
    }

    /// The text that a person reads: each with its excerpt, in colour for a terminal.
    pub fn render(&self, colour: bool) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let rendered =
            self.list.iter().map(|diagnostic| render::render(diagnostic, &self.sources, &renderer));
        rendered.collect::<Vec<_>>().join("\n\n")
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Diagnostics {}

/// The candidate nearest to `name`, if it is near enough to be meant, as a help text.
pub fn did_you_mean<'n>(name: &str, candidates: impl IntoIterator<Item = &'n str>) -> Option<String> {
    nearest(name, candidates).map(|nearest| format!("did you mean `{nearest}`?"))
}

/// The candidate nearest to `name`, if it is near enough to be meant.
pub(crate) fn nearest<'n>(name: &str, candidates: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let distance =
        |candidate: &str| strsim::damerau_levenshtein(&name.to_lowercase(), &candidate.to_lowercase());
    let (distance, nearest) = candidates.into_iter().map(|c| (distance(c), c)).min()?;
    (distance <= name.len().max(3) / 3).then_some(nearest)
}

/// The candidate that is meant, or else some that share much of their letters with `name`, as a help text.
pub fn near_ones<'n>(name: &str, candidates: impl IntoIterator<Item = &'n str>) -> Option<String> {
    const SHOWN: usize = 3;
    const ALIKE: f64 = 0.4;
    let candidates: Vec<&str> = candidates.into_iter().collect();
    if let Some(help) = did_you_mean(name, candidates.iter().copied()) {
        return Some(help);
    }
    let alike = candidates.into_iter().map(|it| (likeness(name, it), it));
    let mut alike: Vec<_> = alike.filter(|(alike, _)| *alike >= ALIKE).collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0));
    let shown: Vec<_> = alike.iter().take(SHOWN).map(|(_, name)| format!("`{name}`")).collect();
    (!shown.is_empty()).then(|| format!("there are {}", shown.join(", ")))
}

/// How many of their letters two names share, from 0 to 1.
pub(crate) fn likeness(one: &str, other: &str) -> f64 {
    strsim::sorensen_dice(one, other)
}
