//! Unflatten: dotted names become lists and objects again, as the table says. The other half of `flatten`.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt;

use acs_rules::{Kind, OperationSpec, ParameterSpec, ProductSpec, Value, WireStyle};

use super::from_json;

/// Most names and list items of a request, the ones that a list leaves out included: what a few bytes in names can make
/// us allocate and search is bounded.
const PARTS: usize = 10_000;
/// Deepest nesting of a name.
const DEPTH: usize = 64;

/// A name in a query or a form that does not fit the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MalformedName {
    name: String,
    problem: &'static str,
}

impl MalformedName {
    /// The name as it came.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl fmt::Display for MalformedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.name, self.problem)
    }
}

impl std::error::Error for MalformedName {}

/// The parameters of a query or a form as a value tree. Scalars stay texts; a number that a list leaves out is an empty
/// object or list where the items are such, else null;
/// names that the table does not know are parameters of their own.
///
/// # Errors
///
/// When a list is not numbered, a number is too large, or names contradict each other.
pub fn unflatten<N: AsRef<str>, V: AsRef<str>>(
    spec: &OperationSpec<'_>,
    pairs: impl IntoIterator<Item = (N, V)>,
) -> Result<Value<'static>, MalformedName> {
    let mut root = Vec::new();
    let parts = Cell::new(PARTS);
    for (name, value) in pairs {
        let (name, value) = (name.as_ref(), value.as_ref());
        let (parameter, rest) = match longest(spec.parameters, name) {
            Some((parameter, rest)) if rest.is_none() || is_nested(parameter) => (Some(parameter), rest),
            _ => (None, None),
        };
        let key = parameter.map_or(name, |parameter| parameter.name);
        let target = Target { product: spec.product, value, parts: &parts };
        target
            .entry(&mut root, key)
            .and_then(|node| target.insert(node, parameter, rest, 0))
            .map_err(|problem| MalformedName { name: name.to_owned(), problem })?;
    }
    Ok(Node::Object(root).into_value())
}

#[derive(Default)]
enum Node {
    #[default]
    Empty,
    Value(Value<'static>),
    /// Items by number, and what stands for a number that is missing.
    List(BTreeMap<usize, Node>, Value<'static>),
    Object(Vec<(String, Node)>),
    /// Of no documented type: a list if its names are 1, 2, 3, ..., else an object.
    Any(Vec<(String, Node)>),
}

struct Target<'t> {
    product: &'t ProductSpec<'t>,
    value: &'t str,
    /// How many parts the request may still have.
    parts: &'t Cell<usize>,
}

impl Target<'_> {
    fn insert(
        &self,
        node: &mut Node,
        spec: Option<&ParameterSpec<'_>>,
        rest: Option<&str>,
        depth: usize,
    ) -> Result<(), &'static str> {
        if depth > DEPTH {
            return Err("is nested too deeply");
        }
        let Some(rest) = rest else {
            *node = Node::Value(read_leaf(spec, self.value));
            return Ok(());
        };
        match spec.map(|spec| spec.kind) {
            Some(Kind::List(item)) => self.insert_item(node, item, rest, depth),
            Some(Kind::Map(item)) => {
                let (key, rest) = if is_nested(item) { split(rest) } else { (rest, None) };
                self.insert(self.entry(node.object()?, key)?, Some(item), rest, depth + 1)
            }
            Some(Kind::Object(_) | Kind::Shared(_)) => {
                let fields = spec.and_then(|spec| spec.fields(self.product)).unwrap_or_default();
                let (field, key, rest) = match longest(fields, rest) {
                    Some((field, rest)) => (Some(field), field.name, rest),
                    None => {
                        let (key, rest) = split(rest);
                        (None, key, rest)
                    }
                };
                self.insert(self.entry(node.object()?, key)?, field, rest, depth + 1)
            }
            Some(Kind::Text | Kind::Boolean | Kind::Integer | Kind::Number | Kind::Binary | Kind::Any)
            | None => {
                let (key, rest) = split(rest);
                self.insert(self.entry(node.any()?, key)?, None, rest, depth + 1)
            }
        }
    }

    fn insert_item(
        &self,
        node: &mut Node,
        item: &ParameterSpec<'_>,
        rest: &str,
        depth: usize,
    ) -> Result<(), &'static str> {
        let (number, rest) = split(rest);
        let number: usize = number.parse().map_err(|_| "is a list, whose items are numbered from 1")?;
        if number == 0 {
            return Err("is a list, whose items are numbered from 1");
        }
        let items = node.list(item)?;
        let last = items.keys().next_back().copied().unwrap_or_default();
        self.spend(number.saturating_sub(last)).map_err(|_| "has too large a number")?;
        self.insert(items.entry(number).or_default(), Some(item), rest, depth + 1)
    }

    fn entry<'n>(
        &self,
        fields: &'n mut Vec<(String, Node)>,
        name: &str,
    ) -> Result<&'n mut Node, &'static str> {
        let index = fields.iter().position(|(field, _)| field == name).unwrap_or(fields.len());
        if index == fields.len() {
            self.spend(1)?;
            fields.push((name.to_owned(), Node::Empty));
        }
        Ok(&mut fields[index].1)
    }

    fn spend(&self, parts: usize) -> Result<(), &'static str> {
        let left = self.parts.get().checked_sub(parts).ok_or("is one name too many")?;
        self.parts.set(left);
        Ok(())
    }
}

