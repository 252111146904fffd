//! What to generate, and how it is to look: [`Options`].

use crate::parallel::Jobs;

/// What to generate, and how it is to look in the code around it.
#[derive(Clone, Debug)]
pub struct Options {
    /// The operations to generate, by name; all of them when absent.
    pub operations: Option<Vec<String>>,
    /// The path of the runtime crate in the code around the generated one.
    pub runtime: String,
    /// Whether products are generated that have a signature of their own, which the runtime does not have: their
    /// requests are typed and checked, and signed by somebody else.
    pub unsigned: bool,
    /// Who may use what is printed. The files of a crate are of use when everybody may.
    pub visibility: Visibility,
    /// Whether the documentation stands above everything. Without it, each thing has one line, so that no lint misses
    /// it: what it is called on the wire.
    pub docs: bool,
    /// Who insists on required parameters.
    pub required: RequiredBy,
    /// Whether there are a `Client` and fluent calls. Without them there are requests, with setters, which any
    /// `acs_runtime::Client` sends with `call(request)`.
    pub client: bool,
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
            jobs: Jobs::default(),
        }
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

/// Who insists on required parameters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RequiredBy {
    /// The compiler, where a fluent call has no more than six of them.
    #[default]
    Types,
    /// The check before a request is sent.
    Runtime,
}
