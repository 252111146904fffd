//! emit: a plan as text. One function per kind of thing, no decisions.
//!
//! Emitters print Rust as prettyplease would lay it out, directly: tokens would have to be parsed again to be
//! formatted, and that took most of the time of a run. Paths are shortened, and imports noted, while they are printed.

mod argument;
mod call;
mod flow;
mod imports;
mod layout;
mod mock;
mod parameter;
mod printer;
mod root;
mod serde;
mod shapes;
mod table;
mod types;

use imports::Scope;
use printer::Printer;

use crate::parallel::{self, Jobs};
use crate::plan::{Item, OperationPlan, Plan, Surroundings};

/// A product version as text.
#[derive(Clone, Debug)]
pub(crate) struct Emitted {
    /// The `use` items of the root.
    pub(crate) imports: String,
    /// What the root of a crate has beside them.
    pub(crate) reexport: String,
    /// The rest of the root, without its modules.
    pub(crate) root: String,
    /// The modules, in the order in which the root declares them.
    pub(crate) modules: Vec<Module>,
}

/// A module below the root.
#[derive(Clone, Debug)]
pub struct Module {
    /// The name of the module and of its file.
    pub name: String,
    /// The sentence above `pub mod`.
    pub docs: String,
    /// The spec file that it is generated from, as given.
    pub source: String,
    /// What stands above `pub mod` beside the sentence: whether the documentation has dropped the operation.
    pub attribute: String,
    /// The content.
    pub text: String,
}

/// Emits a product version.
pub(crate) fn emit(plan: &Plan<'_>, jobs: &Jobs) -> Emitted {
    let around = &plan.surroundings;
    let mut modules = parallel::map(jobs, &plan.operations, |op| emit_module(op, around));
    modules.extend(emit_required_module(plan));
    modules.extend(emit_types_module(plan));
    let (imports, root) = print(Scope::new(around, ["Api", "Client"]), |p| root::emit_root(p, plan));
    let (_, reexport) = print(Scope::new(around, []), root::emit_reexport);
    Emitted { imports, reexport, root, modules }
}

/// Emits the tables of the first operation, for a request that has no generated types.
pub(crate) fn emit_tables(plan: &Plan<'_>) -> Option<String> {
    let around = &plan.surroundings;
    let mut op = plan.operations.first()?.clone();
    // Without the fields there are no types whose values a table could name, and it lists them.
    op.request.fields.clear();
    let product = join(print(Scope::new(around, []), |p| table::emit_product(p, plan.product)));
    let table = join(print(Scope::new(around, []), |p| table::emit_table(p, &op)));
    let reference = format!("pub const TABLE: &{}::rules::OperationSpec<'static> = &SPEC;", around.runtime);
    Some(format!("{product}\npub mod operation {{\n{table}\n{reference}\n}}\n"))
}

fn emit_module(op: &OperationPlan<'_>, around: &Surroundings) -> Module {
    let scope = Scope::new(around, defined(op)).beside_types();
    Module {
        name: op.module.clone(),
        docs: format!("The operation `{}`.", op.request.name),
        source: op.file.to_owned(),
        attribute: print(Scope::new(around, []), |p| p.deprecated(op.gone.as_ref())).1,
        text: join(print(scope, |p| emit_operation(p, op))),
    }
}

/// The names that the module of an operation defines.
fn defined<'p>(op: &'p OperationPlan<'_>) -> impl Iterator<Item = &'p str> {
    let own = [op.request.name.as_str(), op.response.name()];
    let call = op.call.as_ref().map(|call| call.name.as_str());
    let errors = op.errors.as_ref().map(|errors| errors.name.as_str());
    own.into_iter()
        .chain(call)
        .chain(errors)
        .chain(item_names(&op.items))
        .chain(item_names(&op.response_items))
}

fn item_names<'p>(items: &'p [Item<'_>]) -> impl Iterator<Item = &'p str> {
    items.iter().map(|item| match item {
        Item::Struct(plan) => plan.name.as_str(),
        Item::Enum(plan) => plan.name.as_str(),
    })
}

/// The module of an operation, in the order in which a reader asks: request, call, types, errors, response, table.
fn emit_operation(p: &mut Printer<'_>, op: &OperationPlan<'_>) {
    types::emit_struct(p, &op.request);
    call::emit_operation_impl(p, op);
    match &op.call {
        Some(call) => call::emit_call(p, &op.request.name, call),
        None => types::emit_setters(p, &op.request),
    }
    types::emit_items(p, &op.items);
    if let Some(errors) = &op.errors {
        types::emit_errors(p, errors);
    }
    types::emit_response(p, &op.response);
    types::emit_items(p, &op.response_items);
    if let Some(paged) = &op.paged {
        flow::emit_paged(p, &op.request.name, paged);
    }
    if let Some(polled) = &op.polled {
        flow::emit_polled(p, &op.request.name, polled);
    }
    table::emit_table(p, op);
}

fn emit_required_module(plan: &Plan<'_>) -> Option<Module> {
    let scope = Scope::new(&plan.surroundings, []);
    (!plan.required.is_empty()).then(|| Module {
        name: "required".to_owned(),
        docs: "Names of required parameters, as compile errors show them.".to_owned(),
        source: product_file(plan),
        attribute: String::new(),
        text: join(print(scope, |p| root::emit_required(p, &plan.required))),
    })
}

fn emit_types_module(plan: &Plan<'_>) -> Option<Module> {
    let scope = Scope::new(&plan.surroundings, item_names(&plan.types));
    (!plan.types.is_empty()).then(|| Module {
        name: "types".to_owned(),
        docs: format!(
            "Types that several operations of {} {} share.",
            plan.product.name, plan.product.version
        ),
        source: product_file(plan),
        attribute: String::new(),
        text: join(print(scope, |p| types::emit_items(p, &plan.types))),
    })
}

fn product_file(plan: &Plan<'_>) -> String {
    let file = plan.operations.first().and_then(|op| op.file.rsplit_once('/'));
    format!("{}/product.yaml", file.map_or("", |(folder, _)| folder))
}

/// The `use` items of a module, and the module without them.
fn print(scope: Scope<'_>, emit: impl FnOnce(&mut Printer<'_>)) -> (String, String) {
    let mut p = Printer::new(scope);
    emit(&mut p);
    let (scope, text) = p.finish();
    (scope.emit_uses(), text)
}

fn join((uses, text): (String, String)) -> String {
    if uses.is_empty() { text } else { format!("{uses}\n{text}") }
}
