//! How what is printed is to look: one setter per option of [`Options`](crate::Options).

use super::Builder;
use crate::options::{RequiredBy, Visibility};

impl Builder {
    /// Who may use what is printed; everybody by default.
    pub fn visibility(mut self, visibility: Visibility) -> Self {
        self.options.visibility = visibility;
        self
    }

    /// Whether the documentation stands above everything; each thing has but one line where it does not.
    pub fn docs(mut self, docs: bool) -> Self {
        self.options.docs = docs;
        self
    }

    /// Who insists on required parameters; the compiler by default.
    pub fn required(mut self, by: RequiredBy) -> Self {
        self.options.required = by;
        self
    }

    /// Whether there are a `Client` and fluent calls. Without them there are requests, with setters, which any
    /// `acs_runtime::Client` sends with `call(request)`.
    pub fn client(mut self, client: bool) -> Self {
        self.options.client = client;
        self
    }
}
