//! Imports: whole paths become short names and `use` items.
//!
//! A path of the runtime or of `std` ends at its first capitalised name, which is imported unless the module defines
//! a thing of that name itself; then the path stays whole.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::layout::Break;
use super::printer::Printer;
use crate::plan::Surroundings;

/// What the paths of a module depend on, and what it has imported so far.
pub(super) struct Scope<'s> {
    /// The code around the module.
    pub(super) around: &'s Surroundings,
    /// The path of the module of shared types, seen from this one; none within it.
    shared: Option<&'static str>,
    /// The names of the structs, enums and aliases of the module.
    defined: HashSet<&'s str>,
    /// The modules beside it that it needs.
    neighbours: BTreeSet<&'static str>,
    /// Names by the module that they come from.
    imports: BTreeMap<Module, BTreeSet<&'static str>>,
    /// What each path has become so far: there are few, and each is printed many times.
    short: Vec<(&'static str, Cow<'static, str>)>,
}

/// Where a name comes from, in the order in which rustfmt sorts: the modules of the runtime, its root, the standard
/// library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Module {
    Runtime(&'static str),
    Root,
    Std(&'static str),
}

impl<'s> Scope<'s> {
    /// A module that defines these names.
    pub(super) fn new(around: &'s Surroundings, defined: impl IntoIterator<Item = &'s str>) -> Self {
        Self {
            around,
            shared: None,
            defined: defined.into_iter().collect(),
            neighbours: BTreeSet::new(),
            imports: BTreeMap::new(),
            short: Vec::new(),
        }
    }

    /// A module beside that of the shared types.
    pub(super) fn beside_types(self) -> Self {
        Self { shared: Some("types"), ..self }
    }

    /// The path of a thing of the runtime.
    pub(super) fn runtime_path(&mut self, path: &'static str) -> Cow<'static, str> {
        if let Some((_, short)) = self.short.iter().find(|(known, _)| std::ptr::eq(*known, path)) {
            return short.clone();
        }
        let short = self.shorten(path);
        self.short.push((path, short.clone()));
        short
    }

    fn shorten(&mut self, path: &'static str) -> Cow<'static, str> {
        let (module, name) = match path.rsplit_once("::") {
            Some((module, name)) => (Module::Runtime(module), name),
            None => (Module::Root, path),
        };
        if self.import(module, name) {
            name.into()
        } else {
            format!("{}::{path}", self.around.runtime).into()
        }
    }

    /// The path of a thing of the standard library.
    pub(super) fn std_path(&mut self, path: &'static str) -> Cow<'static, str> {
        let (module, name) = path.rsplit_once("::").unwrap_or(("", path));
        if self.import(Module::Std(module), name) { name.into() } else { format!("std::{path}").into() }
    }

    /// The module of the shared types, which the module needs from now on.
    pub(super) fn shared_module(&mut self) -> Option<&'static str> {
        self.neighbours.extend(self.shared);
        self.shared
    }

    /// Notes that the module needs one beside it.
    pub(super) fn need(&mut self, neighbour: &'static str) {
        self.neighbours.insert(neighbour);
    }

    fn import(&mut self, module: Module, name: &'static str) -> bool {
        let free = !self.defined.contains(name);
        if free {
            self.imports.entry(module).or_default().insert(name);
        }
        free
    }

    /// The `use` items.
    pub(super) fn emit_uses(&self) -> String {
        let mut p = Printer::new(Scope::new(self.around, []));
        for neighbour in &self.neighbours {
            p.line(&format!("use super::{neighbour};"));
        }
        for (module, names) in &self.imports {
            emit_use(&mut p, &self.module_path(*module), names);
        }
        p.finish().1
    }

    fn module_path(&self, module: Module) -> String {
        match module {
            Module::Runtime(module) => format!("{}::{module}", self.around.runtime),
            Module::Root => self.around.runtime.clone(),
            Module::Std(module) => format!("std::{module}"),
        }
    }
}

fn emit_use(p: &mut Printer<'_>, module: &str, names: &BTreeSet<&str>) {
    p.text("use ");
    p.text(module);
    p.text("::");
    if names.len() == 1 {
        names.iter().for_each(|name| p.text(name));
    } else {
        emit_names(p, names);
    }
    p.line(";");
}

/// Names in braces, as many on a line as fit.
fn emit_names(p: &mut Printer<'_>, names: &BTreeSet<&str>) {
    p.open_group();
    p.text("{");
    p.soft();
    p.open_fill();
    for (index, name) in names.iter().enumerate() {
        if index > 0 {
            p.next();
        }
        p.text(name);
    }
    p.close_group();
    p.push_break(Break { outdent: true, before: ",", ..Break::default() });
    p.text("}");
    p.close_group();
}
