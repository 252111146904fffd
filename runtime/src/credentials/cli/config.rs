//! The file as text: JSON with the name of the current profile, and the profiles.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use zeroize::Zeroizing;

use crate::credentials::CredentialsError;
use crate::credentials::answer::unreadable;
use crate::transport::Transport;

/// How often a file is read that ends too early, as one does that is being written in place.
const READS: usize = 3;
/// How long to wait in between.
const BREAK: Duration = Duration::from_millis(50);

/// The profiles of a file.
pub(super) struct Config {
    /// The file, as people know it.
    pub(super) file: String,
    pub(super) current: Option<String>,
    pub(super) profiles: Vec<BTreeMap<String, Zeroizing<String>>>,
}

#[derive(serde::Deserialize)]
struct Document {
    #[serde(default)]
    current: Text,
    #[serde(default)]
    profiles: Option<Vec<BTreeMap<String, Text>>>,
}

impl Config {
    /// The file whose text `read` gets, which may be written at the same time.
    pub(super) async fn read(
        file: &str,
        read: impl Fn() -> Result<Zeroizing<String>, CredentialsError>,
        transport: &dyn Transport,
    ) -> Result<Self, CredentialsError> {
        for _ in 1..READS {
            let parsed = parse(&read()?);
            match parsed {
                Err(error) if error.is_eof() => transport.sleep(BREAK).await,
                parsed => return Self::of(file, parsed),
            }
        }
        Self::of(file, parse(&read()?))
    }

    fn of(file: &str, parsed: serde_json::Result<Document>) -> Result<Self, CredentialsError> {
        let Document { current, profiles } =
            parsed.map_err(|error| CredentialsError::new(format!("`{file}`: {}", unreadable(&error))))?;
        let profile = |profile: BTreeMap<String, Text>| {
            profile.into_iter().filter_map(|(key, Text(value))| Some((key, value?))).collect()
        };
        Ok(Self {
            file: file.to_owned(),
            current: current.0.map(|current| current.as_str().to_owned()),
            profiles: profiles.unwrap_or_default().into_iter().map(profile).collect(),
        })
    }
}

fn parse(text: &str) -> serde_json::Result<Document> {
    serde_json::from_str(text)
}

/// A scalar as text; none for anything else, which is no value of ours.
#[derive(Default)]
struct Text(Option<Zeroizing<String>>);

impl Text {
    fn of(value: impl ToString) -> Self {
        Self(Some(Zeroizing::new(value.to_string())))
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Scalar)
    }
}

struct Scalar;

impl<'de> Visitor<'de> for Scalar {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, value: &str) -> Result<Text, E> {
        Ok(Text::of(value))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Text, E> {
        Ok(Text::of(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Text, E> {
        Ok(Text::of(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Text, E> {
        Ok(Text::of(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Text, E> {
        Ok(Text::of(value))
    }

    fn visit_unit<E>(self) -> Result<Text, E> {
        Ok(Text(None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Text, A::Error> {
        while from.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Text(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Text, A::Error> {
        while from.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Text(None))
    }
}

#[cfg(test)]
mod tests;
