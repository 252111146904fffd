//! Print: the generated code of a product version, and a function per operation that fills its request.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use acs_codegen::model::{Api, Operation};
use acs_codegen::{Diagnostics, Generated, Level, Options, Package, Sources, generate, import, model, table};
use acs_rules::{Kind, OperationSpec, ParameterSpec, Value};
use bumpalo::Bump;

use crate::Result;
use crate::corpus::Product;
use crate::expect::{expected, typed};
use crate::request::request;

/// The folder with the specs of the sample, below the one for output.
pub(crate) const SPECS: &str = "specs";

/// What is printed for a product version.
#[derive(Default)]
pub(crate) struct Printed {
    /// The module with the generated code.
    module: String,
    /// The functions that fill requests.
    functions: String,
    /// The entries of the table of calls.
    calls: String,
    /// The places and styles of the parameters that are set.
    places: BTreeSet<String>,
    /// The operations that cannot be generated, and why.
    left_out: Vec<(String, String)>,
}

/// Generates a product version into `out`.
pub(crate) fn product(product: &Product, out: &Path) -> Result<Printed> {
    let mut documentation = Sources::new();
    documentation.add(format!("{}/api-docs.json", product.name), product.document.to_string());
    let mut files = import::import(&documentation, &import::Options::default()).map_err(show)?.files;
    if product.has_own_signature {
        unsign(&mut files);
    }
    let mut printed = Printed::default();
    let Some((sources, Generated { packages, .. })) = generate_all(files, &mut printed)? else {
        return Ok(printed);
    };
    for (_, file) in sources.iter() {
        let path = out.join(SPECS).join(&file.path);
        fs::create_dir_all(path.parent().unwrap_or(out))?;
        fs::write(path, &file.text)?;
    }
    let apis = model(&sources).map_err(show)?.apis;
    for (api, package) in apis.iter().zip(&packages) {
        let text = package.text();
        printed.module = package.name.replace('-', "_");
        fs::write(out.join(format!("{}.rs", printed.module)), &text)?;
        for op in &api.operations {
            printed.operation(api, op, package, &text)?;
        }
    }
    Ok(printed)
}

/// Makes all operations anonymous, for the product's own signature is one that nobody here can make or verify.
fn unsign(files: &mut [(String, String)]) {
    for (_, text) in files {
        let lines = text.lines().filter(|line| !line.starts_with("signing:") && !line.starts_with("auth:"));
        let lines = lines.flat_map(|line| {
            let more = line.starts_with("operation:").then_some("auth: anonymous");
            [Some(line), more].into_iter().flatten()
        });
        *text = lines.flat_map(|line| [line, "\n"]).collect();
    }
}

/// Generates what can be: operations with a specification that is wrong are left out, and a product whose signature
/// nobody has. None where nothing is left.
fn generate_all(
    mut files: Vec<(String, String)>,
    printed: &mut Printed,
) -> Result<Option<(Sources, Generated)>> {
    loop {
        let mut sources = Sources::new();
        for (path, text) in &files {
            sources.add(path.as_str(), text.as_str());
        }
        let diagnostics = match generate(&sources, &Options::default()) {
            Ok(generated) => return Ok(Some((sources, generated))),
            Err(diagnostics) => diagnostics,
        };
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.level == Level::Error);
        let mut wrong = Vec::new();
        for error in errors {
            let file = error.labels.first().and_then(|label| sources.file(label.origin.file));
            let path = file.map(|file| file.path.clone()).unwrap_or_default();
            printed.left_out.push((path.clone(), format!("{}: {}", error.code, error.message)));
            wrong.push(path);
        }
        if wrong.iter().any(|path| path.is_empty() || path.ends_with("product.yaml")) {
            return Ok(None);
        }
        files.retain(|(path, _)| !wrong.contains(path));
    }
}

impl Printed {
    fn operation(&mut self, api: &Api, op: &Operation, package: &Package, text: &str) -> Result<()> {
        let arena = Bump::new();
        let product = table::product(api, &arena);
        let spec = table::operation(op, &product, api.style, &arena);
        let ty = type_path(&self.module, op, package, text)?;
        let function = ty.replace("::", "_").to_lowercase();
        let request = request(&spec).map_err(|broken| format!("{} {}: {broken}", api.product, op.name))?;
        let given = spec.parameters.iter().filter(|parameter| request.get(parameter.name).is_some());
        self.places.extend(given.map(|parameter| format!("{:?} {}", parameter.place, shape(parameter))));
        let mut body = String::new();
        fields(spec.parameters, &spec, &request, &mut body)?;
        // A closure that leaves its argument alone would be warned about.
        let body = match body.as_str() {
            "" => format!("    {ty}::default()\n"),
            body => format!("    filled(|it: &mut {ty}| {{\n{body}    }})\n"),
        };
        write!(self.functions, "fn {function}() -> {ty} {{\n{body}}}\n\n")?;
        let expected = expected(&spec, &request).to_string();
        let host = product.endpoints.first().map_or("", |endpoint| endpoint.host);
        writeln!(
            self.calls,
            "    Call {{ product: {:?}, operation: {:?}, host: {host:?}, expected: {expected:?}, \
             send: |configure| send(configure, {function}()) }},",
            api.product, op.name
        )?;
        Ok(())
    }
}

