//! Drafts as files of the spec language.
//!
//! Sections stand in the order of the documentation page, keys of a parameter from type to example. Without the
//! documentation's text, `doc` and `server-default` are left out, and nothing else.

use super::draft::{
    Authorization, Bounds, Completion, Condition, ErrorCode, Fields, Hosts, Operation, Parameter, Product,
    ProductFacts, Rule, Throttle,
};
use super::yaml::{self, Entries, Node};
use super::{Docs, Options};
use super::{provenance, words};
use crate::name::spec_files;
use crate::raw::FieldKind;

/// The first line of every file.
const COMMENT: &str = "Imported by acsgen; people write overlay.yaml.";

/// The files of a product version, with their paths.
pub(super) fn print_product(product: &Product, options: &Options) -> Vec<(String, String)> {
    let folder = folder(product);
    let docs = options.docs == Docs::Keep;
    let mut files = Vec::new();
    if let Some(facts) = &product.facts {
        let text = yaml::print(COMMENT, &product_entries(product, facts, docs));
        files.push((format!("{folder}/product.yaml"), text));
    }
    let names: Vec<&str> = product.operations.iter().map(|operation| operation.name.as_str()).collect();
    for (operation, name) in product.operations.iter().zip(spec_files(&names)) {
        let text = yaml::print(COMMENT, &operation_entries(operation, docs));
        files.push((format!("{folder}/{name}.yaml"), text));
    }
    files
}

/// The folder of a product version.
pub(super) fn folder(product: &Product) -> String {
    folder_of(&product.name, &product.version)
}

/// The folder of the product version with these names.
pub(crate) fn folder_of(product: &str, version: &str) -> String {
    format!("{}/{version}", product.to_lowercase())
}

fn product_entries(product: &Product, facts: &ProductFacts, docs: bool) -> Entries {
    let mut entries = Vec::new();
    put(&mut entries, "product", text(&product.name));
    put(&mut entries, "version", text(&product.version));
    put(&mut entries, "style", word(words::style(facts.style)));
    put_some(&mut entries, "signing", facts.signing.map(|signing| word(words::signing(signing))));
    let updated =
        facts.updated.as_deref().map(|updated| Node::Map(vec![("updated".to_owned(), text(updated))]));
    put_some(&mut entries, "source", updated);
    put_list(&mut entries, "throttle", facts.throttle.iter().map(throttle_node).collect());
    let endpoints = facts.endpoints.iter().map(|(region, hosts)| (region.clone(), hosts_node(hosts)));
    put_section(&mut entries, "endpoints", endpoints.collect());
    let types = facts.types.iter().map(|(name, definition)| {
        let mut entries = Vec::new();
        put_doc(&mut entries, definition.doc.as_deref(), docs);
        put(&mut entries, "fields", fields_node(&definition.fields, docs));
        (name.clone(), Node::Section(entries))
    });
    put_section(&mut entries, "types", types.collect());
    put_errors(&mut entries, &facts.errors, docs);
    entries
}

/// The public host alone, or the hosts by network.
fn hosts_node(hosts: &Hosts) -> Node {
    match hosts.as_slice() {
        [("public", host)] => text(host),
        hosts => Node::Map(hosts.iter().map(|(network, host)| ((*network).to_owned(), text(host))).collect()),
    }
}

fn operation_entries(operation: &Operation, docs: bool) -> Entries {
    let mut entries = Vec::new();
    put(&mut entries, "operation", text(&operation.name));
    put_doc(&mut entries, operation.doc.as_deref(), docs);
    put_some(&mut entries, "source", source_node(operation));
    put_some(&mut entries, "from", provenance_node(operation, docs));
    put_some(&mut entries, "group", operation.group.as_deref().map(text));
    put_flag(&mut entries, "deprecated", operation.deprecated);
    put_texts(&mut entries, "replaced-by", &operation.replaced_by);
    let methods = operation.methods.iter().map(|method| word(words::method(*method)));
    put_list(&mut entries, "methods", methods.collect());
    put_some(&mut entries, "path", operation.path.as_deref().map(text));
    put_texts(&mut entries, "consumes", &operation.consumes);
    put_texts(&mut entries, "produces", &operation.produces);
    put_some(&mut entries, "auth", operation.auth.map(|auth| word(words::auth(auth))));
    let access = operation.access.as_ref().map(|access| word(words::access(access.value)));
    put_some(&mut entries, "access", access);
    put_some(&mut entries, "risk", operation.risk.map(|risk| word(words::risk(risk))));
    put_some(&mut entries, "charge", operation.charge.map(|charge| word(words::charge(charge))));
    put_list(&mut entries, "throttle", operation.throttle.iter().map(throttle_node).collect());
    let authorization = operation.authorization.as_ref().map(|found| authorization_node(&found.value));
    put_some(&mut entries, "authorization", authorization);
    put_fields(&mut entries, "parameters", &operation.parameters, docs);
    put_list(&mut entries, "rules", operation.rules.iter().map(rule_node).collect());
    let statuses = operation.statuses.iter().map(|status| word(status.to_string()));
    put_list(&mut entries, "statuses", statuses.collect());
    put_fields(&mut entries, "response", &operation.response, docs);
    let returns = operation.returns.as_ref().map(|returns| parameter_node(returns, docs));
    put_some(&mut entries, "returns", returns);
    put_fields(&mut entries, "response-headers", &operation.response_headers, docs);
    put_some(
        &mut entries,
        "example",
        operation.example.as_ref().map(|found| Node::Lines(found.value.clone())),
    );
    put_errors(&mut entries, &operation.errors, docs);
    put_some(&mut entries, "completion", operation.completion.as_ref().map(completion_node));
    entries
}

