//! Parameters and fields: a list of them, one of them, and what is inside.

use super::change::{Kind, Level, Notes, both, came};
use super::operation::quoted;
use super::{renames, rules};
use crate::markdown::code;
use crate::model::{Field, Required, RuleKind, Type};
use crate::path::join;

/// Whether fields are sent or received.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Request,
    Response,
}

pub(super) fn compare_fields(
    path: &str,
    (old, new): (&[Field], &[Field]),
    scope: Scope,
    notes: &mut Notes<'_>,
) {
    let lives = |list: &[Field], name: &str| list.iter().any(|it| it.gone.is_none() && it.name == name);
    let gone: Vec<_> = old.iter().filter(|it| it.gone.is_none() && !lives(new, &it.name)).collect();
    let added = new.iter().filter(|it| it.gone.is_none() && !lives(old, &it.name));
    // What the crate still has is no other thing by another name.
    let (back, added): (Vec<&Field>, Vec<&Field>) =
        added.partition(|it| old.iter().any(|was| was.name == it.name));
    let pairs = renames::pair(&gone, &added, |was, is| renames::fields(was, is));
    for (at, was) in gone.iter().enumerate() {
        match pairs.iter().find(|(known, _)| *known == at).map(|(_, to)| added[*to]) {
            Some(is) => rename(path, (was, is), scope, notes),
            None => remove(path, was, scope, notes),
        }
    }
    for (to, is) in added.iter().enumerate() {
        if !pairs.iter().any(|(_, taken)| *taken == to) {
            add(path, (is, false), scope, notes);
        }
    }
    back.into_iter().for_each(|is| add(path, (is, true), scope, notes));
    for was in old {
        match new.iter().find(|is| is.name == was.name) {
            Some(is) if was.gone.is_none() && is.gone.is_none() => {
                compare_field(&join(path, &was.name), (was, is), scope, notes);
            }
            None if was.gone.is_some() => {
                let message = "it went with an earlier release, and is not kept any longer".to_owned();
                let places = (Some(was.origin), None);
                notes.push(Kind::TombstoneDropped, &join(path, &was.name), places, message);
            }
            _ => {}
        }
    }
}

fn rename(path: &str, (was, is): (&Field, &Field), scope: Scope, notes: &mut Notes<'_>) {
    let (kind, what) = match scope {
        Scope::Request => (Kind::ParameterRenamed, "parameter"),
        Scope::Response => (Kind::FieldRenamed, "field"),
    };
    let message = format!("the {what} is gone; {} is new, and much like it", code(&is.name));
    notes
        .push(kind, &join(path, &was.name), both(was.origin, is.origin), message)
        .guess(&is.name, join(path, &is.name));
    compare_field(&join(path, &is.name), (was, is), scope, notes);
}

fn remove(path: &str, was: &Field, scope: Scope, notes: &mut Notes<'_>) {
    let (kind, message) = match scope {
        Scope::Request => (Kind::ParameterRemoved, "the parameter is gone"),
        Scope::Response => (Kind::FieldRemoved, "the field is gone"),
    };
    notes.push(kind, &join(path, &was.name), (Some(was.origin), None), message.to_owned());
}

fn add(path: &str, (is, is_back): (&Field, bool), scope: Scope, notes: &mut Notes<'_>) {
    let (ty, came) = (type_words(&is.ty), came(is_back));
    let (kind, message) = match scope {
        Scope::Response => (Kind::FieldAdded, format!("the field {came}: {ty}")),
        Scope::Request if is_required(is) => {
            (Kind::RequiredParameterAdded, format!("the parameter {came} and must be given: {ty}"))
        }
        Scope::Request => (Kind::ParameterAdded, format!("the parameter {came}: {ty}")),
    };
    notes.push(kind, &join(path, &is.name), (None, Some(is.origin)), message);
}

fn compare_field(path: &str, (old, new): (&Field, &Field), scope: Scope, notes: &mut Notes<'_>) {
    let places = both(old.origin, new.origin);
    compare_type(path, (old, new), scope, notes);
    rules::compare(path, (old, new), scope, notes);
    if old.deprecated != new.deprecated {
        let (kind, message) = match new.deprecated {
            true => (Kind::Deprecated, "the documentation advises against it"),
            false => (Kind::Undeprecated, "the documentation does not advise against it any more"),
        };
        notes.push(kind, path, places, message.to_owned());
    }
    notes.note(Kind::SecrecyChanged, path, places, (&old.sensitive, &new.sensitive), || {
        if new.sensitive { "the value is a secret" } else { "the value is no secret any more" }.to_owned()
    });
    if scope == Scope::Request {
        compare_use(path, (old, new), notes);
    }
    notes.text(&old.text, &new.text);
    notes.text(&old.example, &new.example);
    notes.text(&old.value_texts, &new.value_texts);
    notes.text(&old.server_default, &new.server_default);
}