/// What a parameter looks like on the wire.
fn shape(spec: &ParameterSpec<'_>) -> String {
    let kind = match spec.kind {
        Kind::List(_) => "List",
        Kind::Object(_) | Kind::Shared(_) => "Object",
        Kind::Map(_) => "Map",
        Kind::Text | Kind::Boolean | Kind::Integer | Kind::Number | Kind::Binary | Kind::Any => {
            return format!("{:?}", spec.kind);
        }
    };
    format!("{kind} {:?}", spec.wire)
}

/// The path of the request type, which the module of the operation implements `Operation` for.
fn type_path(module: &str, op: &Operation, package: &Package, text: &str) -> Result<String> {
    let missing = || format!("the generated code of `{}` has no request", op.name);
    let own = package.modules.iter().find(|module| module.source == op.file).ok_or_else(missing)?;
    let start = text.find(&format!("pub mod {} {{", own.name)).ok_or_else(missing)?;
    let (_, rest) = text[start..].split_once("Operation for ").ok_or_else(missing)?;
    let name = rest.split([' ', '{']).next().ok_or_else(missing)?;
    Ok(format!("{module}::{}::{name}", own.name))
}

/// Sets the fields of `it`, an object.
fn fields(
    specs: &[ParameterSpec<'_>],
    op: &OperationSpec<'_>,
    value: &Value<'_>,
    to: &mut String,
) -> Result<()> {
    for spec in specs {
        let Some(value) = value.get(spec.name) else { continue };
        let field = spec.field;
        match literal(spec, op, value) {
            Some(literal) => writeln!(to, "it.{field} = Some({literal});")?,
            None => {
                writeln!(to, "{{ let it = it.{field}.get_or_insert_default();")?;
                contents(spec, op, value, to)?;
                to.push_str("}\n");
            }
        }
    }
    Ok(())
}

/// Fills `it`, a list, a map or an object that is empty.
fn contents(
    spec: &ParameterSpec<'_>,
    op: &OperationSpec<'_>,
    value: &Value<'_>,
    to: &mut String,
) -> Result<()> {
    match (spec.kind, value) {
        (Kind::List(item), Value::List(items)) => {
            for value in items {
                match literal(item, op, value) {
                    Some(literal) => writeln!(to, "it.push({literal});")?,
                    None => {
                        to.push_str("{ let it = it.push_mut(Default::default());\n");
                        contents(item, op, value, to)?;
                        to.push_str("}\n");
                    }
                }
            }
        }
        (Kind::Map(item), Value::Object(entries)) => {
            for (key, value) in entries {
                match literal(item, op, value) {
                    Some(literal) => writeln!(to, "it.insert({key:?}.into(), {literal});")?,
                    None => {
                        writeln!(to, "{{ let it = it.entry({key:?}.into()).or_default();")?;
                        contents(item, op, value, to)?;
                        to.push_str("}\n");
                    }
                }
            }
        }
        _ => fields(spec.fields(op.product).unwrap_or_default(), op, value, to)?,
    }
    Ok(())
}

/// A value in one expression, where its type can be had from where it goes.
fn literal(spec: &ParameterSpec<'_>, op: &OperationSpec<'_>, value: &Value<'_>) -> Option<String> {
    match (spec.kind, value) {
        (Kind::List(_) | Kind::Map(_), _) => None,
        (Kind::Object(fields), _) if !fields.is_empty() => None,
        (Kind::Shared(_), _) if spec.fields(op.product).is_some_and(|fields| !fields.is_empty()) => None,
        (Kind::Any | Kind::Object(_), value) => Some(format!("json({:?})", typed(value).to_string())),
        (Kind::Shared(_), _) => None,
        (_, Value::Boolean(value)) => Some(value.to_string()),
        (_, Value::Integer(number)) => Some(number.to_string()),
        (_, Value::Number(number)) => Some(format!("{number:?}")),
        (_, value) => Some(format!("{:?}.into()", value.text().unwrap_or_default())),
    }
}

/// The file that is included: modules, functions, and the tables.
pub(crate) fn root(printed: &[Printed]) -> String {
    let mut text = String::new();
    for Printed { module, .. } in printed.iter().filter(|printed| !printed.module.is_empty()) {
        let path = format!("concat!(env!(\"OUT_DIR\"), \"/{module}.rs\")");
        text.push_str(&format!("/// Generated.\npub mod {module} {{\n    include!({path});\n}}\n\n"));
    }
    text.extend(printed.iter().map(|printed| printed.functions.as_str()));
    text.push_str("/// The calls, in the order of the corpus.\npub static CALLS: &[Call] = &[\n");
    text.extend(printed.iter().map(|printed| printed.calls.as_str()));
    text.push_str(
        "];\n\n/// Specs of what cannot be generated, and why.\npub static LEFT_OUT: &[(&str, &str)] = &[\n",
    );
    for (path, why) in printed.iter().flat_map(|printed| &printed.left_out) {
        text.push_str(&format!("    ({path:?}, {why:?}),\n"));
    }
    let places: BTreeSet<&str> =
        printed.iter().flat_map(|printed| &printed.places).map(String::as_str).collect();
    text.push_str(&format!(
        "];\n\n/// The places of parameters, and what goes there in what style.\npub static PLACES: &[&str] = &{:?};\n",
        Vec::from_iter(places)
    ));
    text
}

/// The diagnostics as they would be read.
fn show(diagnostics: Diagnostics) -> String {
    diagnostics.to_string()
}
