//! Flatten: lists and objects become dotted names, `Tag.1.Key`, or what the table's wire style says.

use std::borrow::Cow;

use acs_rules::{Kind, ParameterSpec, ProductSpec, Value, WireStyle};

use super::layout::EncodeError;
use super::to_json;

/// A name and a value of a query or a form.
pub type Pair<'v> = (Cow<'v, str>, Cow<'v, str>);

/// Deepest nesting that is sent; what services document is far less.
const DEPTH: usize = 64;

/// Appends the pairs of one parameter.
///
/// List items are counted from one. Null leaves nothing, but in a list it keeps its number; empty lists and objects
/// vanish; an empty text stays. Without a table, everything is dotted names.
///
/// # Errors
///
/// When bytes are not UTF-8, or values are nested too deeply.
pub fn flatten<'v>(
    product: &ProductSpec<'_>,
    spec: Option<&ParameterSpec<'_>>,
    name: &'v str,
    value: &'v Value<'_>,
    pairs: &mut impl Extend<Pair<'v>>,
) -> Result<(), EncodeError> {
    if let Some(text) = value.text() {
        pairs.extend([(Cow::Borrowed(name), text)]);
        return Ok(());
    }
    Flattener { product, pairs, name: name.to_owned() }.flatten(spec, value, 0)
}

struct Flattener<'p, P> {
    product: &'p ProductSpec<'p>,
    pairs: &'p mut P,
    name: String,
}

impl<'v, P: Extend<Pair<'v>>> Flattener<'_, P> {
    fn flatten(
        &mut self,
        spec: Option<&ParameterSpec<'_>>,
        value: &'v Value<'_>,
        depth: usize,
    ) -> Result<(), EncodeError> {
        if depth > DEPTH {
            return Err(EncodeError::new(&self.name, "is nested too deeply"));
        }
        match (spec.map_or(WireStyle::Flat, |spec| spec.wire), value) {
            (_, Value::Null) => {}
            (WireStyle::Json, Value::List(_) | Value::Object(_)) => self.push(to_json(value).into()),
            (WireStyle::Simple, Value::List(items)) => self.push_joined(items, ","),
            (WireStyle::SpaceDelimited, Value::List(items)) => self.push_joined(items, " "),
            (WireStyle::PipeDelimited, Value::List(items)) => self.push_joined(items, "|"),
            (_, Value::List(items)) => self.flatten_list(spec, items, depth)?,
            (_, Value::Object(fields)) => self.flatten_object(spec, fields, depth)?,
            (_, scalar) => match scalar.text() {
                Some(text) => self.push(text),
                None => return Err(EncodeError::new(&self.name, "has bytes that are not UTF-8")),
            },
        }
        Ok(())
    }

    fn flatten_list(
        &mut self,
        spec: Option<&ParameterSpec<'_>>,
        items: &'v [Value<'_>],
        depth: usize,
    ) -> Result<(), EncodeError> {
        let item_spec = match spec.map(|spec| spec.kind) {
            Some(Kind::List(item)) => Some(item),
            _ => None,
        };
        for (index, item) in items.iter().enumerate() {
            self.nested(&(index + 1).to_string(), |this| this.flatten(item_spec, item, depth + 1))?;
        }
        Ok(())
    }

    fn flatten_object(
        &mut self,
        spec: Option<&ParameterSpec<'_>>,
        fields: &'v [(Cow<'_, str>, Value<'_>)],
        depth: usize,
    ) -> Result<(), EncodeError> {
        for (name, value) in fields {
            let field_spec = spec.and_then(|spec| child(self.product, spec, name));
            self.nested(name, |this| this.flatten(field_spec, value, depth + 1))?;
        }
        Ok(())
    }

    fn nested<T>(&mut self, segment: &str, run: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.name.len();
        self.name.push('.');
        self.name.push_str(segment);
        let result = run(self);
        self.name.truncate(length);
        result
    }

    fn push(&mut self, text: Cow<'v, str>) {
        self.pairs.extend([(Cow::Owned(self.name.clone()), text)]);
    }

    fn push_joined(&mut self, items: &[Value<'_>], separator: &str) {
        if items.is_empty() {
            return;
        }
        let texts: Vec<Cow<'_, str>> = items
            .iter()
            .filter(|item| **item != Value::Null)
            .map(|item| item.text().unwrap_or_else(|| to_json(item).into()))
            .collect();
        self.push(texts.join(separator).into());
    }
}

