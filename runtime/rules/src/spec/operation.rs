//! An operation: what its page says as a whole.

use super::{Completion, CrossRule, Paging, ParameterSpec, ProductSpec, Role};

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
    /// How much harm a call can do.
    pub risk: Risk,
    /// Whether a call, or what it creates, costs money.
    pub charge: Charge,
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
    /// How the pages of the answer follow each other.
    pub paging: Option<Paging<'a>>,
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
            risk: Risk::Unknown,
            charge: Charge::Unknown,
            action: "",
            resources: &[],
            parameters: &[],
            rules: &[],
            response: &[],
            example: "",
            codes: &[],
            completion: None,
            paging: None,
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

    /// Whether a call changes nothing: the documented access level and the verb of the name both say that it reads.
    ///
    /// Neither is enough alone: some operations that send or create are tagged `get`, and some that read are tagged as
    /// changes. What is a read may be repeated, and passes a client that only reads.
    pub fn is_read(&self) -> bool {
        matches!(self.access, Access::Get | Access::List) && is_named_like_read(self.name)
    }

    /// The position of the documented entry for a code: equality goes before templates, and where a code stands under
    /// several statuses, the entry with this one is taken.
    pub fn code(&self, code: &str, status: Option<u16>) -> Option<usize> {
        let find = |exact: bool, any_status: bool| {
            self.codes.iter().position(|entry| {
                (any_status || Some(entry.status) == status)
                    && if exact { entry.code == code } else { entry.matches(code) }
            })
        };
        find(true, false)
            .or_else(|| find(true, true))
            .or_else(|| find(false, false))
            .or_else(|| find(false, true))
    }
}

/// The verbs of operations that read, as far as nothing else is called so.
const READS: [&str; 7] = ["Describe", "Get", "Head", "List", "Lookup", "Query", "Search"];

/// Whether a name begins with the verb of a read; `GetOrCreateThing` has a second one.
fn is_named_like_read(name: &str) -> bool {
    READS.iter().any(|verb| {
        let starts = name.get(..verb.len()).is_some_and(|start| start.eq_ignore_ascii_case(verb));
        let rest = name.get(verb.len()..).unwrap_or_default();
        starts && !rest.starts_with(char::is_lowercase) && !joins(rest, "Or") && !joins(rest, "And")
    })
}

fn joins(rest: &str, word: &str) -> bool {
    rest.strip_prefix(word).is_some_and(|after| after.starts_with(char::is_uppercase))
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

/// How much harm a call can do, as the documentation classifies it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Risk {
    /// None.
    None,
    /// Little.
    Low,
    /// Some.
    Medium,
    /// Much.
    High,
    /// The documentation does not say.
    Unknown,
}

/// Whether a call, or what it creates, costs money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Charge {
    /// It does not.
    Free,
    /// It does.
    Paid,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, access: Access, is_read: bool) {
        let spec = OperationSpec { access, ..OperationSpec::rpc(name) };
        assert_eq!(spec.is_read(), is_read, "{name}, {access:?}");
    }

    #[test]
    fn a_read_is_tagged_and_named_so() {
        check("DescribeInstances", Access::Get, true);
        check("ListTagResources", Access::List, true);
        check("listTagResources", Access::List, true);
        check("QuerySendDetails", Access::Get, true);
        check("GetOrderInfo", Access::Get, true);
        check("List", Access::List, true);
    }

    #[test]
    fn one_of_both_is_not_enough() {
        check("SendSms", Access::Get, false);
        check("DescribeInstances", Access::Create, false);
        check("DescribeInstances", Access::Unknown, false);
    }

    #[test]
    fn a_name_that_only_begins_like_a_read_is_none() {
        check("Getaway", Access::Get, false);
        check("ListenToQueue", Access::Get, false);
        check("GetOrCreateUser", Access::Get, false);
        check("Ge", Access::Get, false);
        check("", Access::Get, false);
    }
}
