//! Decode: a response body fills a typed response, leniently.
//!
//! Generated code says for each object which field a wire name belongs to ([`Decode::field`]); one visitor on top of
//! `serde_json` drives it, so that generated code carries no parser of its own. Input: the bytes of a body. Output: a
//! response, or an error that names the place in the JSON.

mod container;
mod error;
mod kind;
mod scalar;
mod seek;
mod slot;
mod visitor;

pub use error::DecodeError;
pub use kind::{
    BooleanSlot, BytesSlot, IntegerSlot, ListSlot, MapSlot, NumberSlot, ObjectSlot, TextSlot, WrapperSlot,
};
pub(crate) use seek::{Found, seek};
pub use slot::{Form, List, Map, Mismatch, Object, Presence, Scalar, Shape, Slot, TakesList, Text};

use visitor::{Seed, Source};

/// An object of a response. Generated code implements it.
///
/// ```
/// use acs_runtime::decode::{self, Decode, DecodeError, Decoder};
///
/// #[derive(Debug, Default)]
/// struct Answer {
///     request_id: Option<String>,
/// }
///
/// impl Decode for Answer {
///     const NAMES: &'static [&'static str] = &["RequestId"];
///
///     fn field(&mut self, name: &str, from: &mut Decoder<'_>) -> Result<(), DecodeError> {
///         match name {
///             "RequestId" => from.read(&mut self.request_id),
///             _ => from.unknown(name, Self::NAMES),
///         }
///     }
/// }
///
/// let answer: Answer = decode::decode(br#"{"requestId": "A1", "New": [1, 2]}"#)?;
/// assert_eq!(answer.request_id.as_deref(), Some("A1"));
/// # Ok::<(), DecodeError>(())
/// ```
pub trait Decode: Default {
    /// The documented wire names.
    const NAMES: &'static [&'static str];

    /// Reads the value of the field with this wire name.
    ///
    /// # Errors
    ///
    /// When the value does not fit the field.
    fn field(&mut self, name: &str, from: &mut Decoder<'_>) -> Result<(), DecodeError>;
}

/// The value of one field, not yet read.
pub struct Decoder<'d> {
    source: Option<&'d mut dyn Source>,
    /// The documented spelling of a name that differs from it in case.
    respelled: Option<&'static str>,
    second_look: bool,
}

impl<'d> Decoder<'d> {
    fn new(source: &'d mut dyn Source) -> Self {
        Self { source: Some(source), respelled: None, second_look: false }
    }

    /// Reads the value into a field.
    ///
    /// # Errors
    ///
    /// When the value does not fit the field, or is not JSON.
    pub fn read(&mut self, slot: &mut dyn Slot) -> Result<(), DecodeError> {
        match self.source.take() {
            Some(source) => source.read(slot).map(|_| ()),
            None => Ok(()),
        }
    }

    /// Looks a second time at a name that is not documented: one that differs from a documented name only in case is
    /// taken for it, the value of any other is skipped.
    ///
    /// # Errors
    ///
    /// When the skipped value is not JSON.
    pub fn unknown(&mut self, name: &str, names: &'static [&'static str]) -> Result<(), DecodeError> {
        if !self.second_look {
            self.respelled = names.iter().copied().find(|known| known.eq_ignore_ascii_case(name));
        }
        match self.respelled {
            Some(_) => Ok(()),
            None => self.skip(),
        }
    }

    /// Skips the value, if nobody has read it.
    fn skip(&mut self) -> Result<(), DecodeError> {
        self.source.take().map_or(Ok(()), |source| source.skip())
    }

    /// Gives the value to the field that it belongs to.
    fn drive(&mut self, name: &str, object: &mut dyn Object) -> Result<(), DecodeError> {
        object.field(name, self)?;
        if let Some(documented) = self.respelled.take() {
            self.second_look = true;
            object.field(documented, self)?;
        }
        self.skip()
    }
}

/// Decodes the body of a response. An empty body is a blank response.
///
/// # Errors
///
/// When the body is not JSON, or a value in it does not fit its field.
pub fn decode<T: Slot>(body: &[u8]) -> Result<T, DecodeError> {
    let mut response = T::blank();
    fill(&mut response, body)?;
    Ok(response)
}

/// Decodes the body of a response into `slot`, as [`decode`] does.
///
/// # Errors
///
/// When the body is not JSON, or a value in it does not fit its field.
pub fn fill(slot: &mut dyn Slot, body: &[u8]) -> Result<(), DecodeError> {
    if let Some(read) = slot.raw(body) {
        return read;
    }
    if body.trim_ascii().is_empty() {
        return Ok(());
    }
    match std::str::from_utf8(body) {
        Ok(text) => read(slot, serde_json::Deserializer::from_str(text)),
        // What is skipped may be anything.
        Err(_) => read(slot, serde_json::Deserializer::from_slice(body)),
    }
}

/// Reads it from a text where it is one, so that each text in it need not be looked at for that.
fn read<'b>(
    slot: &mut dyn Slot,
    mut json: serde_json::Deserializer<impl serde_json::de::Read<'b>>,
) -> Result<(), DecodeError> {
    Seed::new(slot).read(&mut json)?;
    json.end().map_err(|error| DecodeError::malformed(&error))
}

#[cfg(test)]
mod tests;
