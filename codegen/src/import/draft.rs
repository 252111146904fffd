//! Drafts: the facts of a source, owned and in order, before they are merged and printed.
//!
//! They mirror the raw types of the spec language without their positions; where two sources may disagree, a draft says
//! where it was found.

use crate::raw::{
    Access, Auth, Charge, FieldKind, FormatName, Method, Place, Risk, Role, Signing, Style, WireStyle,
};
use crate::span::Origin;

/// A product version.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Product {
    pub(super) origin: Origin,
    pub(super) name: String,
    pub(super) version: String,
    /// Absent for a product that only a page speaks of.
    pub(super) facts: Option<ProductFacts>,
    pub(super) operations: Vec<Operation>,
}

/// What `product.yaml` says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ProductFacts {
    pub(super) style: Style,
    /// Absent for the signature that is meant when nothing is said.
    pub(super) signing: Option<Signing>,
    /// The newest date of a change.
    pub(super) updated: Option<String>,
    pub(super) throttle: Vec<Throttle>,
    pub(super) endpoints: Vec<(String, Hosts)>,
    pub(super) types: Vec<(String, TypeDefinition)>,
    pub(super) errors: Vec<(String, ErrorCode)>,
}

/// The host names of a region by network, the public one first.
pub(super) type Hosts = Vec<(&'static str, String)>;

/// A shared object type.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct TypeDefinition {
    pub(super) doc: Option<String>,
    pub(super) fields: Fields,
}

/// Parameters or fields, in the order of the source.
pub(super) type Fields = Vec<(String, Parameter)>;

/// A documentation page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Operation {
    pub(super) origin: Origin,
    pub(super) name: String,
    pub(super) doc: Option<String>,
    pub(super) page: Option<String>,
    /// Where the page stands that this is, or was merged with.
    pub(super) on_page: Option<Origin>,
    pub(super) updated: Option<String>,
    /// The paths of the facts that the page alone gave.
    pub(super) from_page: Vec<String>,
    /// The titles of the directories that it stands in, outermost first.
    pub(super) group: Option<String>,
    pub(super) deprecated: bool,
    pub(super) replaced_by: Vec<String>,
    pub(super) methods: Vec<Method>,
    pub(super) path: Option<String>,
    pub(super) consumes: Vec<String>,
    pub(super) produces: Vec<String>,
    pub(super) auth: Option<Auth>,
    pub(super) access: Option<Found<Access>>,
    pub(super) risk: Option<Risk>,
    pub(super) charge: Option<Charge>,
    pub(super) throttle: Vec<Throttle>,
    pub(super) authorization: Option<Found<Authorization>>,
    pub(super) parameters: Fields,
    pub(super) rules: Vec<Rule>,
    /// The statuses of success, unless 200 is the only one.
    pub(super) statuses: Vec<u16>,
    pub(super) response: Fields,
    pub(super) returns: Option<Box<Parameter>>,
    pub(super) response_headers: Fields,
    pub(super) example: Option<Found<String>>,
    pub(super) errors: Vec<(String, ErrorCode)>,
    pub(super) completion: Option<Completion>,
}

/// A fact and its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found<T> {
    pub(super) value: T,
    pub(super) origin: Origin,
}

/// What a RAM policy says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Authorization {
    pub(super) action: String,
    pub(super) resources: Vec<Resource>,
    pub(super) condition_keys: Vec<String>,
    pub(super) dependent_actions: Vec<String>,
}

/// A resource that a RAM action applies to.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Resource {
    pub(super) kind: String,
    pub(super) required: bool,
    pub(super) arn: String,
}

/// A rule over several parameters, read from prose.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rule {
    /// The key of the rule, such as `at-least-one`.
    pub(super) key: &'static str,
    /// The parameters.
    pub(super) names: Vec<String>,
}

/// A documented error code.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ErrorCode {
    pub(super) origin: Origin,
    pub(super) statuses: Vec<u16>,
    pub(super) doc: Option<String>,
}

/// How often an operation may be called.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Throttle {
    pub(super) calls: u64,
    /// The span of time, in seconds.
    pub(super) per: u64,
    /// The region, where the limit does not hold for all.
    pub(super) region: Option<String>,
}

/// How to wait for an asynchronous operation.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Completion {
    pub(super) poll: String,
    /// The pause between two polls, in milliseconds.
    pub(super) interval: Option<u64>,
    pub(super) attempts: Option<u64>,
}

/// A parameter, a field, an item or a value.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Parameter {
    pub(super) origin: Origin,
    pub(super) kind: Option<FieldKind>,
    pub(super) reference: Option<String>,
    pub(super) wire: Option<FieldKind>,
    pub(super) format: Option<FormatName>,
    pub(super) required: bool,
    pub(super) values: Vec<String>,
    pub(super) default: Option<String>,
    pub(super) server_default: Option<String>,
    pub(super) ascii: bool,
    pub(super) length: Bounds,
    pub(super) items: Bounds,
    pub(super) range: Bounds,
    pub(super) pattern: Option<String>,
    pub(super) starts_with: Vec<String>,
    pub(super) not_starts_with: Vec<String>,
    pub(super) only_when: Option<Condition>,
    pub(super) required_when: Option<Condition>,
    pub(super) place: Option<Place>,
    pub(super) style: Option<WireStyle>,
    pub(super) role: Option<Role>,
    pub(super) sensitive: bool,
    pub(super) deprecated: bool,
    pub(super) example: Option<String>,
    pub(super) inferred: Vec<&'static str>,
    /// The keys that the page alone gave.
    pub(super) from_page: Vec<&'static str>,
    pub(super) doc: Option<String>,
    pub(super) fields: Fields,
    pub(super) of: Option<Box<Parameter>>,
}

/// The least and the greatest, as the source spells them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Bounds {
    pub(super) min: Option<String>,
    pub(super) max: Option<String>,
}

impl Bounds {
    /// Whether there is no limit.
    pub(super) fn is_empty(&self) -> bool {
        self.min.is_none() && self.max.is_none()
    }
}

/// Another parameter and the values that it must have.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Condition {
    pub(super) name: String,
    pub(super) values: Vec<String>,
}

impl Parameter {
    /// A parameter of a type.
    pub(super) fn of_kind(kind: FieldKind, origin: Origin) -> Self {
        Self { kind: Some(kind), origin, ..Self::default() }
    }

    /// Marks a key as read from prose.
    pub(super) fn infer(&mut self, key: &'static str) {
        if !self.inferred.contains(&key) {
            self.inferred.push(key);
        }
    }
}

/// The field of this name.
pub(super) fn field<'f>(fields: &'f Fields, name: &str) -> Option<&'f Parameter> {
    fields.iter().find(|(known, _)| known == name).map(|(_, field)| field)
}
