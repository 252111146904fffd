//! Which types can stand for which kind of parameter, as the compiler says it to those who write requests of their own.
//!
//! A type of one's own that [`Encode`]s to a text is a text when it implements [`AsText`], and so on.

use std::borrow::Cow;
use std::collections::BTreeMap;

use bytes::Bytes;
use serde_json::Value;

use super::{Encode, Fields};

/// What can be sent as a text: `String`, `&'static str`, `Cow<'static, str>`, open enums, and types of one's own that encode to one.
///
/// ```
/// use acs_runtime::encode::{AsText, Encode};
/// use acs_runtime::rules::Value;
///
/// #[derive(Clone, Debug, Default)]
/// struct BalancerId(u32);
///
/// impl Encode for BalancerId {
///     fn encode(&self) -> Option<Value<'_>> {
///         Some(Value::from(format!("lb-{}", self.0)))
///     }
/// }
///
/// impl AsText for BalancerId {}
/// ```
#[diagnostic::on_unimplemented(
    message = "the parameter is a text, which `{Self}` is not",
    label = "a text is wanted here",
    note = "texts are `String`, `&'static str`, `Cow<'static, str>`, open enums, each also in an `Option`, and types of your own that implement `Encode` and `AsText`"
)]
pub trait AsText: Encode {}

/// What can be sent as a boolean.
#[diagnostic::on_unimplemented(
    message = "the parameter is a boolean, which `{Self}` is not",
    label = "a boolean is wanted here",
    note = "booleans are `bool` and `Option<bool>`, and types of your own that implement `Encode` and `AsBoolean`"
)]
pub trait AsBoolean: Encode {}

/// What can be sent as an integer.
#[diagnostic::on_unimplemented(
    message = "the parameter is an integer, which `{Self}` is not",
    label = "an integer is wanted here",
    note = "integers are `i8` to `i64`, `u8` to `u64` and `usize`, each also in an `Option`, and types of your own that implement `Encode` and `AsInteger`"
)]
pub trait AsInteger: Encode {}

/// What can be sent as a number.
#[diagnostic::on_unimplemented(
    message = "the parameter is a number, which `{Self}` is not",
    label = "a number is wanted here",
    note = "numbers are `f32`, `f64` and all integers up to 64 bits, each also in an `Option`, and types of your own that implement `Encode` and `AsNumber`"
)]
pub trait AsNumber: Encode {}

/// What can be sent as bytes.
#[diagnostic::on_unimplemented(
    message = "the parameter is of bytes, which `{Self}` is not",
    label = "bytes are wanted here",
    note = "bytes are `bytes::Bytes` and `Option<Bytes>`, and types of your own that implement `Encode` and `AsBytes`"
)]
pub trait AsBytes: Encode {}

/// What can be sent as a list.
#[diagnostic::on_unimplemented(
    message = "the parameter is a list, which `{Self}` is not",
    label = "a list is wanted here",
    note = "lists are `Vec<T>` and `Option<Vec<T>>`, and types of your own that implement `Encode` and `AsList`"
)]
pub trait AsList: Encode {
    /// What is in the list.
    type Item;
}

/// What can be sent as a map with keys of the caller's.
#[diagnostic::on_unimplemented(
    message = "the parameter is a map, which `{Self}` is not",
    label = "a map is wanted here",
    note = "maps are `BTreeMap<String, T>`, also in an `Option`, and types of your own that implement `Encode` and `AsMap`"
)]
pub trait AsMap: Encode {
    /// What is in the map.
    type Item;
}

/// What can be sent as an object.
#[diagnostic::on_unimplemented(
    message = "the parameter is an object, which `{Self}` is not",
    label = "an object is wanted here",
    note = "objects are structs that derive `Fields`, generated ones, and `serde_json::Value`, each also in an `Option`"
)]
pub trait AsObject: Encode {}

/// Integers are numbers, too.
macro_rules! integer {
    ($($type:ty)*) => {$(
        impl AsInteger for $type {}
        impl AsNumber for $type {}
    )*};
}

integer!(i8 i16 i32 i64 u8 u16 u32 u64 usize);

impl AsText for String {}
impl AsText for &'static str {}
impl AsText for Cow<'static, str> {}
impl AsBoolean for bool {}
impl AsNumber for f32 {}
impl AsNumber for f64 {}
impl AsBytes for Bytes {}
impl<T: Fields> AsObject for T {}
impl AsObject for Value {}

impl<T: AsText> AsText for Option<T> {}
impl<T: AsBoolean> AsBoolean for Option<T> {}
impl<T: AsInteger> AsInteger for Option<T> {}
impl<T: AsNumber> AsNumber for Option<T> {}
impl<T: AsBytes> AsBytes for Option<T> {}
impl<T: AsObject> AsObject for Option<T> {}

impl<T: Encode> AsList for Vec<T> {
    type Item = T;
}

impl<T: AsList> AsList for Option<T> {
    type Item = T::Item;
}

impl<T: Encode> AsMap for BTreeMap<String, T> {
    type Item = T;
}

impl<T: AsMap> AsMap for Option<T> {
    type Item = T::Item;
}
