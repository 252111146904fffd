//! What a product says as a whole, and what its operations have of it.

use super::*;

/// The keys at the top of `product.yaml` for a file of this style with one operation.
fn product(style: &str, operation: &str) -> String {
    let info = format!(r#""info": {{"style": "{style}", "product": "Example", "version": "1"}}"#);
    let mut sources = Sources::new();
    sources.add("api-docs.json", format!(r#"{{{info}, "apis": {{"Op": {operation}}}}}"#));
    let imported = import(&sources, &Options::default()).expect("it is well-formed");
    assert!(imported.warnings.is_empty(), "{}", imported.warnings);
    imported.files[0].1.lines().skip(3).collect::<Vec<_>>().join(", ")
}

#[test]
fn the_lists_of_a_product_count_where_its_operations_say_nothing() {
    let limit =
        |calls: u32| format!(r#"{{"threshold": "{calls}", "countWindow": 1, "regionId": "*", "api": "Op"}}"#);
    let action = |name: &str| {
        format!(
            r#"{{"apiName": "Op", "operationType": "get", "ramAction": {{"action": "{name}", "resources": []}}}}"#
        )
    };
    let list = format!(
        r#""flowControl": {{"flowControlList": [{}]}}, "ram": {{"ramActions": [{}]}},
        "changeSet": [{{"createdAt": "2025-01-02T00:00:00.000Z", "apis": [{{"api": "Op"}}]}}],
        "directories": [{{"title": "Things", "children": [{{"title": "Small ones", "children": ["Op"]}}]}}]"#,
        limit(5),
        action("example:Listed")
    );
    let import_both = |own: &str| {
        let info = r#""info": {"style": "RPC", "product": "Example", "version": "1"}"#;
        let mut sources = Sources::new();
        sources.add("api-docs.json", format!(r#"{{{info}, {list}, "apis": {{"Op": {{{own}}}}}}}"#));
        import(&sources, &Options::default()).expect("it is well-formed")
    };
    let silent = import_both("");
    assert!(silent.warnings.is_empty(), "{}", silent.warnings);
    let text = &silent.files[1].1;
    for part in [
        "updated: 2025-01-02}",
        "group: Things / Small ones",
        "{calls: 5, per: 1s}",
        "example:Listed",
        "access: get",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let flow = format!(r#""flowControl": {{"flowControlList": [{}]}}"#, limit(7));
    let own = import_both(&format!(r#"{flow}, "ramActions": [{}]"#, action("example:Own")));
    let text = &own.files[1].1;
    assert!(text.contains("{calls: 7, per: 1s}") && text.contains("example:Own"), "{text}");
    let places: Vec<usize> = own.warnings.iter().map(|warning| warning.labels.len()).collect();
    assert_eq!(places, [2, 2], "{}", own.warnings);
}

#[test]
fn a_style_is_told_by_its_paths_and_a_signature_by_style_and_host() {
    let plain = r#"{"path": "/"}"#;
    let path = r#"{"path": "/things"}"#;
    let host =
        r#"{"path": "/things", "parameters": [{"name": "H", "in": "host", "schema": {"type": "string"}}]}"#;
    let cases = [
        ("RPC", plain, "style: rpc"),
        ("ROA", plain, "style: roa"),
        ("V3", plain, "style: rpc"),
        ("V3", path, "style: roa"),
        ("FC", path, "style: roa"),
        ("AliGenie", path, "style: roa"),
        ("PDS", path, "style: roa, signing: own"),
        ("OSS", path, "style: roa, signing: own"),
        ("ROA", host, "style: roa, signing: own"),
    ];
    for (style, operation, expected) in cases {
        assert_eq!(product(style, operation), expected, "{style} {operation}");
    }
}

#[test]
fn one_warning_counts_for_all_of_its_kind() {
    let mut sources = Sources::new();
    let info = r#""info": {"style": "RPC", "product": "Example", "version": "1"}"#;
    sources.add("api-docs.json", format!(r#"{{{info}, "apis": {{"A": {{"x": 1}}, "B": {{"x": 1}}}}}}"#));
    let imported = import(&sources, &Options::default()).expect("it is well-formed");
    let helps: Vec<_> = imported.warnings.iter().map(|warning| warning.help.clone()).collect();
    assert_eq!(helps, [["the same holds for one more place of this file"]]);
}

#[test]
fn bodies_of_xml_stay_whole() {
    let schema = r#"{"type": "object", "properties": {"A": {"type": "string"}}}"#;
    let operation = format!(
        r#"{{"parameters": [{{"name": "body", "in": "body", "style": "xml", "schema": {schema}}}]}}"#
    );
    let yaml = "parameters:\n  body:\n    type: object\n    place: body\n    style: xml\n    fields:\n      A: {type: string}\n";
    check(&operation, yaml);
}

#[test]
fn hosts_are_imported_by_network() {
    let text = r#"{"info": {"style": "RPC", "product": "Example", "version": "1"}, "apis": {}, "endpoints": [
        {"regionId": "a", "endpoint": "a.example.com", "public": "a.example.com", "vpc": "a-vpc.example.com"},
        {"regionId": "b", "endpoint": "b.example.com", "vpc": ""},
        {"regionId": "c", "endpoint": "", "vpc": "c-vpc.example.com"},
        {"regionId": "d", "endpoint": ""}]}"#;
    let mut sources = Sources::new();
    sources.add("api-docs.json", text);
    let imported = import(&sources, &Options::default()).expect("the file is well-formed");
    let (_, yaml) = imported.files.first().expect("the product is imported");
    let endpoints = "endpoints:\n  a: {public: a.example.com, vpc: a-vpc.example.com}\n  b: b.example.com\n  \
        c: {vpc: c-vpc.example.com}\n";
    assert!(yaml.ends_with(endpoints), "{yaml}");
    let messages: Vec<_> = imported.warnings.iter().map(|warning| warning.message.as_str()).collect();
    assert_eq!(messages, ["an end point lacks its region or host"]);
}
