//! Versions of generated crates: three numbers, as cargo compares them.

use std::fmt;
use std::str::FromStr;

/// Greatest number of a version that is read: far from every real one, and from where counting on would overflow.
const MAX_NUMBER: u64 = 999_999_999;

/// A version of a generated crate. It has no pre-releases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// What changes with every change that breaks users, from 1 on.
    pub major: u64,
    /// What changes with every addition; below version 1, with every change that breaks users.
    pub minor: u64,
    /// What changes with everything else.
    pub patch: u64,
}

impl Version {
    /// The version of a crate that nothing says otherwise about: that of the runtime.
    pub fn unreleased() -> Self {
        let runtime = env!("CARGO_PKG_VERSION").split('-').next();
        runtime.and_then(|version| version.parse().ok()).unwrap_or(Self { major: 0, minor: 1, patch: 0 })
    }

    /// The next version that may break users, as cargo understands it.
    pub fn next_breaking(self) -> Self {
        match self.major {
            0 => Self { minor: self.minor + 1, patch: 0, ..self },
            major => Self { major: major + 1, minor: 0, patch: 0 },
        }
    }

    /// Whether it may break users of the versions before it, as cargo understands it.
    pub(crate) fn is_breaking(self) -> bool {
        self.patch == 0 && (self.major == 0 || self.minor == 0)
    }

    /// The next version that adds something.
    pub fn next_adding(self) -> Self {
        match self.major {
            0 => self.next_patch(),
            _ => Self { minor: self.minor + 1, patch: 0, ..self },
        }
    }

    /// The next version that changes nothing that users write.
    pub fn next_patch(self) -> Self {
        Self { patch: self.patch + 1, ..self }
    }
}

impl FromStr for Version {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = |part: &str| {
            let is_plain =
                part.bytes().all(|byte| byte.is_ascii_digit()) && (part == "0" || !part.starts_with('0'));
            part.parse().ok().filter(|number| is_plain && *number <= MAX_NUMBER)
        };
        let numbers: Option<Vec<u64>> = text.split('.').map(number).collect();
        match numbers.as_deref() {
            Some(&[major, minor, patch]) => Ok(Self { major, minor, patch }),
            _ => Err(format!("`{}` is no version", text.escape_debug())),
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> Version {
        text.parse().expect(text)
    }

    #[test]
    fn a_version_is_three_numbers() {
        assert_eq!(version("0.10.2").to_string(), "0.10.2");
        for text in ["", "1", "1.0", "1.0.0.0", "1.0.x", "01.0.0", "1.0.0-rc.1", "+1.0.0", "1..0"] {
            assert!(text.parse::<Version>().is_err(), "{text}");
        }
        assert!(version("0.9.0") < version("0.10.0"));
    }

    #[test]
    fn a_number_that_cannot_be_counted_on_is_none() {
        assert_eq!(version("0.999999999.0").next_breaking().to_string(), "0.1000000000.0");
        for text in ["0.1000000000.0", "0.18446744073709551615.0", "18446744073709551616.0.0"] {
            assert!(text.parse::<Version>().is_err(), "{text}");
        }
    }

    #[test]
    fn below_version_1_the_second_number_says_that_users_break() {
        assert_eq!(version("0.1.3").next_breaking(), version("0.2.0"));
        assert_eq!(version("0.1.3").next_adding(), version("0.1.4"));
        assert_eq!(version("1.2.3").next_breaking(), version("2.0.0"));
        assert_eq!(version("1.2.3").next_adding(), version("1.3.0"));
        assert_eq!(version("1.2.3").next_patch(), version("1.2.4"));
    }
}
