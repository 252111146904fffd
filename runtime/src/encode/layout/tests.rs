//! Where parameters go, and what cannot go there.

use acs_rules::{Kind, ParameterSpec, WireStyle};

use super::*;

fn request(fields: Vec<(&'static str, Value<'static>)>) -> Value<'static> {
    Value::Object(fields.into_iter().map(|(name, value)| (name.into(), value)).collect())
}

#[track_caller]
fn refuse(place: Place, value: Value<'static>, expected: &str) {
    let parameters = [ParameterSpec::any("P", "p").place(place)];
    let spec = OperationSpec { parameters: &parameters, ..OperationSpec::roa("Do", "GET", "/things/{P}") };
    let path = if place == Place::Path { spec.path } else { "/" };
    let spec = OperationSpec { path, ..spec };
    let error = lay_out(&spec, &request(vec![("P", value)])).err().map(|error| error.to_string());
    assert_eq!(error.as_deref(), Some(expected));
}

#[track_caller]
fn check_path(template: &'static str, value: &'static str, expected: &str) {
    let parameters = [ParameterSpec::text("Id", "id").place(Place::Path)];
    let spec = OperationSpec { parameters: &parameters, ..OperationSpec::roa("Do", "GET", template) };
    let layout = lay_out(&spec, &request(vec![("Id", value.into())])).expect("the value can stand in a path");
    assert_eq!(layout.path, expected);
}

