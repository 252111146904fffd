//! Whether a text has a documented [`Format`].

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::LazyLock;

use regex_lite::Regex;

use crate::Format;

impl Format {
    /// Whether `text` has this format.
    pub fn accepts(self, text: &str) -> bool {
        match self {
            Format::Ipv4 => text.parse::<Ipv4Addr>().is_ok(),
            Format::Ipv6 => text.parse::<Ipv6Addr>().is_ok(),
            Format::Cidr => is_cidr(text),
            Format::Timestamp => is_timestamp(text),
            Format::Uuid => is_uuid(text),
            Format::Url => is_url(text),
            Format::Json => serde_json::from_str::<serde_json::Value>(text).is_ok(),
        }
    }

    /// What the format is called in a message.
    pub fn describe(self) -> &'static str {
        match self {
            Format::Ipv4 => "an IPv4 address",
            Format::Ipv6 => "an IPv6 address",
            Format::Cidr => "a CIDR block such as `10.0.0.0/8`",
            Format::Timestamp => "a time such as `2025-12-06T03:04:05Z`",
            Format::Uuid => "a UUID",
            Format::Url => "an absolute URL",
            Format::Json => "JSON text",
        }
    }
}

fn is_cidr(text: &str) -> bool {
    let Some((address, length)) = text.split_once('/') else { return false };
    let most = match address.parse::<IpAddr>() {
        Ok(IpAddr::V4(_)) => 32,
        Ok(IpAddr::V6(_)) => 128,
        Err(_) => return false,
    };
    length.parse::<u8>().is_ok_and(|length| length <= most)
}

/// `YYYY-MM-DDThh:mm[:ss[.fraction]]` and `Z` or an offset; the documentation uses forms with and without seconds.
fn is_timestamp(text: &str) -> bool {
    const PATTERN: &str = concat!(
        r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d(:([0-5]\d|60)(\.\d{1,9})?)?",
        r"(Z|[+-]([01]\d|2[0-3]):?[0-5]\d)$"
    );
    static COMPILED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(PATTERN).ok());
    COMPILED.as_ref().is_some_and(|pattern| pattern.is_match(text))
}

fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        && !rest.is_empty()
        && !rest.starts_with('/')
        && !text.chars().any(|c| c.is_whitespace() || c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(format: Format, good: &[&str], bad: &[&str]) {
        for text in good {
            assert!(format.accepts(text), "{format:?} should accept {text:?}");
        }
        for text in bad {
            assert!(!format.accepts(text), "{format:?} should refuse {text:?}");
        }
    }

    #[test]
    fn formats_accept_what_they_name() {
        check(Format::Ipv4, &["192.168.0.1"], &["", "192.168.XX.XX", "1.2.3", "::1"]);
        check(Format::Ipv6, &["::1", "2001:db8::7"], &["192.168.0.1", ":::"]);
        check(Format::Cidr, &["10.0.0.0/8", "fd00::/64"], &["10.0.0.0", "10.0.0.0/33", "x/8", "1.1.1.1/"]);
        check(
            Format::Timestamp,
            &["2025-12-06T03:04:05Z", "2025-12-06T03:04Z", "2025-12-06T03:04:05.123+08:00"],
            &["2025-12-06", "2025-13-06T03:04:05Z", "2025-12-06 03:04:05", "2025-12-06T24:00:00Z"],
        );
        check(Format::Uuid, &["FBDB18D8-E91E-4978-8D6C-6E2E3EE10133"], &["FBDB18D8", "{}", "g-1-2-3-4"]);
        check(Format::Url, &["https://example.com/a?b"], &["example.com", "https://", "http:// a", "1s://x"]);
        check(Format::Json, &["{}", "[1]", "null"], &["", "{", "abc"]);
    }
}