/// What the table says about a field of an object or an entry of a map.
fn child<'s>(
    product: &ProductSpec<'s>,
    spec: &ParameterSpec<'s>,
    name: &str,
) -> Option<&'s ParameterSpec<'s>> {
    match spec.kind {
        Kind::Map(value) => Some(value),
        _ => spec.fields(product)?.iter().find(|field| field.name == name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(spec: ParameterSpec<'_>, value: Value<'_>, expected: &[(&str, &str)]) {
        let mut pairs = Vec::new();
        let product = ProductSpec::new("", "");
        flatten(&product, Some(&spec), "P", &value, &mut pairs).expect("the value can be sent");
        let found: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (&**name, &**value)).collect();
        assert_eq!(found, expected);
    }

    const ITEM: ParameterSpec<'static> = ParameterSpec::item(Kind::Any);

    fn list() -> Value<'static> {
        Value::List(vec!["a".into(), 2.into(), "c d".into(), "中".into()])
    }

    #[test]
    fn lists_are_counted_from_one() {
        let spec = ParameterSpec::list("P", "p", &ITEM);
        check(spec, list(), &[("P.1", "a"), ("P.2", "2"), ("P.3", "c d"), ("P.4", "中")]);
    }

    #[test]
    fn styles_put_a_list_into_one_value() {
        let spec = |style| ParameterSpec::list("P", "p", &ITEM).wire(style);
        check(spec(WireStyle::Json), list(), &[("P", r#"["a",2,"c d","中"]"#)]);
        check(spec(WireStyle::Simple), list(), &[("P", "a,2,c d,中")]);
        check(spec(WireStyle::SpaceDelimited), list(), &[("P", "a 2 c d 中")]);
        check(spec(WireStyle::PipeDelimited), list(), &[("P", "a|2|c d|中")]);
    }

    #[test]
    fn null_keeps_its_number_and_empty_texts_stay() {
        let spec = ParameterSpec::list("P", "p", &ITEM);
        let value = Value::List(vec!["x".into(), Value::Null, "".into(), "y".into()]);
        check(spec, value, &[("P.1", "x"), ("P.3", ""), ("P.4", "y")]);
    }

    #[test]
    fn empty_lists_and_objects_vanish() {
        let spec = ParameterSpec::list("P", "p", &ITEM);
        check(spec, Value::List(vec![]), &[]);
        check(spec, Value::List(vec![Value::Object(vec![])]), &[]);
        check(spec.wire(WireStyle::Simple), Value::List(vec![]), &[]);
    }

    #[test]
    fn a_style_holds_at_any_depth() {
        let fields = [ParameterSpec::list("L", "l", &ITEM).wire(WireStyle::Simple)];
        let item = ParameterSpec::item(Kind::Object(&fields));
        let spec = ParameterSpec::list("P", "p", &item);
        let value = Value::List(vec![Value::Object(vec![("L".into(), list()), ("N".into(), list())])]);
        let expected = [
            ("P.1.L", "a,2,c d,中"),
            ("P.1.N.1", "a"),
            ("P.1.N.2", "2"),
            ("P.1.N.3", "c d"),
            ("P.1.N.4", "中"),
        ];
        check(spec, value, &expected);
    }

    #[test]
    fn lists_and_maps_nest_in_each_other() {
        let text = ParameterSpec::item(Kind::Text);
        let (map, texts) = (ParameterSpec::item(Kind::Map(&text)), ParameterSpec::item(Kind::List(&text)));
        let pair = || Value::List(vec!["x".into(), "y".into()]);
        let entries = |value| Value::Object(vec![("a.b".into(), value)]);
        check(
            ParameterSpec::list("P", "p", &map),
            Value::List(vec![entries("x".into()), entries("".into())]),
            &[("P.1.a.b", "x"), ("P.2.a.b", "")],
        );
        check(ParameterSpec::map("P", "p", &texts), entries(pair()), &[("P.a.b.1", "x"), ("P.a.b.2", "y")]);
        check(
            ParameterSpec::list("P", "p", &texts),
            Value::List(vec![pair(), Value::List(vec![]), pair()]),
            &[("P.1.1", "x"), ("P.1.2", "y"), ("P.3.1", "x"), ("P.3.2", "y")],
        );
        let maps = ParameterSpec::item(Kind::List(&map));
        check(
            ParameterSpec::map("P", "p", &maps),
            entries(Value::List(vec![entries(true.into())])),
            &[("P.a.b.1.a.b", "true")],
        );
    }

    #[test]
    fn a_style_of_text_holds_what_it_joins() {
        let item = ParameterSpec::item(Kind::Any);
        let list = |style| ParameterSpec::list("P", "p", &item).wire(style);
        let object = || Value::Object(vec![("k".into(), Value::List(vec![1.into(), Value::Null]))]);
        let value = || Value::List(vec![object(), Value::Null, "".into(), 1.0.into(), true.into()]);
        check(list(WireStyle::Json), value(), &[("P", r#"[{"k":[1,null]},null,"",1.0,true]"#)]);
        check(list(WireStyle::Simple), value(), &[("P", r#"{"k":[1,null]},,1,true"#)]);
        let any = ParameterSpec::any("P", "p");
        check(any.wire(WireStyle::Json), object(), &[("P", r#"{"k":[1,null]}"#)]);
        check(any.wire(WireStyle::Json), "{}".into(), &[("P", "{}")]);
        check(any, object(), &[("P.k.1", "1")]);
    }

    #[test]
    fn bytes_are_their_text_or_an_error() {
        let spec = ParameterSpec::binary("P", "p");
        check(spec, Value::Bytes(b"ab"[..].into()), &[("P", "ab")]);
        let error = flatten(
            &ProductSpec::new("", ""),
            Some(&spec),
            "P",
            &Value::Bytes([0xff][..].into()),
            &mut Vec::new(),
        );
        assert_eq!(
            error.map_err(|error| error.to_string()),
            Err("`P` has bytes that are not UTF-8".to_owned())
        );
    }
}
