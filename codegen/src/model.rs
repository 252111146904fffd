//! The model: an API with all references resolved, defaults filled in and the overlay applied.
//!
//! Every node knows its origin, so that a lint or a later stage can still name the line of the spec.

use std::collections::HashSet;
use std::time::Duration;

use acs_rules::{Access, Auth, EndpointRule, Format, Place, Role, Signing, Style, WireStyle};

use crate::span::Origin;

/// A product version with its operations.
#[derive(Clone, Debug, PartialEq)]
pub struct Api {
    /// The folder that the specs stand in, as given.
    pub folder: String,
    /// The product code, such as `Eipanycast`.
    pub product: String,
    /// The API version, such as `2020-03-09`.
    pub version: String,
    /// The package that it is generated into; settled over all product versions.
    pub package: String,
    /// RPC or ROA.
    pub style: Style,
    /// The signature that the endpoints expect.
    pub signing: Signing,
    /// How a host name is formed for a region without an entry.
    pub endpoint_rule: EndpointRule,
    /// Regions and their host names.
    pub endpoints: Vec<(String, String)>,
    /// Shared object types.
    pub types: Vec<TypeDefinition>,
    /// The operations, in the order of their names.
    pub operations: Vec<Operation>,
    /// The product's name in `product.yaml`.
    pub origin: Origin,
}

impl Api {
    /// The operation of this name.
    pub fn operation(&self, name: &str) -> Option<&Operation> {
        self.operations.iter().find(|op| op.name == name)
    }

    /// The shared type of this name.
    pub fn shared(&self, name: &str) -> Option<&TypeDefinition> {
        self.types.iter().find(|shared| shared.name == name)
    }

    /// The names of the shared types that fields lead to, also through other shared types.
    pub fn reachable<'a>(&'a self, fields: impl IntoIterator<Item = &'a Field>) -> HashSet<&'a str> {
        self.references(fields, true)
    }

    /// Whether a value of the shared type `outer` holds one of `inner` without a list or a map between them.
    pub fn holds(&self, outer: &str, inner: &str) -> bool {
        let fields = self.shared(outer).map_or(&[][..], |shared| &shared.fields);
        outer == inner || self.references(fields, false).contains(inner)
    }

    fn references<'a>(
        &'a self,
        fields: impl IntoIterator<Item = &'a Field>,
        through_lists: bool,
    ) -> HashSet<&'a str> {
        let mut names = HashSet::new();
        let mut open: Vec<&Field> = fields.into_iter().collect();
        while let Some(field) = open.pop() {
            match &field.ty {
                Type::Shared(name) if names.insert(name.as_str()) => {
                    open.extend(self.shared(name).map_or(&[][..], |shared| &shared.fields));
                }
                Type::List(_) | Type::Map(_) if !through_lists => {}
                _ => open.extend(field.children()),
            }
        }
        names
    }
}

/// A shared object type.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeDefinition {
    /// The name by which [`Type::Shared`] refers to it.
    pub name: String,
    /// Its name in Rust, where the overlay chose one.
    pub rust_name: Option<String>,
    /// What it is, in a sentence.
    pub text: Option<String>,
    /// The fields.
    pub fields: Vec<Field>,
    /// Its name in `product.yaml`.
    pub origin: Origin,
}

/// An operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// The name.
    pub name: String,
    /// Its name in Rust, where the overlay chose one.
    pub rust_name: Option<String>,
    /// The module that it is generated into; settled over all operations of the product, whichever are generated.
    pub module: String,
    /// What it does, in a sentence.
    pub text: Option<String>,
    /// The spec file, as given.
    pub file: String,
    /// The documentation page.
    pub page: Option<String>,
    /// The date of the page.
    pub updated: Option<String>,
    /// Whether the documentation advises against it.
    pub deprecated: bool,
    /// The HTTP method that we send.
    pub method: &'static str,
    /// All documented methods.
    pub methods: Vec<&'static str>,
    /// The path; `/` for RPC.
    pub path: String,
    /// Whether it is signed.
    pub auth: Auth,
    /// The access level.
    pub access: Access,
    /// The RAM action.
    pub action: Option<String>,
    /// The resources that the action applies to.
    pub resources: Vec<Resource>,
    /// The condition keys of the service.
    pub condition_keys: Vec<String>,
    /// The further actions that the caller must be allowed.
    pub dependent_actions: Vec<String>,
    /// The parameters, in the page's order.
    pub parameters: Vec<Field>,
    /// Rules over several parameters.
    pub rules: Vec<CrossRule>,
    /// What it returns.
    pub response: Response,
    /// The documented response, as JSON text.
    pub example: Option<String>,
    /// The documented error codes; one entry per code and status.
    pub codes: Vec<Code>,
    /// How to wait for it.
    pub completion: Option<Completion>,
    /// Its name in the spec.
    pub origin: Origin,
}

/// A resource that a RAM action applies to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// The type.
    pub kind: String,
    /// The template of its Alibaba Cloud resource name.
    pub arn: String,
    /// Whether a policy must name it.
    pub required: bool,
}

/// What an operation returns.
#[derive(Clone, Debug, PartialEq)]
pub enum Response {
    /// An object with these fields.
    Fields(Vec<Field>),
    /// Something that is no object.
    Value(Box<Field>),
    /// The documentation does not say.
    Unknown,
}

impl Response {
    /// The fields, or the one value that it is.
    pub fn fields(&self) -> &[Field] {
        match self {
            Response::Fields(fields) => fields,
            Response::Value(value) => std::slice::from_ref(value),
            Response::Unknown => &[],
        }
    }
}

/// A documented error code with one of its statuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// The code or template.
    pub code: String,
    /// The HTTP status.
    pub status: u16,
    /// What it means, in a sentence.
    pub text: Option<String>,
    /// Its name in Rust, where the overlay chose one.
    pub rust_name: Option<String>,
    /// Its place in the spec.
    pub origin: Origin,
}

/// How to wait for an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The operation to poll.
    pub poll: String,
    /// The pause between two polls.
    pub interval: Duration,
    /// How often to poll at most.
    pub attempts: u32,
    /// Parameters of the poll and where they are taken from.
    pub with: Vec<(String, String)>,
    /// Where the state stands in the poll's response.
    pub state: Option<String>,
    /// States that end the wait well.
    pub success: Vec<String>,
    /// States to go on waiting in.
    pub transient: Vec<String>,
    /// States that end the wait badly.
    pub failure: Vec<String>,
    /// The place of the poll operation's name.
    pub origin: Origin,
}

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