#[track_caller]
fn check_body(parameters: &[ParameterSpec<'_>], request: Value<'_>, kind: Option<&str>, body: &[u8]) {
    let spec = OperationSpec { parameters, ..OperationSpec::rpc("Do") };
    let layout = lay_out(&spec, &request).expect("the request can be sent");
    assert_eq!((layout.content_type, &*layout.body), (kind, body));
}

#[test]
fn path_parameters_are_encoded_once() {
    check_path("/clusters/{Id}/resources", "a/b", "/clusters/a%2Fb/resources");
}

#[test]
fn path_parameters_must_name_something() {
    refuse(Place::Path, "".into(), "`P` is part of the path and must not be empty");
    refuse(Place::Path, "..".into(), "`P` is part of the path and must not be `.` or `..`");
    refuse(Place::Path, request(vec![]), "`P` is part of the path and must be a text");
    refuse(Place::Path, Value::List(vec![]), "`P` is part of the path and must not be empty");
    refuse(Place::Path, Value::Null, "`P` is part of the path and must be set");
}

#[test]
fn headers_and_hosts_cannot_be_broken_out_of() {
    refuse(
        Place::Header,
        "a\r\nx-acs-action: Other".into(),
        "`P` is a header and must not have line breaks or NUL",
    );
    refuse(Place::Header, "\0".into(), "`P` is a header and must not have line breaks or NUL");
    let host = "`P` is part of the host name and must be letters, digits, `-` and `.`";
    for bad in ["evil.com/", "", ".", "a:80", "a@b"] {
        refuse(Place::Host, bad.into(), host);
    }
}

#[test]
fn headers_and_hosts_are_laid_out_in_lower_case() {
    let parameters = [
        ParameterSpec::text("X-Acs-Source", "source").place(Place::Header),
        ParameterSpec::text("Bucket", "bucket").place(Place::Host),
    ];
    let spec = OperationSpec { parameters: &parameters, ..OperationSpec::rpc("Do") };
    let request = request(vec![("X-Acs-Source", "Me".into()), ("Bucket", "My-Bucket".into())]);
    let layout = lay_out(&spec, &request).expect("the request can be sent");
    assert_eq!(layout.headers, [("x-acs-source".to_owned(), "Me".to_owned())]);
    assert_eq!(layout.host.as_deref(), Some("my-bucket"));
}

#[test]
fn a_header_whose_name_ends_in_an_asterisk_is_one_per_entry() {
    let value = ParameterSpec::item(Kind::Text);
    let parameters = [ParameterSpec::map("X-Meta-*", "meta", &value).place(Place::Header)];
    let spec = OperationSpec { parameters: &parameters, ..OperationSpec::rpc("Do") };
    let entries = request(vec![("Owner", "me".into()), ("b", "c".into())]);
    let layout = lay_out(&spec, &request(vec![("X-Meta-*", entries)])).expect("the request can be sent");
    let expected = [("x-meta-owner", "me"), ("x-meta-b", "c")];
    assert_eq!(layout.headers, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
}

#[test]
fn lists_and_objects_in_headers_are_one_text() {
    let item = ParameterSpec::item(Kind::Text);
    let header = |style| ParameterSpec::list("X-A", "a", &item).place(Place::Header).wire(style);
    let list = || Value::List(vec!["a".into(), "b".into()]);
    let text = |parameter, value| {
        let parameters = [parameter];
        let spec = OperationSpec { parameters: &parameters, ..OperationSpec::rpc("Do") };
        let layout = lay_out(&spec, &request(vec![("X-A", value)])).expect("the request can be sent");
        layout.headers[0].1.clone()
    };
    assert_eq!(text(header(WireStyle::Simple), list()), "a,b");
    assert_eq!(text(header(WireStyle::Flat), list()), r#"["a","b"]"#);
    assert_eq!(text(header(WireStyle::Json), list()), r#"["a","b"]"#);
    assert_eq!(text(header(WireStyle::Flat), Value::List(vec![])), "[]");
    let object = ParameterSpec::any("X-A", "a").place(Place::Header);
    assert_eq!(text(object, request(vec![("k", list())])), r#"{"k":["a","b"]}"#);
}

#[test]
fn a_request_has_one_body_and_loses_nothing() {
    let parameters = [
        ParameterSpec::text("A", "a").place(Place::Form),
        ParameterSpec::text("B", "b").place(Place::Field),
        ParameterSpec::any("C", "c").place(Place::Body),
    ];
    let spec = OperationSpec { parameters: &parameters, ..OperationSpec::roa("Do", "POST", "/") };
    let lay_out = |fields| lay_out(&spec, &request(fields));
    let layout = lay_out(vec![("A", "1".into()), ("B", "2".into())]).expect("the request can be sent");
    assert_eq!((&*layout.query, &*layout.body), ("A=1", &br#"{"B":"2"}"#[..]));
    let error = lay_out(vec![("B", "2".into()), ("C", "3".into())]).err().map(|error| error.to_string());
    assert_eq!(error.as_deref(), Some("`B` is part of a body that another parameter gives as a whole"));
}

#[test]
fn a_parameter_that_the_path_names_fills_it_and_stays_in_its_place() {
    let parameters = [ParameterSpec::text("id", "id").place(Place::Field)];
    let spec = OperationSpec { parameters: &parameters, ..OperationSpec::roa("Do", "PUT", "/things/{id}") };
    let layout = lay_out(&spec, &request(vec![("id", "a".into())])).expect("the request can be sent");
    assert_eq!((&*layout.path, &*layout.body), ("/things/a", &br#"{"id":"a"}"#[..]));
}

#[test]
fn a_parameter_overrides_the_query_that_is_part_of_the_path() {
    let parameters = [ParameterSpec::text("type", "type_"), ParameterSpec::text("a", "a")];
    let spec = OperationSpec { parameters: &parameters, ..OperationSpec::roa("Do", "GET", "/x?type=log") };
    let query = |fields| lay_out(&spec, &request(fields)).expect("the request can be sent").query;
    assert_eq!(query(vec![("a", "b".into())]), "a=b&type=log");
    assert_eq!(query(vec![("type", "other".into())]), "type=other");
}

#[test]
fn xml_bodies_are_texts_of_the_callers() {
    let fields = [ParameterSpec::text("A", "a")];
    let body = ParameterSpec::object("body", "body", &fields).place(Place::Body).wire(WireStyle::Xml);
    check_body(&[body], request(vec![("body", "<A/>".into())]), Some(XML), b"<A/>");
    let spec = OperationSpec { parameters: &[body], ..OperationSpec::rpc("Do") };
    let typed = request(vec![("body", request(vec![("A", "b".into())]))]);
    let error = lay_out(&spec, &typed).err().map(|error| error.to_string());
    let expected = "`body` is XML, which is not written here, give its text by `with_param`";
    assert_eq!(error.as_deref(), Some(expected));
}

#[test]
fn bodies_have_the_type_of_their_parameters() {
    let item = ParameterSpec::item(Kind::Text);
    let form = [
        ParameterSpec::text("B", "b").place(Place::Form),
        ParameterSpec::list("A", "a", &item).place(Place::Form),
    ];
    let values = || request(vec![("B", "x y".into()), ("A", Value::List(vec!["p".into(), "q".into()]))]);
    check_body(&form, values(), Some(FORM), b"A.1=p&A.2=q&B=x+y");
    check_body(&form, request(vec![]), Some(FORM), b"");

    let fields = form.map(|parameter| parameter.place(Place::Field));
    check_body(&fields, values(), Some(JSON), br#"{"B":"x y","A":["p","q"]}"#);
    check_body(&fields, request(vec![]), Some(JSON), b"{}");

    let whole = [ParameterSpec::any("body", "body").place(Place::Body)];
    check_body(&whole, request(vec![("body", values())]), Some(JSON), br#"{"B":"x y","A":["p","q"]}"#);
    check_body(&whole, request(vec![("body", "[1]".into())]), Some(JSON), b"[1]");
    check_body(&whole, request(vec![("body", Value::Bytes([0, 255][..].into()))]), Some(OCTETS), &[0, 255]);
    check_body(&whole, request(vec![]), None, b"");
}

#[test]
fn parameters_that_are_not_documented_go_where_the_others_go() {
    let query = [ParameterSpec::text("A", "a"), ParameterSpec::text("B", "b").place(Place::Form)];
    let spec = OperationSpec { parameters: &query, ..OperationSpec::rpc("Do") };
    let new = request(vec![("New", "1".into())]);
    assert_eq!(lay_out(&spec, &new).expect("it can be sent").query, "New=1");

    let form = [ParameterSpec::text("B", "b").place(Place::Form)];
    check_body(&form, new.clone(), Some(FORM), b"New=1");
    let path = ParameterSpec::text("Id", "id").place(Place::Path);
    let field = [path, ParameterSpec::text("B", "b").place(Place::Field)];
    check_body(&field, new, Some(JSON), br#"{"New":"1"}"#);
}

#[test]
fn a_flattened_name_that_is_given_again_is_overridden() {
    let item = ParameterSpec::item(Kind::Text);
    let parameters = [ParameterSpec::list("A", "a", &item).wire(WireStyle::Flat)];
    let spec = OperationSpec { parameters: &parameters, ..OperationSpec::rpc("Do") };
    let request = request(vec![("A", Value::List(vec!["x".into(), "y".into()])), ("A.2", "z".into())]);
    assert_eq!(lay_out(&spec, &request).expect("it can be sent").query, "A.1=x&A.2=z");
}

#[test]
fn anonymous_rpc_calls_ask_for_json() {
    let spec = OperationSpec { auth: Auth::Anonymous, ..OperationSpec::rpc("Do") };
    assert_eq!(lay_out(&spec, &request(vec![])).expect("it can be sent").query, "Format=json");
    let asked = request(vec![("Format", "xml".into())]);
    assert_eq!(lay_out(&spec, &asked).expect("it can be sent").query, "Format=xml");
    let spec = OperationSpec { auth: Auth::Anonymous, ..OperationSpec::roa("Do", "GET", "/x") };
    assert_eq!(lay_out(&spec, &request(vec![])).expect("it can be sent").query, "");
}
