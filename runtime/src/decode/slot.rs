//! What the one visitor fills: slots, which know what they are and take what fits.

use bytes::Bytes;

use super::scalar::read_text;
use super::{Decode, DecodeError, Decoder};

/// A place that a JSON value can be read into.
///
/// The types of response fields are slots:
///
/// | what is read | types |
/// |---|---|
/// | a text | `String`, open enums |
/// | a boolean | `bool` |
/// | an integer | `i8`, `i16`, `i32`, `i64`, `u8`, `u16`, `u32`, `u64`, `usize`; one that is out of the type's range is an error |
/// | a number | `f32`, `f64` |
/// | bytes | [`Bytes`](bytes::Bytes), of the text that stands there; no `Vec<u8>`, which is a list of numbers |
/// | a list | `Vec<T>` |
/// | a map | `BTreeMap<String, T>` |
/// | an object | everything that is [`Decode`], also in a `Box` |
/// | anything | `serde_json::Value`, as it is; `()`, which is skipped |
///
/// Each can be in an `Option`, and `T` is any of them. A type of one's own implements this trait. Open enums leave all but two
/// methods to it, which knows the [`Shape::Text`] that they have.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from an answer",
    label = "this type cannot be read",
    note = "what can be read are `String`, `bool`, `i8` to `i64`, `u8` to `u64`, `usize`, `f32`, `f64`, `bytes::Bytes`, `Option`, `Vec` and `BTreeMap<String, _>` of them, `serde_json::Value`, `()`, open enums, structs that derive `Decode`, and types of your own that implement `Slot`"
)]
pub trait Slot {
    /// The slot before anything was read.
    fn blank() -> Self
    where
        Self: Sized;

    /// What an object in the place of a list of such slots could be.
    fn form() -> Form
    where
        Self: Sized,
    {
        Form::Closed
    }

    /// Takes a scalar, leniently: a number for a text, a text for a number, an empty text for nothing.
    ///
    /// # Errors
    ///
    /// When the scalar does not fit.
    fn scalar(&mut self, scalar: Scalar<'_>) -> Result<Presence, Mismatch> {
        match self.shape() {
            Shape::Text(text) => read_text(text, scalar),
            _ => Err(Mismatch("no scalar")),
        }
    }

    /// How a list or an object is read into the slot.
    fn shape(&mut self) -> Shape<'_>;

    /// Makes the slot blank again: the value was null.
    fn reset(&mut self) {
        if let Shape::Text(text) = self.shape() {
            text.set("");
        }
    }

    /// Takes a whole body that need not be JSON; none where the body must be JSON.
    fn raw(&mut self, body: &[u8]) -> Option<Result<(), DecodeError>> {
        let _ = body;
        None
    }
}

/// A slot that an answer can be read into that is a list.
#[diagnostic::on_unimplemented(
    message = "the operation returns a list, which cannot be read into `{Self}`",
    label = "a list is wanted here",
    note = "a list is read into `Vec<T>`, where objects in it are structs that derive `Decode`; `serde_json::Value`, `String`, `bytes::Bytes` and `()` take any answer, and so do types of your own that implement `Slot` and `TakesList`"
)]
pub trait TakesList: Slot {}

impl<T: Slot> TakesList for Vec<T> {}
impl<T: TakesList> TakesList for Option<T> {}
impl TakesList for serde_json::Value {}
impl TakesList for String {}
impl TakesList for Bytes {}
impl TakesList for () {}

/// A JSON scalar.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Scalar<'a> {
    /// A string.
    Text(&'a str),
    /// `true` or `false`.
    Boolean(bool),
    /// An integer.
    Integer(i64),
    /// An integer above `i64::MAX`.
    Unsigned(u64),
    /// A number that is no integer.
    Number(f64),
}

impl Scalar<'_> {
    /// What the scalar is, without its value.
    pub(super) fn describe(&self) -> String {
        match self {
            Scalar::Text(text) => match text.chars().count() {
                1 => "a text of 1 character".to_owned(),
                length => format!("a text of {length} characters"),
            },
            Scalar::Boolean(_) => "a boolean".to_owned(),
            Scalar::Integer(_) | Scalar::Unsigned(_) => "an integer".to_owned(),
            Scalar::Number(_) => "a number".to_owned(),
        }
    }
}

/// Whether a value was there; null and, where a text is not expected, the empty text are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// The slot holds the value.
    Present,
    /// There was no value; the slot is blank.
    Absent,
}

/// What a slot expected, such as `an integer`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mismatch(pub &'static str);

/// How a list or an object is read into a slot.
pub enum Shape<'s> {
    /// Not at all: the slot takes a scalar, called so in errors.
    Scalar(&'static str),
    /// Not at all: the slot takes any text.
    Text(&'s mut dyn Text),
    /// Field by field.
    Object(&'s mut dyn Object),
    /// Item by item.
    List(&'s mut dyn List),
    /// Entry by entry.
    Map(&'s mut dyn Map),
    /// As it is.
    Any(&'s mut serde_json::Value),
    /// It is skipped.
    Nothing,
}

/// What an object that stands in the place of a list of slots could be.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// A wrapper around the list, for the slots are no objects.
    Closed,
    /// One item, if it has one of these names, else a wrapper.
    Fields(&'static [&'static str]),
    /// Either, for the slots take any names.
    Open,
}

/// The open enum behind a slot.
pub trait Text {
    /// Sets it to the value with this text on the wire.
    fn set(&mut self, text: &str);
}

impl<T: for<'t> From<&'t str>> Text for T {
    fn set(&mut self, text: &str) {
        *self = Self::from(text);
    }
}

/// The object behind a slot.
pub trait Object {
    /// Reads the field with this wire name; see [`Decode::field`].
    ///
    /// # Errors
    ///
    /// When the value does not fit the field.
    fn field(&mut self, name: &str, from: &mut Decoder<'_>) -> Result<(), DecodeError>;
}

/// The list behind a slot.
pub trait List {
    /// Adds a blank item to read into.
    fn push(&mut self) -> &mut dyn Slot;
    /// Takes the last item away again: it was null.
    fn pop(&mut self);
    /// Takes all items away.
    fn clear(&mut self);
    /// What an object in the list's place could be.
    fn item_form(&self) -> Form;
    /// The list as a slot.
    fn as_slot(&mut self) -> &mut dyn Slot;
}

/// The map behind a slot.
pub trait Map {
    /// Adds a blank entry to read into.
    fn insert(&mut self, key: &str) -> &mut dyn Slot;
    /// Takes an entry away again: it was null.
    fn remove(&mut self, key: &str);
}

impl<T: Decode> Object for T {
    fn field(&mut self, name: &str, from: &mut Decoder<'_>) -> Result<(), DecodeError> {
        Decode::field(self, name, from)
    }
}

impl<T: Decode> Slot for T {
    fn blank() -> Self {
        T::default()
    }

    fn form() -> Form {
        Form::Fields(T::NAMES)
    }

    fn scalar(&mut self, scalar: Scalar<'_>) -> Result<Presence, Mismatch> {
        match scalar {
            Scalar::Text("") => Ok(Presence::Absent),
            _ => Err(Mismatch("an object")),
        }
    }

    fn shape(&mut self) -> Shape<'_> {
        Shape::Object(self)
    }

    fn reset(&mut self) {
        *self = T::default();
    }
}

impl<T: Decode> Decode for Box<T> {
    const NAMES: &'static [&'static str] = T::NAMES;

    fn field(&mut self, name: &str, from: &mut Decoder<'_>) -> Result<(), DecodeError> {
        T::field(self, name, from)
    }
}
