//! Encode: a typed request becomes a value tree, and the tree becomes the parts of an HTTP request.
//!
//! `Operation::write` fills a [`Writer`]; [`lay_out`] puts each parameter where its table says; [`flatten`] and
//! [`unflatten`] turn lists and objects into dotted names and back. All of it is pure.

mod flatten;
mod json;
mod kind;
mod layout;
mod path;
mod percent;
mod types;
mod unflatten;

use std::borrow::Cow;

use acs_rules::Value;

pub use flatten::{Pair, flatten};
pub use json::{from_json, to_json};
pub use kind::{AsBoolean, AsBytes, AsInteger, AsList, AsMap, AsNumber, AsObject, AsText};
pub use layout::{EncodeError, Layout, lay_out};
pub(crate) use layout::{FORM, OCTETS};
pub use percent::{encode_component, encode_form};
pub use unflatten::{MalformedName, unflatten};

/// Collects the parameters of a request, or the fields of an object, under their wire names.
#[derive(Default)]
pub struct Writer<'a> {
    fields: Vec<(Cow<'a, str>, Value<'a>)>,
}

impl<'a> Writer<'a> {
    /// A writer without fields.
    pub fn new() -> Self {
        Self::default()
    }

    /// A writer with room for so many fields.
    pub fn with_capacity(fields: usize) -> Self {
        Self { fields: Vec::with_capacity(fields) }
    }

    /// Adds a field, unless its value is absent.
    pub fn put(&mut self, name: &'a str, value: &'a dyn Encode) {
        if let Some(value) = value.encode() {
            self.fields.push((Cow::Borrowed(name), value));
        }
    }

    /// Puts a value in the place of the field of this name.
    pub(crate) fn set(&mut self, name: &'a str, value: Value<'a>) {
        match self.fields.iter_mut().find(|(field, _)| field == name) {
            Some((_, field)) => *field = value,
            None => self.fields.push((Cow::Borrowed(name), value)),
        }
    }

    /// The object that was written.
    pub fn finish(self) -> Value<'a> {
        Value::Object(self.fields)
    }

    pub(crate) fn of(fields: Vec<(Cow<'a, str>, Value<'a>)>) -> Self {
        Self { fields }
    }

    pub(crate) fn into_fields(self) -> Vec<(Cow<'a, str>, Value<'a>)> {
        self.fields
    }
}

/// A value that a request can carry. Borrows from itself, so that writing a request copies no text.
///
/// | what is sent | types | of one's own |
/// |---|---|---|
/// | a text | `String`, `&'static str`, `Cow<'static, str>`, open enums | [`AsText`] |
/// | a boolean | `bool` | [`AsBoolean`] |
/// | an integer | `i8`, `i16`, `i32`, `i64`, `u8`, `u16`, `u32`, `u64`, `usize` | [`AsInteger`] |
/// | a number | `f32`, `f64`, and integers | [`AsNumber`] |
/// | bytes | [`Bytes`](bytes::Bytes); no `Vec<u8>`, which is a list of numbers | [`AsBytes`] |
/// | a list | `Vec<T>` | [`AsList`] |
/// | a map | `BTreeMap<String, T>` | [`AsMap`] |
/// | an object | structs that derive or implement [`Fields`], also in a `Box` | [`AsObject`] |
/// | anything | `serde_json::Value`, as it is | |
///
/// Each can be in an `Option`, which leaves the parameter out where it is `None`, and `T` is any of them. The traits of the last column say
/// which kind of parameter a type can be.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent in a request",
    label = "this type cannot be sent",
    note = "what can be sent are `String`, `&'static str`, `Cow<'static, str>`, open enums, `bool`, `i8` to `i64`, `u8` to `u64`, `usize`, `f32`, `f64`, `bytes::Bytes`, `Option`, `Vec` and `BTreeMap<String, _>` of them, `serde_json::Value`, and types of your own that implement `Encode` or derive `Fields`"
)]
pub trait Encode {
    /// The value as a tree; none where it is absent.
    fn encode(&self) -> Option<Value<'_>>;
}

/// An object among the parameters of a request. Generated code implements it for nested types, which makes them
/// [`Encode`].
///
/// ```
/// use acs_runtime::encode::{Encode, Fields, Writer};
/// use acs_runtime::rules::Value;
///
/// #[derive(Default)]
/// struct Tag {
///     key: Option<String>,
///     value: Option<String>,
/// }
///
/// impl Fields for Tag {
///     fn write<'a>(&'a self, to: &mut Writer<'a>) {
///         to.put("Key", &self.key);
///         to.put("Value", &self.value);
///     }
/// }
///
/// let tag = Tag { key: Some("env".to_owned()), value: None };
/// assert_eq!(tag.encode(), Some(Value::Object(vec![("Key".into(), "env".into())])));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent in a request",
    label = "this type cannot be sent",
    note = "what can be sent are `String`, `&'static str`, `Cow<'static, str>`, open enums, `bool`, `i8` to `i64`, `u8` to `u64`, `usize`, `f32`, `f64`, `bytes::Bytes`, `Option`, `Vec` and `BTreeMap<String, _>` of them, `serde_json::Value`, and types of your own that implement `Encode` or derive `Fields`"
)]
pub trait Fields {
    /// Writes each field under its wire name; absent ones leave nothing.
    fn write<'a>(&'a self, to: &mut Writer<'a>);
}

impl<T: Fields> Encode for T {
    fn encode(&self) -> Option<Value<'_>> {
        let mut to = Writer::new();
        self.write(&mut to);
        Some(to.finish())
    }
}

impl<T: Fields> Fields for Box<T> {
    fn write<'a>(&'a self, to: &mut Writer<'a>) {
        T::write(self, to);
    }
}
