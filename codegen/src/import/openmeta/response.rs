//! What comes back: statuses, the schema of the response, its headers and the documented example.
//!
//! Rules that the files leave to the reader: the schema of status 200 counts, or of the first other status that means
//! success; what further ones add is added; `default` stands for success where nothing else does. An answer of bytes
//! may have no schema.

use super::keys;
use super::reader::{Object, Reader, shorten};
use crate::import::draft::{Fields, Found, Operation, Parameter, field};
use crate::import::json::{Json, Member};
use crate::raw::FieldKind;

const BYTES: &str = "application/octet-stream";

impl<'t> Reader<'_, 't> {
    pub(super) fn read_responses(&mut self, operation: &mut Operation, json: &Object<'t>) {
        let Some(responses) = json.get("responses") else { return };
        let responses = self.members(responses, "`responses`");
        let successes = self.successes(responses);
        let statuses: Vec<u16> = successes.iter().filter_map(|member| member.key.parse().ok()).collect();
        operation.statuses = if statuses == [200] { Vec::new() } else { statuses };
        for member in successes {
            self.read_response(operation, &member);
        }
        let silent = operation.response.is_empty() && operation.returns.is_none();
        if silent && operation.produces.first().is_some_and(|media| media == BYTES) {
            let bytes = Parameter::of_kind(FieldKind::Binary, operation.origin);
            operation.returns = Some(Box::new(bytes));
        }
    }

    /// The answers that mean success, that of status 200 first.
    fn successes(&mut self, responses: Vec<Member<'t>>) -> Vec<Member<'t>> {
        let (mut successes, mut default) = (Vec::new(), Vec::new());
        for member in responses {
            match class(&member.key) {
                Some(Class::Success) => successes.push(member),
                Some(Class::Default) => default.push(member),
                Some(Class::Error) => {}
                None => {
                    let message = format!("`{}` is no HTTP status; it is left out", shorten(&member.key));
                    self.warn("bad-status", member.span, message);
                }
            }
        }
        successes.sort_by_key(|member| member.key != "200");
        if successes.is_empty() { default } else { successes }
    }

    fn read_response(&mut self, operation: &mut Operation, member: &Member<'t>) {
        let response = self.object(member.value, &keys::RESPONSE);
        if let Some(headers) = response.get("headers") {
            self.read_headers(operation, headers);
        }
        // A schema that says nothing is none.
        let schema =
            response.get("schema").filter(|schema| schema.members().is_none_or(|keys| !keys.is_empty()));
        let Some(schema) = schema else { return };
        let mut response = self.read_schema(schema, 0);
        if let Some(target) = response.reference.as_ref().and_then(|name| self.schemas.get(name)) {
            response = self.read_schema(*target, 0);
        }
        drop_required(&mut response);
        if !add_response(operation, response) {
            let message = format!("the schema of status `{}` is left out", shorten(&member.key));
            self.warn("other-response", member.span, message);
        }
    }

    fn read_headers(&mut self, operation: &mut Operation, headers: Json<'t>) {
        // A list without items, where there are no headers.
        if headers.items().is_some_and(|items| items.is_empty()) {
            return;
        }
        for member in self.members(headers, "`headers`") {
            if !self.check_name(&member.key, member.span, "a header") {
                continue;
            }
            let header = self.object(member.value, &keys::HEADER);
            let mut parameter = match header.get("schema") {
                Some(schema) => self.read_schema(schema, 0),
                None => Parameter::of_kind(FieldKind::String, self.origin(member.span)),
            };
            parameter.origin = self.origin(member.span);
            drop_required(&mut parameter);
            if field(&operation.response_headers, &member.key).is_none() {
                operation.response_headers.push((member.key, parameter));
            }
        }
    }

    /// The JSON among the documented responses.
    pub(super) fn read_example(&mut self, json: &Object<'t>) -> Option<Found<String>> {
        let demo = self.text(json, "responseDemo")?;
        let origin = self.origin(json.get("responseDemo")?.start());
        let Some(list) = Json::parse(&demo).ok().and_then(Json::items) else {
            self.warn("bad-example", origin.span, "`responseDemo` is no list of examples".to_owned());
            return None;
        };
        for item in list {
            let Some(members) = item.members() else { continue };
            let text = |key: &str| members.iter().find(|member| member.key == key)?.value.text();
            if let Some(unknown) = members.iter().find(|member| !keys::DEMO.know(&member.key)) {
                let message = format!("`{}` of {} is not understood", shorten(&unknown.key), keys::DEMO.what);
                self.warn("unknown-key", origin.span, message);
            }
            if text("type").as_deref() == Some("json") {
                return self.check_example(&text("example")?, origin);
            }
        }
        None
    }

    fn check_example(&mut self, example: &str, origin: crate::span::Origin) -> Option<Found<String>> {
        let example = example.replace("\r\n", "\n");
        let example = example.trim();
        if example.is_empty() {
            return None;
        }
        if Json::parse(example).is_err() {
            self.warn("bad-example", origin.span, "the example of the response is no JSON".to_owned());
            return None;
        }
        Some(Found { value: format!("{example}\n"), origin })
    }
}

enum Class {
    Success,
    Error,
    Default,
}

/// What a key of `responses` stands for: a status, a hundred of them such as `4XX`, or all others.
fn class(key: &str) -> Option<Class> {
    let rest = match key.as_bytes() {
        [b'1'..=b'5', rest @ ..] if rest.len() == 2 => rest,
        _ => return (key == "default").then_some(Class::Default),
    };
    let number = rest.iter().all(u8::is_ascii_digit) || rest.eq_ignore_ascii_case(b"xx");
    match key.as_bytes()[0] {
        _ if !number => None,
        b'4' | b'5' => Some(Class::Error),
        _ => Some(Class::Success),
    }
}

/// Adds what a response says to what is known; `false` where the two do not go together.
fn add_response(operation: &mut Operation, response: Parameter) -> bool {
    let unknown = operation.response.is_empty() && operation.returns.is_none();
    match response.kind {
        // An object of which nothing is said is an answer without a schema.
        Some(FieldKind::Map) if is_open(&response) => true,
        Some(FieldKind::Object) if operation.returns.is_none() => {
            for (name, added) in response.fields {
                if field(&operation.response, &name).is_none() {
                    operation.response.push((name, added));
                }
            }
            true
        }
        _ if unknown => {
            operation.returns = Some(Box::new(Parameter { doc: None, ..response }));
            true
        }
        _ => false,
    }
}

/// Whether nothing is known about an object.
fn is_open(response: &Parameter) -> bool {
    response.of.as_ref().is_some_and(|of| of.kind == Some(FieldKind::Any))
}

/// Only requests require: what a response has is for the service to say.
fn drop_required(parameter: &mut Parameter) {
    parameter.required = false;
    let fields: &mut Fields = &mut parameter.fields;
    fields.iter_mut().for_each(|(_, field)| drop_required(field));
    if let Some(of) = &mut parameter.of {
        drop_required(of);
    }
}
