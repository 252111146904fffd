//! Documentation: the sentences of people, and the facts of the spec in words.

use acs_rules::{Access, Auth, Charge, Format, Risk, Role};

use crate::markdown::{code as quoted, fenced, paragraphs, prose, sentence};
use crate::model::{
    Code, CrossRule, CrossRuleKind, Field, Gone, Operation, Required, Rule, RuleKind, Throttle, Type,
    TypeDefinition,
};
use crate::name;
use crate::plan::{Deprecated, Side, Ty};

/// A field beside the one that is described, with its name and type in Rust.
pub(super) type Sibling<'s> = (&'s Field, &'s str, &'s Ty);

/// An operation: what it does, its documentation page and what a RAM policy says of it.
pub(super) fn operation(op: &Operation) -> Vec<String> {
    let rules = op.rules.iter().map(|rule| cross_rule(op, rule)).collect::<Vec<_>>().join(" ");
    let page = op.page.as_deref().map(|page| {
        let updated = op.updated.as_deref().map(|date| format!(" of {}", prose(date))).unwrap_or_default();
        format!(
            "[Documentation](<{}>){updated}.",
            page.replace(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>'), "")
        )
    });
    let unsigned = match op.auth {
        Auth::Signed => "",
        Auth::Anonymous => {
            "Not signed; a client without an access key, by `Client::builder().anonymous()`, will do."
        }
    };
    paragraphs([
        summary(op),
        advised_against(op),
        unsigned.to_owned(),
        rules,
        cautions(op),
        address(op),
        answers(op),
        page.unwrap_or_default(),
        permissions(op),
    ])
}

fn advised_against(op: &Operation) -> String {
    if op.deprecated {
        match list(&op.replaced_by).as_str() {
            "" => "Deprecated by the documentation.".to_owned(),
            names => format!("Deprecated by the documentation, in favour of {names}."),
        }
    } else {
        String::new()
    }
}

/// What the compiler says of a thing that the documentation has dropped.
pub(super) fn deprecated(gone: &Gone) -> Deprecated {
    let advice = match (&gone.instead, &gone.perhaps) {
        (Some(instead), _) => format!("use {} instead", quoted(instead)),
        (None, Some(perhaps)) => format!("perhaps use {} instead", quoted(perhaps)),
        (None, None) => "no longer documented".to_owned(),
    };
    Deprecated { since: gone.since.to_string(), note: format!("{advice}; gone in {}", gone.until) }
}

/// What a caller should think of before calling: harm, money, and how often.
fn cautions(op: &Operation) -> String {
    let risk = match op.risk {
        Risk::High => Some("The documentation classifies a call as of high risk.".to_owned()),
        Risk::None | Risk::Low | Risk::Medium | Risk::Unknown => None,
    };
    let charge = match op.charge {
        Charge::Paid => Some("A call, or what it creates, costs money.".to_owned()),
        Charge::Free | Charge::Unknown => None,
    };
    let sentences = risk.into_iter().chain(charge).chain(op.throttle.iter().map(throttle));
    sentences.collect::<Vec<_>>().join(" ")
}

fn throttle(throttle: &Throttle) -> String {
    let calls = if throttle.calls == 1 { "call" } else { "calls" };
    let per = match throttle.per.as_secs() {
        1 => "second".to_owned(),
        60 => "minute".to_owned(),
        3600 => "hour".to_owned(),
        86400 => "day".to_owned(),
        seconds => format!("{seconds} seconds"),
    };
    let region =
        throttle.region.as_deref().map(|region| format!(" in {}", quoted(region))).unwrap_or_default();
    format!("At most {} {calls} per {per}{region}.", throttle.calls)
}

/// Where a request goes, of an operation that has a path of its own, and in which form where that is not JSON.
fn address(op: &Operation) -> String {
    let place =
        (op.path != "/").then(|| format!("Sent as {}.", quoted(&format!("{} {}", op.method, op.path))));
    let takes = (!op.consumes.is_empty()).then(|| format!("Takes {}.", list(&op.consumes)));
    place.into_iter().chain(takes).collect::<Vec<_>>().join(" ")
}

/// What an answer has beside its body.
fn answers(op: &Operation) -> String {
    let media = (!op.produces.is_empty()).then(|| format!("Answers {}.", list(&op.produces)));
    let statuses = op.statuses.iter().map(u16::to_string).collect::<Vec<_>>().join(", ");
    let statuses = (!statuses.is_empty()).then(|| format!("Statuses of success: {statuses}."));
    let headers: Vec<String> = op.response_headers.iter().map(|header| header.name.clone()).collect();
    let headers = (!headers.is_empty()).then(|| format!("Headers of the response: {}.", list(&headers)));
    media.into_iter().chain(statuses).chain(headers).collect::<Vec<_>>().join(" ")
}

fn list(names: &[String]) -> String {
    names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ")
}

/// The method of an operation on the client.
pub(super) fn method(op: &Operation) -> Vec<String> {
    let request = name::request(op);
    paragraphs([summary(op), format!("See [`{request}`]({}::{request}).", op.module)])
}

fn summary(op: &Operation) -> String {
    op.text.as_deref().map_or_else(|| format!("The operation {}.", quoted(&op.name)), sentence)
}

/// The RAM action with its access level, resources, condition keys and dependent actions.
fn permissions(op: &Operation) -> String {
    let Some(action) = &op.action else { return String::new() };
    let access = match op.access {
        Access::Create => " (create)",
        Access::List => " (list)",
        Access::Get => " (get)",
        Access::Update => " (update)",
        Access::Delete => " (delete)",
        Access::Unknown => "",
    };
    let resources = op.resources.iter().map(|resource| {
        let required = if resource.required { " (required)" } else { "" };
        format!("{}{required} as {}", quoted(&resource.kind), quoted(&resource.arn))
    });
    let mut text = format!("RAM action {}{access}", quoted(action));
    if !op.resources.is_empty() {
        text += &format!(", on {}", resources.collect::<Vec<_>>().join(", "));
    }
    text.push('.');
    if !op.condition_keys.is_empty() {
        text += &format!(" Condition keys: {}.", list(&op.condition_keys));
    }
    if !op.dependent_actions.is_empty() {
        text += &format!(" It also needs {}.", list(&op.dependent_actions));
    }
    text
}

fn cross_rule(op: &Operation, rule: &CrossRule) -> String {
    let field = |wire: &String| {
        let at = op.parameters.iter().position(|param| param.name == *wire);
        at.map_or_else(|| wire.clone(), |at| name::fields(&op.parameters).swap_remove(at))
    };
    let names = rule.names.iter().map(|wire| quoted(&field(wire))).collect::<Vec<_>>().join(", ");
    match rule.kind {
        CrossRuleKind::AtLeastOne => format!("At least one of {names} is required."),
        CrossRuleKind::ExactlyOne => format!("Exactly one of {names} is required."),
        CrossRuleKind::Exclusive => format!("At most one of {names} may be given."),
    }
}

/// A field: what it is, whether it is required, its limits and example, and its conditions in Rust names.
pub(super) fn field(field: &Field, siblings: &[Sibling<'_>], side: Side) -> Vec<String> {
    let text = field.text.as_deref().map_or_else(|| format!("{}.", quoted(&field.name)), sentence);
    let mut facts = vec![text];
    facts.extend((field.required != Required::No).then(|| "Required.".to_owned()));
    facts.extend(field.deprecated.then(|| "Deprecated by the documentation.".to_owned()));
    facts.extend(limits(field, side));
    if let Type::List(item) | Type::Map(item) = &field.ty {
        facts.extend(limits(item, side).map(|fact| format!("Each: {fact}")));
    }
    facts.extend(field.default.as_deref().map(|default| format!("Default: {}.", quoted(default))));
    facts.extend(field.server_default.as_deref().map(|text| format!("When left out: {}", sentence(text))));
    facts.extend(example(field).map(|example| format!("Example: {}.", quoted(example))));
    if side == Side::Request {
        facts.extend(role(field).map(str::to_owned));
    }
    let conditions = field.rules.iter().filter_map(|rule| condition(rule, siblings));
    paragraphs([facts.join(" "), conditions.collect::<Vec<_>>().join(" ")])
}

fn example(field: &Field) -> Option<&str> {
    let example = field.example.as_deref().or(match &field.ty {
        Type::List(item) => item.example.as_deref(),
        _ => None,
    });
    example.filter(|example| !example.trim().is_empty())
}

fn role(field: &Field) -> Option<&'static str> {
    match field.role? {
        Role::IdempotencyToken => Some("Filled in when left out."),
        Role::Region => Some("The client's region when left out."),
        Role::DryRun => Some("Set by `dry_run()`."),
        Role::PageToken | Role::PageNumber | Role::PageSize | Role::MaxResults => None,
    }
}

/// The limits of a field in words: bounds as one, then the other rules in their order.
fn limits(field: &Field, side: Side) -> impl Iterator<Item = String> {
    let bounds = ["character", "item", ""].into_iter().filter_map(|noun| bounds(field, noun));
    bounds.chain(field.rules.iter().filter_map(move |rule| limit(field, &rule.kind, side)))
}

/// One end of a range.
enum Bound {
    Least(String),
    Most(String),
}

/// The bound that a rule sets, and what it counts; nothing for a number itself.
fn bound(rule: &RuleKind) -> Option<(&'static str, Bound)> {
    match rule {
        RuleKind::MinLength(least) => Some(("character", Bound::Least(least.to_string()))),
        RuleKind::MaxLength(most) => Some(("character", Bound::Most(most.to_string()))),
        RuleKind::MinItems(least) => Some(("item", Bound::Least(least.to_string()))),
        RuleKind::MaxItems(most) => Some(("item", Bound::Most(most.to_string()))),
        RuleKind::Minimum(least) => Some(("", Bound::Least(least.to_string()))),
        RuleKind::Maximum(most) => Some(("", Bound::Most(most.to_string()))),
        RuleKind::MinimumNumber(least) => Some(("", Bound::Least(least.to_string()))),
        RuleKind::MaximumNumber(most) => Some(("", Bound::Most(most.to_string()))),
        RuleKind::Values(_)
        | RuleKind::Pattern(_)
        | RuleKind::Ascii
        | RuleKind::StartsWith(_)
        | RuleKind::NotStartsWith(_)
        | RuleKind::Format(_)
        | RuleKind::OnlyWhen(..)
        | RuleKind::RequiredWhen(..) => None,
    }
}

/// The least and the greatest of something, as a sentence.
fn bounds(field: &Field, noun: &str) -> Option<String> {
    let (mut least, mut most) = (None, None);
    for (counted, bound) in field.rules.iter().filter_map(|rule| bound(&rule.kind)) {
        match bound {
            Bound::Least(number) if counted == noun => least = Some(number),
            Bound::Most(number) if counted == noun => most = Some(number),
            Bound::Least(_) | Bound::Most(_) => {}
        }
    }
    let counted = |number: &str| match (noun, number) {
        ("", number) => number.to_owned(),
        (noun, "1") => format!("1 {noun}"),
        (noun, number) => format!("{number} {noun}s"),
    };
    match (least, most) {
        (Some(least), Some(most)) => Some(format!("{least} to {}.", counted(&most))),
        (Some(least), None) => Some(format!("At least {}.", counted(&least))),
        (None, Some(most)) => Some(format!("At most {}.", counted(&most))),
        (None, None) => None,
    }
}

/// A rule without bounds and conditions in words; values that are an enum are seen in the type.
fn limit(field: &Field, rule: &RuleKind, side: Side) -> Option<String> {
    let list = |texts: &[String]| texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", ");
    Some(match rule {
        RuleKind::Values(_) if field.variants(side == Side::Response).is_some() => return None,
        RuleKind::Values(values) => format!("One of {}.", list(values)),
        RuleKind::Pattern(pattern) => format!("Matches {}.", quoted(pattern)),
        RuleKind::Ascii => "ASCII only.".to_owned(),
        RuleKind::StartsWith(starts) => format!("Starts with {}.", list(starts)),
        RuleKind::NotStartsWith(starts) => format!("Does not start with {}.", list(starts)),
        RuleKind::Format(format) => format_words(*format).to_owned(),
        RuleKind::MinLength(_)
        | RuleKind::MaxLength(_)
        | RuleKind::MinItems(_)
        | RuleKind::MaxItems(_)
        | RuleKind::Minimum(_)
        | RuleKind::Maximum(_)
        | RuleKind::MinimumNumber(_)
        | RuleKind::MaximumNumber(_)
        | RuleKind::OnlyWhen(..)
        | RuleKind::RequiredWhen(..) => return None,
    })
}

