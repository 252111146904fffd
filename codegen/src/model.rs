//! The model: an API with all references resolved, defaults filled in and the overlay applied.
//!
//! Every node knows its origin, so that a lint or a later stage can still name the line of the spec.

use std::collections::HashSet;
use std::time::Duration;

use acs_rules::{Access, Auth, Charge, EndpointRule, Risk, Signing, Style};

use crate::path;
use crate::span::Origin;
use crate::version::Version;

mod field;
mod gone;

pub use field::{CrossRule, CrossRuleKind, Field, Required, Rule, RuleKind, Type};
pub use gone::Gone;

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
    /// The version of that package.
    pub release: Version,
    /// RPC or ROA.
    pub style: Style,
    /// The signature that the endpoints expect.
    pub signing: Signing,
    /// How a host name is formed for a region without an entry.
    pub endpoint_rule: EndpointRule,
    /// The documented host names.
    pub endpoints: Vec<Endpoint>,
    /// How often all operations together may be called.
    pub throttle: Vec<Throttle>,
    /// Shared object types.
    pub types: Vec<TypeDefinition>,
    /// The error codes that any operation may answer with.
    pub codes: Vec<Code>,
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

    /// The same with the shared types alone that operations lead to.
    pub(crate) fn retain_reachable(mut self) -> Self {
        let fields = self.operations.iter().flat_map(|op| op.parameters.iter().chain(op.response.fields()));
        let reached: HashSet<String> = self.reachable(fields).into_iter().map(str::to_owned).collect();
        self.types.retain(|shared| reached.contains(&shared.name));
        self
    }

    /// The shared types that requests do not have: only the service fills them in.
    pub(crate) fn answered(&self) -> HashSet<&str> {
        let asked = self.reachable(self.operations.iter().flat_map(|op| &op.parameters));
        let mut answered = self.reachable(self.operations.iter().flat_map(|op| op.response.fields()));
        answered.retain(|name| !asked.contains(name));
        answered
    }

    /// Whether a value of the shared type `outer` holds one of `inner` without a list or a map between them.
    pub fn holds(&self, outer: &str, inner: &str) -> bool {
        let fields = self.shared(outer).map_or(&[][..], |shared| &shared.fields);
        outer == inner || self.references(fields, false).contains(inner)
    }

    /// The field at the end of a way through an answer, as the runtime walks it: through objects and shared types, by the dots.
    pub fn find<'a>(&'a self, fields: &'a [Field], way: &str) -> Option<&'a Field> {
        let mut steps = path::steps(way);
        let named = |fields: &'a [Field], name: &str| fields.iter().find(|field| field.name == name);
        let first = named(fields, steps.next()?)?;
        steps.try_fold(first, |field, name| named(self.fields_of(&field.ty)?, name))
    }

    /// The fields of an object, also of one of a shared type.
    pub fn fields_of<'a>(&'a self, ty: &'a Type) -> Option<&'a [Field]> {
        match ty {
            Type::Object(fields) => Some(fields),
            Type::Shared(name) => Some(&self.shared(name)?.fields),
            Type::Text
            | Type::Boolean
            | Type::Int32
            | Type::Int64
            | Type::Float
            | Type::Double
            | Type::Binary
            | Type::Any
            | Type::List(_)
            | Type::Map(_) => None,
        }
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

/// A documented host name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The region, or `public`.
    pub region: String,
    /// The network that it is reached from; empty for the public one.
    pub network: String,
    /// The host name.
    pub host: String,
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

impl TypeDefinition {
    /// The path by which an overlay names it.
    pub fn path(&self) -> String {
        format!("types.{}", self.name)
    }
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
    /// The paths of the facts that the page alone gave.
    pub from_page: Vec<String>,
    /// The directories of the documentation that it stands in, outermost first.
    pub group: Option<String>,
    /// Whether the documentation advises against it.
    pub deprecated: bool,
    /// The operations to call instead.
    pub replaced_by: Vec<String>,
    /// The HTTP method that we send.
    pub method: &'static str,
    /// All documented methods.
    pub methods: Vec<&'static str>,
    /// The path; `/` for RPC.
    pub path: String,
    /// The media types of the request's body, unless JSON is the only one.
    pub consumes: Vec<String>,
    /// The media types of the answer's body, unless JSON is the only one.
    pub produces: Vec<String>,
    /// Whether it is signed.
    pub auth: Auth,
    /// The access level.
    pub access: Access,
    /// How much harm a call can do.
    pub risk: Risk,
    /// Whether a call, or what it creates, costs money.
    pub charge: Charge,
    /// How often it may be called.
    pub throttle: Vec<Throttle>,
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
    /// The HTTP statuses of success, unless 200 is the only one.
    pub statuses: Vec<u16>,
    /// What it returns.
    pub response: Response,
    /// The headers of the response.
    pub response_headers: Vec<Field>,
    /// The documented response, as JSON text.
    pub example: Option<String>,
    /// The documented error codes; one entry per code and status.
    pub codes: Vec<Code>,
    /// How to wait for it.
    pub completion: Option<Completion>,
    /// How the pages of its answer follow each other.
    pub paging: Option<Paging>,
    /// Whether the documentation has dropped it.
    pub gone: Option<Gone>,
    /// Its name in the spec.
    pub origin: Origin,
}

impl Operation {
    /// What the parameters are called in Rust, in their order.
    pub fn field_names(&self) -> Vec<String> {
        Field::names(&self.parameters)
    }
}

/// How often something may be called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Throttle {
    /// The greatest number of calls.
    pub calls: u64,
    /// The span of time that they are counted in.
    pub per: Duration,
    /// The region that the limit holds for; all of them when absent.
    pub region: Option<String>,
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
    /// Whether the documentation has dropped it.
    pub gone: Option<Gone>,
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
    /// Whether the wait ends well when the poll finds nothing.
    pub gone: bool,
    /// The place of the poll operation's name.
    pub origin: Origin,
}

impl Completion {
    /// Whether all is known that a wait takes; the same as [`acs_rules::Completion::is_complete`].
    pub fn is_complete(&self) -> bool {
        self.state.is_some() && (self.gone || !self.success.is_empty())
    }
}

/// Where an answer with pages has its items, and what leads to the next page, as names joined by dots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// The list of items; empty where the answer is the list.
    pub items: String,
    /// The token of the next page; none where pages go by number.
    pub token: Option<String>,
    /// The number of items of all pages.
    pub total: Option<String>,
    /// The place of what was said, or of the operation's name where it was found by rule.
    pub origin: Origin,
}