/// What is said of parameters only.
fn compare_use(path: &str, (old, new): (&Field, &Field), notes: &mut Notes<'_>) {
    let places = both(old.origin, new.origin);
    match (is_required(old), is_required(new)) {
        (false, true) => {
            notes.push(Kind::ParameterRequired, path, places, "it must be given now".to_owned());
        }
        (true, false) => {
            notes.push(Kind::ParameterOptional, path, places, "it may be left out now".to_owned());
        }
        (false, false) | (true, true) => {}
    }
    let place = |field: &Field| (field.place, field.wire);
    notes.note(Kind::PlaceChanged, path, places, (&place(old), &place(new)), || {
        let said = |field: &Field| format!("{:?}, {:?}", field.place, field.wire).to_lowercase();
        format!("it goes as `{}`, it was `{}`", said(new), said(old))
    });
    notes.note(Kind::RoleChanged, path, places, (&old.role, &new.role), || match (old.role, new.role) {
        (_, Some(role)) => format!("the runtime uses it as {role:?}"),
        (Some(role), None) => format!("the runtime does not use it as {role:?} any more"),
        (None, None) => String::new(),
    });
    notes.note(Kind::DefaultChanged, path, places, (&old.default, &new.default), || {
        match (&old.default, &new.default) {
            (Some(was), Some(is)) => format!("the default became {}, it was {}", code(is), code(was)),
            (None, Some(is)) => format!("the default is {}", code(is)),
            (_, None) => "it has no default any more".to_owned(),
        }
    });
}

pub(super) fn compare_type(path: &str, (old, new): (&Field, &Field), scope: Scope, notes: &mut Notes<'_>) {
    match (&old.ty, &new.ty) {
        (Type::Object(was), Type::Object(is)) => compare_fields(path, (was, is), scope, notes),
        (Type::List(was), Type::List(is)) | (Type::Map(was), Type::Map(is)) => {
            compare_field(path, (was, is), scope, notes);
        }
        (was, is) if was != is => {
            let message = format!("the type {} became {}", type_words(was), type_words(is));
            notes.push(Kind::TypeChanged, path, both(old.origin, new.origin), message);
        }
        _ => {}
    }
    compare_values(path, (old, new), scope, notes);
}

fn compare_values(path: &str, (old, new): (&Field, &Field), scope: Scope, notes: &mut Notes<'_>) {
    let places = both(old.origin, new.origin);
    let (was, is) = (live_values(old), live_values(new));
    // Values that prose gives to fields of answers are facts, but no type.
    let is_type = |field: &Field| match scope {
        Scope::Request => field.values().is_some(),
        Scope::Response => field.variants(true).is_some(),
    };
    let (was_type, is_type) = (is_type(old), is_type(new));
    let first = notes.changes.len();
    if new.values().is_some() && (old.values().is_none() || (is_type && !was_type)) {
        let message = format!("the values are listed: {}", quoted(&is));
        // Nobody sends what an answer holds.
        notes.push(Kind::ValuesListed, path, places, message).breaks_calls = scope == Scope::Request;
    }
    if old.values().is_some() && (new.values().is_none() || (was_type && !is_type)) {
        notes.push(Kind::ValuesUnlisted, path, places, "the values are not listed any more".to_owned());
    }
    if old.values().is_some() && new.values().is_some() {
        for value in without(&was, &is) {
            let message = format!("the value {} is gone{}", code(value), source(old, new));
            notes.push(Kind::ValueRemoved, &join(path, value), places, message);
        }
        for value in without(&is, &was) {
            let came = came(old.gone_value(value).is_some());
            let message = format!("the value {} {came}", code(value));
            notes.push(Kind::ValueAdded, &join(path, value), places, message);
        }
    }
    if !was_type && !is_type {
        for change in &mut notes.changes[first..] {
            (change.level, change.breaks_calls) = (Level::Patch, false);
        }
    }
    let dropped = old.gone_values.iter().filter(|(value, _)| new.gone_value(value).is_none());
    for (value, _) in dropped.filter(|(value, _)| !is.contains(value)) {
        let message =
            format!("the value {} went with an earlier release, and is not kept any longer", code(value));
        notes.push(Kind::TombstoneDropped, &join(path, value), places, message);
    }
}

/// The values that the documentation has, without those that it has dropped.
fn live_values(field: &Field) -> Vec<String> {
    let values = field.values().unwrap_or_default().iter();
    values.filter(|value| field.gone_value(value).is_none()).cloned().collect()
}

fn without<'v>(values: &'v [String], others: &'v [String]) -> impl Iterator<Item = &'v String> {
    values.iter().filter(|value| !others.contains(value))
}

/// Where a list of values comes from, if that is not what it came from before: what is gone may be in the text still.
fn source(old: &Field, new: &Field) -> &'static str {
    let is_read = |field: &Field| {
        field.rules.iter().any(|rule| rule.inferred && matches!(rule.kind, RuleKind::Values(_)))
    };
    match (is_read(old), is_read(new)) {
        (true, false) => "; the values are declared now, they were read from the text",
        (false, true) => "; the values are read from the text now, they were declared",
        (true, true) | (false, false) => "",
    }
}

pub(super) fn is_required(field: &Field) -> bool {
    field.required != Required::No
}

/// A type in the words of the spec language.
pub(super) fn type_words(ty: &Type) -> String {
    match ty {
        Type::Text => "string".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Int32 => "integer (int32)".to_owned(),
        Type::Int64 => "integer (int64)".to_owned(),
        Type::Float => "number (float)".to_owned(),
        Type::Double => "number (double)".to_owned(),
        Type::Binary => "binary".to_owned(),
        Type::Any => "any".to_owned(),
        Type::List(item) => format!("array of {}", type_words(&item.ty)),
        Type::Object(_) => "object".to_owned(),
        Type::Map(item) => format!("map of {}", type_words(&item.ty)),
        Type::Shared(name) => code(name),
    }
}
