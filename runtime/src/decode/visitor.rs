//! The one visitor: it walks the JSON and fills slots, so that generated code needs no parser per type.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::Value;

use super::{DecodeError, Decoder, Form, List, Map, Object, Presence, Scalar, Shape, Slot};

/// The value of a field, whatever it is read from.
pub(super) trait Source {
    fn read(&mut self, slot: &mut dyn Slot) -> Result<Presence, DecodeError>;
    fn skip(&mut self) -> Result<(), DecodeError>;
}

/// A slot that is about to be filled.
pub(super) struct Seed<'s> {
    slot: &'s mut dyn Slot,
    /// Whether a wrapper around a list has been taken off, so that an object is an item.
    unwrapped: bool,
    /// What went wrong, with its place; errors of `serde_json` can carry neither.
    failure: Option<DecodeError>,
}

impl<'s> Seed<'s> {
    pub(super) fn new(slot: &'s mut dyn Slot) -> Self {
        Self { slot, unwrapped: false, failure: None }
    }

    fn unwrapped(slot: &'s mut dyn Slot) -> Self {
        Self { slot, unwrapped: true, failure: None }
    }

    pub(super) fn read<'de, D: Deserializer<'de>>(mut self, json: D) -> Result<Presence, DecodeError> {
        self.finish(|seed| seed.deserialize(json))
    }

    /// Runs `read` and puts the failure that it left behind in the place of its error.
    fn finish<E: Error>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<Presence, E>,
    ) -> Result<Presence, DecodeError> {
        let presence = read(self)
            .map_err(|error| self.failure.take().unwrap_or_else(|| DecodeError::malformed(&error)))?;
        if presence == Presence::Absent {
            self.slot.reset();
        }
        Ok(presence)
    }

    fn fail<E: Error>(&mut self, failure: DecodeError) -> E {
        self.failure = Some(failure);
        E::custom("")
    }

    fn scalar<E: Error>(&mut self, scalar: Scalar<'_>) -> Result<Presence, E> {
        self.slot.scalar(scalar).map_err(|mismatch| self.fail(DecodeError::scalar(mismatch, scalar)))
    }
}

