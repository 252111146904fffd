//! surface: what the compiler sees of a product version, by the path of the thing in the documentation that it comes from.
//!
//! It is taken from the plan that is printed, so a verdict about it holds for what is printed, whatever rules led there:
//! names that meet, types that a page shares, parameters that are too many for the compiler to insist on.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use acs_rules::Role;

use crate::lower::{Arenas, lower};
use crate::model::{Api, Field, Operation, Response};
use crate::options::Options;
use crate::plan::{self, CallPlan, FieldPlan, OperationPlan, ResponsePlan, Side, Ty, Variant};

type Items = BTreeMap<Place, BTreeSet<Item>>;

/// Where the documentation has a thing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// The operation; none for a shared type. The path does not tell, for names may have dots.
    pub(super) operation: Option<Arc<str>>,
    pub(super) path: String,
}

/// Something that the compiler sees.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Item {
    /// The module that it belongs to. Two things that are one in Rust are the same, wherever the documentation has them.
    pub(super) module: Arc<str>,
    /// The thing with its types, as text that differs where they do.
    pub(super) text: String,
}

/// What a crate gives to those who use it, and what it asks of them, by path. The markers of required parameters are left out:
/// they are for compile errors, and nobody names them.
#[derive(Debug)]
pub(super) struct Surface {
    pub(super) gives: Items,
    /// What must be done before a call can be sent.
    pub(super) asks: Items,
    /// The module that is looked at, and the operation.
    module: Arc<str>,
    operation: Option<Arc<str>>,
}

/// The surface of a product version as it is printed with these options.
pub(super) fn of(api: &Api, options: &Options) -> Surface {
    let mut arenas = Arenas::new(api);
    let plan = lower(api, &mut arenas, options);
    let mut surface =
        Surface { gives: Items::new(), asks: Items::new(), module: Arc::from("types"), operation: None };
    let shared = Types::new(&plan.types);
    for definition in &api.types {
        let Some(name) = &definition.rust_name else { continue };
        let path = definition.path();
        // One that has a type of the user's in all its places is not printed.
        if shared.get(name).is_some() {
            surface.give(&path, format!("struct types::{name}"));
        }
        surface.add_struct(&path, name, &definition.fields, &shared);
    }
    for (op, planned) in api.operations.iter().zip(&plan.operations) {
        surface.module = Arc::from(planned.module.as_str());
        surface.operation = Some(Arc::from(op.name.as_str()));
        surface.add_operation(op, planned);
    }
    surface
}

impl Surface {
    fn give(&mut self, path: &str, text: String) {
        let item = Item { module: self.module.clone(), text };
        self.gives.entry(self.place(path)).or_default().insert(item);
    }

    fn ask(&mut self, path: &str, text: String) {
        let item = Item { module: self.module.clone(), text };
        self.asks.entry(self.place(path)).or_default().insert(item);
    }

    fn place(&self, path: &str) -> Place {
        Place { operation: self.operation.clone(), path: path.to_owned() }
    }

    fn add_operation(&mut self, op: &Operation, plan: &OperationPlan<'_>) {
        let name = op.name.as_str();
        self.give(name, format!("mod {}", plan.module));
        self.give(name, format!("fn Client::{}", plan.method));
        self.give(name, format!("struct {}", plan.request.name));
        let types = Types::new(&plan.items);
        self.add_fields(name, &plan.request.name, (&op.parameters, &plan.request.fields), &types);
        if let Some(call) = &plan.call {
            self.add_call(op, plan, call);
        }
        if let Some(errors) = &plan.errors {
            self.add_variants(&format!("{name}.errors"), &errors.name, &errors.variants);
        }
        self.add_response(op, plan);
        if let Some(paged) = &plan.paged {
            self.give(&format!("{name}.paging"), format!("Paged, {:?}", paged.item));
        }
        if let Some(poll) = &plan.polled {
            self.give(&format!("{name}.completion"), format!("Waitable, {}::{}", poll.module, poll.request));
        }
    }

