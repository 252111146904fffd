//! A profile of a file: names and values, whatever the format of the file.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use zeroize::Zeroizing;

use super::role::Session;
use super::{Credentials, CredentialsError};

/// The most characters of a value that errors quote: more than any kind of profile has, less than secrets.
const LONGEST_WORD: usize = 20;

/// What a profile says, and where it stands, for the errors about it. Values may be secrets.
pub(super) struct Profile<'f> {
    /// The file, as people know it.
    pub(super) file: &'f str,
    /// The name of the profile.
    pub(super) name: &'f str,
    pub(super) values: &'f BTreeMap<String, Zeroizing<String>>,
}

impl<'f> Profile<'f> {
    /// A value, where it is there and not empty.
    pub(super) fn get(&self, key: &str) -> Option<&'f str> {
        self.values.get(key).map(|value| value.as_str()).filter(|value| !value.is_empty())
    }

    pub(super) fn owned(&self, key: &str) -> Option<String> {
        self.get(key).map(str::to_owned)
    }

    /// A value that the profile cannot do without.
    pub(super) fn need(&self, key: &str) -> Result<&'f str, CredentialsError> {
        self.get(key).ok_or_else(|| self.error(&format!("has no `{key}`")))
    }

    /// An error about a value that stands for none of the choices there are. It is quoted only where it is a short word: a
    /// file that is not written as meant may have a secret in it.
    pub(super) fn unknown(&self, key: &str, value: &str) -> CredentialsError {
        let is_word = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if is_word && value.len() <= LONGEST_WORD {
            self.error(&format!("is of the {key} `{value}`, which is not supported"))
        } else {
            self.error(&format!("has a `{key}` that is not supported, and is no short word"))
        }
    }

    /// A whole number that is not negative.
    pub(super) fn number(&self, key: &str) -> Result<Option<u64>, CredentialsError> {
        let read = |text: &str| {
            text.parse().map_err(|_| self.error(&format!("has a `{key}` that is no whole number")))
        };
        self.get(key).map(read).transpose()
    }

    /// An access key that stands in the profile.
    pub(super) fn access_key(&self, token: Option<&str>) -> Result<Credentials, CredentialsError> {
        let id = self.need("access_key_id")?;
        let secret = Zeroizing::new(self.need("access_key_secret")?.to_owned());
        let token = token.map(|token| Zeroizing::new(token.to_owned()));
        let provider = if token.is_some() { "static_sts" } else { "static_ak" };
        Ok(Credentials::build(id.to_owned(), secret, token, provider))
    }

    /// The session that the profile asks for; the keys of its name differ between files.
    pub(super) fn session(&self, name_keys: &[&str]) -> Result<Session, CredentialsError> {
        // The command line writes a zero where nothing was chosen.
        let seconds = self.number("expired_seconds")?.filter(|seconds| *seconds > 0);
        Ok(Session {
            name: name_keys.iter().find_map(|key| self.owned(key)),
            duration: seconds.map(Duration::from_secs),
            policy: self.owned("policy"),
            region: self.owned("sts_region"),
            is_vpc: self.get("enable_vpc").map(|value| value.eq_ignore_ascii_case("true")),
            endpoint: None,
        })
    }

    /// An error about this profile; its values stay out of it.
    pub(super) fn error(&self, what: &str) -> CredentialsError {
        CredentialsError::new(format!("the profile `{}` of `{}` {what}", self.name, self.file))
    }
}

impl fmt::Debug for Profile<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Profile");
        debug.field("file", &self.file).field("name", &self.name).finish_non_exhaustive()
    }
}
