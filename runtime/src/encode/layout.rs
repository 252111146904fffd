//! Lay out: each parameter goes where its table says, into path, query, headers, host or body.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use acs_rules::{Auth, OperationSpec, Place, Style, Value};
use bytes::Bytes;

use super::flatten::{Pair, flatten};
use super::json::{fields_to_json, to_json};
use super::percent::{encode_component, encode_form};
use crate::sign::v3::canonical_query;

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json; charset=utf-8";
const OCTETS: &str = "application/octet-stream";

/// The parts of an HTTP request that its parameters decide.
#[derive(Clone, Default)]
pub struct Layout<'a> {
    /// The path, with its parameters percent-encoded.
    pub path: Cow<'a, str>,
    /// The query as it is sent and signed: sorted and percent-encoded, without the question mark.
    pub query: String,
    /// Headers that are parameters, in lower case.
    pub headers: Vec<(String, String)>,
    /// The label that goes before the host name, where a parameter is part of the host.
    pub host: Option<String>,
    /// The type of the body; none where the operation has no body.
    pub content_type: Option<&'static str>,
    /// The body.
    pub body: Bytes,
}

/// A parameter that cannot be sent as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodeError {
    parameter: String,
    problem: &'static str,
}

impl EncodeError {
    pub(crate) fn new(parameter: &str, problem: &'static str) -> Self {
        Self { parameter: parameter.to_owned(), problem }
    }

    /// The parameter's name on the wire.
    pub fn parameter(&self) -> &str {
        &self.parameter
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.parameter, self.problem)
    }
}

impl std::error::Error for EncodeError {}

/// Lays out a request, given as an object of its parameters.
///
/// A parameter that the table does not know goes to the query, or to the form or JSON body where the known ones do. Of
/// two pairs with one name the later stays.
///
/// # Errors
///
/// When a parameter cannot stand in its place: an empty path parameter, a header with a line break, bytes that are no
/// text.
pub fn lay_out<'a>(spec: &OperationSpec<'a>, request: &Value<'_>) -> Result<Layout<'a>, EncodeError> {
    let Value::Object(parameters) = request else { return Ok(Layout::default()) };
    let mut parts = Parts::new(spec, parameters.len());
    for (name, value) in parameters {
        if *value != Value::Null {
            parts.place(name, value)?;
        }
    }
    if spec.auth == Auth::Anonymous && spec.style == Style::Rpc {
        parts.query.push(("Format".into(), "json".into()));
    }
    Ok(parts.finish(fill_path(spec.path, request)?))
}

/// The parameters by place, before they are put into words.
struct Parts<'s, 'a, 'v> {
    spec: &'s OperationSpec<'a>,
    query: Vec<Pair<'v>>,
    form: Vec<Pair<'v>>,
    fields: Vec<(&'v str, &'v Value<'v>)>,
    body: Option<&'v Value<'v>>,
    headers: Vec<(String, String)>,
    host: Option<String>,
    has_strays: bool,
}

impl<'s, 'a, 'v> Parts<'s, 'a, 'v> {
    fn new(spec: &'s OperationSpec<'a>, parameters: usize) -> Self {
        Self {
            spec,
            // Most operations have all of their parameters there, and most of those are scalars.
            query: Vec::with_capacity(parameters),
            form: Vec::new(),
            fields: Vec::new(),
            body: None,
            headers: Vec::new(),
            host: None,
            has_strays: false,
        }
    }

    fn place(&mut self, name: &'v str, value: &'v Value<'v>) -> Result<(), EncodeError> {
        let spec = self.spec.parameter(name);
        self.has_strays |= spec.is_none();
        match spec.map_or_else(|| place_of_strays(self.spec), |spec| spec.place) {
            Place::Query => flatten(self.spec.product, spec, name, value, &mut self.query)?,
            Place::Form => flatten(self.spec.product, spec, name, value, &mut self.form)?,
            Place::Field => self.fields.push((name, value)),
            Place::Body => self.body = Some(value),
            // The path is filled from its template.
            Place::Path => {}
            Place::Header => self.headers.push((name.to_ascii_lowercase(), header_text(name, value)?)),
            Place::Host => self.host = Some(host_label(name, value)?),
        }
        Ok(())
    }

