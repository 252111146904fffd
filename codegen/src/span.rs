//! Positions: where in which file a fact was written.

use std::cell::Cell;

use serde::{Deserialize, Deserializer};

/// A range of bytes in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl From<serde_yaml::Location> for Span {
    fn from(location: serde_yaml::Location) -> Self {
        let span = location.span();
        let start = span.byte_offset().unwrap_or_default() as usize;
        Self { start, end: start + span.byte_len().unwrap_or_default() as usize }
    }
}

/// The number of a file in [`Sources`](crate::Sources).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub(crate) usize);

/// A place in a file: where a fact comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The file.
    pub file: FileId,
    /// The place in it.
    pub span: Span,
}

/// A value together with its place in the file that it was read from. Two are equal where their values are, wherever they stand.
#[derive(Clone, Debug)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub origin: Origin,
}

impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

thread_local! {
    /// The file that this thread is reading. Serde has no way to hand it to every node.
    static FILE: Cell<FileId> = const { Cell::new(FileId(0)) };
}

/// Runs `read`, and notes `file` in every [`Spanned`] that it makes.
pub(crate) fn reading<T>(file: FileId, read: impl FnOnce() -> T) -> T {
    FILE.set(file);
    read()
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = serde_yaml::Spanned::<T>::deserialize(deserializer)?;
        let origin = Origin { file: FILE.get(), span: spanned.referenced.into() };
        Ok(Self { value: spanned.value, origin })
    }
}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Spanned<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        T::json_schema(generator)
    }
}
