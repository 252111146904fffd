//! Slots that hold other slots: options, lists, maps, and any JSON.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{DecodeError, Form, List, Map, Mismatch, Presence, Scalar, Shape, Slot};

impl<T: Slot> Slot for Option<T> {
    fn blank() -> Self {
        None
    }

    fn form() -> Form {
        T::form()
    }

    fn scalar(&mut self, scalar: Scalar<'_>) -> Result<Presence, Mismatch> {
        let mut inner = T::blank();
        let presence = inner.scalar(scalar)?;
        *self = (presence == Presence::Present).then_some(inner);
        Ok(presence)
    }

    fn shape(&mut self) -> Shape<'_> {
        self.insert(T::blank()).shape()
    }

    fn reset(&mut self) {
        *self = None;
    }

    fn raw(&mut self, body: &[u8]) -> Option<Result<(), DecodeError>> {
        let mut inner = T::blank();
        let read = inner.raw(body)?;
        *self = Some(inner);
        Some(read)
    }
}

impl<T: Slot> List for Vec<T> {
    fn push(&mut self) -> &mut dyn Slot {
        self.push_mut(T::blank())
    }

    fn pop(&mut self) {
        Vec::pop(self);
    }

    fn clear(&mut self) {
        Vec::clear(self);
    }

    fn item_form(&self) -> Form {
        T::form()
    }

    fn as_slot(&mut self) -> &mut dyn Slot {
        self
    }
}

impl<T: Slot> Slot for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }

    /// A scalar in the place of a list is its one item; an empty text is an empty list.
    fn scalar(&mut self, scalar: Scalar<'_>) -> Result<Presence, Mismatch> {
        self.clear();
        if scalar == Scalar::Text("") {
            return Ok(Presence::Absent);
        }
        let mut item = T::blank();
        if item.scalar(scalar).map_err(|_| Mismatch("a list"))? == Presence::Present {
            self.push(item);
        }
        Ok(Presence::Present)
    }

    fn shape(&mut self) -> Shape<'_> {
        Shape::List(self)
    }

    fn reset(&mut self) {
        self.clear();
    }
}

impl<T: Slot> Map for BTreeMap<String, T> {
    fn insert(&mut self, key: &str) -> &mut dyn Slot {
        self.entry(key.to_owned()).or_insert_with(T::blank)
    }

    fn remove(&mut self, key: &str) {
        BTreeMap::remove(self, key);
    }
}

impl<T: Slot> Slot for BTreeMap<String, T> {
    fn blank() -> Self {
        Self::new()
    }

    fn form() -> Form {
        Form::Open
    }

    fn scalar(&mut self, scalar: Scalar<'_>) -> Result<Presence, Mismatch> {
        match scalar {
            Scalar::Text("") => Ok(Presence::Absent),
            _ => Err(Mismatch("an object")),
        }
    }

    fn shape(&mut self) -> Shape<'_> {
        self.clear();
        Shape::Map(self)
    }

    fn reset(&mut self) {
        self.clear();
    }
}

impl Slot for Value {
    fn blank() -> Self {
        Self::Null
    }

    fn form() -> Form {
        Form::Open
    }

    fn scalar(&mut self, scalar: Scalar<'_>) -> Result<Presence, Mismatch> {
        *self = match scalar {
            Scalar::Text(text) => text.into(),
            Scalar::Boolean(value) => value.into(),
            Scalar::Integer(number) => number.into(),
            Scalar::Unsigned(number) => number.into(),
            Scalar::Number(number) => number.into(),
        };
        Ok(Presence::Present)
    }

    fn shape(&mut self) -> Shape<'_> {
        Shape::Any(self)
    }

    fn reset(&mut self) {
        *self = Self::Null;
    }
}
