//! Parameters and fields: what they are, and the rules about them.

use acs_rules::{Format, Place, Role, WireStyle};

use super::Gone;
use crate::span::Origin;
use crate::{name, path};

/// A parameter, a field of an object, an item of a list, or a field of a response.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The name on the wire; empty for items.
    pub name: String,
    /// Its name in Rust, where the overlay chose one.
    pub rust_name: Option<String>,
    /// What it is, in a sentence.
    pub text: Option<String>,
    /// The type.
    pub ty: Type,
    /// Whether it must be given.
    pub required: Required,
    /// Where it stands in the request.
    pub place: Place,
    /// How a list or an object goes on the wire.
    pub wire: WireStyle,
    /// What the runtime uses it for.
    pub role: Option<Role>,
    /// Whether the value is a secret.
    pub sensitive: bool,
    /// Whether the documentation advises against it.
    pub deprecated: bool,
    /// The documented example, as on the wire.
    pub example: Option<String>,
    /// The value that the service takes when it is left out, as on the wire.
    pub default: Option<String>,
    /// What the service does when it is left out, in words.
    pub server_default: Option<String>,
    /// The rules.
    pub rules: Vec<Rule>,
    /// What the values mean, in sentences.
    pub value_texts: Vec<(String, String)>,
    /// Names of values in Rust, where the overlay chose them.
    pub value_names: Vec<(String, String)>,
    /// The values that the documentation has dropped.
    pub gone_values: Vec<(String, Gone)>,
    /// Whether the documentation has dropped it.
    pub gone: Option<Gone>,
    /// Its place in the spec: the name, or the node where it has none.
    pub origin: Origin,
}

impl Field {
    /// The documented values, where there are any.
    pub fn values(&self) -> Option<&[String]> {
        self.rules.iter().find_map(|rule| match &rule.kind {
            RuleKind::Values(values) => Some(values.as_slice()),
            _ => None,
        })
    }

    /// What is said of a value, if the documentation has dropped it.
    pub(crate) fn gone_value(&self, value: &str) -> Option<&Gone> {
        self.gone_values.iter().find(|(found, _)| found == value).map(|(_, gone)| gone)
    }

    /// The values that are an enum in Rust. A field that only the service fills in has none for values that were read
    /// from prose, so that another sentence in the documentation is not another type.
    pub(crate) fn variants(&self, is_answer: bool) -> Option<&[String]> {
        self.rules.iter().find_map(|rule| match &rule.kind {
            RuleKind::Values(values)
                if self.ty == Type::Text && !values.is_empty() && !(is_answer && rule.inferred) =>
            {
                Some(values.as_slice())
            }
            _ => None,
        })
    }

    /// The field that a path of names begins with, and what follows it; names may have dots in them.
    pub fn first<'f, 'p>(fields: &'f [Field], path: &'p str) -> Option<(&'f Field, Option<&'p str>)> {
        path::first(fields, path, |field| &field.name)
    }

    /// What generated code calls each of the fields of one object.
    pub fn names(fields: &[Field]) -> Vec<String> {
        name::fields(fields)
    }

    /// The list that the object is a wrapper around, as in `{"Xs": {"X": [..]}}`: it has nothing else in it, and is called
    /// after what is in the list, or a set or list of it.
    pub(crate) fn wrapped(&self) -> Option<&Field> {
        let Type::Object(fields) = &self.ty else { return None };
        let [list @ Field { ty: Type::List(_), .. }] = fields.as_slice() else { return None };
        let stem = list.name.strip_suffix('y').unwrap_or(&list.name);
        let is_plural = !stem.is_empty() && self.name.starts_with(stem);
        let is_collection = self.name.ends_with("Set") || self.name.ends_with("List");
        (is_plural || is_collection).then_some(list)
    }

    /// Whether the runtime sets the parameter: the region and the token where the caller does not, the dry run where one is asked for.
    pub fn is_filled_in(&self) -> bool {
        matches!(self.role, Some(Role::Region | Role::IdempotencyToken | Role::DryRun))
    }

    /// The fields of an object, or the item of a list or a map.
    pub fn children(&self) -> &[Field] {
        match &self.ty {
            Type::Object(fields) => fields,
            Type::List(item) | Type::Map(item) => std::slice::from_ref(item),
            Type::Text
            | Type::Boolean
            | Type::Int32
            | Type::Int64
            | Type::Float
            | Type::Double
            | Type::Binary
            | Type::Any
            | Type::Shared(_) => &[],
        }
    }
}

impl Field {
    pub(crate) fn children_mut(&mut self) -> &mut [Field] {
        match &mut self.ty {
            Type::Object(fields) => fields,
            Type::List(item) | Type::Map(item) => std::slice::from_mut(item),
            Type::Text
            | Type::Boolean
            | Type::Int32
            | Type::Int64
            | Type::Float
            | Type::Double
            | Type::Binary
            | Type::Any
            | Type::Shared(_) => &mut [],
        }
    }
}

/// Whether a field must be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Required {
    /// No.
    No,
    /// Yes, and the compiler checks it.
    Compile,
    /// Yes, checked when the request is made.
    Runtime,
}

/// A type.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// Text.
    Text,
    /// A boolean.
    Boolean,
    /// A 32-bit integer.
    Int32,
    /// A 64-bit integer.
    Int64,
    /// A 32-bit number.
    Float,
    /// A 64-bit number.
    Double,
    /// Bytes.
    Binary,
    /// Anything that JSON can say.
    Any,
    /// A list of items.
    List(Box<Field>),
    /// An object with fields.
    Object(Vec<Field>),
    /// An object with keys of the caller's.
    Map(Box<Field>),
    /// A shared type of the product.
    Shared(String),
}

impl Type {
    /// What is in the lists and maps.
    pub fn innermost(&self) -> &Type {
        match self {
            Type::List(item) | Type::Map(item) => item.ty.innermost(),
            other => other,
        }
    }
}

/// A rule for a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// What it says.
    pub kind: RuleKind,
    /// Whether it was read from prose and not confirmed; such a rule warns.
    pub inferred: bool,
    /// Its place in the spec.
    pub origin: Origin,
}

/// What a rule says; the same as [`acs_rules::Rule`], owned.
#[derive(Clone, Debug, PartialEq)]
pub enum RuleKind {
    /// One of these texts.
    Values(Vec<String>),
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
    /// Matches this regular expression.
    Pattern(String),
    /// ASCII characters only.
    Ascii,
    /// Starts with one of these.
    StartsWith(Vec<String>),
    /// Starts with none of these.
    NotStartsWith(Vec<String>),
    /// Has this format.
    Format(Format),
    /// Allowed only when another parameter has one of these values.
    OnlyWhen(String, Vec<String>),
    /// Required when another parameter has one of these values.
    RequiredWhen(String, Vec<String>),
}

/// A rule over several parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrossRule {
    /// What it says.
    pub kind: CrossRuleKind,
    /// The parameters.
    pub names: Vec<String>,
    /// Whether it was read from prose; such a rule warns.
    pub inferred: bool,
    /// Its place in the spec.
    pub origin: Origin,
}

/// What a rule over several parameters says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CrossRuleKind {
    /// At least one of them must be given.
    AtLeastOne,
    /// One of them must be given, and no other.
    ExactlyOne,
    /// At most one of them may be given.
    Exclusive,
}
