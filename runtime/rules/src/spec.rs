//! The tables: what the documentation says about an operation, as plain data with borrowed slices.
//!
//! All builders are `const`, so that a table can be a `static` in generated code. The same types are built from an
//! arena when the specs are read at run time. Recursion goes through [`Kind::Shared`], by name, so that a table is
//! always finite and can be compared.

use std::time::Duration;

/// A version of a product: what all its operations have in common.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ProductSpec<'a> {
    /// The product code as the service spells it, such as `Eipanycast`.
    pub name: &'a str,
    /// The API version, such as `2020-03-09`.
    pub version: &'a str,
    /// The signature that the product's endpoints expect.
    pub signing: Signing,
    /// How a host name is formed for a region that `endpoints` does not list.
    pub endpoint_rule: EndpointRule,
    /// The documented host name of each region.
    pub endpoints: &'a [Endpoint<'a>],
    /// Object types that several parameters share, or that contain themselves.
    pub types: &'a [TypeSpec<'a>],
}

impl<'a> ProductSpec<'a> {
    /// A product with V3 signing, regional host names and nothing else.
    pub const fn new(name: &'a str, version: &'a str) -> Self {
        Self {
            name,
            version,
            signing: Signing::V3,
            endpoint_rule: EndpointRule::Regional,
            endpoints: &[],
            types: &[],
        }
    }

    /// The shared type of this name.
    pub fn shared(&self, name: &str) -> Option<&'a TypeSpec<'a>> {
        self.types.iter().find(|shared| shared.name == name)
    }
}

/// The signature that an endpoint expects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Signing {
    /// `ACS3-HMAC-SHA256`, in the `Authorization` header.
    V3,
    /// HMAC-SHA1: in the query for RPC, in the `Authorization` header for ROA.
    V1,
}

/// How a host name is formed where no region entry applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EndpointRule {
    /// `<product>.<region>.aliyuncs.com`.
    Regional,
    /// `<product>.aliyuncs.com`.
    Central,
}

/// The documented host name of a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Endpoint<'a> {
    /// The region, such as `cn-hangzhou`.
    pub region: &'a str,
    /// The host name, such as `eipanycast.cn-hangzhou.aliyuncs.com`.
    pub host: &'a str,
}

impl<'a> Endpoint<'a> {
    /// A region and its host name.
    pub const fn new(region: &'a str, host: &'a str) -> Self {
        Self { region, host }
    }
}

/// A named object type of a product.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TypeSpec<'a> {
    /// The name by which [`Kind::Shared`] refers to the type.
    pub name: &'a str,
    /// The fields of the object.
    pub fields: &'a [ParameterSpec<'a>],
}

/// An operation, as its documentation page describes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OperationSpec<'a> {
    /// The operation's name, which is also the value of `x-acs-action`.
    pub name: &'a str,
    /// The product version that the operation belongs to.
    pub product: &'a ProductSpec<'a>,
    /// The documentation page.
    pub documentation: &'a str,
    /// The date of the documentation page, `YYYY-MM-DD`, or empty.
    pub updated: &'a str,
    /// RPC or ROA.
    pub style: Style,
    /// The HTTP method that we send.
    pub method: &'a str,
    /// The path, with `{Name}` for path parameters; `/` for RPC.
    pub path: &'a str,
    /// Whether the call is signed.
    pub auth: Auth,
    /// The documented access level; it decides what may be retried.
    pub access: Access,
    /// The RAM action, such as `eipanycast:UnassociateAnycastEipAddress`, or empty.
    pub action: &'a str,
    /// The resources that the RAM action applies to.
    pub resources: &'a [Resource<'a>],
    /// The parameters, in the order of the page.
    pub parameters: &'a [ParameterSpec<'a>],
    /// Rules over several parameters.
    pub rules: &'a [CrossRule<'a>],
    /// The fields of the response, in the order of the page; its one entry has an empty name where the response is
    /// no object.
    pub response: &'a [ParameterSpec<'a>],
    /// The documented response, as JSON text, or empty.
    pub example: &'a str,
    /// The documented error codes and their HTTP statuses.
    pub codes: &'a [Code<'a>],
    /// How to wait for an operation that goes on after the answer.
    pub completion: Option<Completion<'a>>,
}

static NO_PRODUCT: ProductSpec<'static> = ProductSpec::new("", "");

