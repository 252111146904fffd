//! How the types that a request is made of become values.

use std::borrow::Cow;
use std::collections::BTreeMap;

use acs_rules::Value;
use bytes::Bytes;

use super::Encode;
use super::json::from_number;

impl Encode for String {
    fn encode(&self) -> Option<Value<'_>> {
        Some(Value::Text(Cow::Borrowed(self)))
    }
}

impl Encode for &str {
    fn encode(&self) -> Option<Value<'_>> {
        Some(Value::Text(Cow::Borrowed(self)))
    }
}

impl Encode for Cow<'_, str> {
    fn encode(&self) -> Option<Value<'_>> {
        Some(Value::Text(Cow::Borrowed(self)))
    }
}

impl Encode for bool {
    fn encode(&self) -> Option<Value<'_>> {
        Some(Value::Boolean(*self))
    }
}

impl Encode for i64 {
    fn encode(&self) -> Option<Value<'_>> {
        Some(Value::Integer(*self))
    }
}

macro_rules! integer {
    ($($type:ty)*) => {$(
        impl Encode for $type {
            fn encode(&self) -> Option<Value<'_>> {
                Some(Value::Integer((*self).into()))
            }
        }
    )*};
}

integer!(i8 i16 i32 u8 u16 u32);

macro_rules! wide_integer {
    ($($type:ty)*) => {$(
        impl Encode for $type {
            /// Above `i64::MAX` only its text keeps every digit.
            fn encode(&self) -> Option<Value<'_>> {
                Some(i64::try_from(*self).map_or_else(|_| Value::from(self.to_string()), Value::Integer))
            }
        }
    )*};
}

wide_integer!(u64 usize);

impl Encode for f32 {
    fn encode(&self) -> Option<Value<'_>> {
        // By way of the text, for 0.1 must not become 0.10000000149011612.
        let widened = self.to_string().parse().unwrap_or_else(|_| f64::from(*self));
        Some(encode_number(widened))
    }
}

impl Encode for f64 {
    fn encode(&self) -> Option<Value<'_>> {
        Some(encode_number(*self))
    }
}

/// JSON has no word for what is no finite number and would say null; as a text it reaches the checks and the service.
fn encode_number(number: f64) -> Value<'static> {
    if number.is_finite() { Value::Number(number) } else { Value::from(number.to_string()) }
}

impl Encode for Bytes {
    fn encode(&self) -> Option<Value<'_>> {
        Some(Value::Bytes(Cow::Borrowed(self)))
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self) -> Option<Value<'_>> {
        self.as_ref().and_then(T::encode)
    }
}

impl<T: Encode> Encode for Vec<T> {
    /// An absent item stays in the list as null, so that the items after it keep their numbers.
    fn encode(&self) -> Option<Value<'_>> {
        Some(Value::List(self.iter().map(|item| item.encode().unwrap_or(Value::Null)).collect()))
    }
}

impl<T: Encode> Encode for BTreeMap<String, T> {
    fn encode(&self) -> Option<Value<'_>> {
        let entries =
            self.iter().filter_map(|(key, value)| Some((Cow::Borrowed(key.as_str()), value.encode()?)));
        Some(Value::Object(entries.collect()))
    }
}

impl Encode for serde_json::Value {
    /// Null is absent at the top; inside lists and objects it stays, for JSON bodies tell the two apart.
    fn encode(&self) -> Option<Value<'_>> {
        Some(encode_json(self)).filter(|value| *value != Value::Null)
    }
}

fn encode_json(json: &serde_json::Value) -> Value<'_> {
    match json {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(value) => Value::Boolean(*value),
        serde_json::Value::Number(number) => from_number(number),
        serde_json::Value::String(text) => Value::Text(Cow::Borrowed(text)),
        serde_json::Value::Array(items) => Value::List(items.iter().map(encode_json).collect()),
        serde_json::Value::Object(fields) => Value::Object(
            fields.iter().map(|(name, value)| (Cow::Borrowed(name.as_str()), encode_json(value))).collect(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_keep_every_digit() {
        let digits = Value::from("18446744073709551615".to_owned());
        assert_eq!(u64::MAX.encode(), Some(digits));
        assert_eq!(usize::MIN.encode(), Some(Value::Integer(0)));
        assert_eq!(u32::MAX.encode(), Some(Value::Integer(4_294_967_295)));
        assert_eq!(vec![u8::MAX].encode(), Some(Value::List(vec![Value::Integer(255)])));
        assert_eq!(i8::MIN.encode(), Some(Value::Integer(-128)));
    }
}