impl<'de> DeserializeSeed<'de> for &mut Seed<'_> {
    type Value = Presence;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Presence, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &mut Seed<'_> {
    type Value = Presence;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Presence, E> {
        self.scalar(Scalar::Text(text))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Presence, E> {
        self.scalar(Scalar::Boolean(value))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Presence, E> {
        self.scalar(Scalar::Integer(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Presence, E> {
        self.scalar(i64::try_from(number).map_or(Scalar::Unsigned(number), Scalar::Integer))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Presence, E> {
        self.scalar(Scalar::Number(number))
    }

    fn visit_unit<E: Error>(self) -> Result<Presence, E> {
        Ok(Presence::Absent)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Presence, A::Error> {
        let read = match self.slot.shape() {
            Shape::List(list) => read_items(list, &mut items),
            Shape::Any(value) => {
                *value = Value::deserialize(SeqAccessDeserializer::new(items))?;
                return Ok(Presence::Present);
            }
            Shape::Nothing => {
                IgnoredAny.visit_seq(items)?;
                return Ok(Presence::Present);
            }
            Shape::Scalar(expected) => Err(DecodeError::mismatch(expected, "a list".to_owned())),
            Shape::Text(_) => Err(DecodeError::mismatch("a text", "a list".to_owned())),
            // Some languages write an empty object as an empty list.
            Shape::Object(_) | Shape::Map(_) if items.next_element::<IgnoredAny>()?.is_none() => {
                Ok(Presence::Absent)
            }
            Shape::Object(_) | Shape::Map(_) => Err(DecodeError::mismatch("an object", "a list".to_owned())),
        };
        read.map_err(|failure| self.fail(failure))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Presence, A::Error> {
        let unwrapped = self.unwrapped;
        let read = match self.slot.shape() {
            Shape::Object(object) => read_fields(object, &mut entries),
            Shape::Map(map) => read_entries(map, &mut entries),
            Shape::List(list) if unwrapped => read_only_item(list, entries),
            Shape::List(list) => read_wrapper(list, &mut entries),
            Shape::Any(value) => {
                *value = Value::deserialize(MapAccessDeserializer::new(entries))?;
                return Ok(Presence::Present);
            }
            Shape::Nothing => {
                IgnoredAny.visit_map(entries)?;
                return Ok(Presence::Present);
            }
            Shape::Scalar(expected) => Err(DecodeError::mismatch(expected, "an object".to_owned())),
            Shape::Text(_) => Err(DecodeError::mismatch("a text", "an object".to_owned())),
        };
        read.map_err(|failure| self.fail(failure))
    }
}

/// The value that follows the name that was just read.
struct EntryValue<'m, A>(&'m mut A);

impl<'de, A: MapAccess<'de>> Source for EntryValue<'_, A> {
    fn read(&mut self, slot: &mut dyn Slot) -> Result<Presence, DecodeError> {
        Seed::new(slot).finish(|seed| self.0.next_value_seed(seed))
    }

    fn skip(&mut self) -> Result<(), DecodeError> {
        self.0.next_value::<IgnoredAny>().map(|_| ()).map_err(|error| DecodeError::malformed(&error))
    }
}

fn read_fields<'de, A: MapAccess<'de>>(
    object: &mut dyn Object,
    entries: &mut A,
) -> Result<Presence, DecodeError> {
    while let Some(name) = next_name(entries)? {
        let mut value = EntryValue(entries);
        Decoder::new(&mut value).drive(&name, object).map_err(|failure| failure.within(&name))?;
    }
    Ok(Presence::Present)
}

fn read_entries<'de, A: MapAccess<'de>>(map: &mut dyn Map, entries: &mut A) -> Result<Presence, DecodeError> {
    while let Some(key) = next_name(entries)? {
        let presence = EntryValue(entries).read(map.insert(&key)).map_err(|failure| failure.within(&key))?;
        if presence == Presence::Absent {
            map.remove(&key);
        }
    }
    Ok(Presence::Present)
}

fn read_items<'de, A: SeqAccess<'de>>(list: &mut dyn List, items: &mut A) -> Result<Presence, DecodeError> {
    list.clear();
    for index in 0.. {
        let mut seed = Seed::new(list.push());
        let mut more = true;
        let presence = seed.finish(|seed| {
            let item = items.next_element_seed(seed)?;
            more = item.is_some();
            Ok::<_, A::Error>(item.unwrap_or(Presence::Absent))
        });
        if presence.map_err(|failure| failure.within_item(index))? == Presence::Absent {
            list.pop();
        }
        if !more {
            break;
        }
    }
    Ok(Presence::Present)
}

/// An object in the place of a list: either a wrapper around it, `{"X": [..]}`, or its only item.
fn read_wrapper<'de, A: MapAccess<'de>>(
    list: &mut dyn List,
    entries: &mut A,
) -> Result<Presence, DecodeError> {
    list.clear();
    let Some(name) = next_name(entries)? else { return Ok(Presence::Present) };
    if may_be_field(list.item_form(), &name) {
        return read_unclear(list, name.into_owned(), entries);
    }
    Seed::unwrapped(list.as_slot())
        .finish(|seed| entries.next_value_seed(seed))
        .map_err(|failure| failure.within(&name))?;
    while next_name(entries)?.is_some() {
        EntryValue(entries).skip()?;
    }
    Ok(Presence::Present)
}

fn may_be_field(form: Form, name: &str) -> bool {
    match form {
        Form::Closed => false,
        Form::Fields(names) => names.iter().any(|known| known.eq_ignore_ascii_case(name)),
        Form::Open => true,
    }
}

/// The rare case that a wrapper and an item look alike at first: the whole object decides.
fn read_unclear<'de, A: MapAccess<'de>>(
    list: &mut dyn List,
    first: String,
    entries: &mut A,
) -> Result<Presence, DecodeError> {
    let mut object = serde_json::Map::new();
    let value = entries.next_value().map_err(|error| DecodeError::malformed(&error))?;
    object.insert(first, value);
    while let Some(name) = next_name(entries)? {
        let value = entries.next_value().map_err(|error| DecodeError::malformed(&error))?;
        object.insert(name.into_owned(), value);
    }
    match object.iter().next() {
        Some((name, Value::Array(_))) if object.len() == 1 => {
            let name = name.clone();
            let items = object.remove(&name).unwrap_or_default();
            Seed::unwrapped(list.as_slot()).read(items).map_err(|failure| failure.within(&name))
        }
        _ => Seed::new(list.push()).read(Value::Object(object)),
    }
}

fn read_only_item<'de, A: MapAccess<'de>>(list: &mut dyn List, entries: A) -> Result<Presence, DecodeError> {
    list.clear();
    Seed::new(list.push()).finish(|seed| seed.visit_map(entries))
}

/// The name of the next entry; borrowed from the body where it has no escapes.
fn next_name<'de, A: MapAccess<'de>>(entries: &mut A) -> Result<Option<Cow<'de, str>>, DecodeError> {
    let name = entries.next_key::<Name<'de>>().map_err(|error| DecodeError::malformed(&error))?;
    Ok(name.map(|Name(name)| name))
}

struct Name<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_str(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Name<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Name(Cow::Borrowed(name)))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Name(Cow::Owned(name.to_owned())))
    }
}
