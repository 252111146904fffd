//! The plan: a crate as Rust, every name, type and sentence decided. `emit` only prints it.

use acs_rules::{OperationSpec, ProductSpec};

/// A product version as Rust.
#[derive(Clone, Debug)]
pub(crate) struct Plan<'a> {
    /// The package, such as `acs-eipanycast-20200309`.
    pub(crate) package: String,
    /// The table of the product.
    pub(crate) product: &'a ProductSpec<'a>,
    /// Names of the marker types of required parameters, sorted.
    pub(crate) required: Vec<Marker>,
    /// Shared types; their own module where there are any.
    pub(crate) types: Vec<Item<'a>>,
    /// The operations in the order of their names.
    pub(crate) operations: Vec<OperationPlan<'a>>,
    /// The call that the documentation shows, where there is one that anybody can make.
    pub(crate) first_call: Option<FirstCall>,
    /// Whether there are a client and fluent calls.
    pub(crate) client: bool,
    /// Whether there is a trait that the client implements.
    pub(crate) mock: bool,
    pub(crate) surroundings: Surroundings,
}

/// What printed code depends on in the code around it.
#[derive(Clone, Debug)]
pub(crate) struct Surroundings {
    /// The path of the runtime crate.
    pub(crate) runtime: String,
    /// What stands before everything that others may use, with a space.
    pub(crate) visibility: &'static str,
}

/// A call of a request that has nothing in it.
#[derive(Clone, Debug)]
pub(crate) struct FirstCall {
    /// The method of the client.
    pub(crate) method: String,
    /// The request type, with its module.
    pub(crate) request: String,
}

/// A marker type of a required parameter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Marker {
    pub(crate) name: String,
    pub(crate) docs: String,
}

/// The module of an operation.
#[derive(Clone, Debug)]
pub(crate) struct OperationPlan<'a> {
    /// The spec that it is generated from, as given.
    pub(crate) file: &'a str,
    pub(crate) module: String,
    pub(crate) method: String,
    pub(crate) method_docs: Vec<String>,
    /// Whether the documentation has dropped the operation.
    pub(crate) gone: Option<Deprecated>,
    /// The request type, which gives the fluent type and the response their names.
    pub(crate) request: StructPlan<'a>,
    /// The fluent type, where there are any.
    pub(crate) call: Option<CallPlan>,
    /// Nested types and enums of the request, in the order in which the page mentions them.
    pub(crate) items: Vec<Item<'a>>,
    pub(crate) errors: Option<ErrorPlan<'a>>,
    pub(crate) response: ResponsePlan<'a>,
    /// Nested types and enums of the response.
    pub(crate) response_items: Vec<Item<'a>>,
    /// Where the items of a page are, of an operation with pages.
    pub(crate) paged: Option<PagedPlan>,
    /// The operation to poll, of one that can be waited for.
    pub(crate) polled: Option<PolledPlan>,
    pub(crate) table: OperationSpec<'a>,
}

/// What the compiler says of a thing that is gone.
#[derive(Clone, Debug)]
pub(crate) struct Deprecated {
    pub(crate) since: String,
    pub(crate) note: String,
}

/// The way from a response to the items of its page.
#[derive(Clone, Debug)]
pub(crate) struct PagedPlan {
    /// The fields on the way; none where the response is the list.
    pub(crate) steps: Vec<Step>,
    /// The type of an item.
    pub(crate) item: Ty,
}

/// A field on the way to the items.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) field: String,
    /// Whether the value stands in an `Option`.
    pub(crate) optional: bool,
}

/// An operation that another one polls.
#[derive(Clone, Debug)]
pub(crate) struct PolledPlan {
    pub(crate) module: String,
    pub(crate) request: String,
}

/// The fluent type.
#[derive(Clone, Debug)]
pub(crate) struct CallPlan {
    pub(crate) name: String,
    pub(crate) setters: Vec<Setter>,
    pub(crate) dry_run: bool,
}

impl CallPlan {
    /// The setters that the compiler insists on.
    pub(crate) fn required(&self) -> impl Iterator<Item = &Setter> {
        self.setters.iter().filter(|setter| setter.marker.is_some())
    }
}

/// A setter of the fluent type.
#[derive(Clone, Debug)]
pub(crate) struct Setter {
    pub(crate) name: String,
    pub(crate) field: String,
    pub(crate) ty: Ty,
    /// The marker of a parameter that the compiler insists on.
    pub(crate) marker: Option<String>,
    /// Whether there is a `maybe_` setter beside it.
    pub(crate) optional: bool,
    /// Whether the documentation has dropped the parameter.
    pub(crate) gone: Option<Deprecated>,
}

