//! The typed parameters of a vector, as a table and a request; and what `lay_out` makes of them.

use acs_runtime::Operation;
use acs_runtime::encode::{encode_component, from_json, lay_out};
use acs_runtime::rules::{Auth, OperationSpec, ParameterSpec, Place, Value, WireStyle};
use serde_json::Value as Json;

use super::sample::unassociate_anycast_eip_address::UnassociateAnycastEipAddress;
use super::{V3, body, pairs, text, vector, vectors_of};

const PLACES: [(&str, Place); 3] =
    [("path", Place::Path), ("query", Place::Query), ("formData", Place::Form)];

/// The table and the request that a vector's typed parameters stand for.
pub(super) struct Typed<'v> {
    pub(super) parameters: Vec<ParameterSpec<'v>>,
    pub(super) request: Vec<(&'v str, Value<'v>)>,
    /// The path, with the parameters in it by name.
    pub(super) template: String,
}

impl<'v> Typed<'v> {
    pub(super) fn of(vector: &'v Json) -> Self {
        let template = text(vector, "path").to_owned();
        let mut typed = Self { parameters: Vec::new(), request: Vec::new(), template };
        let Some(params) = vector["params"].as_object() else { return typed };
        if !params.keys().any(|name| ["path", "query", "formData", "body"].contains(&name.as_str())) {
            typed.add(vector, params, Place::Query);
        }
        for (name, place) in PLACES {
            if let Some(params) = params.get(name).and_then(Json::as_object) {
                typed.add(vector, params, place);
                // What is not set leaves nothing, but a body keeps its type.
                typed.parameters.push(ParameterSpec::text("Unset", "unset").place(place));
            }
        }
        if let Some(json) = params.get("body") {
            // Bytes are only described.
            let value =
                if json.is_string() { Value::Bytes(body(vector).into()) } else { from_json(json.clone()) };
            typed.parameters.push(ParameterSpec::any("body", "body").place(Place::Body));
            typed.request.push(("body", value));
        }
        typed
    }

    fn add(&mut self, vector: &Json, params: &'v serde_json::Map<String, Json>, place: Place) {
        for (name, json) in params {
            // Some vectors have the names of Python.
            let known = UnassociateAnycastEipAddress::SPEC.parameters.iter().find(|spec| spec.field == name);
            let name = known.map_or(name.as_str(), |spec| spec.name);
            if let (Place::Path, Some(value)) = (place, json.as_str()) {
                let mut encoded = String::new();
                encode_component(value, &mut encoded);
                self.template = self.template.replace(&encoded, &format!("{{{name}}}"));
            }
            self.parameters.push(ParameterSpec::any(name, "").place(place).wire(style(vector, name, json)));
            self.request.push((name, from_json(json.clone())));
        }
    }

    /// As an operation's table.
    pub(super) fn spec(&self, vector: &'v Json) -> OperationSpec<'_> {
        let method = text(vector, "method");
        let spec = match text(vector, "style") {
            "RPC" => OperationSpec { method, ..OperationSpec::rpc("X") },
            _ => OperationSpec::roa("X", method, &self.template),
        };
        OperationSpec { parameters: &self.parameters, ..spec }
    }

    pub(super) fn value(&self) -> Value<'v> {
        Value::Object(self.request.iter().map(|(name, value)| ((*name).into(), value.clone())).collect())
    }
}

/// The style that a vector shows with a parameter: flat, unless the value stands in the query as one text.
fn style(vector: &Json, name: &str, json: &Json) -> WireStyle {
    match (json, text(&vector["query"], name), name) {
        (Json::Array(_) | Json::Object(_), sent, _) if sent.starts_with(['[', '{']) => WireStyle::Json,
        (Json::Array(_), _, "Simple") => WireStyle::Simple,
        (Json::Array(_), _, "Space") => WireStyle::SpaceDelimited,
        (Json::Array(_), _, "Pipe") => WireStyle::PipeDelimited,
        _ => WireStyle::Flat,
    }
}

#[test]
fn parameters_become_the_path_the_query_and_the_body_of_the_vector() {
    let mut counts = [0; 2];
    for vector in vectors_of(V3, true) {
        let name = text(&vector, "name");
        // A Python boolean goes out as `True`, and bytes without their type; ours must not.
        let is_quirk = name.ends_with("python-bool") || name.ends_with("no-content-type");
        if vector["params"].is_null() || is_quirk {
            continue;
        }
        let typed = Typed::of(&vector);
        let layout = lay_out(&typed.spec(&vector), &typed.value()).expect("the vector can be sent");
        let mut lines = text(&vector, "canonical_request").lines().skip(1);
        assert_eq!(Some(&*layout.path), lines.next(), "{name}");
        assert_eq!(Some(&*layout.query), lines.next(), "{name}");
        assert_eq!(layout.content_type, vector["headers_in"]["content-type"].as_str(), "{name}");
        assert_body(&layout.body, &body(&vector), name);
        counts[usize::from(text(&vector, "style") == "ROA")] += 1;
    }
    assert_eq!(counts, [20, 11]);
}

#[test]
fn anonymous_calls_of_rpc_ask_for_json() {
    for (name, query) in [("v3-anonymous-rpc", "A=1&Format=json"), ("v3-anonymous-roa", "")] {
        let vector = vector(name);
        let typed = Typed::of(&vector);
        let spec = OperationSpec { auth: Auth::Anonymous, ..typed.spec(&vector) };
        let layout = lay_out(&spec, &typed.value()).expect("the vector can be sent");
        let sent = text(&vector, "final_url_or_query").split_once('?').map_or("", |(_, query)| query);
        assert_eq!((layout.query.as_str(), sent), (query, query));
        assert!(!pairs(&vector, "headers_in").iter().any(|(name, _)| *name == "authorization"));
    }
}

/// JSON is compared as such, for the order of fields is free.
pub(super) fn assert_body(ours: &[u8], theirs: &[u8], name: &str) {
    match serde_json::from_slice::<Json>(theirs) {
        Ok(json) => assert_eq!(serde_json::from_slice::<Json>(ours).ok(), Some(json), "{name}"),
        Err(_) => assert_eq!(ours, theirs, "{name}"),
    }
}
