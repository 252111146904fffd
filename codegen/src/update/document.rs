//! Specs as plain YAML: what a definition was, and how it is written down again.

use std::fmt;

use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::lost::{Section, What};
use crate::import::yaml::{Entries, Node};
use crate::path::splits;
use crate::read::parse;
use crate::sources::Sources;

/// The files of a product version. One is read as YAML when a definition in it is asked for, which is seldom.
pub(super) struct Documents<'s>(&'s Sources);

impl<'s> Documents<'s> {
    /// These files.
    pub(super) fn of(sources: &'s Sources) -> Self {
        Self(sources)
    }

    /// The definition of a thing; none of a value, which has none.
    pub(super) fn definition(&self, what: &What, path: &str) -> Option<(&'static str, Node)> {
        match what {
            What::Operation => Some(("operation", Node::Map(self.operation(path)?))),
            What::Field(section, names) => Some(("parameter", self.field(section, names)?)),
            What::Code(op, code) => {
                let operation = self.operation(op)?;
                Some(("code", get(entries(get(&operation, "errors")?)?, code)?.clone()))
            }
            What::Shared(name) => Some(("type", self.shared(name)?)),
            What::Value => None,
        }
    }

    /// What stands at a path of the overlay: an operation, its completion or paging, a parameter or a field.
    pub(super) fn at(&self, path: &str) -> Option<Entries> {
        if let Some(path) = path.strip_prefix("types.") {
            let within = |(name, rest): (&str, &str)| below(fields_of(&self.shared(name)?)?, rest);
            return splits(path).rev().find_map(within);
        }
        let within = |(name, rest): (&str, &str)| within(&self.operation(name)?, rest);
        self.operation(path).or_else(|| splits(path).rev().find_map(within))
    }

    /// The file of an operation, which is called like it, or nearly so.
    fn operation(&self, name: &str) -> Option<Entries> {
        let is_called = |path: &str| path.rsplit('/').next().is_some_and(|file| file.starts_with(name));
        let mut files = self.0.iter().filter(|(_, file)| is_called(&file.path));
        files.find_map(|(_, file)| {
            let document = document(&file.text)?;
            get(&document, "operation").is_some_and(|node| is_text(node, name)).then_some(document)
        })
    }

    fn shared(&self, name: &str) -> Option<Node> {
        let (_, file) = self.0.iter().find(|(_, file)| file.path.ends_with("/product.yaml"))?;
        let product = document(&file.text)?;
        get(entries(get(&product, "types")?)?, name).cloned()
    }

    fn field(&self, section: &Section, names: &[String]) -> Option<Node> {
        let (first, rest) = names.split_first()?;
        let top = match section {
            Section::Parameters(op) => get(&self.operation(op)?, "parameters")?.clone(),
            Section::Response(op) => {
                let operation = self.operation(op)?;
                match get(&operation, "response") {
                    Some(response) => response.clone(),
                    None => fields_of(get(&operation, "returns")?)?.clone(),
                }
            }
            Section::Shared(name) => fields_of(&self.shared(name)?)?.clone(),
        };
        let first = get(entries(&top)?, first)?;
        rest.iter().try_fold(first, |node, name| get(entries(fields_of(node)?)?, name)).cloned()
    }
}

/// What stands at a path in an operation.
fn within(operation: &Entries, path: &str) -> Option<Entries> {
    match path {
        "completion" | "paging" => entries(get(operation, path)?).cloned(),
        _ => match path.strip_prefix("response.") {
            None => below(get(operation, "parameters")?, path),
            Some(path) => match get(operation, "response") {
                Some(response) => below(response, path),
                None => below(fields_of(get(operation, "returns")?)?, path),
            },
        },
    }
}

/// The field at a path below these.
fn below(fields: &Node, path: &str) -> Option<Entries> {
    let fields = entries(fields)?;
    if let Some(field) = get(fields, path) {
        return entries(field).cloned();
    }
    splits(path).rev().find_map(|(name, rest)| below(fields_of(get(fields, name)?)?, rest))
}

