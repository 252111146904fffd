//! Scalars are taken leniently: services send numbers and booleans as texts and texts as numbers.

use bytes::Bytes;

use super::{DecodeError, Mismatch, Presence, Scalar, Shape, Slot};

/// Implements [`Slot`] for a type that is read from a scalar by a function.
macro_rules! scalar_slot {
    ($type:ty, $expected:literal, $read:ident) => {
        impl Slot for $type {
            fn blank() -> Self {
                Self::default()
            }

            fn scalar(&mut self, scalar: Scalar<'_>) -> Result<Presence, Mismatch> {
                // An empty text is how some services say that there is no number.
                if scalar == Scalar::Text("") {
                    return Ok(Presence::Absent);
                }
                *self = $read(scalar).ok_or(Mismatch($expected))?;
                Ok(Presence::Present)
            }

            fn shape(&mut self) -> Shape<'_> {
                Shape::Scalar($expected)
            }

            fn reset(&mut self) {
                *self = Self::default();
            }
        }
    };
}

scalar_slot!(i8, "an integer from -128 to 127", read_integer);
scalar_slot!(i16, "an integer from -32768 to 32767", read_integer);
scalar_slot!(i32, "a 32-bit integer", read_integer);
scalar_slot!(i64, "an integer", read_integer);
scalar_slot!(u8, "an integer from 0 to 255", read_integer);
scalar_slot!(u16, "an integer from 0 to 65535", read_integer);
scalar_slot!(u32, "an integer from 0 to 4294967295", read_integer);
scalar_slot!(u64, "an integer from 0 on", read_integer);
scalar_slot!(usize, "an integer from 0 on", read_integer);
scalar_slot!(f32, "a number", read_f32);
scalar_slot!(f64, "a number", read_f64);
scalar_slot!(bool, "a boolean", read_bool);

/// An integer in the range of its type.
fn read_integer<T: TryFrom<i64> + TryFrom<u64>>(scalar: Scalar<'_>) -> Option<T> {
    match scalar {
        Scalar::Text(text) => read_digits(text.trim()),
        Scalar::Integer(number) => number.try_into().ok(),
        Scalar::Unsigned(number) => number.try_into().ok(),
        Scalar::Number(number) => integral(number)?.try_into().ok(),
        Scalar::Boolean(_) => None,
    }
}

fn read_digits<T: TryFrom<i64> + TryFrom<u64>>(text: &str) -> Option<T> {
    if let Ok(number) = text.parse::<i64>() {
        return number.try_into().ok();
    }
    match text.parse::<u64>() {
        Ok(number) => number.try_into().ok(),
        Err(_) => integral(text.parse().ok()?)?.try_into().ok(),
    }
}

/// A number such as `3.0` as an integer.
fn integral(number: f64) -> Option<i64> {
    // Up to 2^53 every integer has a float of its own; beyond it digits could be lost.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64)
}

fn read_f32(scalar: Scalar<'_>) -> Option<f32> {
    read_f64(scalar).map(|number| number as f32)
}

fn read_f64(scalar: Scalar<'_>) -> Option<f64> {
    match scalar {
        Scalar::Text(text) => text.trim().parse().ok(),
        Scalar::Integer(number) => Some(number as f64),
        Scalar::Unsigned(number) => Some(number as f64),
        Scalar::Number(number) => Some(number),
        Scalar::Boolean(_) => None,
    }
}

fn read_bool(scalar: Scalar<'_>) -> Option<bool> {
    match scalar {
        Scalar::Boolean(value) => Some(value),
        Scalar::Integer(0) => Some(false),
        Scalar::Integer(1) => Some(true),
        Scalar::Text(text) => match text.trim() {
            "true" | "True" | "TRUE" | "1" => Some(true),
            "false" | "False" | "FALSE" | "0" => Some(false),
            _ => None,
        },
        Scalar::Integer(_) | Scalar::Unsigned(_) | Scalar::Number(_) => None,
    }
}

impl Slot for String {
    fn blank() -> Self {
        Self::new()
    }

    fn scalar(&mut self, scalar: Scalar<'_>) -> Result<Presence, Mismatch> {
        match scalar {
            Scalar::Text(text) => text.clone_into(self),
            Scalar::Boolean(value) => *self = value.to_string(),
            Scalar::Integer(number) => *self = number.to_string(),
            Scalar::Unsigned(number) => *self = number.to_string(),
            Scalar::Number(number) => *self = number.to_string(),
        }
        Ok(Presence::Present)
    }

    fn shape(&mut self) -> Shape<'_> {
        Shape::Scalar("a text")
    }

    fn reset(&mut self) {
        self.clear();
    }

    /// A body that is to be a text is either a JSON string or the text itself.
    fn raw(&mut self, body: &[u8]) -> Option<Result<(), DecodeError>> {
        if body.trim_ascii_start().starts_with(b"\"")
            && let Ok(text) = serde_json::from_slice(body)
        {
            *self = text;
            return Some(Ok(()));
        }
        Some(match std::str::from_utf8(body) {
            Ok(text) => {
                text.clone_into(self);
                Ok(())
            }
            Err(_) => Err(DecodeError::mismatch("a text", "bytes that are not UTF-8".to_owned())),
        })
    }
}

impl Slot for Bytes {
    fn blank() -> Self {
        Self::new()
    }

    fn scalar(&mut self, scalar: Scalar<'_>) -> Result<Presence, Mismatch> {
        let mut text = String::new();
        let presence = text.scalar(scalar)?;
        *self = text.into();
        Ok(presence)
    }

    fn shape(&mut self) -> Shape<'_> {
        Shape::Scalar("bytes")
    }

    fn reset(&mut self) {
        self.clear();
    }

    fn raw(&mut self, body: &[u8]) -> Option<Result<(), DecodeError>> {
        *self = Self::copy_from_slice(body);
        Some(Ok(()))
    }
}

impl Slot for () {
    fn blank() -> Self {}

    fn scalar(&mut self, _: Scalar<'_>) -> Result<Presence, Mismatch> {
        Ok(Presence::Present)
    }

    fn shape(&mut self) -> Shape<'_> {
        Shape::Nothing
    }

    fn reset(&mut self) {}

    /// Where no answer is documented, whatever comes is none.
    fn raw(&mut self, _: &[u8]) -> Option<Result<(), DecodeError>> {
        Some(Ok(()))
    }
}

/// Reads what is a text on the wire and something else in Rust. The empty text is no value.
pub(super) fn read_text(to: &mut dyn super::Text, scalar: Scalar<'_>) -> Result<Presence, Mismatch> {
    let mut text = String::new();
    text.scalar(scalar)?;
    if text.is_empty() {
        return Ok(Presence::Absent);
    }
    to.set(&text);
    Ok(Presence::Present)
}
