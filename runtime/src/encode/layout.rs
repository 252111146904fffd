//! Lay out: each parameter goes where its table says, into path, query, headers, host or body.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use acs_rules::{Auth, OperationSpec, ParameterSpec, Place, ProductSpec, Style, Value, WireStyle};
use bytes::Bytes;
use smallvec::SmallVec;

use super::flatten::{Pair, flatten};
use super::json::{fields_to_json, to_json};
use super::path::fill_path;
use super::percent::encode_form;
use crate::sign::v3::canonical_query;

/// The type of a form.
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json; charset=utf-8";
pub(crate) const OCTETS: &str = "application/octet-stream";
const XML: &str = "application/xml";

/// The parts of an HTTP request that its parameters decide.
#[derive(Clone, Default)]
pub struct Layout<'a> {
    /// The path, with its parameters percent-encoded.
    pub path: Cow<'a, str>,
    /// The query as V3 signs it and all send it: sorted and percent-encoded, without the question mark.
    pub query: String,
    /// Headers that are parameters, in lower case.
    pub headers: Vec<(String, String)>,
    /// The label that goes before the host name, where a parameter is part of the host.
    pub host: Option<String>,
    /// The type of the body; none where the operation has no body.
    pub content_type: Option<&'static str>,
    /// The body.
    pub body: Bytes,
    /// The hash of a body that is sent in place of this one, in lowercase hexadecimal.
    pub body_hash: Option<String>,
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
    let mut parts = Parts::new(spec);
    let (path, query) = fill_path(spec.path, request)?;
    // A parameter of the same name overrides what the path says.
    parts.may_repeat = !query.is_empty();
    parts.query.extend(query.into_iter().map(|(name, value)| (name.into(), value.into())));
    for (name, value) in parameters {
        if *value != Value::Null {
            parts.place(name, value)?;
        }
    }
    let is_format_set = || parts.query.iter().any(|(name, _)| name == "Format");
    if spec.auth == Auth::Anonymous && spec.style == Style::Rpc && !is_format_set() {
        parts.query.push(("Format".into(), "json".into()));
    }
    parts.finish(path)
}

/// The pairs of a query or a form; as many as most requests have stand on the stack.
type Pairs<'v> = SmallVec<[Pair<'v>; 8]>;