/// The operation that a file describes, if it describes one.
pub(super) fn operation(text: &str) -> Option<String> {
    match get(&document(text)?, "operation") {
        Some(Node::Text(name) | Node::Word(name)) => Some(name.clone()),
        _ => None,
    }
}

/// The product and the version that a file describes, if it describes one.
pub(super) fn product(text: &str) -> Option<(String, String)> {
    let document = document(text)?;
    match (get(&document, "product"), get(&document, "version")) {
        (Some(Node::Text(product)), Some(Node::Text(version))) => Some((product.clone(), version.clone())),
        _ => None,
    }
}

/// The fields of an object, through the lists and maps around it.
fn fields_of(node: &Node) -> Option<&Node> {
    let entries = entries(node)?;
    get(entries, "fields").or_else(|| get(entries, "of").and_then(fields_of))
}

/// The value of a key.
pub(super) fn get<'n>(entries: &'n Entries, key: &str) -> Option<&'n Node> {
    entries.iter().find(|(name, _)| name == key).map(|(_, node)| node)
}

/// The entries of a mapping.
pub(super) fn entries(node: &Node) -> Option<&Entries> {
    match node {
        Node::Map(entries) | Node::Section(entries) => Some(entries),
        Node::Word(_) | Node::Text(_) | Node::Lines(_) | Node::List(_) => None,
    }
}

/// Whether a scalar has this text, quoted or not.
fn is_text(node: &Node, expected: &str) -> bool {
    matches!(node, Node::Word(text) | Node::Text(text) if text == expected)
}

/// A mapping as YAML reads it.
pub(super) fn document(text: &str) -> Option<Entries> {
    match parse::<Plain>(text) {
        Ok(Plain(Node::Map(entries))) => Some(entries),
        Ok(_) | Err(_) => None,
    }
}

/// A node whose scalars are as YAML reads them.
struct Plain(Node);

impl<'de> Deserialize<'de> for Plain {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader).map(Self)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("YAML")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Word(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Word(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Word(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Word(format!("{value:?}")))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(if value.contains('\n') { Node::Lines(value.to_owned()) } else { Node::Text(value.to_owned()) })
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Word("null".to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(Plain(item)) = list.next_element()? {
            items.push(item);
        }
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some((key, Plain(value))) = map.next_entry()? {
            entries.push((key, value));
        }
        Ok(Node::Map(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::yaml::print;

    #[test]
    fn what_stands_at_a_path_is_found_though_names_have_dots() {
        let mut sources = Sources::new();
        sources.add("p/1/product.yaml", "product: P\ntypes: {A.B: {fields: {C.D: {type: string}}}}\n");
        sources.add("p/1/Get.yaml", "operation: Get\nparameters: {Id: {type: string}}\n");
        sources.add("p/1/Get.It.yaml", "operation: Get.It\nparameters: {Id.Of: {type: string}}\n");
        let documents = Documents::of(&sources);
        for path in ["types.A.B.C.D", "Get.Id", "Get.It.Id.Of", "Get.It"] {
            assert!(documents.at(path).is_some(), "{path}");
        }
        for path in ["types.A.B.C", "Get.It.Id", "Get.Of"] {
            assert_eq!(documents.at(path), None, "{path}");
        }
    }

    #[test]
    fn what_is_read_is_written_the_same() {
        let text = "# c\noperation: Op\nparameters:\n  Name: {type: string, values: [a, \"1\", 'true'], example: \"0\"}\n  \
            Size: {type: integer, range: {min: 0.5, max: 3}, required: true}\nexample: |\n  {\"a\": 1}\n  2\n";
        let first = document(text).expect("a mapping");
        let printed = print("c", &first);
        assert_eq!(document(&printed), Some(first), "{printed}");
    }
}