const CONTRADICTION: &str = "contradicts another name: one of them says list, the other object or value";

impl Node {
    fn list(&mut self, item: &ParameterSpec<'_>) -> Result<&mut BTreeMap<usize, Node>, &'static str> {
        if let Node::Empty = self {
            *self = Node::List(BTreeMap::new(), missing(item));
        }
        match self {
            Node::List(items, _) => Ok(items),
            Node::Empty | Node::Value(_) | Node::Object(_) | Node::Any(_) => Err(CONTRADICTION),
        }
    }

    fn object(&mut self) -> Result<&mut Vec<(String, Node)>, &'static str> {
        if let Node::Empty = self {
            *self = Node::Object(Vec::new());
        }
        match self {
            Node::Object(fields) => Ok(fields),
            Node::Empty | Node::Value(_) | Node::List(..) | Node::Any(_) => Err(CONTRADICTION),
        }
    }

    fn any(&mut self) -> Result<&mut Vec<(String, Node)>, &'static str> {
        if let Node::Empty = self {
            *self = Node::Any(Vec::new());
        }
        match self {
            Node::Any(fields) => Ok(fields),
            Node::Empty | Node::Value(_) | Node::List(..) | Node::Object(_) => Err(CONTRADICTION),
        }
    }

    fn into_value(self) -> Value<'static> {
        match self {
            Node::Empty => Value::Null,
            Node::Value(value) => value,
            Node::List(items, missing) => into_list(items, &missing),
            Node::Any(fields) if is_numbered(&fields) => {
                Value::List(fields.into_iter().map(|(_, node)| node.into_value()).collect())
            }
            Node::Object(fields) | Node::Any(fields) => Value::Object(
                fields.into_iter().map(|(name, node)| (name.into(), node.into_value())).collect(),
            ),
        }
    }
}

fn into_list(mut items: BTreeMap<usize, Node>, missing: &Value<'static>) -> Value<'static> {
    let count = items.keys().next_back().copied().unwrap_or_default();
    let item = |number| items.remove(&number).map_or_else(|| missing.clone(), Node::into_value);
    Value::List((1..=count).map(item).collect())
}

/// What an item was that left no name: an object without fields or a list without items; else it was null.
fn missing(item: &ParameterSpec<'_>) -> Value<'static> {
    match item.kind {
        Kind::Object(_) | Kind::Shared(_) | Kind::Map(_) => Value::Object(Vec::new()),
        Kind::List(_) => Value::List(Vec::new()),
        Kind::Text | Kind::Boolean | Kind::Integer | Kind::Number | Kind::Binary | Kind::Any => Value::Null,
    }
}

fn is_numbered(fields: &[(String, Node)]) -> bool {
    fields.iter().enumerate().all(|(index, (name, _))| *name == (index + 1).to_string())
}

fn read_leaf(spec: Option<&ParameterSpec<'_>>, text: &str) -> Value<'static> {
    let Some(spec) = spec else { return Value::from(text.to_owned()) };
    let separator = match spec.wire {
        WireStyle::Json if is_nested(spec) => {
            let json = serde_json::from_str(text).map(from_json);
            return json.unwrap_or_else(|_| Value::from(text.to_owned()));
        }
        WireStyle::Simple => ",",
        WireStyle::SpaceDelimited => " ",
        WireStyle::PipeDelimited => "|",
        WireStyle::Flat | WireStyle::Json | WireStyle::Xml => return Value::from(text.to_owned()),
    };
    match spec.kind {
        Kind::List(_) => {
            Value::List(text.split(separator).map(|item| Value::from(item.to_owned())).collect())
        }
        _ => Value::from(text.to_owned()),
    }
}

/// The field with the longest name that `name` is or goes on from with a dot, and what follows the dot.
fn longest<'s, 'n>(
    fields: &'s [ParameterSpec<'s>],
    name: &'n str,
) -> Option<(&'s ParameterSpec<'s>, Option<&'n str>)> {
    let rest_of = |field: &'s ParameterSpec<'s>| {
        let rest = name.strip_prefix(field.name)?;
        if rest.is_empty() { Some((field, None)) } else { Some((field, Some(rest.strip_prefix('.')?))) }
    };
    fields.iter().filter_map(rest_of).max_by_key(|(field, _)| field.name.len())
}

fn split(name: &str) -> (&str, Option<&str>) {
    match name.split_once('.') {
        Some((first, rest)) => (first, Some(rest)),
        None => (name, None),
    }
}

/// Whether values of this type have parts with names of their own.
fn is_nested(spec: &ParameterSpec<'_>) -> bool {
    match spec.kind {
        Kind::List(_) | Kind::Object(_) | Kind::Map(_) | Kind::Shared(_) | Kind::Any => true,
        Kind::Text | Kind::Boolean | Kind::Integer | Kind::Number | Kind::Binary => false,
    }
}

#[cfg(test)]
mod tests;
