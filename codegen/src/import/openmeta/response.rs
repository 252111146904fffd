//! What comes back: the schema of the response, the documented example, the error codes.

use super::reader::{Object, Reader};
use crate::import::draft::{ErrorCode, Fields, Found, Operation, Parameter};
use crate::import::json::{Json, Member};
use crate::raw::FieldKind;

const RESPONSE_KEYS: &[&str] = &["schema", "headers", "description", "examples"];
const ERROR_KEYS: &[&str] = &["errorCode", "errorMessage", "description"];
const DEMO_KEYS: &[&str] = &["type", "example", "errorExample"];

impl<'t> Reader<'_, 't> {
    /// Reads the schema of status 200, or of the first other status that means success; others are reported.
    pub(super) fn read_responses(&mut self, operation: &mut Operation, json: &Object<'t>) {
        let Some(responses) = json.get("responses") else { return };
        let responses = self.members(responses, "`responses`");
        let success = |member: &&Member<'t>| member.key.starts_with('2');
        let chosen = responses.iter().find(|member| member.key == "200");
        let chosen = chosen.or_else(|| responses.iter().find(success)).map(|member| member.key.clone());
        for member in &responses {
            let response = self.object(member.value, "a response", RESPONSE_KEYS);
            let Some(schema) = response.get("schema") else { continue };
            if chosen.as_deref() == Some(&*member.key) {
                self.read_response(operation, schema);
            } else {
                let message = format!("the schema of status `{}` is left out", member.key);
                self.warn("other-response", member.span, message);
            }
        }
    }

    fn read_response(&mut self, operation: &mut Operation, schema: Json<'t>) {
        let mut response = self.read_schema(schema, 0);
        if let Some(target) = response.reference.as_ref().and_then(|name| self.schemas.get(name)) {
            response = self.read_schema(*target, 0);
        }
        drop_required(&mut response);
        match response.kind {
            Some(FieldKind::Object) => operation.response = response.fields,
            // An object of which nothing is said is an answer without a schema.
            Some(FieldKind::Map) if is_open(&response) => {}
            _ => operation.returns = Some(Box::new(Parameter { doc: None, ..response })),
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
            if let Some(unknown) = members.iter().find(|member| !DEMO_KEYS.contains(&&*member.key)) {
                let message = format!("`{}` of an example is not understood", unknown.key);
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

    /// Codes in the order of the file, each with all of its statuses.
    pub(super) fn read_errors(&mut self, json: &Object<'t>) -> Vec<(String, ErrorCode)> {
        let mut errors: Vec<(String, ErrorCode)> = Vec::new();
        let Some(statuses) = json.get("errorCodes") else { return errors };
        for status in self.members(statuses, "`errorCodes`") {
            let Some(list) = status.value.items() else {
                self.warn("wrong-type", status.span, "error codes of a status must be a list".to_owned());
                continue;
            };
            let number = status.key.parse::<u16>().ok().filter(|number| (100..600).contains(number));
            if number.is_none() {
                let message = format!("`{}` is no HTTP status; its codes have none", status.key);
                self.warn("bad-status", status.span, message);
            }
            for item in list {
                self.read_error(&mut errors, item, number);
            }
        }
        errors
    }

    fn read_error(&mut self, errors: &mut Vec<(String, ErrorCode)>, item: Json<'t>, status: Option<u16>) {
        let json = self.object(item, "an error code", ERROR_KEYS);
        let span = json.get("errorCode").unwrap_or(item).span();
        let code = self.text(&json, "errorCode").unwrap_or_default();
        if !self.check_name(&code, span, "an error code") {
            return;
        }
        let doc = self.text(&json, "errorMessage");
        match errors.iter_mut().find(|(known, _)| *known == code) {
            Some((_, known)) => {
                known.statuses.extend(status.filter(|status| !known.statuses.contains(status)));
            }
            None => {
                let statuses = status.into_iter().collect();
                errors.push((code, ErrorCode { origin: self.origin(span), statuses, doc }));
            }
        }
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