    fn finish(mut self, path: Cow<'a, str>) -> Layout<'a> {
        if self.has_strays {
            keep_last(&mut self.query);
            keep_last(&mut self.form);
        }
        let (content_type, body) = self.body();
        Layout {
            path,
            query: canonical_query(&mut self.query),
            headers: self.headers,
            host: self.host,
            content_type,
            body,
        }
    }

    /// The body that the operation has, even where its parameters are all absent.
    fn body(&mut self) -> (Option<&'static str>, Bytes) {
        let has = |place| self.spec.parameters.iter().any(|parameter| parameter.place == place);
        match self.body {
            Some(Value::Bytes(bytes)) => (Some(OCTETS), Bytes::copy_from_slice(bytes)),
            // A text is taken to be JSON already, as the official clients do.
            Some(Value::Text(text)) => (Some(JSON), Bytes::copy_from_slice(text.as_bytes())),
            Some(value) => (Some(JSON), to_json(value).into()),
            None if !self.fields.is_empty() || has(Place::Field) => {
                (Some(JSON), fields_to_json(&self.fields).into())
            }
            None if !self.form.is_empty() || has(Place::Form) => {
                self.form.sort_by(|(a, _), (b, _)| a.cmp(b));
                (Some(FORM), encode_form(&self.form).into())
            }
            None => (None, Bytes::new()),
        }
    }
}

/// Where parameters go that the table does not know: to the form or the JSON body if all others but those in path,
/// headers and host go there.
fn place_of_strays(spec: &OperationSpec<'_>) -> Place {
    let mut places = spec.parameters.iter().map(|parameter| parameter.place).filter(|place| match place {
        Place::Query | Place::Form | Place::Field | Place::Body => true,
        Place::Path | Place::Header | Place::Host => false,
    });
    match places.next() {
        Some(first @ (Place::Form | Place::Field)) if places.all(|place| place == first) => first,
        _ => Place::Query,
    }
}

/// Of pairs with one name, keeps the one that was added last.
fn keep_last(pairs: &mut Vec<Pair<'_>>) {
    let mut seen = BTreeSet::new();
    pairs.reverse();
    pairs.retain(|(name, _)| seen.insert(name.clone()));
    pairs.reverse();
}

fn fill_path<'a>(template: &'a str, request: &Value<'_>) -> Result<Cow<'a, str>, EncodeError> {
    if !template.contains('{') {
        return Ok(Cow::Borrowed(if template.is_empty() { "/" } else { template }));
    }
    let mut path = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        path.push_str(before);
        encode_component(&path_text(name, request)?, &mut path);
        rest = after;
    }
    path.push_str(rest);
    Ok(Cow::Owned(path))
}

fn path_text<'v>(name: &str, request: &'v Value<'_>) -> Result<Cow<'v, str>, EncodeError> {
    let value =
        request.get(name).ok_or_else(|| EncodeError::new(name, "is part of the path and must be set"))?;
    let text =
        value.text().ok_or_else(|| EncodeError::new(name, "is part of the path and must be a text"))?;
    match &*text {
        "" => Err(EncodeError::new(name, "is part of the path and must not be empty")),
        // Whatever is between here and the service may resolve them, and the request would go elsewhere.
        "." | ".." => Err(EncodeError::new(name, "is part of the path and must not be `.` or `..`")),
        _ => Ok(text),
    }
}

fn header_text(name: &str, value: &Value<'_>) -> Result<String, EncodeError> {
    let text = value.text().unwrap_or_else(|| to_json(value).into());
    if text.contains(['\r', '\n', '\0']) {
        return Err(EncodeError::new(name, "is a header and must not have line breaks or NUL"));
    }
    Ok(text.into_owned())
}

fn host_label(name: &str, value: &Value<'_>) -> Result<String, EncodeError> {
    let is_label = |text: &str| {
        let inner = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.';
        !text.is_empty() && !text.starts_with('.') && !text.ends_with('.') && text.bytes().all(inner)
    };
    let text = value.text().filter(|text| is_label(text));
    text.map(|text| text.to_ascii_lowercase()).ok_or_else(|| {
        EncodeError::new(name, "is part of the host name and must be letters, digits, `-` and `.`")
    })
}

#[cfg(test)]
mod tests;
