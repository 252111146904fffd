//! A parameter or a field: its type, its rules, and what the overlay says about it.

use std::borrow::Cow;

use acs_rules::{Format, Place, Role, WireStyle};

use super::Resolver;
use super::number::{count, range};
use crate::diagnostic::Diagnostic;
use crate::model::{Field, Required, Rule, RuleKind, Type};
use crate::name;
use crate::raw::{self, Charset, Checked, FieldKind, FormatName, Map, OneOrMany, Parameter, Set};
use crate::span::{Origin, Spanned};

impl Resolver<'_> {
    /// The fields of a mapping; `path` is what the overlay calls their parent.
    pub(super) fn resolve_fields(&mut self, fields: Option<&Map<Parameter>>, path: &str) -> Vec<Field> {
        let fields = fields.into_iter().flat_map(Map::iter);
        fields
            .map(|(name, raw)| {
                self.resolve_field(&name.value, raw, &format!("{path}.{}", name.value), name.origin)
            })
            .collect()
    }

    /// One field; `origin` is its name, or the node around it where it has none.
    pub(super) fn resolve_field(&mut self, name: &str, raw: &Parameter, path: &str, origin: Origin) -> Field {
        // Items share the path of their list, whose own corrections, text and name they must not take.
        let named = !name.is_empty();
        let raw = &*if named { self.apply_fixes(raw, path) } else { Cow::Borrowed(raw) };
        if named {
            // An item has the path of its list.
            let items = || std::iter::successors(Some(raw), |raw| raw.of.as_deref());
            let is_declared =
                |key: &str| items().any(|raw| raw.has(key)) && !items().any(|raw| raw.infers(key));
            self.overlay.report_idle_confirmations(path, is_declared, self.diagnostics);
        }
        self.check_numbers(raw);
        let rules = self.resolve_rules(raw, path);
        let value_path = |value: &str| format!("{path}.{value}");
        let values: Vec<String> =
            raw.values.iter().flat_map(|values| &values.value).map(|value| value.value.text()).collect();
        let mut field = Field {
            name: name.to_owned(),
            rust_name: if named { self.resolve_name(path, &name::FIELD) } else { None },
            text: if named { self.overlay.text(path, raw.doc.as_ref()) } else { None },
            ty: self.resolve_type(raw, path, origin),
            required: match raw.required.as_ref().map(|required| required.value) {
                None | Some(raw::Required::Always(false)) => Required::No,
                Some(raw::Required::Always(true)) => Required::Compile,
                Some(raw::Required::Checked(Checked::Runtime)) => Required::Runtime,
            },
            place: raw.place.as_ref().map_or(Place::Query, |place| resolve_place(place.value)),
            wire: raw.style.as_ref().map_or(WireStyle::Flat, |style| resolve_style(style.value)),
            role: raw.role.as_ref().map(|role| resolve_role(role.value)),
            sensitive: is_true(raw.sensitive.as_ref()),
            deprecated: is_true(raw.deprecated.as_ref()),
            example: raw.example.as_ref().map(|example| example.value.text()),
            default: raw.default.as_ref().map(|default| default.value.text()),
            server_default: raw.server_default.as_ref().map(|text| text.value.clone()),
            value_texts: values
                .iter()
                .filter_map(|value| Some((value.clone(), self.overlay.text(&value_path(value), None)?)))
                .collect(),
            value_names: values
                .iter()
                .filter_map(|value| {
                    Some((value.clone(), self.resolve_name(&value_path(value), &name::VARIANT)?))
                })
                .collect(),
            gone_values: values
                .iter()
                .filter_map(|value| Some((value.clone(), self.graveyard.gone(&value_path(value))?)))
                .collect(),
            gone: if named { self.graveyard.gone(path) } else { None },
            rules,
            origin,
        };
        if field.gone.is_some() {
            ask_for_nothing(&mut field);
        }
        spread_secrecy(&mut field);
        field
    }

    fn apply_fixes<'p>(&mut self, raw: &'p Parameter, path: &str) -> Cow<'p, Parameter> {
        let mut fixed = Cow::Borrowed(raw);
        for set in self.overlay.fixes(path) {
            if let Set::Parameter(set) = set {
                fixed.to_mut().set(set);
            }
        }
        if let Cow::Owned(fixed) = &fixed
            && fixed.same(raw)
        {
            self.overlay.report_idle_fix(path, self.diagnostics);
        }
        fixed
    }

    fn resolve_type(&mut self, raw: &Parameter, path: &str, origin: Origin) -> Type {
        if let Some(reference) = &raw.reference {
            return self.resolve_reference(reference);
        }
        let format = raw.format.as_ref().map(|format| format.value);
        let of = |resolver: &mut Self| {
            let any = Parameter::default();
            let item = raw.of.as_deref().unwrap_or(&any);
            Box::new(resolver.resolve_field("", item, path, origin))
        };
        match raw.kind.as_ref().map(|kind| kind.value) {
            None | Some(FieldKind::Any) => Type::Any,
            Some(FieldKind::String) => Type::Text,
            Some(FieldKind::Boolean) => Type::Boolean,
            Some(FieldKind::Integer) if format == Some(FormatName::Int32) => Type::Int32,
            Some(FieldKind::Integer) => Type::Int64,
            Some(FieldKind::Number) if format == Some(FormatName::Float) => Type::Float,
            Some(FieldKind::Number) => Type::Double,
            Some(FieldKind::Binary) => Type::Binary,
            Some(FieldKind::Array) => Type::List(of(self)),
            Some(FieldKind::Map) => Type::Map(of(self)),
            Some(FieldKind::Object) => Type::Object(self.resolve_fields(raw.fields.as_ref(), path)),
        }
    }

    fn resolve_rules(&mut self, raw: &Parameter, path: &str) -> Vec<Rule> {
        let mut rules = Vec::new();
        let mut add = |key: &str, origin: Origin, kinds: Vec<RuleKind>| {
            let inferred = raw.infers(key) && !self.overlay.confirms(path, key);
            rules.extend(kinds.into_iter().map(|kind| Rule { kind, inferred, origin }));
        };
        if let Some(values) = &raw.values {
            let texts = values.value.iter().map(|value| value.value.text()).collect();
            add("values", values.origin, vec![RuleKind::Values(texts)]);
        }
        if let Some(Spanned { value: Charset::Ascii, origin }) = &raw.charset {
            add("charset", *origin, vec![RuleKind::Ascii]);
        }
        if let Some(length) = &raw.length {
            add("length", length.origin, count(&length.value, RuleKind::MinLength, RuleKind::MaxLength));
        }
        if let Some(items) = &raw.items {
            add("items", items.origin, count(&items.value, RuleKind::MinItems, RuleKind::MaxItems));
        }
        if let Some(limits) = &raw.range {
            add("range", limits.origin, range(&limits.value));
        }
        if let Some(pattern) = &raw.pattern {
            add("pattern", pattern.origin, vec![RuleKind::Pattern(pattern.value.clone())]);
        }
        if let Some(starts) = &raw.starts_with {
            add("starts-with", starts.origin, vec![RuleKind::StartsWith(starts.value.texts())]);
        }
        if let Some(starts) = &raw.not_starts_with {
            add("not-starts-with", starts.origin, vec![RuleKind::NotStartsWith(starts.value.texts())]);
        }
        if let Some(format) = &raw.format {
            add(
                "format",
                format.origin,
                resolve_format(format.value).map(RuleKind::Format).into_iter().collect(),
            );
        }
        if let Some(when) = &raw.only_when {
            add("only-when", when.origin, resolve_condition(&when.value, RuleKind::OnlyWhen));
        }
        if let Some(when) = &raw.required_when {
            add("required-when", when.origin, resolve_condition(&when.value, RuleKind::RequiredWhen));
        }
        self.check_inferred(raw, path);
        rules
    }

    /// Facts other than rules may be confirmed too; `inferred` must name keys that are there.
    fn check_inferred(&mut self, raw: &Parameter, path: &str) {
        for key in raw.inferred.iter().flat_map(|keys| &keys.value) {
            self.overlay.confirms(path, &key.value);
            if !raw.has(&key.value) {
                let message = format!("`inferred` names `{}`, which is not a key here", key.value);
                self.diagnostics.push(Diagnostic::error("inferred-key", message).at(key.origin));
            }
        }
    }
}

