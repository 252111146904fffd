//! The reader of one file: typed access to JSON that reports what is not as expected.

use std::collections::{HashMap, HashSet};

use super::keys::Keys;
use super::wide::ProductWide;
use crate::diagnostic::Diagnostic;
use crate::import::json::{Json, Member};
use crate::import::report::Report;
use crate::span::{FileId, Origin, Span};

/// Longest name, in bytes: a key of YAML may have four times as many when it is written with escapes.
const MAX_NAME: usize = 256;

/// So few members are compared with each other; more of them go into a table.
const FEW: usize = 32;

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
    /// The names of those that are objects with fields, and so types of `product.yaml`.
    pub(super) shared: HashSet<String>,
    /// The shared schemas that are being inlined, outermost first.
    pub(super) inlining: Vec<String>,
    /// How many more schemas are read in place of references to them.
    pub(super) budget: usize,
    /// What the file says of operations outside of `apis`.
    pub(super) wide: ProductWide<'t>,
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
    pub(super) fn object(&mut self, json: Json<'t>, keys: &Keys) -> Object<'t> {
        let members = self.members(json, keys.what);
        for member in &members {
            if !keys.know(&member.key) {
                let message = format!("`{}` of {} is not understood", shorten(&member.key), keys.what);
                self.warn("unknown-key", member.span, message);
            }
        }
        Object { what: keys.what, members }
    }

    /// The members of an object with keys of the product's own; the first of each name.
    pub(super) fn members(&mut self, json: Json<'t>, what: &'static str) -> Vec<Member<'t>> {
        let Some(all) = json.members() else {
            self.wrong_type(json, what, "an object");
            return Vec::new();
        };
        if all.len() <= FEW {
            return self.first_of_few(all, what);
        }
        let mut seen: HashMap<String, Span> = HashMap::with_capacity(all.len());
        let mut members: Vec<Member<'t>> = Vec::with_capacity(all.len());
        for member in all {
            match seen.get(&member.key) {
                Some(first) => self.duplicate(&member.key, member.span, *first, what),
                None => {
                    seen.insert(member.key.clone(), member.span);
                    members.push(member);
                }
            }
        }
        members
    }

    fn first_of_few(&mut self, all: Vec<Member<'t>>, what: &'static str) -> Vec<Member<'t>> {
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
        let message = format!("{what} lists `{}` twice", shorten(name));
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

    /// The texts of a list, each once.
    pub(super) fn texts(&mut self, object: &Object<'t>, key: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for item in self.items(object, key) {
            match item.text().map(|text| text.trim().to_owned()) {
                Some(text) if text.is_empty() || texts.contains(&text) => {}
                Some(text) => texts.push(text),
                None => self.wrong_type(item, &format!("an item of `{key}`"), "a text"),
            }
        }
        texts
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

    /// A boolean, or the text of one; `false` where it is absent.
    pub(super) fn flag(&mut self, object: &Object<'t>, key: &str) -> bool {
        let Some(json) = object.get(key) else { return false };
        match json.scalar().as_deref() {
            Some("true") => true,
            Some("false" | "") => false,
            _ => {
                self.wrong_member(object, key, json, "a boolean");
                false
            }
        }
    }

    /// A whole number that is not negative and not too great to count.
    pub(super) fn number(&mut self, object: &Object<'t>, key: &str) -> Option<u64> {
        let json = object.get(key)?;
        let number = json.scalar().and_then(|text| text.parse().ok());
        let number = number.filter(|number| i64::try_from(*number).is_ok());
        if number.is_none() {
            self.wrong_member(object, key, json, "a whole number");
        }
        number
    }

    /// Whether a name can be a key of a spec; reports one that cannot.
    pub(super) fn check_name(&mut self, name: &str, span: Span, what: &str) -> bool {
        let good = !name.is_empty() && name.len() <= MAX_NAME && !name.chars().any(char::is_control);
        if !good {
            let message = format!("{what} has a name that is empty, too long or has control characters");
            self.warn("bad-name", span, message);
        }
        good
    }

    pub(super) fn wrong_type(&mut self, json: Json<'t>, what: &str, expected: &str) {
        let message = format!("{what} is {}, not {expected}", json.describe());
        self.warn("wrong-type", json.start(), message);
    }

    fn wrong_member(&mut self, object: &Object<'t>, key: &str, json: Json<'t>, expected: &str) {
        self.wrong_type(json, &format!("`{key}` of {}", object.what), expected);
    }
}

/// A name for a message, which nobody wants to read if it is long.
pub(super) fn shorten(name: &str) -> String {
    const MOST: usize = 80;
    match name.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}
