//! Every RPC operation of the specs in this repository answers a request made of its documented examples.

use acs_codegen::Sources;
use acs_codegen::model::{Api, CrossRuleKind, Field, Operation, Required, Response, Type};
use acs_rules::{Auth, Style};

use crate::TestResult;
use crate::signer::{Request, builder};

/// The products whose parameters all go to the query; `acs-sample` calls the others.
fn apis() -> Result<Vec<Api>, Box<dyn std::error::Error>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../specs");
    let apis = acs_codegen::model(&Sources::load(folder.as_ref())?)?.apis;
    Ok(apis.into_iter().filter(|api| api.style == Style::Rpc).collect())
}

/// A request of the parameters that must be given, with their documented examples.
fn request(api: &Api, op: &Operation) -> Request {
    let is_given =
        |parameter: &&Field| parameter.required != Required::No || is_one_of_several(op, &parameter.name);
    let given = op.parameters.iter().filter(is_given);
    given.fold(Request::new(&api.version, &op.name).at(op.method, &op.path), |request, parameter| {
        fill(request, &parameter.name, parameter)
    })
}

/// Whether it is the first of parameters of which one must be given.
fn is_one_of_several(op: &Operation, name: &str) -> bool {
    op.rules.iter().any(|rule| rule.kind != CrossRuleKind::Exclusive && rule.names[0] == name)
}

fn fill(request: Request, name: &str, field: &Field) -> Request {
    match &field.ty {
        Type::List(item) => fill(request, &format!("{name}.1"), item),
        Type::Object(fields) => fields
            .iter()
            .fold(request, |request, field| fill(request, &format!("{name}.{}", field.name), field)),
        Type::Text
        | Type::Boolean
        | Type::Int32
        | Type::Int64
        | Type::Float
        | Type::Double
        | Type::Binary
        | Type::Any
        | Type::Map(_)
        | Type::Shared(_) => {
            let example = field.values().and_then(|values| values.first()).or(field.example.as_ref());
            request.query(name, example.map_or("example", String::as_str))
        }
    }
}

#[test]
fn every_operation_answers_its_documented_example() -> TestResult {
    let apis = apis()?;
    let emulator = builder().model(apis.clone()).start_blocking()?;
    let mut count = 0;
    for (api, op) in apis.iter().flat_map(|api| api.operations.iter().map(move |op| (api, op))) {
        let answer = request(api, op).send(&emulator)?;
        assert_eq!(answer.status, 200, "{}: {}", op.name, answer.message());
        let request_id = answer.header("x-acs-request-id").unwrap_or_default();
        if let Some(name) = request_id_name(&op.response) {
            assert_eq!(answer.json()[name], request_id, "{}", op.name);
        }
        count += 1;
    }
    assert!(count >= 30, "{count}");
    Ok(())
}

/// What the response calls the ID of the request, for products spell it in their ways.
fn request_id_name(response: &Response) -> Option<&str> {
    let Response::Fields(fields) = response else { return None };
    let is_id = |name: &&str| name.replace('_', "").eq_ignore_ascii_case("requestid");
    fields.iter().map(|field| field.name.as_str()).find(is_id)
}

#[test]
fn every_documented_error_can_be_asked_for() -> TestResult {
    // A product at a time, for operations of several have the same name.
    for api in apis()? {
        let emulator = builder().model(vec![api.clone()]).start_blocking()?;
        for (op, code) in api.operations.iter().flat_map(|op| op.codes.iter().map(move |code| (op, code))) {
            let text = code.code.replace("%s", "Part");
            emulator.fail_next(&op.name, &text)?;
            let answer = request(&api, op).send(&emulator)?;
            assert_eq!(answer.code(), text, "{}", op.name);
        }
    }
    Ok(())
}

#[test]
fn an_operation_that_is_anonymous_needs_no_signature() -> TestResult {
    let apis = apis()?;
    let emulator = builder().model(apis.clone()).start_blocking()?;
    for (api, op) in apis.iter().flat_map(|api| api.operations.iter().map(move |op| (api, op))) {
        let mut signed = request(api, op).sign();
        signed.request = signed.request.without_header("authorization");
        let expected = if op.auth == Auth::Anonymous { 200 } else { 400 };
        assert_eq!(signed.send(&emulator)?.status, expected, "{}", op.name);
    }
    Ok(())
}