/// What is gone need not be given, whatever else is given, and the runtime does not fill it in.
fn ask_for_nothing(field: &mut Field) {
    field.required = Required::No;
    field.role = None;
    field.rules.retain(|rule| !matches!(rule.kind, RuleKind::OnlyWhen(..) | RuleKind::RequiredWhen(..)));
}

/// What holds a secret is one, and so is what is held by one; objects keep to their fields.
fn spread_secrecy(field: &mut Field) {
    if let Type::List(item) | Type::Map(item) = &mut field.ty {
        field.sensitive |= item.sensitive;
    }
    if field.sensitive {
        for child in field.children_mut() {
            child.sensitive = true;
            spread_secrecy(child);
        }
    }
}

fn is_true(flag: Option<&Spanned<bool>>) -> bool {
    flag.is_some_and(|flag| flag.value)
}

fn resolve_condition(
    when: &Map<Spanned<OneOrMany>>,
    kind: fn(String, Vec<String>) -> RuleKind,
) -> Vec<RuleKind> {
    when.iter().map(|(name, values)| kind(name.value.clone(), values.value.texts())).collect()
}

fn resolve_format(format: FormatName) -> Option<Format> {
    match format {
        FormatName::Int32 | FormatName::Int64 | FormatName::Float | FormatName::Double => None,
        FormatName::Ipv4 => Some(Format::Ipv4),
        FormatName::Ipv6 => Some(Format::Ipv6),
        FormatName::Cidr => Some(Format::Cidr),
        FormatName::Timestamp => Some(Format::Timestamp),
        FormatName::Uuid => Some(Format::Uuid),
        FormatName::Url => Some(Format::Url),
        FormatName::Json => Some(Format::Json),
    }
}

fn resolve_place(place: raw::Place) -> Place {
    match place {
        raw::Place::Query => Place::Query,
        raw::Place::Form => Place::Form,
        raw::Place::Field => Place::Field,
        raw::Place::Body => Place::Body,
        raw::Place::Path => Place::Path,
        raw::Place::Header => Place::Header,
        raw::Place::Host => Place::Host,
    }
}

fn resolve_style(style: raw::WireStyle) -> WireStyle {
    match style {
        raw::WireStyle::Flat | raw::WireStyle::RepeatList => WireStyle::Flat,
        raw::WireStyle::Json => WireStyle::Json,
        raw::WireStyle::Simple => WireStyle::Simple,
        raw::WireStyle::SpaceDelimited => WireStyle::SpaceDelimited,
        raw::WireStyle::PipeDelimited => WireStyle::PipeDelimited,
        raw::WireStyle::Xml => WireStyle::Xml,
    }
}

fn resolve_role(role: raw::Role) -> Role {
    match role {
        raw::Role::IdempotencyToken => Role::IdempotencyToken,
        raw::Role::DryRun => Role::DryRun,
        raw::Role::Region => Role::Region,
        raw::Role::PageToken => Role::PageToken,
        raw::Role::PageNumber => Role::PageNumber,
        raw::Role::PageSize => Role::PageSize,
        raw::Role::MaxResults => Role::MaxResults,
    }
}
