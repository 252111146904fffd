//! Which types can be read as which kind of field, as the compiler says it to those whose answers go by a spec.
//!
//! A type of one's own that is a [`Slot`] and reads a text is a text when it implements [`TextSlot`], and so on.

use std::collections::BTreeMap;

use bytes::Bytes;
use serde_json::Value;

use super::{Decode, Slot};

/// What a text is read into.
///
/// ```
/// use acs_runtime::decode::{Shape, Slot, TextSlot};
///
/// struct DiskId(String);
///
/// impl From<&str> for DiskId {
///     fn from(text: &str) -> Self {
///         Self(text.to_lowercase())
///     }
/// }
///
/// impl Slot for DiskId {
///     fn blank() -> Self {
///         Self(String::new())
///     }
///
///     fn shape(&mut self) -> Shape<'_> {
///         Shape::Text(self)
///     }
/// }
///
/// impl TextSlot for DiskId {}
/// ```
#[diagnostic::on_unimplemented(
    message = "the field is a text, which `{Self}` is not",
    label = "a text is wanted here",
    note = "texts are `String`, open enums, `serde_json::Value`, each also in an `Option`, and types of your own that implement `Slot` and `TextSlot`"
)]
pub trait TextSlot: Slot {}

/// What a boolean is read into.
#[diagnostic::on_unimplemented(
    message = "the field is a boolean, which `{Self}` is not",
    label = "a boolean is wanted here",
    note = "booleans are `bool`, `serde_json::Value`, each also in an `Option`, and types of your own that implement `Slot` and `BooleanSlot`"
)]
pub trait BooleanSlot: Slot {}

/// What an integer is read into.
#[diagnostic::on_unimplemented(
    message = "the field is an integer, which `{Self}` is not",
    label = "an integer is wanted here",
    note = "integers are `i8` to `i64`, `u8` to `u64`, `usize`, `serde_json::Value`, each also in an `Option`, and types of your own that implement `Slot` and `IntegerSlot`"
)]
pub trait IntegerSlot: Slot {}

/// What a number is read into.
#[diagnostic::on_unimplemented(
    message = "the field is a number, which `{Self}` is not",
    label = "a number is wanted here",
    note = "numbers are `f32`, `f64`, `serde_json::Value`, each also in an `Option`, and types of your own that implement `Slot` and `NumberSlot`"
)]
pub trait NumberSlot: Slot {}

/// What bytes are read into.
#[diagnostic::on_unimplemented(
    message = "the field is bytes, which `{Self}` is not",
    label = "bytes are wanted here",
    note = "bytes are `bytes::Bytes` and `serde_json::Value`, each also in an `Option`, and types of your own that implement `Slot` and `BytesSlot`"
)]
pub trait BytesSlot: Slot {}

/// What a list is read into.
#[diagnostic::on_unimplemented(
    message = "the field is a list, which `{Self}` is not",
    label = "a list is wanted here",
    note = "lists are `Vec<T>` and `serde_json::Value`, each also in an `Option`, and types of your own that implement `Slot` and `ListSlot`"
)]
pub trait ListSlot: Slot {
    /// What is in the list.
    type Item;
}

/// What a map with keys of the caller's is read into.
#[diagnostic::on_unimplemented(
    message = "the field is a map, which `{Self}` is not",
    label = "a map is wanted here",
    note = "maps are `BTreeMap<String, T>` and `serde_json::Value`, each also in an `Option`, and types of your own that implement `Slot` and `MapSlot`"
)]
pub trait MapSlot: Slot {
    /// What is in the map.
    type Item;
}

/// What an object is read into.
#[diagnostic::on_unimplemented(
    message = "the field is an object, which `{Self}` is not",
    label = "an object is wanted here",
    note = "objects are structs that derive `Decode`, generated ones, and `serde_json::Value`, each also in an `Option`, and types of your own that implement `Slot` and `ObjectSlot`"
)]
pub trait ObjectSlot: Slot {}

/// What an object with nothing but a list in it is read into: the list, or the object.
#[diagnostic::on_unimplemented(
    message = "the field is a list in an object, which `{Self}` is not",
    label = "a list or an object is wanted here",
    note = "what takes such an object is `Vec<T>` for the list in it, a struct that derives `Decode`, and `serde_json::Value`, each also in an `Option`, and types of your own that implement `Slot` and `WrapperSlot`"
)]
pub trait WrapperSlot: Slot {}

/// Implements kinds without items for types, and for options of whatever has them.
macro_rules! kinds {
    ($($kind:ident: $($type:ty)*;)*) => {$(
        $(impl $kind for $type {})*
        impl<T: $kind> $kind for Option<T> {}
    )*};
}

kinds! {
    TextSlot: String Value;
    BooleanSlot: bool Value;
    IntegerSlot: i8 i16 i32 i64 u8 u16 u32 u64 usize Value;
    NumberSlot: f32 f64 Value;
    BytesSlot: Bytes Value;
    ObjectSlot: Value;
    WrapperSlot: Value;
}

impl<T: Decode> ObjectSlot for T {}
impl<T: Decode> WrapperSlot for T {}
impl<T: Slot> WrapperSlot for Vec<T> {}

impl<T: Slot> ListSlot for Vec<T> {
    type Item = T;
}

impl<T: Slot> MapSlot for BTreeMap<String, T> {
    type Item = T;
}

impl ListSlot for Value {
    type Item = Self;
}

impl MapSlot for Value {
    type Item = Self;
}

impl<T: ListSlot> ListSlot for Option<T> {
    type Item = T::Item;
}

impl<T: MapSlot> MapSlot for Option<T> {
    type Item = T::Item;
}
