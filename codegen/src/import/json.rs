//! JSON in place: every value knows where it stands in the file, and is read only when it is asked for.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::span::Span;

/// A JSON value in a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Json<'t> {
    file: &'t str,
    text: &'t str,
}

/// A member of a JSON object.
#[derive(Clone, Debug)]
pub(super) struct Member<'t> {
    /// The name.
    pub(super) key: String,
    /// Where the name stands.
    pub(super) span: Span,
    /// The value.
    pub(super) value: Json<'t>,
}

impl<'t> Json<'t> {
    /// The only value of a file, after a mark of byte order if there is one.
    ///
    /// # Errors
    ///
    /// Where the syntax is wrong, and what is expected there.
    pub(super) fn parse(file: &'t str) -> Result<Self, (Span, String)> {
        let text = file.strip_prefix('\u{feff}').unwrap_or(file);
        let skipped = file.len() - text.len();
        match serde_json::from_str::<&RawValue>(text) {
            Ok(raw) => Ok(Self { file, text: raw.get() }),
            Err(error) => {
                let Span { start, end } = position(text, &error);
                Err((Span { start: start + skipped, end: end + skipped }, message(&error)))
            }
        }
    }

    /// Where the value stands.
    pub(super) fn span(self) -> Span {
        let start = self.text.as_ptr() as usize - self.file.as_ptr() as usize;
        Span { start, end: start + self.text.len() }
    }

    /// The first byte, for messages: a value that takes many lines is marked where it begins.
    pub(super) fn start(self) -> Span {
        let span = self.span();
        Span { end: span.start + 1, ..span }
    }

    /// What kind of value it is, for messages.
    pub(super) fn describe(self) -> &'static str {
        match self.text.bytes().next() {
            Some(b'{') => "an object",
            Some(b'[') => "a list",
            Some(b'"') => "a text",
            Some(b't' | b'f') => "a boolean",
            Some(b'n') | None => "null",
            Some(_) => "a number",
        }
    }

    /// Whether it is `null`.
    pub(super) fn is_null(self) -> bool {
        self.text == "null"
    }

    /// The members of an object, in the order of the file.
    pub(super) fn members(self) -> Option<Vec<Member<'t>>> {
        let Members(raw) = serde_json::from_str(self.text).ok()?;
        let member = |(key, value): (&'t RawValue, &'t RawValue)| {
            let key = self.part(key);
            Some(Member { key: key.text()?, span: key.span(), value: self.part(value) })
        };
        raw.into_iter().map(member).collect()
    }

    /// The items of a list.
    pub(super) fn items(self) -> Option<Vec<Json<'t>>> {
        let raw: Vec<&'t RawValue> = serde_json::from_str(self.text).ok()?;
        Some(raw.into_iter().map(|item| self.part(item)).collect())
    }

    /// A text.
    pub(super) fn text(self) -> Option<String> {
        serde_json::from_str(self.text).ok()
    }

    /// A boolean.
    pub(super) fn boolean(self) -> Option<bool> {
        serde_json::from_str(self.text).ok()
    }

    /// A text, or the text of a number or of a boolean.
    pub(super) fn scalar(self) -> Option<String> {
        match self.describe() {
            "a text" => self.text(),
            "a number" | "a boolean" => Some(self.text.to_owned()),
            _ => None,
        }
    }

    fn part(self, raw: &'t RawValue) -> Self {
        Self { file: self.file, text: raw.get() }
    }
}

/// Members as they stand, keys included.
struct Members<'t>(Vec<(&'t RawValue, &'t RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}

/// The byte that an error is about.
fn position(file: &str, error: &serde_json::Error) -> Span {
    let line = error.line().saturating_sub(1);
    let before: usize = file.split_inclusive('\n').take(line).map(str::len).sum();
    let start = file.floor_char_boundary((before + error.column().saturating_sub(1)).min(file.len()));
    let end = file.ceil_char_boundary((start + 1).min(file.len()));
    Span { start, end }
}

/// The error without its position, which the diagnostic shows.
fn message(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}