/// The parameters by place, before they are put into words.
struct Parts<'s, 'a, 'v> {
    spec: &'s OperationSpec<'a>,
    query: Pairs<'v>,
    form: Pairs<'v>,
    fields: Vec<(&'v str, &'v Value<'v>)>,
    body: Option<(WireStyle, &'v str, &'v Value<'v>)>,
    headers: Vec<(String, String)>,
    host: Option<String>,
    may_repeat: bool,
    /// The parameter after the last one: they come in the order of the table.
    next: usize,
}

impl<'s, 'a, 'v> Parts<'s, 'a, 'v> {
    fn new(spec: &'s OperationSpec<'a>) -> Self {
        Self {
            spec,
            query: Pairs::new(),
            form: Pairs::new(),
            fields: Vec::new(),
            body: None,
            headers: Vec::new(),
            host: None,
            may_repeat: false,
            next: 0,
        }
    }

    fn parameter(&mut self, name: &str) -> Option<&'s ParameterSpec<'a>> {
        let parameters = self.spec.parameters;
        let index = match parameters[self.next..].iter().position(|parameter| parameter.name == name) {
            Some(further) => self.next + further,
            None => parameters.iter().position(|parameter| parameter.name == name)?,
        };
        self.next = index + 1;
        parameters.get(index)
    }

    fn place(&mut self, name: &'v str, value: &'v Value<'v>) -> Result<(), EncodeError> {
        let spec = self.parameter(name);
        self.may_repeat |= spec.is_none();
        match spec.map_or_else(|| place_of_strays(self.spec), |spec| spec.place) {
            Place::Query => flatten(self.spec.product, spec, name, value, &mut self.query)?,
            Place::Form => flatten(self.spec.product, spec, name, value, &mut self.form)?,
            Place::Field => self.fields.push((name, value)),
            Place::Body => self.body = Some((spec.map_or(WireStyle::Json, |spec| spec.wire), name, value)),
            // The path is filled from its template.
            Place::Path => {}
            Place::Header => self.add_headers(spec, name, value)?,
            Place::Host => self.host = Some(host_label(name, value)?),
        }
        Ok(())
    }

    /// One header; or one per entry where the name ends in an asterisk, which stands for the keys.
    fn add_headers(
        &mut self,
        spec: Option<&ParameterSpec<'_>>,
        name: &str,
        value: &Value<'_>,
    ) -> Result<(), EncodeError> {
        let text = |name: &str, spec, value| header_text(self.spec.product, spec, name, value);
        let (Some(prefix), Value::Object(entries)) = (name.strip_suffix('*'), value) else {
            self.headers.push((name.to_ascii_lowercase(), text(name, spec, value)?));
            return Ok(());
        };
        for (key, value) in entries {
            let name = format!("{prefix}{key}");
            self.headers.push((name.to_ascii_lowercase(), text(&name, None, value)?));
        }
        Ok(())
    }

    fn finish(mut self, path: Cow<'a, str>) -> Result<Layout<'a>, EncodeError> {
        if self.takes_json() {
            // There is one body, and services that have a form and something else read the form from the query.
            self.query.append(&mut self.form);
        }
        if self.may_repeat {
            keep_last(&mut self.query);
            keep_last(&mut self.form);
        }
        let (content_type, body) = self.body()?;
        Ok(Layout {
            path,
            query: canonical_query(&mut self.query),
            headers: self.headers,
            host: self.host,
            content_type,
            body,
            body_hash: None,
        })
    }

    /// Whether the operation has a body that is no form.
    fn takes_json(&self) -> bool {
        self.body.is_some() || !self.fields.is_empty() || self.has(Place::Field)
    }

    fn has(&self, place: Place) -> bool {
        self.spec.parameters.iter().any(|parameter| parameter.place == place)
    }

    /// The body that the operation has, even where its parameters are all absent.
    fn body(&mut self) -> Result<(Option<&'static str>, Bytes), EncodeError> {
        Ok(match (self.body, self.fields.first()) {
            (Some((_, _, _)), Some((name, _))) => {
                return Err(EncodeError::new(
                    name,
                    "is part of a body that another parameter gives as a whole",
                ));
            }
            (Some((style, name, value)), None) => whole_body(style, name, value)?,
            (None, _) if self.takes_json() => (Some(JSON), fields_to_json(&self.fields).into()),
            (None, _) if !self.form.is_empty() || self.has(Place::Form) => {
                self.form.sort_by(|(a, _), (b, _)| a.cmp(b));
                (Some(FORM), encode_form(&self.form).into())
            }
            (None, _) => (None, Bytes::new()),
        })
    }
}

/// A body that is one parameter, with its type. A text is taken to be what the service wants, as the official clients
/// do.
fn whole_body(
    style: WireStyle,
    name: &str,
    value: &Value<'_>,
) -> Result<(Option<&'static str>, Bytes), EncodeError> {
    match (style, value) {
        (_, Value::Bytes(bytes)) => Ok((Some(OCTETS), Bytes::copy_from_slice(bytes))),
        (WireStyle::Xml, Value::Text(text)) => Ok((Some(XML), Bytes::copy_from_slice(text.as_bytes()))),
        (WireStyle::Xml, _) => {
            Err(EncodeError::new(name, "is XML, which is not written here, give its text by `with_param`"))
        }
        (_, Value::Text(text)) => Ok((Some(JSON), Bytes::copy_from_slice(text.as_bytes()))),
        (_, value) => Ok((Some(JSON), to_json(value).into())),
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
fn keep_last(pairs: &mut Pairs<'_>) {
    let mut seen = BTreeSet::new();
    pairs.reverse();
    pairs.retain(|(name, _)| seen.insert(name.clone()));
    pairs.reverse();
}

/// The value as one text: as its style says, else as JSON where it is a list or an object.
fn header_text(
    product: &ProductSpec<'_>,
    spec: Option<&ParameterSpec<'_>>,
    name: &str,
    value: &Value<'_>,
) -> Result<String, EncodeError> {
    let mut pairs = Vec::new();
    flatten(product, spec, name, value, &mut pairs)?;
    let text = match pairs.pop() {
        Some((only, text)) if pairs.is_empty() && only == name => text,
        _ => to_json(value).into(),
    };
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