/// A type that is printed.
#[derive(Clone, Debug)]
pub(crate) enum Item<'a> {
    Struct(StructPlan<'a>),
    Enum(EnumPlan<'a>),
}

impl<'a> Item<'a> {
    pub(crate) fn name(&self) -> &str {
        match self {
            Item::Struct(plan) => &plan.name,
            Item::Enum(plan) => &plan.name,
        }
    }

    /// The fields of a struct.
    pub(crate) fn fields(&self) -> &[FieldPlan<'a>] {
        match self {
            Item::Struct(plan) => &plan.fields,
            Item::Enum(_) => &[],
        }
    }
}

/// A struct.
#[derive(Clone, Debug)]
pub(crate) struct StructPlan<'a> {
    pub(crate) name: String,
    pub(crate) docs: Vec<String>,
    /// Attributes that the user asks for.
    pub(crate) attributes: Vec<String>,
    /// Whether serde writes and reads it.
    pub(crate) serde: bool,
    pub(crate) side: Side,
    pub(crate) fields: Vec<FieldPlan<'a>>,
}

/// Where a struct occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Request,
    Response,
    Both,
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub(crate) struct FieldPlan<'a> {
    pub(crate) wire: &'a str,
    pub(crate) name: String,
    /// The name of its setter, where the struct has setters.
    pub(crate) setter: String,
    pub(crate) docs: Vec<String>,
    /// Attributes that the user asks for.
    pub(crate) attributes: Vec<String>,
    pub(crate) ty: Ty,
    /// Whether the type stands in an `Option`.
    pub(crate) optional: bool,
    /// Whether the value is a secret.
    pub(crate) sensitive: bool,
    /// Whether the documentation has dropped it.
    pub(crate) gone: Option<Deprecated>,
}

/// A type of Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ty {
    String,
    Bool,
    I32,
    I64,
    F32,
    F64,
    Bytes,
    Json,
    /// An enum of the operation.
    Enum(String),
    /// A struct of the operation.
    Struct(String),
    /// A struct of the product's shared types, boxed where it contains itself.
    Shared {
        name: String,
        boxed: bool,
    },
    Vec(Box<Ty>),
    Map(Box<Ty>),
    /// A type of the user's, by its path.
    Own(String),
}

impl Ty {
    /// What is in the lists and maps.
    fn innermost(&self) -> &Ty {
        match self {
            Ty::Vec(item) | Ty::Map(item) => item.innermost(),
            other => other,
        }
    }

    /// The generated type in it.
    pub(crate) fn name(&self) -> Option<&str> {
        match self.innermost() {
            Ty::Enum(name) | Ty::Struct(name) | Ty::Shared { name, .. } => Some(name),
            _ => None,
        }
    }

    /// The shared type in it.
    pub(crate) fn innermost_shared(&self) -> Option<&str> {
        match self.innermost() {
            Ty::Shared { name, .. } => Some(name),
            _ => None,
        }
    }
}

/// An open enum.
#[derive(Clone, Debug)]
pub(crate) struct EnumPlan<'a> {
    pub(crate) name: String,
    pub(crate) docs: Vec<String>,
    /// Attributes that the user asks for.
    pub(crate) attributes: Vec<String>,
    /// Whether serde writes and reads it.
    pub(crate) serde: bool,
    pub(crate) variants: Vec<Variant<'a>>,
}

/// A variant of an open enum.
#[derive(Clone, Debug)]
pub(crate) struct Variant<'a> {
    pub(crate) name: String,
    pub(crate) wire: &'a str,
    pub(crate) docs: String,
    /// Whether the documentation has dropped it.
    pub(crate) gone: Option<Deprecated>,
}

/// The enum of documented error codes.
#[derive(Clone, Debug)]
pub(crate) struct ErrorPlan<'a> {
    pub(crate) name: String,
    pub(crate) docs: Vec<String>,
    /// Attributes that the user asks for.
    pub(crate) attributes: Vec<String>,
    pub(crate) variants: Vec<Variant<'a>>,
    /// For each entry of the table's codes, the variant that stands for it.
    pub(crate) entries: Vec<Entry>,
}

/// An entry of the table's codes.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) variant: String,
    /// Whether the documentation has dropped it.
    pub(crate) gone: bool,
}

/// What an operation returns.
#[derive(Clone, Debug)]
pub(crate) enum ResponsePlan<'a> {
    Struct(StructPlan<'a>),
    Alias { name: String, docs: Vec<String>, ty: Ty },
}

impl ResponsePlan<'_> {
    pub(crate) fn name(&self) -> &str {
        match self {
            ResponsePlan::Struct(plan) => &plan.name,
            ResponsePlan::Alias { name, .. } => name,
        }
    }
}
