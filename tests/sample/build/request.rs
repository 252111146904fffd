//! Request: a value for every parameter that may be given together with the others.
//!
//! Everything is filled in first; then what breaks a rule over several parameters is taken out again, until the rules are
//! kept.

use acs_rules::{Kind, OperationSpec, ParameterSpec, Place, Role, Rule, Value, Violation, WireStyle, check};

use crate::scalar::{Site, scalar, separator};

/// Below this many levels, only what is required is filled in.
const DEPTH: usize = 4;
/// From this depth on, lists have one item.
const DEEP: usize = 2;
/// Most rounds of taking out.
const ROUNDS: usize = 50;

/// A request of an operation that keeps every rule.
///
/// # Errors
///
/// The rules that are broken whatever is taken out.
pub(crate) fn request(spec: &OperationSpec<'_>) -> Result<Value<'static>, String> {
    let mut filler = Filler { spec, number: 0 };
    // A dry run is answered with an error.
    let given = spec.parameters.iter().filter(|parameter| parameter.role != Some(Role::DryRun));
    let mut fields = Vec::new();
    for parameter in given {
        let site = filler.site(parameter);
        if let Some(value) = filler.value(parameter, site, 0) {
            fields.push((parameter.name.to_owned().into(), value));
        }
    }
    let mut request = Value::Object(fields);
    for _ in 0..ROUNDS {
        let violations = check(spec, &request);
        let Some(violation) = violations.first() else { return Ok(request) };
        if !mend(&mut request, violation) {
            break;
        }
    }
    let broken: Vec<_> = check(spec, &request).iter().map(Violation::to_string).collect();
    if broken.is_empty() { Ok(request) } else { Err(broken.join("; ")) }
}

struct Filler<'f> {
    spec: &'f OperationSpec<'f>,
    number: usize,
}

impl<'f> Filler<'f> {
    fn site(&mut self, parameter: &ParameterSpec<'_>) -> Site {
        self.number += 1;
        let is_json =
            matches!(parameter.place, Place::Field | Place::Body) || parameter.wire == WireStyle::Json;
        Site { place: parameter.place, separator: None, is_json, number: self.number }
    }

    fn value(&mut self, spec: &ParameterSpec<'f>, site: Site, depth: usize) -> Option<Value<'static>> {
        if depth > DEPTH && !spec.required {
            return None;
        }
        self.number += 1;
        let site =
            Site { is_json: site.is_json || spec.wire == WireStyle::Json, number: self.number, ..site };
        match spec.kind {
            Kind::List(item) => {
                let site = if site.is_json { site } else { Site { separator: separator(spec.wire), ..site } };
                let count = if depth < DEEP { 2 } else { 1 };
                let items = (0..count_items(spec, count)).filter_map(|_| self.value(item, site, depth + 1));
                Some(Value::List(items.collect())).filter(|list| *list != Value::List(Vec::new()))
            }
            Kind::Map(value) => {
                let value = self.value(value, site, depth + 1)?;
                // Names of headers have one case, and few characters.
                let key = if site.place == Place::Header { "key" } else { "Key 中" };
                Some(Value::Object(vec![(key.into(), value)]))
            }
            Kind::Object(_) | Kind::Shared(_) => {
                let fields = spec.fields(self.spec.product).unwrap_or_default();
                if fields.is_empty() { scalar(spec, site) } else { self.object(fields, site, depth) }
            }
            Kind::Text | Kind::Boolean | Kind::Integer | Kind::Number | Kind::Binary | Kind::Any => {
                scalar(spec, site)
            }
        }
    }

    fn object(
        &mut self,
        fields: &'f [ParameterSpec<'f>],
        site: Site,
        depth: usize,
    ) -> Option<Value<'static>> {
        let mut object = Vec::new();
        for field in fields {
            if let Some(value) = self.value(field, site, depth + 1) {
                object.push((field.name.to_owned().into(), value));
            }
        }
        (!object.is_empty()).then_some(Value::Object(object))
    }
}

fn count_items(spec: &ParameterSpec<'_>, usual: u64) -> u64 {
    spec.rules.iter().chain(spec.inferred).fold(usual, |count, rule| match rule {
        Rule::MinItems(least) => count.max(*least),
        Rule::MaxItems(most) => count.min(*most),
        _ => count,
    })
}

/// Takes something out so that a rule is kept that is broken; whether there was anything.
fn mend(request: &mut Value<'static>, violation: &Violation) -> bool {
    match violation.rule() {
        // The first of several that exclude each other stays.
        "exactly-one" | "exclusive" => {
            let names: Vec<_> =
                violation.path().split(", ").filter(|name| request.get(name).is_some()).collect();
            names.iter().skip(1).filter(|name| remove(request, name)).count() > 0
        }
        "required" | "required-when" => {
            violation.path().rsplit_once('.').is_some_and(|(parent, _)| remove(request, parent))
        }
        _ => remove(request, violation.path()),
    }
}

/// Removes what stands at a path such as `Tag.1.Key`, or the nearest that there is above it.
fn remove(value: &mut Value<'static>, path: &str) -> bool {
    match value {
        Value::Object(fields) => {
            let rest = |name: &str| {
                let rest = path.strip_prefix(name)?;
                if rest.is_empty() { Some("") } else { rest.strip_prefix('.') }
            };
            let found = fields.iter().enumerate().find_map(|(at, (name, _))| Some((at, rest(name)?)));
            let Some((at, rest)) = found else { return false };
            let is_done = !rest.is_empty() && remove(&mut fields[at].1, rest);
            // What has nothing left in it would vanish on the wire.
            if !is_done || fields[at].1 == Value::Object(Vec::new()) {
                fields.remove(at);
            }
            true
        }
        Value::List(items) => {
            let (number, rest) = path.split_once('.').unwrap_or((path, ""));
            let at = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            let Some(at) = at.filter(|at| *at < items.len() && items.len() > 1) else { return false };
            if rest.is_empty() || !remove(&mut items[at], rest) {
                items.remove(at);
            }
            true
        }
        Value::Text(_)
        | Value::Boolean(_)
        | Value::Integer(_)
        | Value::Number(_)
        | Value::Bytes(_)
        | Value::Null => false,
    }
}
