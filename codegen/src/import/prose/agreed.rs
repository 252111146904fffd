//! Agreement: a fact counts only if all sentences about it say the same.

/// A fact in the making.
#[derive(Debug)]
pub(super) struct Agreed<T> {
    value: Option<T>,
    disputed: bool,
}

impl<T> Default for Agreed<T> {
    fn default() -> Self {
        Self { value: None, disputed: false }
    }
}

impl<T: PartialEq> Agreed<T> {
    /// Adds what a sentence says; one that is doubtful spoils the fact.
    pub(super) fn add(&mut self, value: T, doubtful: bool) {
        self.disputed |= doubtful || self.value.as_ref().is_some_and(|known| *known != value);
        self.value = Some(value);
    }

    /// The fact, if nothing speaks against it.
    pub(super) fn value(self) -> Option<T> {
        self.value.filter(|_| !self.disputed)
    }
}