fn source_node(operation: &Operation) -> Option<Node> {
    let mut entries = Vec::new();
    put_some(&mut entries, "page", operation.page.as_deref().map(text));
    put_some(&mut entries, "updated", operation.updated.as_deref().map(text));
    (!entries.is_empty()).then_some(Node::Map(entries))
}

fn provenance_node(operation: &Operation, docs: bool) -> Option<Node> {
    let paths = provenance::from_page(operation, docs);
    (!paths.is_empty()).then(|| Node::Map(vec![("page".to_owned(), texts(&paths))]))
}

fn throttle_node(throttle: &Throttle) -> Node {
    let mut entries = vec![
        ("calls".to_owned(), word(throttle.calls.to_string())),
        ("per".to_owned(), word(format!("{}s", throttle.per))),
    ];
    put_some(&mut entries, "region", throttle.region.as_deref().map(text));
    Node::Map(entries)
}

fn authorization_node(authorization: &Authorization) -> Node {
    let mut entries = Vec::new();
    if !authorization.action.is_empty() {
        put(&mut entries, "action", text(&authorization.action));
    }
    let resources = authorization.resources.iter().map(|resource| {
        let mut entries = vec![("type".to_owned(), text(&resource.kind))];
        put_flag(&mut entries, "required", resource.required);
        put(&mut entries, "arn", text(&resource.arn));
        Node::Map(entries)
    });
    put(&mut entries, "resources", Node::List(resources.collect()));
    put(&mut entries, "condition-keys", texts(&authorization.condition_keys));
    put(&mut entries, "dependent-actions", texts(&authorization.dependent_actions));
    Node::Section(entries)
}

fn rule_node(rule: &Rule) -> Node {
    Node::Map(vec![(rule.key.to_owned(), texts(&rule.names)), ("inferred".to_owned(), word("true"))])
}

fn error_node(error: &ErrorCode, docs: bool) -> Node {
    let mut entries = Vec::new();
    let mut statuses: Vec<Node> = error.statuses.iter().map(|status| word(status.to_string())).collect();
    match statuses.len() {
        0 => {}
        1 => put(&mut entries, "status", statuses.remove(0)),
        _ => put(&mut entries, "status", Node::List(statuses)),
    }
    put_doc(&mut entries, error.doc.as_deref(), docs);
    Node::Map(entries)
}

fn completion_node(completion: &Completion) -> Node {
    let mut entries = vec![("poll".to_owned(), text(&completion.poll))];
    let interval = completion.interval.map(|pause| match pause % 1000 {
        0 => word(format!("{}s", pause / 1000)),
        _ => word(format!("{pause}ms")),
    });
    put_some(&mut entries, "interval", interval);
    put_some(&mut entries, "attempts", completion.attempts.map(|attempts| word(attempts.to_string())));
    Node::Map(entries)
}

fn fields_node(fields: &Fields, docs: bool) -> Node {
    Node::Section(fields.iter().map(|(name, field)| (name.clone(), parameter_node(field, docs))).collect())
}

fn parameter_node(parameter: &Parameter, docs: bool) -> Node {
    let mut entries = Vec::new();
    put_type(&mut entries, parameter);
    put_rules(&mut entries, parameter, docs);
    put_wire(&mut entries, parameter);
    put_some(&mut entries, "example", parameter.example.as_deref().map(|example| value(parameter, example)));
    let inferred = parameter.inferred.iter().filter(|key| docs || **key != "server-default");
    put_list(&mut entries, "inferred", inferred.map(|key| word(*key)).collect());
    put_doc(&mut entries, parameter.doc.as_deref(), docs);
    put_fields(&mut entries, "fields", &parameter.fields, docs);
    put_some(&mut entries, "of", parameter.of.as_ref().map(|of| parameter_node(of, docs)));
    Node::Map(entries)
}

fn put_type(entries: &mut Entries, parameter: &Parameter) {
    put_some(entries, "type", parameter.kind.map(|kind| word(words::kind(kind))));
    put_some(entries, "ref", parameter.reference.as_deref().map(text));
    put_some(entries, "wire", parameter.wire.map(|kind| word(words::kind(kind))));
    put_some(entries, "format", parameter.format.map(|format| word(words::format(format))));
    put_flag(entries, "required", parameter.required);
}

