//! Parameters and fields: a list of them, one of them, and what is inside.

use super::change::{Kind, Notes, both};
use super::operation::quoted;
use super::{renames, rules};
use crate::model::{Field, Required, Type};

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
    let added: Vec<_> = new.iter().filter(|it| it.gone.is_none() && !lives(old, &it.name)).collect();
    let pairs = renames::pair(&gone, &added, |was, is| alike(was, is));
    for (at, was) in gone.iter().enumerate() {
        match pairs.iter().find(|(known, _)| *known == at).map(|(_, to)| added[*to]) {
            Some(is) => rename(path, (was, is), scope, notes),
            None => remove(path, was, scope, notes),
        }
    }
    for (to, is) in added.iter().enumerate() {
        if !pairs.iter().any(|(_, taken)| *taken == to) {
            add(path, is, scope, notes);
        }
    }
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
        Scope::Response => (Kind::FieldRemoved, "field"),
    };
    let message = format!("the {what} is gone; `{}` is new, and much like it", is.name);
    notes.push(kind, &join(path, &was.name), both(was.origin, is.origin), message).guess(&is.name);
    compare_field(&join(path, &is.name), (was, is), scope, notes);
}

fn remove(path: &str, was: &Field, scope: Scope, notes: &mut Notes<'_>) {
    let (kind, message) = match scope {
        Scope::Request => (Kind::ParameterRemoved, "the parameter is gone"),
        Scope::Response => (Kind::FieldRemoved, "the field is gone"),
    };
    notes.push(kind, &join(path, &was.name), (Some(was.origin), None), message.to_owned());
}

fn add(path: &str, is: &Field, scope: Scope, notes: &mut Notes<'_>) {
    let ty = type_words(&is.ty);
    let (kind, message) = match scope {
        Scope::Response => (Kind::FieldAdded, format!("the field is new: {ty}")),
        Scope::Request if is_required(is) => {
            (Kind::RequiredParameterAdded, format!("the parameter is new and must be given: {ty}"))
        }
        Scope::Request => (Kind::ParameterAdded, format!("the parameter is new: {ty}")),
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
            (Some(was), Some(is)) => format!("the default became `{is}`, it was `{was}`"),
            (None, Some(is)) => format!("the default is `{is}`"),
            (_, None) => "it has no default any more".to_owned(),
        }
    });
}

fn compare_type(path: &str, (old, new): (&Field, &Field), scope: Scope, notes: &mut Notes<'_>) {
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
    let is_answer = scope == Scope::Response;
    let places = both(old.origin, new.origin);
    let listed = |field: &Field| {
        let values = if is_answer { field.variants(true) } else { field.values() };
        let live = values?.iter().filter(|value| field.gone_value(value).is_none());
        Some(live.cloned().collect::<Vec<String>>())
    };
    match (listed(old), listed(new)) {
        (None, None) => {}
        (None, Some(values)) => {
            let message = format!("the values are listed: {}", quoted(&values));
            notes.push(Kind::ValuesListed, path, places, message);
        }
        (Some(_), None) => {
            notes.push(Kind::ValuesUnlisted, path, places, "the values are not listed any more".to_owned());
        }
        (Some(was), Some(is)) => {
            for value in was.iter().filter(|value| !is.contains(value)) {
                let message = format!("the value `{value}` is gone");
                notes.push(Kind::ValueRemoved, &join(path, value), places, message);
            }
            for value in is.iter().filter(|value| !was.contains(value)) {
                let message = format!("the value `{value}` is new");
                notes.push(Kind::ValueAdded, &join(path, value), places, message);
            }
        }
    }
    let dropped = old.gone_values.iter().filter(|(value, _)| new.gone_value(value).is_none());
    for (value, _) in dropped.filter(|(value, _)| !listed(new).is_some_and(|values| values.contains(value))) {
        let message = format!("the value `{value}` went with an earlier release, and is not kept any longer");
        notes.push(Kind::TombstoneDropped, &join(path, value), places, message);
    }
}

pub(super) fn is_required(field: &Field) -> bool {
    field.required != Required::No
}

/// How alike two fields are: what has another type is another thing.
fn alike(was: &Field, is: &Field) -> f64 {
    if type_words(&was.ty) != type_words(&is.ty) || was.place != is.place {
        return 0.0;
    }
    renames::alike(&was.name, &is.name)
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
        Type::Shared(name) => format!("`{name}`"),
    }
}

pub(super) fn join(path: &str, name: &str) -> String {
    format!("{path}.{name}")
}