impl<'a> OperationSpec<'a> {
    /// An RPC operation: POST to `/`, parameters in the query.
    pub const fn rpc(name: &'a str) -> Self {
        Self {
            name,
            product: &NO_PRODUCT,
            documentation: "",
            updated: "",
            style: Style::Rpc,
            method: "POST",
            path: "/",
            auth: Auth::Signed,
            access: Access::Unknown,
            action: "",
            resources: &[],
            parameters: &[],
            rules: &[],
            response: &[],
            example: "",
            codes: &[],
            completion: None,
        }
    }

    /// A ROA operation: its own method and path.
    pub const fn roa(name: &'a str, method: &'a str, path: &'a str) -> Self {
        Self { style: Style::Roa, method, path, ..Self::rpc(name) }
    }

    /// The top-level parameter of this wire name.
    pub fn parameter(&self, name: &str) -> Option<&'a ParameterSpec<'a>> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }

    /// The first top-level parameter of this role.
    pub fn role(&self, role: Role) -> Option<&'a ParameterSpec<'a>> {
        self.parameters.iter().find(|parameter| parameter.role == Some(role))
    }

    /// The documented code that equals `code`, or whose template matches it, with its position.
    pub fn code(&self, code: &str) -> Option<(usize, &'a Code<'a>)> {
        let exact = self.codes.iter().position(|known| known.code == code);
        let found = exact.or_else(|| self.codes.iter().position(|known| known.matches(code)));
        found.map(|index| (index, &self.codes[index]))
    }
}

/// The style of an API: what a request looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// One path for all operations; the operation is named in a header or the query.
    Rpc,
    /// A method and a path per operation.
    Roa,
}

/// Whether a call is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Auth {
    /// Signed with an access key.
    Signed,
    /// Not signed: a token among the parameters identifies the caller.
    Anonymous,
}

/// The access level that the RAM table of the page names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
    /// The documentation does not say.
    Unknown,
}

/// A resource that a RAM action applies to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Resource<'a> {
    /// The type of the resource, such as `AnycastEipAddress`.
    pub kind: &'a str,
    /// The template of its Alibaba Cloud resource name.
    pub arn: &'a str,
    /// Whether the policy must name the resource (marked with an asterisk on the page).
    pub required: bool,
}

impl<'a> Resource<'a> {
    /// A resource that a policy may name.
    pub const fn new(kind: &'a str, arn: &'a str) -> Self {
        Self { kind, arn, required: false }
    }

    /// A resource that a policy must name.
    pub const fn required(kind: &'a str, arn: &'a str) -> Self {
        Self { kind, arn, required: true }
    }
}

/// A documented error code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Code<'a> {
    /// The HTTP status that the code comes with.
    pub status: u16,
    /// The code, or a template with `%s` for a part that varies.
    pub code: &'a str,
}

impl<'a> Code<'a> {
    /// A status and a code.
    pub const fn new(status: u16, code: &'a str) -> Self {
        Self { status, code }
    }

    /// Whether `code` is this code, or what its template makes of some text.
    pub fn matches(&self, code: &str) -> bool {
        let mut parts = self.code.split("%s");
        let Some(first) = parts.next() else { return false };
        let Some(mut rest) = code.strip_prefix(first) else { return false };
        let mut parts = parts.peekable();
        if parts.peek().is_none() {
            return rest.is_empty();
        }
        while let Some(part) = parts.next() {
            if parts.peek().is_none() {
                return rest.len() > part.len() && rest.ends_with(part);
            }
            // Each placeholder stands for at least one character.
            let Some(skip) = rest.chars().next().map(char::len_utf8) else { return false };
            let Some(at) = rest[skip..].find(part) else { return false };
            rest = &rest[skip + at + part.len()..];
        }
        false
    }
}

/// How to wait for an operation that goes on after the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Completion<'a> {
    /// The operation to poll, of the same product version.
    pub poll: &'a str,
    /// The pause between two polls.
    pub interval: Duration,
    /// How often to poll at most.
    pub attempts: u32,
    /// Parameters of the poll and the parameters of the call that they are taken from.
    pub with: &'a [(&'a str, &'a str)],
    /// Where the state stands in the poll's response, such as `AnycastList[].Status`; empty when not known.
    pub state: &'a str,
    /// States that end the wait well.
    pub success: &'a [&'a str],
    /// States to go on waiting in.
    pub transient: &'a [&'a str],
    /// States that end the wait badly.
    pub failure: &'a [&'a str],
}

impl<'a> Completion<'a> {
    /// Polls an operation at an interval, so many times, without knowing the state's place.
    pub const fn poll(poll: &'a str, interval: Duration, attempts: u32) -> Self {
        Self { poll, interval, attempts, with: &[], state: "", success: &[], transient: &[], failure: &[] }
    }
}

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