fn format_words(format: Format) -> &'static str {
    match format {
        Format::Ipv4 => "An IPv4 address.",
        Format::Ipv6 => "An IPv6 address.",
        Format::Cidr => "A CIDR block.",
        Format::Timestamp => "A time such as `2025-12-06T03:04:05Z`.",
        Format::Uuid => "A UUID.",
        Format::Url => "A URL.",
        Format::Json => "JSON text.",
    }
}

fn condition(rule: &Rule, siblings: &[Sibling<'_>]) -> Option<String> {
    let (word, wire, values) = match &rule.kind {
        RuleKind::OnlyWhen(wire, values) => ("Only", wire, values),
        RuleKind::RequiredWhen(wire, values) => ("Required", wire, values),
        _ => return None,
    };
    let sibling = siblings.iter().find(|(field, ..)| field.name == *wire);
    let name = sibling.map_or(wire.as_str(), |(_, name, _)| name);
    let values: Vec<_> = values.iter().map(|value| condition_value(value, sibling)).collect();
    Some(format!("{word} when {} is {}.", quoted(name), values.join(" or ")))
}

/// A value of another parameter: a link where it is a variant of an enum.
fn condition_value(value: &str, sibling: Option<&Sibling<'_>>) -> String {
    let Some((field, _, Ty::Enum(name))) = sibling else { return quoted(value) };
    let variants = variants(field);
    let variant = variants.iter().find(|(wire, _)| *wire == value);
    variant.map_or_else(|| quoted(value), |(_, variant)| format!("[`{name}::{variant}`]"))
}

fn variants(field: &Field) -> Vec<(&str, String)> {
    let values = field.values().unwrap_or_default();
    let chosen =
        |wire: &str| field.value_names.iter().find(|(value, _)| value == wire).map(|(_, name)| name.as_str());
    let names = name::variants(values.iter().map(|wire| (wire.as_str(), chosen(wire))));
    values.iter().map(String::as_str).zip(names).collect()
}

/// A nested object: what the field around it is.
pub(super) fn nested(field: &Field, path: &str, side: Side) -> Vec<String> {
    let place = match side {
        Side::Request => "of a request",
        Side::Response => "of a response",
        Side::Both => "of a request or a response",
    };
    let text = field.text.as_deref().map(sentence).unwrap_or_default();
    let what = if path.is_empty() { "An item".to_owned() } else { quoted(path) };
    paragraphs([if text.is_empty() { format!("{what} {place}.") } else { text }])
}

/// An enum: what the field is that has its values.
pub(super) fn values(field: &Field, path: &str) -> Vec<String> {
    let text = field.text.as_deref().map(sentence);
    paragraphs([text.unwrap_or_else(|| format!("Values of {}.", quoted(path)))])
}

/// A value of an enum.
pub(super) fn value(wire: &str, text: Option<&str>) -> String {
    described(&quoted(wire), text)
}

/// An error code with its statuses.
pub(super) fn code(code: &Code, statuses: &[u16]) -> String {
    let statuses = statuses.iter().map(u16::to_string).collect::<Vec<_>>().join(", ");
    described(&format!("{statuses} {}", quoted(&code.code)), code.text.as_deref())
}

fn described(what: &str, text: Option<&str>) -> String {
    text.map_or_else(|| format!("{what}."), |text| format!("{what}: {}", continued(&sentence(text))))
}

/// A sentence after a colon: its first word in lower case, unless that is a name.
fn continued(sentence: &str) -> String {
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let article = |word: &str| matches!(word, "A" | "An" | "The");
    let mut words = sentence.split(' ');
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let is_name = !article(first) && (first.chars().skip(1).any(|c| !c.is_lowercase()) || capital(second));
    match sentence.chars().next() {
        Some(initial) if !is_name => initial.to_lowercase().chain(sentence.chars().skip(1)).collect(),
        _ => sentence.to_owned(),
    }
}

/// The enum of error codes.
pub(super) fn errors(op: &Operation) -> Vec<String> {
    vec![format!("The documented error codes of [`{}`].", name::request(op))]
}

/// The response, with the documented example.
pub(super) fn response(op: &Operation) -> Vec<String> {
    let mut lines = vec![format!("What [`{}`] returns.", name::request(op))];
    if let Some(example) = &op.example {
        lines.push(String::new());
        lines.extend(fenced("json", example));
    }
    lines
}

/// A shared type.
pub(super) fn shared(shared: &TypeDefinition) -> Vec<String> {
    let text = shared.text.as_deref().map(sentence);
    paragraphs([text.unwrap_or_else(|| format!("The type {}.", quoted(&shared.name)))])
}
