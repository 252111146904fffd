//! Macros over the generator: [`operation!`] prints one operation where it stands.

mod derive;

use std::path::Path;

use acs_codegen::{Diagnostics, Generated, Options, Package, Sources, generate};
use proc_macro2::{LexError, TokenStream};
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::{LitStr, Token};

/// Generates one operation from specs.
///
/// The first argument is the folder of a product version, relative to the package's `Cargo.toml`; the second one is the
/// operation's name. What it prints is what the command prints for a whole product, with this one operation: a `Client`,
/// and a module of the operation. Put it into a module of its own; the package depends on `acs-runtime`.
///
/// ```text
/// #[allow(dead_code)] // a client has more than one call needs
/// mod eipanycast {
///     acs_macros::operation!("specs/eipanycast/2020-03-09", "UnassociateAnycastEipAddress");
/// }
/// ```
///
/// A spec that changes is seen by the next build. A macro cannot see that a file was added to the folder.
///
/// # Errors
///
/// Errors in the specs are shown at the path, each with file, line, excerpt and help; an operation that does not exist
/// is shown at its name.
#[proc_macro]
pub fn operation(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let arguments = syn::parse_macro_input!(input as Arguments);
    expand(&arguments).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Makes a struct the request of an operation: of a spec, or of one that its attributes describe.
///
/// The struct has the fields that one needs, of one's own types; it implements `acs_runtime::Operation`, so it is checked, signed,
/// sent and answered as a generated request is: `client.call(Detach { .. }).send()`. It must be `Clone`, `Debug` and
/// `Default`. Paging, waiting and the enum of error codes are not derived: the traits `Paged`, `Waitable` and `Codes` of the
/// runtime can be implemented by hand, and an error matches the generated enum of the same operation.
///
/// ```text
/// #[derive(Clone, Debug, Default, acs_macros::Operation)]
/// #[operation(spec = "specs/eipanycast/2020-03-09", name = "DescribeAnycastEipAddress", response = Address)]
/// struct Describe {
///     anycast_id: Option<String>,
///     #[param(name = "BindInstanceId")]
///     instance: Option<String>,
/// }
/// ```
///
/// # With a spec
///
/// | key of `#[operation(...)]` | what |
/// |---|---|
/// | `spec` | the folder of a product version, relative to the package's `Cargo.toml` |
/// | `name` | the operation |
/// | `response` | the type of the answer: one that derives [`Decode`](macro@Decode), a list, a map or a text, `serde_json::Value`, or `()` |
/// | `runtime` | the path of the runtime crate, where it is not `acs_runtime` |
///
/// Fields are parameters by their names in Rust; `#[param(name = "...")]` takes one by its name on the wire, and `#[param(skip)]` keeps a
/// field out of the request. A parameter that is required must have a field, but for the region, which the client fills in.
/// Types are checked against the kind of the parameter by the traits `AsText`, `AsInteger` and so on of
/// `acs_runtime::encode`. A spec that changes is seen by the next build; a file that is new in the folder is not.
///
/// # Without a spec
///
/// | key of `#[operation(...)]` | what |
/// |---|---|
/// | `product`, `version`, `action` | the product code, the API version, the operation |
/// | `path`, `method` | of a ROA operation: `/things/{Id}`, `PUT`; without a path it is RPC |
/// | `access`, `auth`, `risk`, `charge`, `signing`, `ram_action` | as in a spec, as texts |
/// | `codes("NotFound.Thing" = 404, "Busy" = [429, 503])` | the documented error codes |
/// | `at_least_one("A", "B")`, `exactly_one(...)`, `exclusive(...)` | rules over several parameters, by their names on the wire |
/// | `response`, `runtime` | as above |
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
/// What is wrong is said at the field or the attribute, and all of it at once; an error of the spec at its path, with file, line and
/// excerpt.
#[proc_macro_derive(Operation, attributes(operation, param))]
pub fn derive_operation(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand_derive(input, derive::expand_operation)
}

/// Makes a struct an object among the parameters of a request.
///
/// Each field is written under its name as the service spells names, `Key` for `key`; `#[field(name = "...")]` says another one,
/// `#[field(skip)]` leaves it out, and `#[object(runtime = my::runtime)]` names the runtime crate where it is not
/// `acs_runtime`.
#[proc_macro_derive(Fields, attributes(field, object))]
pub fn derive_fields(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand_derive(input, derive::expand_fields)
}

/// Makes a struct an answer, or an object in one.
///
/// Each field is read from its name as the service spells names, `RequestId` for `request_id`, also where letters are of the other
/// case; `#[field(name = "...")]` says another one, `#[field(skip)]` leaves the field as `Default` makes it, and
/// `#[object(runtime = my::runtime)]` names the runtime crate where it is not `acs_runtime`. The struct must implement
/// `Default`, and `Debug` where it is a whole answer. Fields are of the types that generated answers have: texts, numbers and
/// booleans, `Option`, `Vec` and `BTreeMap<String, T>` of them, other structs that derive `Decode`, `serde_json::Value`.
/// A list that the service wraps into an object, `{"Xs": {"X": [..]}}`, is read into a `Vec`.
#[proc_macro_derive(Decode, attributes(field, object))]
pub fn derive_decode(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand_derive(input, derive::expand_decode)
}

fn expand_derive(
    input: proc_macro::TokenStream,
    expand: fn(syn::DeriveInput) -> syn::Result<TokenStream>,
) -> proc_macro::TokenStream {
    let input = syn::parse_macro_input!(input as syn::DeriveInput);
    expand(input).unwrap_or_else(syn::Error::into_compile_error).into()
}

struct Arguments {
    folder: LitStr,
    operation: LitStr,
}

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let folder = input.parse()?;
        input.parse::<Token![,]>()?;
        let operation = input.parse()?;
        input.parse::<Option<Token![,]>>()?;
        Ok(Self { folder, operation })
    }
}

fn expand(arguments: &Arguments) -> syn::Result<TokenStream> {
    let root = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    let folder = Path::new(&root).join(arguments.folder.value());
    let sources = Sources::load(&folder).map_err(|diagnostics| at(&arguments.folder, &diagnostics))?;
    let options = Options { operations: Some(vec![arguments.operation.value()]), ..Options::default() };
    let Generated { packages, .. } = generate(&sources, &options).map_err(|diagnostics| {
        let missing = diagnostics.iter().any(|diagnostic| diagnostic.code == "no-operation");
        at(if missing { &arguments.operation } else { &arguments.folder }, &diagnostics)
    })?;
    let [package] = packages.as_slice() else {
        let message =
            format!("`{}` holds {} products with this operation", arguments.folder.value(), packages.len());
        return Err(syn::Error::new(arguments.folder.span(), message));
    };
    with_dependencies(package, &sources).map_err(|error| syn::Error::new(arguments.folder.span(), error))
}

/// Makes the compiler read the specs, so that it expands the macro again when they change.
fn with_dependencies(package: &Package, sources: &Sources) -> Result<TokenStream, LexError> {
    let tokens: TokenStream = package.text().parse()?;
    let paths = sources.iter().map(|(_, file)| file.path.as_str());
    Ok(quote! {
        #tokens
        #(const _: &[u8] = include_bytes!(#paths);)*
    })
}

fn at(literal: &LitStr, diagnostics: &Diagnostics) -> syn::Error {
    syn::Error::new(literal.span(), diagnostics)
}

#[cfg(test)]
mod tests;