fn put_rules(entries: &mut Entries, parameter: &Parameter, docs: bool) {
    let values = parameter.values.iter().map(|text| value(parameter, text));
    put_list(entries, "values", values.collect());
    put_some(entries, "default", parameter.default.as_deref().map(|text| value(parameter, text)));
    if docs {
        put_some(entries, "server-default", parameter.server_default.as_deref().map(text));
    }
    put_some(entries, "charset", parameter.ascii.then(|| word("ascii")));
    put_some(entries, "length", bounds_node(&parameter.length));
    put_some(entries, "items", bounds_node(&parameter.items));
    put_some(entries, "range", bounds_node(&parameter.range));
    put_some(entries, "pattern", parameter.pattern.as_deref().map(text));
    put_some(entries, "starts-with", one_or_many(&parameter.starts_with));
    put_some(entries, "not-starts-with", one_or_many(&parameter.not_starts_with));
    put_some(entries, "only-when", parameter.only_when.as_ref().map(condition_node));
    put_some(entries, "required-when", parameter.required_when.as_ref().map(condition_node));
}

fn put_wire(entries: &mut Entries, parameter: &Parameter) {
    put_some(entries, "place", parameter.place.map(|place| word(words::place(place))));
    put_some(entries, "style", parameter.style.map(|style| word(words::wire_style(style))));
    put_some(entries, "role", parameter.role.map(|role| word(words::role(role))));
    put_flag(entries, "sensitive", parameter.sensitive);
    put_flag(entries, "deprecated", parameter.deprecated);
}

fn bounds_node(bounds: &Bounds) -> Option<Node> {
    let mut entries = Vec::new();
    put_some(&mut entries, "min", bounds.min.as_deref().map(word));
    put_some(&mut entries, "max", bounds.max.as_deref().map(word));
    (!entries.is_empty()).then_some(Node::Map(entries))
}

fn condition_node(condition: &Condition) -> Node {
    let values = one_or_many(&condition.values).unwrap_or_else(|| text(""));
    Node::Map(vec![(condition.name.clone(), values)])
}

fn one_or_many(values: &[String]) -> Option<Node> {
    match values {
        [] => None,
        [one] => Some(text(one)),
        many => Some(texts(many)),
    }
}

/// A value of a parameter: a number or a boolean where the type says so and YAML keeps its spelling, and else a text.
fn value(parameter: &Parameter, spelling: &str) -> Node {
    let kept = match parameter.kind {
        Some(FieldKind::Boolean) => matches!(spelling, "true" | "false"),
        Some(FieldKind::Integer) => {
            spelling.parse::<i64>().is_ok_and(|number| number.to_string() == spelling)
        }
        Some(FieldKind::Number) => spelling
            .parse::<f64>()
            .is_ok_and(|number| number.is_finite() && number.to_string() == spelling && spelling.len() < 16),
        _ => false,
    };
    if kept {
        return word(spelling);
    }
    if spelling.contains('\n') { Node::Lines(spelling.to_owned()) } else { text(spelling) }
}

fn word(word: impl Into<String>) -> Node {
    Node::Word(word.into())
}

fn text(text: &str) -> Node {
    Node::Text(text.to_owned())
}

fn texts(list: &[String]) -> Node {
    Node::List(list.iter().map(|item| text(item)).collect())
}

fn put(entries: &mut Entries, key: &str, node: Node) {
    entries.push((key.to_owned(), node));
}

fn put_some(entries: &mut Entries, key: &str, node: Option<Node>) {
    entries.extend(node.map(|node| (key.to_owned(), node)));
}

fn put_flag(entries: &mut Entries, key: &str, flag: bool) {
    put_some(entries, key, flag.then(|| word("true")));
}

fn put_list(entries: &mut Entries, key: &str, items: Vec<Node>) {
    put_some(entries, key, (!items.is_empty()).then_some(Node::List(items)));
}

fn put_texts(entries: &mut Entries, key: &str, list: &[String]) {
    put_list(entries, key, list.iter().map(|item| text(item)).collect());
}

fn put_errors(entries: &mut Entries, errors: &[(String, ErrorCode)], docs: bool) {
    let errors = errors.iter().map(|(code, error)| (code.clone(), error_node(error, docs)));
    put_section(entries, "errors", errors.collect());
}

fn put_section(entries: &mut Entries, key: &str, section: Entries) {
    put_some(entries, key, (!section.is_empty()).then_some(Node::Section(section)));
}

fn put_fields(entries: &mut Entries, key: &str, fields: &Fields, docs: bool) {
    put_some(entries, key, (!fields.is_empty()).then(|| fields_node(fields, docs)));
}

fn put_doc(entries: &mut Entries, doc: Option<&str>, docs: bool) {
    let node = doc.filter(|_| docs).map(|doc| Node::Lines(doc.to_owned()));
    put_some(entries, "doc", node);
}
