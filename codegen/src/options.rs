//! What to generate, and how it is to look: [`Options`].

use crate::parallel::Jobs;

/// What to generate, and how it is to look in the code around it.
///
/// Some options are about one thing, which they select by the path that it has in an overlay, or in a way of their own:
///
/// | selector | what it names |
/// |---|---|
/// | `CreateDisk` | an operation, and its request |
/// | `CreateDisk.Tag.Key` | a parameter, or a field within one; a list and its items have one path |
/// | `CreateDisk.Tag[]` | the items of a list or a map |
/// | `CreateDisk.response`, `CreateDisk.response.DiskId` | the response, and a field of it |
/// | `CreateDisk.errors`, `CreateDisk.errors.InUse` | the error codes, and one of them |
/// | `CreateDisk.Category.ssd` | a value |
/// | `types.Disk`, `types.Disk.Size` | a type that operations share, and a field of it |
/// | `*` | all types of requests and responses, or all fields |
/// | `struct *`, `enum *` | all such types of that kind |
///
/// A selector that names nothing is an error, and so is one of what a type of one's own takes the place of.
#[derive(Clone, Debug)]
pub struct Options {
    /// The operations to generate, by name; all of them when absent.
    pub operations: Option<Vec<String>>,
    /// The path of the runtime crate in the code around the generated one.
    pub runtime: String,
    /// Whether products are generated that have a signature of their own, which the runtime does not have: their
    /// requests are typed and checked, and signed by somebody else.
    pub unsigned: bool,
    /// Who may use what is printed. A crate of its own is for everybody, and its [files](crate::Package::files) are refused
    /// otherwise.
    pub visibility: Visibility,
    /// Whether the documentation stands above everything. Without it, each thing has one line, so that no lint misses
    /// it: what it is called on the wire.
    pub docs: bool,
    /// Who insists on required parameters.
    pub required: RequiredBy,
    /// Whether there are a `Client` and fluent calls. Without them there are requests, with setters, which any
    /// `acs_runtime::Client` sends with `call(request)`.
    pub client: bool,
    /// What is derived for serde.
    pub serde: Serde,
    /// Whether there is a trait `Api` with a method per operation, which the client implements, and code that is to be
    /// tested without a client.
    pub mock: bool,
    /// Attributes of types, each a selector and the attributes as in code: `#[derive(Eq, Hash)]`.
    pub type_attributes: Vec<(String, String)>,
    /// Attributes of fields, each a selector and the attributes as in code.
    pub field_attributes: Vec<(String, String)>,
    /// Types of one's own in place of generated ones, each a selector of a parameter, of a field, of items or of a shared
    /// type, and a path such as `crate::net::Address`. A definition that nothing else needs is not printed.
    ///
    /// The type is `Clone`, `Debug` and `PartialEq`; in requests also `acs_runtime::encode::Encode`, in responses
    /// `acs_runtime::decode::Slot`, and with serde what serde takes.
    pub types: Vec<(String, String)>,
    /// Names in Rust, each a selector and a name, as the `names:` of an overlay have them. The name of another thing in the same
    /// scope is refused, whether that is generated or not.
    pub renames: Vec<(String, String)>,
    /// How many threads to use; what is printed does not depend on it.
    pub jobs: Jobs,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            operations: None,
            runtime: "acs_runtime".to_owned(),
            unsigned: false,
            visibility: Visibility::default(),
            docs: true,
            required: RequiredBy::default(),
            client: true,
            serde: Serde::default(),
            mock: false,
            type_attributes: Vec::new(),
            field_attributes: Vec::new(),
            types: Vec::new(),
            renames: Vec::new(),
            jobs: Jobs::default(),
        }
    }
}

impl Options {
    /// What makes a crate look as it does, as flags of `acsgen generate`: those that are not as by default, always in the same
    /// order. The operations are in [`operations`](Self::operations) and no part of it.
    pub(crate) fn flags(&self) -> Vec<String> {
        let Self { docs, client, mock, type_attributes, field_attributes, types, renames, .. } = self;
        let serde = match self.serde {
            Serde::None => None,
            Serde::Requests => Some("--serde=requests"),
            Serde::Responses => Some("--serde=responses"),
            Serde::Both => Some("--serde=both"),
        };
        let required = match self.required {
            RequiredBy::Types => None,
            RequiredBy::Runtime => Some("--required=runtime"),
        };
        let words = [
            serde,
            required,
            (!docs).then_some("--no-docs"),
            (!client).then_some("--no-client"),
            mock.then_some("--mock"),
        ];
        let chosen = [
            ("--own-type", types),
            ("--type-attribute", type_attributes),
            ("--field-attribute", field_attributes),
            ("--rename", renames),
        ];
        let chosen = chosen.into_iter().flat_map(|(flag, list)| {
            list.iter().map(move |(selector, what)| format!("{flag}={selector}={what}"))
        });
        words.into_iter().flatten().map(str::to_owned).chain(chosen).collect()
    }
}

/// Who may use what is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Visibility {
    /// Everybody: `pub`.
    #[default]
    Public,
    /// The crate that it is part of: `pub(crate)`.
    Crate,
}

impl Visibility {
    /// What stands before an item.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Visibility::Public => "pub ",
            Visibility::Crate => "pub(crate) ",
        }
    }
}

/// Who insists on required parameters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RequiredBy {
    /// The compiler, where a fluent call has no more than six of them.
    #[default]
    Types,
    /// The check before a request is sent.
    Runtime,
}

/// What is derived for serde, under the names on the wire: `serde::Serialize` and `serde::Deserialize`.
///
/// What is absent is left out, and may be. An enum is its text. A name that is not known is an error in what requests hold,
/// for a file of settings should not lose one to a typo, and passed over in what only responses hold. Secrets are
/// written like everything else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Serde {
    /// Nothing, which is what compiles fastest.
    #[default]
    None,
    /// Requests, and what they hold.
    Requests,
    /// Responses, and what they hold.
    Responses,
    /// All of them.
    Both,
}

impl Serde {
    pub(crate) fn is_of_requests(self) -> bool {
        matches!(self, Serde::Requests | Serde::Both)
    }

    pub(crate) fn is_of_responses(self) -> bool {
        matches!(self, Serde::Responses | Serde::Both)
    }
}
