//! Rules: what a value must keep.

/// A rule for one parameter.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Rule<'a> {
    /// One of these texts. Never stops a call, for a service adds values before we learn of them.
    Values(&'a [&'a str]),
    /// At least so many characters.
    MinLength(u64),
    /// At most so many characters.
    MaxLength(u64),
    /// At least so many items.
    MinItems(u64),
    /// At most so many items.
    MaxItems(u64),
    /// At least this integer.
    Minimum(i64),
    /// At most this integer.
    Maximum(i64),
    /// At least this number.
    MinimumNumber(f64),
    /// At most this number.
    MaximumNumber(f64),
    /// Matches this regular expression as a whole.
    Pattern(&'a str),
    /// ASCII characters only.
    Ascii,
    /// Starts with one of these.
    StartsWith(&'a [&'a str]),
    /// Starts with none of these.
    NotStartsWith(&'a [&'a str]),
    /// Has this format.
    Format(Format),
    /// Allowed only when another parameter has one of these values.
    OnlyWhen(&'a str, &'a [&'a str]),
    /// Required when another parameter has one of these values.
    RequiredWhen(&'a str, &'a [&'a str]),
}

impl Rule<'_> {
    /// The rule's name in the spec language.
    pub fn name(&self) -> &'static str {
        match self {
            Rule::Values(_) => "values",
            Rule::MinLength(_) | Rule::MaxLength(_) => "length",
            Rule::MinItems(_) | Rule::MaxItems(_) => "items",
            Rule::Minimum(_) | Rule::Maximum(_) | Rule::MinimumNumber(_) | Rule::MaximumNumber(_) => "range",
            Rule::Pattern(_) => "pattern",
            Rule::Ascii => "charset",
            Rule::StartsWith(_) => "starts-with",
            Rule::NotStartsWith(_) => "not-starts-with",
            Rule::Format(_) => "format",
            Rule::OnlyWhen(..) => "only-when",
            Rule::RequiredWhen(..) => "required-when",
        }
    }
}

/// A format that a text must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// An IPv4 address.
    Ipv4,
    /// An IPv6 address.
    Ipv6,
    /// An address block, such as `10.0.0.0/8` or `fd00::/8`.
    Cidr,
    /// A time as in ISO 8601 with a time zone, such as `2025-12-06T03:04:05Z`.
    Timestamp,
    /// A UUID.
    Uuid,
    /// An absolute URL.
    Url,
    /// JSON text.
    Json,
}

/// A rule over several parameters of an operation, by wire name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CrossRule<'a> {
    /// At least one of them must be given.
    AtLeastOne {
        /// The parameters.
        names: &'a [&'a str],
        /// Whether the rule was read from prose, and only warns.
        inferred: bool,
    },
    /// One of them must be given, and no other.
    ExactlyOne {
        /// The parameters.
        names: &'a [&'a str],
        /// Whether the rule was read from prose, and only warns.
        inferred: bool,
    },
    /// At most one of them may be given.
    Exclusive {
        /// The parameters.
        names: &'a [&'a str],
        /// Whether the rule was read from prose, and only warns.
        inferred: bool,
    },
}
