//! parameters: query, body, path and headers become one value tree, which is checked against the table.

mod head;

use std::borrow::Cow;

use acs_rules::{Auth, Kind, OperationSpec, ParameterSpec, Place, ProductSpec, Style, Value, Violation};
use acs_runtime::encode;

use crate::codes;
use crate::received::{FORM, Received};
use crate::refusal::Refusal;
use crate::route::Route;

type Fields = Vec<(Cow<'static, str>, Value<'static>)>;

/// Reads the parameters of a request, wherever they stand.
///
/// RPC services take a parameter from the query and from a form alike, so both are read together.
pub(crate) fn read(
    spec: &OperationSpec<'_>,
    received: &Received,
    route: &Route<'_>,
) -> Result<Value<'static>, Refusal> {
    check_unique(received)?;
    let is_own =
        |name: &str| spec.parameter(name).is_some() || !is_of_the_platform(name, spec, route, received);
    let pairs = received.pairs().filter(|(name, _)| is_own(name)).map(|(name, value)| (name, value));
    let media_type = received.media_type();
    let is_form = media_type.as_deref() == Some(FORM);
    let mut fields = match encode::unflatten(spec, pairs) {
        Ok(Value::Object(fields)) => fields,
        Ok(_) => Vec::new(),
        Err(error) => return Err(invalid(error.to_string())),
    };
    if !is_form && !received.body.is_empty() {
        read_body(spec, received, media_type.as_deref(), &mut fields)?;
    }
    head::read(spec, received, &route.parameters, &mut fields);
    for (name, value) in &mut fields {
        if let Some(parameter) = spec.parameter(name) {
            fold_booleans(parameter, spec.product, value);
        }
    }
    Ok(Value::Object(fields))
}

/// Whether no rule is broken; the emulator enforces those that only warn, too.
pub(crate) fn check(spec: &OperationSpec<'_>, request: &Value<'_>) -> Result<(), Refusal> {
    let mut violations = acs_rules::check(spec, request);
    violations.retain(|violation| !is_xml_body(spec, request, violation));
    let Some(first) = violations.first() else { return Ok(()) };
    let code = match first.rule() {
        "required" | "required-when" | "at-least-one" => codes::MISSING_PARAMETER,
        _ => codes::INVALID_PARAMETER,
    };
    let message = violations.iter().map(Violation::to_string).collect::<Vec<_>>().join("; ");
    Err(Refusal::new(code, message))
}

/// Whether a body that the documentation describes as an object came as the text of an XML document, which stays text.
fn is_xml_body(spec: &OperationSpec<'_>, request: &Value<'_>, violation: &Violation) -> bool {
    let body = spec.parameter(violation.path()).filter(|parameter| parameter.place == Place::Body);
    let text = body.and_then(|body| request.get(body.name)).and_then(Value::text);
    text.is_some_and(|text| violation.rule() == "type" && text.trim_start().starts_with('<'))
}

/// The value tree as JSON, for the record.
pub(crate) fn to_json(request: &Value<'_>) -> serde_json::Value {
    serde_json::from_str(&encode::to_json(request)).unwrap_or_default()
}

/// Parameters that say how the request is sent, and which of its product's operations it is for.
const PLATFORM: &[&str] = &[
    "AccessKeyId",
    "Action",
    "Format",
    "SecurityToken",
    "Signature",
    "SignatureMethod",
    "SignatureNonce",
    "SignatureType",
    "SignatureVersion",
    "Timestamp",
    "Version",
];

/// Whether a parameter that the operation does not document belongs to the platform or to the path.
fn is_of_the_platform(name: &str, spec: &OperationSpec<'_>, route: &Route<'_>, received: &Received) -> bool {
    route.fixed.iter().any(|(fixed, _)| *fixed == name)
        || received.is_signed_in_parameters() && PLATFORM.contains(&name)
        || spec.auth == Auth::Anonymous && spec.style == Style::Rpc && PLATFORM.contains(&name)
}

/// A name that is there twice would be signed twice and read once.
fn check_unique(received: &Received) -> Result<(), Refusal> {
    let mut names: Vec<_> = received.pairs().map(|(name, _)| name).collect();
    names.sort_unstable();
    match names.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(invalid(format!("`{}` is given more than once", pair[0]))),
        None => Ok(()),
    }
}

fn read_body(
    spec: &OperationSpec<'_>,
    received: &Received,
    media_type: Option<&str>,
    fields: &mut Fields,
) -> Result<(), Refusal> {
    let whole = spec.parameters.iter().find(|parameter| parameter.place == Place::Body);
    if let Some(ParameterSpec { kind: Kind::Binary, name, .. }) = whole {
        fields.push(((*name).to_owned().into(), Value::Bytes(received.body.to_vec().into())));
        return Ok(());
    }
    let is_xml = media_type.is_some_and(|media_type| media_type.ends_with("xml"));
    if let Some(ParameterSpec { kind, name, .. }) = whole
        && (is_xml || *kind == Kind::Text)
    {
        let text = std::str::from_utf8(&received.body).map_err(|_| invalid("the body is not UTF-8"))?;
        fields.push(((*name).to_owned().into(), text.to_owned().into()));
        return Ok(());
    }
    if media_type != Some("application/json") {
        let media_type = media_type.unwrap_or("no type");
        return Err(invalid(format!("a body of `{media_type}` is not one that `{}` takes", spec.name)));
    }
    let json: serde_json::Value = serde_json::from_slice(&received.body)
        .map_err(|error| invalid(format!("the body is not JSON: {error}")))?;
    match (whole, encode::from_json(json)) {
        (Some(parameter), value) => fields.push((parameter.name.to_owned().into(), value)),
        (None, Value::Object(parameters)) => fields.extend(parameters),
        (None, value) => {
            return Err(invalid(format!(
                "the body must be an object of parameters, not {}",
                value.describe()
            )));
        }
    }
    Ok(())
}

/// Official clients write booleans as their language does, and services take `True` for `true`.
fn fold_booleans(spec: &ParameterSpec<'_>, product: &ProductSpec<'_>, value: &mut Value<'static>) {
    match (spec.kind, value) {
        (Kind::Boolean, Value::Text(text)) => {
            let lower = text.to_ascii_lowercase();
            if lower == "true" || lower == "false" {
                *text = lower.into();
            }
        }
        (Kind::List(item), Value::List(items)) => {
            items.iter_mut().for_each(|value| fold_booleans(item, product, value));
        }
        (Kind::Map(item), Value::Object(entries)) => {
            entries.iter_mut().for_each(|(_, value)| fold_booleans(item, product, value));
        }
        (Kind::Object(_) | Kind::Shared(_), Value::Object(entries)) => {
            let fields = spec.fields(product).unwrap_or_default();
            for (name, value) in entries {
                if let Some(field) = fields.iter().find(|field| field.name == *name) {
                    fold_booleans(field, product, value);
                }
            }
        }
        (_, _) => {}
    }
}

fn invalid(message: impl Into<String>) -> Refusal {
    Refusal::new(codes::INVALID_PARAMETER, message)
}
