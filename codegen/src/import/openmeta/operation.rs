//! One operation: methods, path, parameters, completion.
//!
//! Two rules that the files leave to the reader: a JSON body that is an object written out is taken apart, so that its
//! fields are parameters; and a pause below 100 is in seconds, others are in milliseconds (3 and 3000 both occur, and
//! mean the same).

use super::reader::{Object, Reader};
use crate::import::draft::{Completion, Fields, Found, Operation, Parameter};
use crate::import::json::{Json, Member};
use crate::import::words;
use crate::raw::{Access, Auth, FieldKind, Method, Place, WireStyle};
use crate::span::Span;

const OPERATION_KEYS: &[&str] = &[
    "summary",
    "description",
    "requestParamsDescription",
    "responseParamsDescription",
    "extraInfo",
    "methods",
    "path",
    "security",
    "deprecated",
    "systemTags",
    "parameters",
    "responses",
    "errorCodes",
    "staticInfo",
    "ramActions",
    "responseDemo",
    // How the page is made, and what the language has no word for yet.
    "title",
    "schemes",
    "operationType",
    "produces",
    "consumes",
    "changeSet",
    "flowControl",
    "eventInfo",
    "translator",
    "tags",
];
const DOC_KEYS: &[&str] =
    &["summary", "description", "requestParamsDescription", "responseParamsDescription", "extraInfo"];
const TAG_KEYS: &[&str] = &[
    "operationType",
    "riskType",
    "chargeType",
    "abilityTreeNodes",
    "abilityTreeCode",
    "tenantRelevance",
    "autoTest",
    "notSupportAutoTestReason",
];
const STATIC_KEYS: &[&str] = &[
    "returnType",
    "callback",
    "callbackInterval",
    "maxCallbackTimes",
    "substitutions",
    "noSubstitutionReason",
];
const PARAMETER_KEYS: &[&str] = &["name", "in", "schema", "style", "allowEmptyValue", "examples"];

/// Pauses below this many are seconds.
const SECONDS_BELOW: u64 = 100;

