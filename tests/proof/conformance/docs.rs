//! The facts that the docs of a generated operation tell its reader, read from the text of the code.

use super::facts::Facts;
use super::page::{between, yes_or_no};

const OPERATION: &str = "UnassociateAnycastEipAddress";

/// A public field or a variant, with its docs in one line.
struct Item<'t> {
    docs: String,
    code: &'t str,
}

/// Reads the file of the operation.
pub(super) fn read(text: &str) -> Facts {
    let mut facts = Facts::default();
    read_head(&docs_before(text, &format!("pub struct {OPERATION} {{")), &mut facts);
    let parameters = items(text, &format!("pub struct {OPERATION} {{"));
    let names: Vec<_> = parameters.iter().map(|item| wire_name(text, item)).collect();
    facts.add("parameters", names.join(", "));
    for (item, name) in parameters.iter().zip(&names) {
        read_parameter(text, item, name, &mut facts);
    }
    read_example(&docs_before(text, &format!("pub struct {OPERATION}Response {{")), &mut facts);
    for item in items(text, &format!("pub struct {OPERATION}Response {{")) {
        read_field(text, &item, &format!("response {}", wire_name(text, &item)), &mut facts);
    }
    for item in items(text, &format!("pub enum {OPERATION}Error {{")) {
        let (status, rest) = item.docs.split_once(" `").unwrap_or_default();
        let code = rest.split('`').next().unwrap_or_default();
        facts.add(format!("error {code} status"), status);
    }
    facts
}

/// `... of 2025-12-06. RAM action `a` (delete), on `Kind` (required) as `arn`, `Kind` as `arn`.`
fn read_head(docs: &str, facts: &mut Facts) {
    facts.add_some("updated", between(docs, ">) of ", "."));
    facts.add_some("action", between(docs, "RAM action `", "`"));
    facts.add_some("access level", between(docs, "` (", "), on "));
    let resources = docs.split_once("), on ").map_or("", |(_, rest)| rest.trim_end_matches('.'));
    for (index, resource) in resources.split(", ").enumerate() {
        let number = index + 1;
        let (kind, arn) = resource.split_once(" as ").unwrap_or_default();
        facts.add_some(format!("resource {number} type"), between(kind, "`", "`"));
        facts.add_some(format!("resource {number} arn"), between(arn, "`", "`"));
        facts.add(format!("resource {number} required"), yes_or_no(kind.ends_with("(required)")));
    }
}

/// The JSON between fences, without the white space between its parts.
fn read_example(docs: &str, facts: &mut Facts) {
    let json =
        between(docs, "```json", "```").and_then(|json| serde_json::from_str::<serde_json::Value>(json).ok());
    facts.add_some("success example", json.map(|json| json.to_string()));
}

fn read_field(text: &str, item: &Item<'_>, name: &str, facts: &mut Facts) {
    let ty = between(item.code, "Option<", ">").unwrap_or_default();
    let is_enum = text.contains(&format!("pub enum {ty} {{"));
    let kind = match ty {
        "String" => "string",
        "bool" => "boolean",
        _ if is_enum => "string",
        other => other,
    };
    facts.add(format!("{name} type"), kind);
    facts.add_some(format!("{name} example"), between(&item.docs, "Example: `", "`"));
}

fn read_parameter(text: &str, item: &Item<'_>, name: &str, facts: &mut Facts) {
    let fact = |what: &str| format!("parameter {name} {what}");
    read_field(text, item, &format!("parameter {name}"), facts);
    let docs = item.docs.as_str();
    facts.add(fact("required"), yes_or_no(docs.contains(" Required.")));
    facts.add_some(fact("default"), between(docs, "Default: `", "`"));
    facts.add_some(fact("characters"), docs.contains("ASCII only.").then_some("ASCII"));
    facts.add_some(fact("longest"), between(docs, "At most ", " characters."));
    facts.add_some(fact("only when"), between(docs, "Only when `", "`].").and_then(|it| condition(text, it)));
    let variants = between(item.code, "Option<", ">").map(|ty| items(text, &format!("pub enum {ty} {{")));
    let values: Vec<_> =
        variants.iter().flatten().filter_map(|variant| between(&variant.docs, "`", "`")).collect();
    if !values.is_empty() {
        facts.add(fact("values"), values.join(", "));
    }
}

/// ``bind_instance_type` is [`BindInstanceType::NetworkInterface`` without its first and its last quote.
fn condition(text: &str, words: &str) -> Option<String> {
    let (field, variant) = words.split_once("` is [`")?;
    let (_, value) = variant.split_once("::")?;
    Some(format!("{} is {value}", put_name(text, field)?))
}

/// The name on the wire of a field, which the code writes or reads under it.
fn wire_name<'t>(text: &'t str, item: &Item<'_>) -> &'t str {
    let field = between(item.code, "pub ", ":").unwrap_or_default();
    let read = || {
        let line = text.lines().find(|line| line.ends_with(&format!("from.read(&mut self.{field}),")))?;
        between(line, "\"", "\"")
    };
    put_name(text, field).or_else(read).unwrap_or_default()
}

fn put_name<'t>(text: &'t str, field: &str) -> Option<&'t str> {
    let line = text.lines().find(|line| line.ends_with(&format!(", &self.{field});")))?;
    between(line, "\"", "\"")
}

/// The docs right before a line.
fn docs_before(text: &str, code: &str) -> String {
    let lines: Vec<&str> = text.lines().take_while(|line| *line != code).collect();
    let attributes = lines.iter().rev().take_while(|line| line.starts_with("#[")).count();
    let docs = lines[..lines.len() - attributes].iter().rev().take_while(|line| line.starts_with("///"));
    let mut docs: Vec<&str> = docs.map(|line| line.trim_start_matches('/').trim()).collect();
    docs.reverse();
    docs.join(" ")
}

/// The documented items between a line that opens a block and the end of the block.
fn items<'t>(text: &'t str, open: &str) -> Vec<Item<'t>> {
    let mut items = Vec::new();
    let mut docs = Vec::new();
    let block = text.lines().skip_while(|line| *line != open).skip(1).take_while(|line| *line != "}");
    for line in block.map(str::trim) {
        match line.strip_prefix("///") {
            Some(doc) => docs.push(doc.trim()),
            None if docs.is_empty() => {}
            None => items.push(Item { docs: std::mem::take(&mut docs).join(" "), code: line }),
        }
    }
    items
}
