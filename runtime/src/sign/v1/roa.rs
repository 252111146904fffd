//! What V1 signs of a ROA request: some headers, and the resource. The body is not covered, unless by `content-md5`.

use std::fmt;

use acs_rules::Style;

use super::StringToSign;

/// The headers that have a line of their own, in its order.
const LINES: [&str; 4] = ["accept", "content-md5", "content-type", "date"];

/// The path with the query as the signature knows it. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct CanonicalResource(String);

impl CanonicalResource {
    /// Of a path as sent, and decoded names and values of the query, which are left sorted. Values stand as they are, not
    /// encoded, and an empty one leaves only its name.
    pub fn new<N: AsRef<str>, V: AsRef<str>>(path: &str, pairs: &mut [(N, V)]) -> Self {
        pairs.sort_by(|(a, x), (b, y)| (a.as_ref(), x.as_ref()).cmp(&(b.as_ref(), y.as_ref())));
        let mut text = if path.is_empty() { "/".to_owned() } else { path.to_owned() };
        for (index, (name, value)) in pairs.iter().enumerate() {
            text.push(if index == 0 { '?' } else { '&' });
            text.push_str(name.as_ref());
            if !value.as_ref().is_empty() {
                text.push('=');
                text.push_str(value.as_ref());
            }
        }
        Self(text)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The method, the headers that V1 covers, and this resource. Names of headers are in lower case.
    pub fn string_to_sign<N: AsRef<str>, V: AsRef<str>>(
        &self,
        method: &str,
        headers: &[(N, V)],
    ) -> StringToSign {
        let value = |name| headers.iter().find(|(known, _)| known.as_ref() == name);
        let mut text = format!("{method}\n");
        for name in LINES {
            text.push_str(value(name).map_or("", |(_, value)| value.as_ref().trim()));
            text.push('\n');
        }
        let mut own: Vec<_> = headers.iter().map(|(name, value)| (name.as_ref(), value.as_ref())).collect();
        own.retain(|(name, _)| name.starts_with("x-acs-"));
        own.sort_unstable();
        for (name, value) in own {
            text.extend([name, ":", value.trim(), "\n"]);
        }
        text.push_str(&self.0);
        StringToSign { text, style: Style::Roa }
    }
}

impl fmt::Display for CanonicalResource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for CanonicalResource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CanonicalResource(..)")
    }
}