impl<'t> Reader<'_, 't> {
    pub(super) fn read_operation(&mut self, member: &Member<'t>) -> Operation {
        let json = self.object(member.value, "an operation", OPERATION_KEYS);
        let page =
            format!("https://api.alibabacloud.com/document/{}/{}/{}", self.product, self.version, member.key);
        let mut operation = Operation {
            origin: self.origin(member.span),
            name: member.key.clone(),
            doc: self.read_doc(&json),
            page: Some(page),
            deprecated: self.flag(&json, "deprecated"),
            methods: self.read_methods(&json),
            path: self.text(&json, "path"),
            auth: self.read_auth(&json, member.span),
            access: self.read_access(&json),
            parameters: self.read_parameters(&json),
            completion: self.read_completion(&json),
            ..Operation::default()
        };
        self.read_ram(&mut operation, &json);
        self.read_responses(&mut operation, &json);
        operation.example = self.read_example(&json);
        operation.errors = self.read_errors(&json);
        operation
    }

    /// The summary and the longer descriptions, one after the other.
    fn read_doc(&mut self, json: &Object<'t>) -> Option<String> {
        let parts: Vec<String> = DOC_KEYS.iter().filter_map(|key| self.text(json, key)).collect();
        (!parts.is_empty()).then(|| parts.join("\n\n"))
    }

    fn read_methods(&mut self, json: &Object<'t>) -> Vec<Method> {
        let mut methods = Vec::new();
        for item in self.items(json, "methods") {
            match item.text().and_then(|name| words::read_method(&name)) {
                Some(method) if methods.contains(&method) => {}
                Some(method) => methods.push(method),
                None => self.warn("unknown-method", item.span(), "this is no HTTP method".to_owned()),
            }
        }
        methods
    }

    /// Signed where an access key is among the ways; not signed where the caller is anonymous or known by a token
    /// among the parameters.
    fn read_auth(&mut self, json: &Object<'t>, span: Span) -> Option<Auth> {
        let mut ways = Vec::new();
        for item in self.items(json, "security") {
            ways.extend(self.members(item, "`security`").into_iter().map(|member| member.key));
        }
        let has = |name: &str| ways.iter().any(|way| way == name);
        if ways.is_empty() || has("AK") {
            return None;
        }
        if has("Anonymous") || has("ARS_OIDC") {
            return Some(Auth::Anonymous);
        }
        self.warn("unknown-security", span, format!("security `{}` is not understood", ways.join("`, `")));
        None
    }

    fn read_access(&mut self, json: &Object<'t>) -> Option<Found<Access>> {
        let tags = self.object(json.get("systemTags")?, "`systemTags`", TAG_KEYS);
        let level = self.text(&tags, "operationType")?;
        let origin = self.origin(tags.get("operationType")?.span());
        if level != "none" && words::read_access(&level).is_none() {
            self.warn("unknown-access", origin.span, format!("access level `{level}` is not understood"));
        }
        words::read_access(&level).map(|value| Found { value, origin })
    }

    fn read_parameters(&mut self, json: &Object<'t>) -> Fields {
        let mut fields = Fields::new();
        for item in self.items(json, "parameters") {
            for (name, parameter) in self.read_parameter(item) {
                let first = fields.iter().find(|(known, _)| *known == name).map(|(_, first)| first.origin);
                match first {
                    Some(first) => {
                        self.duplicate(&name, parameter.origin.span, first.span, "the operation");
                    }
                    None => fields.push((name, parameter)),
                }
            }
        }
        fields
    }

    /// One parameter, or the fields of a body that is taken apart.
    fn read_parameter(&mut self, item: Json<'t>) -> Fields {
        let json = self.object(item, "a parameter", PARAMETER_KEYS);
        let span = json.get("name").unwrap_or(item).start();
        let name = self.text(&json, "name").unwrap_or_default();
        if !self.check_name(&name, span, "a parameter") {
            return Fields::new();
        }
        let mut parameter = match json.get("schema") {
            Some(schema) => self.read_schema(schema, 0),
            None => self.unknown_kind(span, "a parameter without `schema`"),
        };
        parameter.origin = self.origin(json.get("name").unwrap_or(item).span());
        parameter.place = self.read_place(&json, span);
        parameter.style = self.read_style(&json, span);
        if parameter.place == Some(Place::Body) {
            body_parameters(name, parameter)
        } else {
            vec![(name, parameter)]
        }
    }

    fn read_style(&mut self, json: &Object<'t>, span: Span) -> Option<WireStyle> {
        let style = self.text(json, "style")?;
        let known = words::read_wire_style(&style);
        if known.is_none() {
            self.warn("unknown-style", span, format!("style `{style}` of a parameter is not understood"));
        }
        known
    }

    fn read_place(&mut self, json: &Object<'t>, span: Span) -> Option<Place> {
        match self.text(json, "in").as_deref() {
            Some("query") => None,
            Some("formData") => Some(Place::Form),
            Some("body") => Some(Place::Body),
            Some("path") => Some(Place::Path),
            Some("header") => Some(Place::Header),
            Some("host") => Some(Place::Host),
            other => {
                let message = format!("place `{}` of a parameter is not understood", other.unwrap_or(""));
                self.warn("unknown-place", span, message);
                None
            }
        }
    }

    fn read_completion(&mut self, json: &Object<'t>) -> Option<Completion> {
        let info = self.object(json.get("staticInfo")?, "`staticInfo`", STATIC_KEYS);
        let callback = self.text(&info, "callback")?;
        let span = info.get("callback")?.span();
        let poll = match callback.split("::").collect::<Vec<_>>()[..] {
            [product, version, poll] if product == self.product && version == self.version => poll.to_owned(),
            _ => {
                let message =
                    format!("`{callback}` is polled, which is no operation of this product version");
                self.warn("foreign-poll", span, message);
                return None;
            }
        };
        let interval = self.number(&info, "callbackInterval");
        let interval = interval.map(|pause| if pause < SECONDS_BELOW { pause * 1000 } else { pause });
        Some(Completion { poll, interval, attempts: self.number(&info, "maxCallbackTimes") })
    }
}

/// The fields of an object that is written out, and else the body as it is. A body is JSON without saying so; one of XML
/// says it, and stays whole.
fn body_parameters(name: String, body: Parameter) -> Fields {
    if body.style == Some(WireStyle::Xml) {
        return vec![(name, body)];
    }
    if body.kind != Some(FieldKind::Object) {
        return vec![(name, Parameter { style: None, ..body })];
    }
    let place = |(name, field)| (name, Parameter { place: Some(Place::Field), ..field });
    body.fields.into_iter().map(place).collect()
}
