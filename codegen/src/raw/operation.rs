//! `<Operation>.yaml`: one file per documentation page, sections in the page's order.

use serde::Deserialize;

use super::flow::{Completion, Duration, Paging};
use super::{Map, OneOrMany, Parameter};
use crate::span::Spanned;

/// One documentation page of an operation.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Operation {
    /// The operation's name; also the name of the file.
    pub operation: Spanned<String>,
    /// The documentation's text; only in trees imported with `--docs keep`.
    pub doc: Option<Spanned<String>>,
    /// Where the facts come from.
    pub source: Option<Source>,
    /// The facts that a secondary source alone gave; all others are of the machine-readable documentation.
    pub from: Option<Provenance>,
    /// The directories of the documentation that the operation stands in, outermost first.
    pub group: Option<Spanned<String>>,
    /// Whether the documentation advises against the operation.
    pub deprecated: Option<Spanned<bool>>,
    /// The operations to call instead: a name, or `Product::Version::Name` for one of another product version.
    pub replaced_by: Option<Vec<Spanned<String>>>,
    /// The HTTP methods that the operation answers to; the first one is used.
    pub methods: Option<Vec<Spanned<Method>>>,
    /// The path of a ROA operation, with `{Name}` for path parameters.
    pub path: Option<Spanned<String>>,
    /// The media types of the request's body, unless JSON is the only one.
    pub consumes: Option<Vec<Spanned<String>>>,
    /// The media types of the answer's body, unless JSON is the only one.
    pub produces: Option<Vec<Spanned<String>>>,
    /// How the caller proves who it is; `signed` when left out.
    pub auth: Option<Spanned<Auth>>,
    /// The documented access level.
    pub access: Option<Spanned<Access>>,
    /// How much harm a call can do.
    pub risk: Option<Spanned<Risk>>,
    /// Whether a call, or what it creates, costs money.
    pub charge: Option<Spanned<Charge>>,
    /// How often the operation may be called.
    pub throttle: Option<Vec<Throttle>>,
    /// What a RAM policy says about the operation.
    pub authorization: Option<Authorization>,
    /// The parameters, by their names on the wire.
    pub parameters: Option<Map<Parameter>>,
    /// Rules over several parameters.
    pub rules: Option<Vec<OperationRule>>,
    /// The HTTP statuses of success, unless 200 is the only one.
    pub statuses: Option<Vec<Spanned<u16>>>,
    /// The fields of the response, by their names on the wire.
    pub response: Option<Map<Parameter>>,
    /// The response where it is no object: an array, a text, bytes.
    pub returns: Option<Box<Parameter>>,
    /// The headers of the response, by name.
    pub response_headers: Option<Map<Parameter>>,
    /// The documented response, as JSON text.
    pub example: Option<Spanned<String>>,
    /// The documented error codes.
    pub errors: Option<Map<ErrorCode>>,
    /// How to wait for an operation that goes on after the answer.
    pub completion: Option<Completion>,
    /// Where the answer says how its pages follow each other; found by rule where it is left out.
    pub paging: Option<Paging>,
}

/// Where the facts of a file come from.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The documentation page.
    pub page: Option<Spanned<String>>,
    /// The date of the page, `YYYY-MM-DD`.
    pub updated: Option<Spanned<String>>,
}

/// The paths of facts, by the source that gave them.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// Facts of the documentation page, such as `access` or `parameters.Id.example`; `operation` is the whole file.
    pub page: Option<Vec<Spanned<String>>>,
}

/// How often something may be called.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Throttle {
    /// The greatest number of calls.
    pub calls: Spanned<u64>,
    /// The span of time that they are counted in, such as `1s`.
    pub per: Spanned<Duration>,
    /// The region that the limit holds for; all of them when left out.
    pub region: Option<Spanned<String>>,
}

/// How much harm a call can do.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Risk {
    /// None.
    None,
    /// Little.
    Low,
    /// Some.
    Medium,
    /// Much.
    High,
}

/// Whether a call costs money.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Charge {
    /// It does not.
    Free,
    /// It does, or what it creates does.
    Paid,
}

/// An HTTP method.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// GET.
    Get,
    /// POST.
    Post,
    /// PUT.
    Put,
    /// DELETE.
    Delete,
    /// PATCH.
    Patch,
    /// HEAD.
    Head,
    /// OPTIONS.
    Options,
}

/// How the caller proves who it is.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Auth {
    /// The request is signed with an access key.
    Signed,
    /// The request is not signed.
    Anonymous,
}

/// The access level of a RAM action.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Access {
    /// Creates something.
    Create,
    /// Lists things.
    List,
    /// Reads one thing.
    Get,
    /// Changes something.
    Update,
    /// Deletes something.
    Delete,
}

/// What a RAM policy says about an operation.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Authorization {
    /// The action, such as `eipanycast:UnassociateAnycastEipAddress`.
    pub action: Option<Spanned<String>>,
    /// The resources that the action applies to.
    pub resources: Option<Vec<ArnResource>>,
    /// The condition keys of the service that a policy can use.
    pub condition_keys: Option<Vec<Spanned<String>>>,
    /// The further actions that the caller must be allowed.
    pub dependent_actions: Option<Vec<Spanned<String>>>,
}

/// A resource that a RAM action applies to.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ArnResource {
    /// The type of the resource.
    #[serde(rename = "type")]
    pub kind: Spanned<String>,
    /// Whether the policy must name it (an asterisk on the page).
    pub required: Option<Spanned<bool>>,
    /// The template of its Alibaba Cloud resource name.
    pub arn: Spanned<String>,
}

/// A rule over several parameters; exactly one of the three keys.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OperationRule {
    /// At least one of these parameters must be given.
    pub at_least_one: Option<Spanned<Vec<Spanned<String>>>>,
    /// One of these parameters must be given, and no other.
    pub exactly_one: Option<Spanned<Vec<Spanned<String>>>>,
    /// At most one of these parameters may be given.
    pub exclusive: Option<Spanned<Vec<Spanned<String>>>>,
    /// Whether the rule was read from prose.
    pub inferred: Option<Spanned<bool>>,
}

/// A documented error code.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ErrorCode {
    /// The HTTP status, or the statuses, that the code comes with.
    pub status: Option<Spanned<OneOrMany>>,
    /// The documentation's text; only in trees imported with `--docs keep`.
    pub doc: Option<Spanned<String>>,
}

impl Operation {
    /// Whether what a correction can set is the same as in `other`, wherever it was written.
    pub(crate) fn same_facts(&self, other: &Operation) -> bool {
        let value = |access: &Option<Spanned<Access>>| access.as_ref().map(|access| access.value);
        let auth = |auth: &Option<Spanned<Auth>>| auth.as_ref().map(|auth| auth.value);
        let methods = |methods: &Option<Vec<Spanned<Method>>>| -> Vec<Method> {
            methods.iter().flatten().map(|method| method.value).collect()
        };
        value(&self.access) == value(&other.access)
            && auth(&self.auth) == auth(&other.auth)
            && methods(&self.methods) == methods(&other.methods)
            && self.rules == other.rules
    }
}
