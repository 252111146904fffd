//! A parameter: its type, its place, and the rules that it must keep.

use super::{ProductSpec, Rule};

/// A parameter, a field of an object, an item of a list, or a field of a response.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParameterSpec<'a> {
    /// The name on the wire; empty for items.
    pub name: &'a str,
    /// The name in Rust; empty for items.
    pub field: &'a str,
    /// The type.
    pub kind: Kind<'a>,
    /// Whether it must be given.
    pub required: bool,
    /// Where it stands in the request.
    pub place: Place,
    /// How a list or an object goes on the wire.
    pub wire: WireStyle,
    /// What the runtime uses it for.
    pub role: Option<Role>,
    /// Whether its value is a secret, which violations and logs leave out.
    pub sensitive: bool,
    /// The documented example, or empty.
    pub example: &'a str,
    /// What the service assumes when it is left out, where the documentation says so.
    pub default: Option<&'a str>,
    /// Rules that are declared by the documentation or confirmed by a person: breaking one stops the call.
    pub rules: &'a [Rule<'a>],
    /// Rules that were read from prose: breaking one is a warning.
    pub inferred: &'a [Rule<'a>],
}

impl<'a> ParameterSpec<'a> {
    /// A parameter of a kind, by wire name and Rust name.
    pub const fn new(name: &'a str, field: &'a str, kind: Kind<'a>) -> Self {
        Self {
            name,
            field,
            kind,
            required: false,
            place: Place::Query,
            wire: WireStyle::Flat,
            role: None,
            sensitive: false,
            example: "",
            default: None,
            rules: &[],
            inferred: &[],
        }
    }

    /// The items of a list or the values of a map, which have no name.
    pub const fn item(kind: Kind<'a>) -> Self {
        Self::new("", "", kind)
    }

    /// A string.
    pub const fn text(name: &'a str, field: &'a str) -> Self {
        Self::new(name, field, Kind::Text)
    }

    /// A boolean.
    pub const fn boolean(name: &'a str, field: &'a str) -> Self {
        Self::new(name, field, Kind::Boolean)
    }

    /// An integer.
    pub const fn integer(name: &'a str, field: &'a str) -> Self {
        Self::new(name, field, Kind::Integer)
    }

    /// A number that need not be an integer.
    pub const fn number(name: &'a str, field: &'a str) -> Self {
        Self::new(name, field, Kind::Number)
    }

    /// Bytes.
    pub const fn binary(name: &'a str, field: &'a str) -> Self {
        Self::new(name, field, Kind::Binary)
    }

    /// Anything that JSON can say.
    pub const fn any(name: &'a str, field: &'a str) -> Self {
        Self::new(name, field, Kind::Any)
    }

    /// A list of items.
    pub const fn list(name: &'a str, field: &'a str, item: &'a ParameterSpec<'a>) -> Self {
        Self::new(name, field, Kind::List(item))
    }

    /// An object with named fields.
    pub const fn object(name: &'a str, field: &'a str, fields: &'a [ParameterSpec<'a>]) -> Self {
        Self::new(name, field, Kind::Object(fields))
    }

    /// An object with keys of the caller's.
    pub const fn map(name: &'a str, field: &'a str, value: &'a ParameterSpec<'a>) -> Self {
        Self::new(name, field, Kind::Map(value))
    }

    /// An object of a shared type of the product.
    pub const fn shared(name: &'a str, field: &'a str, type_name: &'a str) -> Self {
        Self::new(name, field, Kind::Shared(type_name))
    }

    /// Must be given.
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// Where it stands in the request.
    pub const fn place(self, place: Place) -> Self {
        Self { place, ..self }
    }

    /// How it goes on the wire.
    pub const fn wire(self, wire: WireStyle) -> Self {
        Self { wire, ..self }
    }

    /// What the runtime uses it for.
    pub const fn role(self, role: Role) -> Self {
        Self { role: Some(role), ..self }
    }

    /// Its value is a secret.
    pub const fn sensitive(self) -> Self {
        Self { sensitive: true, ..self }
    }

    /// The documented example.
    pub const fn example(self, example: &'a str) -> Self {
        Self { example, ..self }
    }

    /// What the service assumes when it is left out.
    pub const fn default(self, default: &'a str) -> Self {
        Self { default: Some(default), ..self }
    }

    /// Declared or confirmed rules.
    pub const fn rules(self, rules: &'a [Rule<'a>]) -> Self {
        Self { rules, ..self }
    }

    /// Rules read from prose.
    pub const fn inferred(self, inferred: &'a [Rule<'a>]) -> Self {
        Self { inferred, ..self }
    }

    /// The fields of an object, also of one of a shared type.
    pub fn fields(&self, product: &ProductSpec<'a>) -> Option<&'a [ParameterSpec<'a>]> {
        match self.kind {
            Kind::Object(fields) => Some(fields),
            Kind::Shared(name) => product.shared(name).map(|shared| shared.fields),
            Kind::Text
            | Kind::Boolean
            | Kind::Integer
            | Kind::Number
            | Kind::Binary
            | Kind::Any
            | Kind::List(_)
            | Kind::Map(_) => None,
        }
    }
}

/// The type of a parameter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind<'a> {
    /// A string.
    Text,
    /// A boolean; on the wire `true` or `false`.
    Boolean,
    /// An integer.
    Integer,
    /// A number that need not be an integer.
    Number,
    /// Bytes.
    Binary,
    /// Anything that JSON can say.
    Any,
    /// A list of items.
    List(&'a ParameterSpec<'a>),
    /// An object with named fields.
    Object(&'a [ParameterSpec<'a>]),
    /// An object with keys of the caller's.
    Map(&'a ParameterSpec<'a>),
    /// An object of a shared type of the product, by name.
    Shared(&'a str),
}

/// Where a parameter stands in the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// In the query string.
    Query,
    /// In a form body.
    Form,
    /// A field of a JSON body.
    Field,
    /// The whole body.
    Body,
    /// In the path, as `{Name}`.
    Path,
    /// A header.
    Header,
    /// Part of the host name.
    Host,
}

/// How a list or an object goes on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WireStyle {
    /// Dotted names, lists counted from one: `Tag.1.Key`.
    Flat,
    /// JSON text.
    Json,
    /// Items joined by commas.
    Simple,
    /// Items joined by spaces.
    SpaceDelimited,
    /// Items joined by bars.
    PipeDelimited,
    /// XML text, of a whole body.
    Xml,
}

/// What the runtime uses a parameter for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Makes a repeated request count once; filled in when left out.
    IdempotencyToken,
    /// Checks the request without carrying it out.
    DryRun,
    /// The region; filled in from the client when left out.
    Region,
    /// The token of the page to read.
    PageToken,
    /// The number of the page to read.
    PageNumber,
    /// The size of a page that is read by number.
    PageSize,
    /// The size of a page that is read by token.
    MaxResults,
}
