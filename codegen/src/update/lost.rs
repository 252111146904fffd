//! What the documentation has dropped and users may have written: by comparing two models.

use std::collections::{BTreeMap, BTreeSet};

use crate::diff::renames;
use crate::model::{Api, Field, Operation, Response, Type};
use crate::name;

/// A thing that is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lost {
    /// Its path, as the overlay has it.
    pub(super) path: String,
    /// What it is, and where its definition stands.
    pub(super) what: What,
    /// What is new and much like it; a guess.
    pub(super) perhaps: Option<String>,
}

/// What a thing that is gone is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// An operation.
    Operation,
    /// A parameter or a field, by the names from the section of its operation or from its shared type.
    Field(Section, Vec<String>),
    /// A value, which has no definition.
    Value,
    /// A code of this operation.
    Code(String, String),
    /// A shared type.
    Shared(String),
}

/// Where fields are defined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// The parameters of an operation.
    Parameters(String),
    /// The response of an operation.
    Response(String),
    /// A shared type.
    Shared(String),
}

/// What `old` has and `new` has not. Where a type is another one there is nothing that could stay.
pub(super) fn lost(old: &Api, new: &Api) -> Vec<Lost> {
    let mut walk = Walk { lost: Vec::new(), section: Section::Shared(String::new()), is_answer: false };
    let answered = old.answered();
    for shared in &old.types {
        walk.section = Section::Shared(shared.name.clone());
        walk.is_answer = answered.contains(shared.name.as_str());
        match new.shared(&shared.name) {
            None => walk.add(shared.path(), What::Shared(shared.name.clone()), None),
            Some(now) => walk.fields(&shared.fields, &now.fields, &shared.path(), &[]),
        }
    }
    walk.operations(old, new);
    walk.lost
}

/// The way through two models at once.
struct Walk {
    lost: Vec<Lost>,
    section: Section,
    is_answer: bool,
}

impl Walk {
    fn add(&mut self, path: String, what: What, perhaps: Option<String>) {
        self.lost.push(Lost { path, what, perhaps });
    }

    fn operations(&mut self, old: &Api, new: &Api) {
        // Where the module is the same, it is spelled in another way only.
        let is_in = |api: &Api, op: &Operation| {
            api.operations.iter().any(|other| other.name == op.name || other.module == op.module)
        };
        let gone: Vec<&Operation> = old.operations.iter().filter(|op| !is_in(new, op)).collect();
        let added: Vec<&Operation> = new.operations.iter().filter(|op| !is_in(old, op)).collect();
        let pairs = renames::pair(&gone, &added, |was, is| renames::operations(was, is));
        for (at, op) in gone.iter().enumerate() {
            let perhaps = renamed(&pairs, at).map(|to| added[to].name.clone());
            self.add(op.name.clone(), What::Operation, perhaps);
        }
        for op in &old.operations {
            if let Some(now) = new.operation(&op.name) {
                self.operation(op, now);
            }
        }
    }

    fn operation(&mut self, old: &Operation, new: &Operation) {
        let name = &old.name;
        (self.section, self.is_answer) = (Section::Parameters(name.clone()), false);
        self.fields(&old.parameters, &new.parameters, name, &[]);
        (self.section, self.is_answer) = (Section::Response(name.clone()), true);
        let path = format!("{name}.response");
        match (&old.response, &new.response) {
            (Response::Fields(old), Response::Fields(new)) => self.fields(old, new, &path, &[]),
            (Response::Value(old), Response::Value(new)) => self.below(old, new, &path, &[]),
            _ => {}
        }
        self.codes(old, new);
    }

    fn codes(&mut self, old: &Operation, new: &Operation) {
        // A code with several statuses stands there several times.
        let distinct = |op: &Operation| {
            let mut codes: BTreeMap<String, BTreeSet<u16>> = BTreeMap::new();
            for code in &op.codes {
                codes.entry(code.code.clone()).or_default().insert(code.status);
            }
            codes
        };
        let (was, now) = (distinct(old), distinct(new));
        let idents: Vec<String> = now.keys().map(|code| name::VARIANT.name(code)).collect();
        let is_there = |code: &String| now.contains_key(code) || idents.contains(&name::VARIANT.name(code));
        let gone: Vec<_> = was.iter().filter(|(code, _)| !is_there(code)).collect();
        let added: Vec<_> = now.iter().filter(|(code, _)| !was.contains_key(*code)).collect();
        let pairs = renames::pair(&gone, &added, |(was, before), (is, after)| {
            renames::codes((was, *before), (is, *after))
        });
        for (at, (code, _)) in gone.iter().enumerate() {
            let what = What::Code(old.name.clone(), (*code).clone());
            let perhaps = renamed(&pairs, at).map(|to| added[to].0.clone());
            self.add(format!("{}.errors.{code}", old.name), what, perhaps);
        }
    }

    fn fields(&mut self, old: &[Field], new: &[Field], path: &str, names: &[String]) {
        let is_in = |fields: &[Field], field: &Field| {
            let ident = name::FIELD.name(&field.name);
            fields.iter().any(|other| other.name == field.name || name::FIELD.name(&other.name) == ident)
        };
        let gone: Vec<&Field> = old.iter().filter(|field| !is_in(new, field)).collect();
        let added: Vec<&Field> = new.iter().filter(|field| !is_in(old, field)).collect();
        let pairs = renames::pair(&gone, &added, |was, is| renames::fields(was, is));
        for (at, field) in gone.iter().enumerate() {
            let what = What::Field(self.section.clone(), below(names, field));
            let perhaps = renamed(&pairs, at).map(|to| added[to].name.clone());
            self.add(format!("{path}.{}", field.name), what, perhaps);
        }
        for field in old {
            if let Some(now) = new.iter().find(|now| now.name == field.name) {
                self.below(field, now, &format!("{path}.{}", field.name), &below(names, field));
            }
        }
    }

    /// The values of a text, the fields of an object, the item of a list or a map.
    fn below(&mut self, old: &Field, new: &Field, path: &str, names: &[String]) {
        match (&old.ty, &new.ty) {
            (Type::Text, Type::Text) => self.values(old, new, path),
            (Type::Object(old), Type::Object(new)) => self.fields(old, new, path, names),
            (Type::List(old), Type::List(new)) | (Type::Map(old), Type::Map(new)) => {
                self.below(old, new, path, names);
            }
            _ => {}
        }
    }

    /// Values that are variants, where there still is an enum or can be one.
    fn values(&mut self, old: &Field, new: &Field, path: &str) {
        let Some(values) = old.variants(self.is_answer) else { return };
        let now = match new.variants(self.is_answer) {
            Some(now) => now,
            None if new.values().is_none() => &[],
            None => return,
        };
        let names: Vec<String> = now.iter().map(|value| name::VARIANT.name(value)).collect();
        for value in values.iter().filter(|value| !now.contains(value)) {
            if !names.contains(&name::VARIANT.name(value)) {
                self.add(format!("{path}.{value}"), What::Value, None);
            }
        }
    }
}

/// What a thing became, by the positions of what is gone and what is new.
fn renamed(pairs: &[(usize, usize)], gone: usize) -> Option<usize> {
    pairs.iter().find(|(at, _)| *at == gone).map(|(_, to)| *to)
}

/// The names on the way to a field.
fn below(names: &[String], field: &Field) -> Vec<String> {
    names.iter().chain([&field.name]).cloned().collect()
}