    /// The setters of the fluent type, and those that come before `send`.
    fn add_call(&mut self, op: &Operation, plan: &OperationPlan<'_>, call: &CallPlan) {
        self.give(&op.name, format!("struct {}", call.name));
        let wires: HashMap<&str, &str> =
            plan.request.fields.iter().map(|field| (field.name.as_str(), field.wire)).collect();
        for setter in &call.setters {
            let wire = wires.get(setter.field.as_str()).copied().unwrap_or_default();
            let path = format!("{}.{wire}", op.name);
            self.give(&path, format!("fn {}({:?})", setter.name, setter.ty));
            if setter.optional {
                self.give(&path, format!("fn maybe_{}({:?})", setter.name, setter.ty));
            }
            if setter.marker.is_some() {
                self.ask(&path, format!("`{}` before `send`", setter.name));
            }
        }
        if let Some(param) = op.parameters.iter().find(|param| param.role == Some(Role::DryRun)) {
            self.give(&format!("{}.{}", op.name, param.name), "fn dry_run".to_owned());
        }
    }

    fn add_response(&mut self, op: &Operation, plan: &OperationPlan<'_>) {
        let path = format!("{}.response", op.name);
        let types = Types::new(&plan.response_items);
        match &plan.response {
            ResponsePlan::Struct(response) => {
                self.give(&path, format!("struct {}", response.name));
                let fields = op.response.fields();
                self.add_fields(&path, &response.name, (fields, &response.fields), &types);
            }
            ResponsePlan::Alias { name, ty, .. } => {
                self.give(&path, format!("type {name} = {ty:?}"));
                if let Response::Value(value) = &op.response {
                    self.add_type(&path, value, ty, &types);
                }
            }
        }
    }

    fn add_struct(&mut self, path: &str, name: &str, fields: &[Field], types: &Types<'_>) {
        if let Some(plan::Item::Struct(plan)) = types.get(name) {
            if plan.side == Side::Request || plan.side == Side::Both {
                for field in &plan.fields {
                    let setter = format!("fn {name}::{}({:?})", field.setter, field.ty);
                    self.give(&format!("{path}.{}", field.wire), setter);
                }
            }
            self.add_fields(path, name, (fields, &plan.fields), types);
        }
    }

    fn add_fields(
        &mut self,
        path: &str,
        owner: &str,
        (fields, plans): (&[Field], &[FieldPlan<'_>]),
        types: &Types<'_>,
    ) {
        for (field, plan) in fields.iter().zip(plans) {
            let path = format!("{path}.{}", field.name);
            let optional = if plan.optional { "optional " } else { "" };
            self.give(&path, format!("{owner}.{}: {optional}{:?}", plan.name, plan.ty));
            self.add_type(&path, field, &plan.ty, types);
        }
    }

    /// What is inside a type: the fields of a struct and the variants of an enum, also of those in lists.
    fn add_type(&mut self, path: &str, field: &Field, ty: &Ty, types: &Types<'_>) {
        match (field.wrapped(), ty) {
            // An object around a list is the list.
            (Some(list), Ty::Vec(_)) => self.add_type(&format!("{path}.{}", list.name), list, ty, types),
            (_, Ty::Vec(inner) | Ty::Map(inner)) => {
                field.children().iter().for_each(|item| self.add_type(path, item, inner, types));
            }
            (_, Ty::Struct(name)) => self.add_struct(path, name, field.children(), types),
            (_, Ty::Enum(name)) => {
                if let Some(plan::Item::Enum(plan)) = types.get(name) {
                    self.add_variants(path, name, &plan.variants);
                }
            }
            _ => {}
        }
    }

    fn add_variants(&mut self, path: &str, name: &str, variants: &[Variant<'_>]) {
        for variant in variants {
            self.give(&format!("{path}.{}", variant.wire), format!("{name}::{}", variant.name));
        }
    }
}

/// The types of a module, by name.
struct Types<'p>(HashMap<&'p str, &'p plan::Item<'p>>);

impl<'p> Types<'p> {
    fn new(items: &'p [plan::Item<'p>]) -> Self {
        let name = |item: &'p plan::Item<'p>| match item {
            plan::Item::Struct(plan) => plan.name.as_str(),
            plan::Item::Enum(plan) => plan.name.as_str(),
        };
        Self(items.iter().map(|item| (name(item), item)).collect())
    }

    fn get(&self, name: &str) -> Option<&'p plan::Item<'p>> {
        self.0.get(name).copied()
    }
}
