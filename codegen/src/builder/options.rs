//! How what is printed is to look: one setter per option of [`Options`](crate::Options).

use super::Builder;
use crate::options::{RequiredBy, Serde, Visibility};

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

    /// What is derived for serde; nothing by default.
    pub fn serde(mut self, serde: Serde) -> Self {
        self.options.serde = serde;
        self
    }

    /// Also a trait `Api` with a method per operation, which the client implements, and mocks.
    pub fn mock(mut self) -> Self {
        self.options.mock = true;
        self
    }

    /// Adds attributes such as `#[derive(Eq, Hash)]` to a type, by a selector as in [`Options`](crate::Options).
    pub fn type_attribute(mut self, selector: impl Into<String>, attribute: impl Into<String>) -> Self {
        self.options.type_attributes.push((selector.into(), attribute.into()));
        self
    }

    /// Adds attributes to a field, by a selector as in [`Options`](crate::Options).
    pub fn field_attribute(mut self, selector: impl Into<String>, attribute: impl Into<String>) -> Self {
        self.options.field_attributes.push((selector.into(), attribute.into()));
        self
    }

    /// Puts a type of one's own, such as `crate::net::Address`, in place of a generated one: that of a parameter, of a
    /// field, of items or of a shared type. [`Options::types`](crate::Options::types) says what it must implement.
    pub fn own_type(mut self, selector: impl Into<String>, path: impl Into<String>) -> Self {
        self.options.types.push((selector.into(), path.into()));
        self
    }

    /// Names something in Rust, as the `names:` of an overlay do.
    pub fn rename(mut self, selector: impl Into<String>, name: impl Into<String>) -> Self {
        self.options.renames.push((selector.into(), name.into()));
        self
    }
}
