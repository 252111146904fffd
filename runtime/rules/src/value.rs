//! The value tree: a request as texts, booleans, numbers, lists and objects.
//!
//! Typed requests write it, borrowing from themselves; the emulator parses it from the wire, where every scalar is a
//! text. So a number is equal to the text that spells it, as far as [`check`](crate::check()) is concerned.

use std::borrow::Cow;

/// A node of a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// A text, and any scalar that came over the wire.
    Text(Cow<'a, str>),
    /// A boolean.
    Boolean(bool),
    /// An integer.
    Integer(i64),
    /// A number that need not be an integer.
    Number(f64),
    /// Items in order.
    List(Vec<Value<'a>>),
    /// Named values in order.
    Object(Vec<(Cow<'a, str>, Value<'a>)>),
    /// Bytes; on the wire they are a body of their own, or stand for the text that they spell.
    Bytes(Cow<'a, [u8]>),
    /// JSON's `null`, which only a value of kind `any` has; a parameter that is null is absent.
    Null,
}

impl<'a> Value<'a> {
    /// The text that a scalar has on the wire; none for lists, objects, null and bytes that are not UTF-8.
    pub fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Value::Text(text) => Some(Cow::Borrowed(text)),
            Value::Boolean(true) => Some(Cow::Borrowed("true")),
            Value::Boolean(false) => Some(Cow::Borrowed("false")),
            Value::Integer(number) => Some(Cow::Owned(number.to_string())),
            Value::Number(number) => Some(Cow::Owned(number.to_string())),
            Value::Bytes(bytes) => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
            Value::List(_) | Value::Object(_) | Value::Null => None,
        }
    }

    /// The value of this name in an object; none where it is null.
    pub fn get(&self, name: &str) -> Option<&Value<'a>> {
        match self {
            Value::Object(fields) => fields
                .iter()
                .find(|(field, _)| field == name)
                .map(|(_, value)| value)
                .filter(|value| !matches!(value, Value::Null)),
            Value::Text(_)
            | Value::Boolean(_)
            | Value::Integer(_)
            | Value::Number(_)
            | Value::List(_)
            | Value::Bytes(_)
            | Value::Null => None,
        }
    }

    /// As [`get`](Self::get), for those who ask for fields in the order that they have: `next` is where to look first.
    pub(crate) fn get_next(&self, name: &str, next: &mut usize) -> Option<&Value<'a>> {
        match self {
            Value::Object(fields) if fields.get(*next).is_some_and(|(field, _)| field == name) => {
                *next += 1;
                Some(&fields[*next - 1].1).filter(|value| !matches!(value, Value::Null))
            }
            value => value.get(name),
        }
    }

    /// What the value is, for messages.
    pub fn describe(&self) -> &'static str {
        match self {
            Value::Text(_) => "a text",
            Value::Boolean(_) => "a boolean",
            Value::Integer(_) => "an integer",
            Value::Number(_) => "a number",
            Value::List(_) => "a list",
            Value::Object(_) => "an object",
            Value::Bytes(_) => "bytes",
            Value::Null => "null",
        }
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Value::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value::Text(Cow::Owned(text))
    }
}

impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Value::Boolean(value)
    }
}

impl From<i32> for Value<'_> {
    fn from(value: i32) -> Self {
        Value::Integer(value.into())
    }
}

impl From<i64> for Value<'_> {
    fn from(value: i64) -> Self {
        Value::Integer(value)
    }
}

impl From<f64> for Value<'_> {
    fn from(value: f64) -> Self {
        Value::Number(value)
    }
}
