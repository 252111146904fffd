//! Macros over the generator: [`api!`] prints operations where it stands, [`operation!`] one of them, and derives make types of one's
//! own what generated ones are.

mod arguments;
mod derive;
mod errors;
mod expand;
mod folder;
mod keys;

use proc_macro::TokenStream;
use syn::parse::Parser as _;

use crate::arguments::Arguments;
use crate::expand::expand;

/// Generates operations of a product version, or all of them.
///
/// What it prints is what the command prints: a `Client`, and a module per operation. Put it into a module of its own; the
/// package depends on `acs-runtime`.
///
/// ```
/// #[allow(dead_code)] // a client has more than a program needs
/// mod sts {
///     acs_macros::api! {
///         specs: "specs/sts/2015-04-01",
///         operations: [AssumeRole, GetCallerIdentity],
///     }
/// }
/// # fn main() {}
/// ```
///
/// | option | value |
/// |---|---|
/// | `specs` | the folder of a product version, relative to the package's `Cargo.toml` |
/// | `operations` | a list of names, with quotes or without; all operations by default |
/// | `visibility` | `pub`, or `pub(crate)` for what the crate around it keeps to itself; `pub` by default |
/// | `docs` | `false`: no documentation but one line for each thing, which compiles faster |
/// | `required` | who insists on required parameters: `types`, the compiler, which is the default, or `runtime` |
/// | `client` | `false`: requests alone, which any `acs_runtime::Client` sends with `call(request)` |
/// | `serde` | what serde reads and writes: `requests`, `responses` or `both`; `none` by default |
/// | `mock` | `true`: also a trait `Api` with a method per operation, which the client implements, and mocks |
/// | `type_attributes`, `field_attributes` | a list such as `["AssumeRole" => "#[derive(Eq)]"]`, by [selector](acs_codegen::Options) |
/// | `own_types` | types of one's own: `["AssumeRole.RoleArn" => "crate::Arn"]` |
/// | `renames` | names in Rust: `["AssumeRole.RoleArn" => "role"]` |
/// | `runtime` | the path of the runtime crate, where it is not `acs_runtime` |
/// | `unsigned` | `true`: also a product with a signature of its own, which the runtime does not have |
///
/// A spec that was read and changes is seen by the next build. **A macro cannot see new files**: after an operation was added to
/// the folder, touch the file with the macro; naming the operation there does that. A build script sees them by itself.
///
/// # Errors
///
/// Errors in the specs are shown at the path, each with file, line, excerpt and help; an operation that does not exist, a selector
/// that names nothing and what is chosen for it are shown where they stand, an option at its key.
#[proc_macro]
pub fn api(input: TokenStream) -> TokenStream {
    let arguments = Arguments::of_api.parse(input);
    arguments.and_then(|arguments| expand(&arguments)).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Generates one operation: [`api!`] with the folder and a single name.
///
/// ```
/// #[allow(dead_code)] // a client has more than one call needs
/// mod sts {
///     acs_macros::operation!("specs/sts/2015-04-01", "AssumeRole");
/// }
/// # fn main() {}
/// ```
///
/// # Errors
///
/// As those of [`api!`].
#[proc_macro]
pub fn operation(input: TokenStream) -> TokenStream {
    let arguments = Arguments::of_operation.parse(input);
    arguments.and_then(|arguments| expand(&arguments)).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Makes a struct the request of an operation: of a spec, or of one that its attributes describe.
///
/// The struct has the fields that one needs, of one's own types; it implements `acs_runtime::Operation`, so it is checked, signed,
/// sent and answered as a generated request is: `client.call(Detach { .. }).send()`. It must be `Clone`, `Debug` and
/// `Default`. Paging, waiting and the enum of error codes are not derived: the traits `Paged`, `Waitable` and `Codes` of the
/// runtime can be implemented by hand, and an error matches the generated enum of the same operation.
///
/// ```
/// use acs_macros::{Decode, Operation};
///
/// #[derive(Clone, Debug, Default, Operation)]
/// #[operation(spec = "specs/eipanycast/2020-03-09", name = "DescribeAnycastEipAddress", response = Address)]
/// struct Describe {
///     #[param(name = "AnycastId")]
///     id: String,
/// }
///
/// #[derive(Debug, Default, Decode)]
/// struct Address {
///     ip_address: Option<String>,
/// }
///
/// async fn describe(client: &acs_runtime::Client, id: &str) -> Result<Address, acs_runtime::Error> {
///     client.call(Describe { id: id.to_owned() }).send().await
/// }
/// ```
///
/// # With a spec
///
/// | key of `#[operation(...)]` | what |
/// |---|---|
/// | `spec` | the folder of a product version, relative to the package's `Cargo.toml` |
/// | `name` | the operation |
/// | `response` | the type of the answer: one that derives [`Decode`](macro@Decode), a `Vec` where the operation returns a list, a map or a text, `serde_json::Value`, or `()` |
/// | `runtime` | the path of the runtime crate, where it is not `acs_runtime` |
/// | `unsigned` | a flag: also for a product with a signature of its own, which the runtime does not have |
///
/// Fields are parameters by their names in Rust; `#[param(name = "...")]` takes one by its name on the wire, and `#[param(skip)]` keeps a
/// field out of the request. A parameter that is required must have a field, but for the region, which the client fills in.
/// Types are checked against the kind of the parameter by the traits `AsText`, `AsInteger` and so on of
/// `acs_runtime::encode`, whose trait `Encode` lists the types. Of the folder, the operation's own file is read, which is called like it, and what is of the product; when one of
/// them changes, the next build sees it. A file that is new in the folder is not seen.
///
/// # Without a spec
///
/// | key of `#[operation(...)]` | what |
/// |---|---|
/// | `product`, `version`, `action` | the product code, the API version, the operation |
/// | `path`, `method` | of a ROA operation: `/things/{Id}`, `PUT`; a field that the path names stands there; without a path it is RPC |
/// | `access`, `auth`, `risk`, `charge`, `signing`, `ram_action` | as in a spec, as texts |
/// | `codes("NotFound.Thing" = 404, "Busy" = [429, 503])` | the documented error codes |
/// | `at_least_one("A", "B")`, `exactly_one(...)`, `exclusive(...)` | rules over several parameters, by their names on the wire |
/// | `response`, `runtime`, `unsigned` | as above |
///
/// | key of `#[param(...)]` | what |
/// |---|---|
/// | `name` | the name on the wire; `AnycastId` for `anycast_id` without it |
/// | `kind` | `string`, `boolean`, `integer`, `number`, `binary`, `any`, `array`, `map`, `object`; without it, it is told by the type |
/// | `required`, `sensitive`, `deprecated` | flags |
/// | `values`, `starts_with`, `not_starts_with` | a text or a list: `["A", "B"]` |
/// | `min_length`, `max_length`, `min_items`, `max_items`, `minimum`, `maximum` | numbers |
/// | `pattern`, `charset`, `format`, `default`, `example` | as in a spec |
/// | `only_when(Type = "A")`, `required_when(Type = ["A", "B"])` | conditions on other parameters, by their names on the wire |
/// | `place`, `style`, `role` | as in a spec: `path`, `json`, `idempotency-token` |
///
/// # Errors
///
/// What is wrong is said at the field or the attribute, for all of them at once; an error of the spec at its path, with file, line
/// and excerpt.
#[proc_macro_derive(Operation, attributes(operation, param))]
pub fn derive_operation(input: TokenStream) -> TokenStream {
    expand_derive(input, derive::expand_operation)
}

/// Makes a struct an object among the parameters of a request.
///
/// | key | what |
/// |---|---|
/// | `#[field(name = "...")]` | the name on the wire; `Key` for `key` without it |
/// | `#[field(skip)]` | the field is not written |
/// | `#[object(rename_all = "...")]` | how names are spelled that are not said: `PascalCase`, as without it, `camelCase` or `snake_case` |
/// | `#[object(runtime = my::runtime)]` | the path of the runtime crate, where it is not `acs_runtime` |
#[proc_macro_derive(Fields, attributes(field, object))]
pub fn derive_fields(input: TokenStream) -> TokenStream {
    expand_derive(input, derive::expand_fields)
}

/// Makes a struct an answer, or an object in one.
///
/// The struct must implement `Default`, and `Debug` where it is a whole answer. Fields are `String`, `bool`, `i8` to `i64`, `u8` to `u64`, `usize`,
/// `f32`, `f64`, `bytes::Bytes`, open enums, other structs that derive `Decode`, `serde_json::Value`, and `Option`, `Vec` and `BTreeMap<String, T>`
/// of them, or types of one's own that implement `acs_runtime::decode::Slot`. A list that the service wraps into an object,
/// `{"Xs": {"X": [..]}}`, is read into a `Vec`. A name is found also where its letters are of the other case.
///
/// With `spec`, a field is the one that generated code would call so, unless its name or `rename_all` is said, and the types are checked against
/// the kinds of the fields, by the traits `TextSlot`, `IntegerSlot` and so on of `acs_runtime::decode`. What is in an object is checked where its
/// own struct has a spec.
///
/// | key | what |
/// |---|---|
/// | `#[field(name = "...")]` | the name on the wire; without it, that of the spec, or `RequestId` for `request_id` |
/// | `#[field(skip)]` | the field is not read, and stays as `Default` makes it |
/// | `#[object(rename_all = "...")]` | how names are spelled that are not said: `PascalCase`, as without it, `camelCase` or `snake_case` |
/// | `#[object(spec = "...", name = "...")]` | a folder and an operation, as in [`Operation`](macro@Operation): each field must be one that it returns, or that the objects have in a list that it returns |
/// | `#[object(at = "Xs.Y")]` | with a spec: the object of the answer that this is, by the names on the way to it, through lists and maps |
/// | `#[object(runtime = my::runtime)]` | the path of the runtime crate, where it is not `acs_runtime` |
#[proc_macro_derive(Decode, attributes(field, object))]
pub fn derive_decode(input: TokenStream) -> TokenStream {
    expand_derive(input, derive::expand_decode)
}

fn expand_derive(
    input: TokenStream,
    expand: fn(syn::DeriveInput) -> syn::Result<proc_macro2::TokenStream>,
) -> TokenStream {
    let input = syn::parse_macro_input!(input as syn::DeriveInput);
    expand(input).unwrap_or_else(syn::Error::into_compile_error).into()
}

#[cfg(test)]
mod tests;
