//! The reader of one file: typed access to JSON that reports what is not as expected.

use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::import::json::{Json, Member};
use crate::import::report::Report;
use crate::span::{FileId, Origin, Span};

/// What reading any part of a file needs.
pub(super) struct Reader<'r, 't> {
    pub(super) file: FileId,
    pub(super) report: &'r mut Report,
    /// The product code.
    pub(super) product: String,
    /// The API version.
    pub(super) version: String,
    /// The shared schemas of the file.
    pub(super) schemas: HashMap<String, Json<'t>>,
}

/// An object whose keys are known.
pub(super) struct Object<'t> {
    what: &'static str,
    members: Vec<Member<'t>>,
}

impl<'t> Object<'t> {
    /// The value of a key; none where it is `null`.
    pub(super) fn get(&self, key: &str) -> Option<Json<'t>> {
        let member = self.members.iter().find(|member| member.key == key)?;
        Some(member.value).filter(|value| !value.is_null())
    }
}

impl<'t> Reader<'_, 't> {
    /// The place of a span in this file.
    pub(super) fn origin(&self, span: Span) -> Origin {
        Origin { file: self.file, span }
    }

    /// Reports what is not understood.
    pub(super) fn warn(&mut self, code: &'static str, span: Span, message: String) {
        self.report.warn(code, message, Origin { file: self.file, span });
    }

    /// An object that may have these keys only; others are reported.
    pub(super) fn object(&mut self, json: Json<'t>, what: &'static str, known: &[&str]) -> Object<'t> {
        let members = self.members(json, what);
        for member in &members {
            if !known.contains(&&*member.key) {
                let message = format!("`{}` of {what} is not understood", member.key);
                self.warn("unknown-key", member.span, message);
            }
        }
        Object { what, members }
    }

    /// The members of an object with keys of the product's own; the first of each name.
    pub(super) fn members(&mut self, json: Json<'t>, what: &'static str) -> Vec<Member<'t>> {
        let Some(all) = json.members() else {
            self.wrong_type(json, what, "an object");
            return Vec::new();
        };
        let mut members: Vec<Member<'t>> = Vec::with_capacity(all.len());
        for member in all {
            match members.iter().find(|known| known.key == member.key) {
                Some(first) => self.duplicate(&member.key, member.span, first.span, what),
                None => members.push(member),
            }
        }
        members
    }

    /// Reports a second thing of the same name; the first one counts.
    pub(super) fn duplicate(&mut self, name: &str, second: Span, first: Span, what: &str) {
        let message = format!("{what} lists `{name}` twice");
        let diagnostic = Diagnostic::warning("duplicate", message)
            .label(self.origin(second), "left out")
            .label(self.origin(first), "this one counts");
        self.report.push(diagnostic);
    }

    /// The items of a list; an absent list is empty.
    pub(super) fn items(&mut self, object: &Object<'t>, key: &str) -> Vec<Json<'t>> {
        let Some(json) = object.get(key) else { return Vec::new() };
        json.items().unwrap_or_else(|| {
            self.wrong_member(object, key, json, "a list");
            Vec::new()
        })
    }

    /// A text that is not empty, without the white space around it.
    pub(super) fn text(&mut self, object: &Object<'t>, key: &str) -> Option<String> {
        let json = object.get(key)?;
        let Some(text) = json.text() else {
            self.wrong_member(object, key, json, "a text");
            return None;
        };
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// A text, a number or a boolean, as text; none where it is empty.
    pub(super) fn scalar(&mut self, object: &Object<'t>, key: &str) -> Option<String> {
        let json = object.get(key)?;
        let Some(text) = json.scalar() else {
            self.wrong_member(object, key, json, "a text or a number");
            return None;
        };
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// A boolean; `false` where it is absent.
    pub(super) fn flag(&mut self, object: &Object<'t>, key: &str) -> bool {
        let Some(json) = object.get(key) else { return false };
        json.boolean().unwrap_or_else(|| {
            self.wrong_member(object, key, json, "a boolean");
            false
        })
    }

    /// A whole number that is not negative.
    pub(super) fn number(&mut self, object: &Object<'t>, key: &str) -> Option<u64> {
        let json = object.get(key)?;
        let number = json.scalar().and_then(|text| text.parse().ok());
        if number.is_none() {
            self.wrong_member(object, key, json, "a whole number");
        }
        number
    }

    /// Whether a name can be a key of a spec; reports one that cannot.
    pub(super) fn check_name(&mut self, name: &str, span: Span, what: &str) -> bool {
        let good = !name.is_empty() && name.len() <= 256 && !name.chars().any(char::is_control);
        if !good {
            let message = format!("{what} has a name that is empty, too long or has control characters");
            self.warn("bad-name", span, message);
        }
        good
    }

    fn wrong_member(&mut self, object: &Object<'t>, key: &str, json: Json<'t>, expected: &str) {
        self.wrong_type(json, &format!("`{key}` of {}", object.what), expected);
    }

    fn wrong_type(&mut self, json: Json<'t>, what: &str, expected: &str) {
        let message = format!("{what} is {}, not {expected}", json.describe());
        self.warn("wrong-type", json.start(), message);
    }
}
