//! What [`check`](crate::check()) reports: one broken rule at one place.

use std::fmt;

/// Whether a violation stops a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The rule was read from prose, or lists values that may be out of date.
    Warning,
    /// The rule is declared by the documentation, or a person has confirmed it.
    Error,
}

/// A rule that a request breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    pub(crate) path: String,
    pub(crate) field: String,
    pub(crate) rule: &'static str,
    pub(crate) message: String,
    pub(crate) value: Option<String>,
    pub(crate) inferred: bool,
    pub(crate) severity: Severity,
    pub(crate) documentation: String,
}

impl Violation {
    /// Where on the wire, such as `Tag.3.Key`; list items are counted from one.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The same place in Rust, such as `tag[2].key`; list items are counted from zero.
    pub fn field(&self) -> &str {
        &self.field
    }

    /// The rule's name in the spec language, such as `length`.
    pub fn rule(&self) -> &'static str {
        self.rule
    }

    /// What is wrong, without the place and the value.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The offending value, shortened; absent where nothing was given or the value is a secret.
    pub fn value(&self) -> Option<&str> {
        self.value.as_deref()
    }

    /// Whether the rule was read from prose and not confirmed.
    pub fn is_inferred(&self) -> bool {
        self.inferred
    }

    /// Whether it stops the call.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// The documentation page that states the rule.
    pub fn documentation(&self) -> &str {
        &self.documentation
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.path, self.message)?;
        if let Some(value) = &self.value {
            write!(f, ", found `{value}`")?;
        }
        Ok(())
    }
}
