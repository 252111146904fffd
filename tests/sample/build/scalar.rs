//! Scalars: the first of several likely values that keeps the documented rules.

use acs_rules::{
    Format, Kind, OperationSpec, ParameterSpec, Place, ProductSpec, Rule, Value, WireStyle, check,
};

/// Where a value stands, as far as that limits what it can be.
#[derive(Clone, Copy)]
pub(crate) struct Site {
    pub(crate) place: Place,
    /// What the items of the list around it are joined by.
    pub(crate) separator: Option<char>,
    /// Whether it stands in JSON, which has types.
    pub(crate) is_json: bool,
    /// A number that tells it from its neighbours.
    pub(crate) number: usize,
}

/// What joins the items of a list of a style.
pub(crate) fn separator(style: WireStyle) -> Option<char> {
    let styles =
        [(WireStyle::Simple, ','), (WireStyle::SpaceDelimited, ' '), (WireStyle::PipeDelimited, '|')];
    styles.iter().find(|(known, _)| *known == style).map(|(_, separator)| *separator)
}

/// Texts that patterns and lengths may ask for.
const LIKELY: &[&str] = &[
    "a",
    "A1",
    "abc123",
    "Abc-123_d",
    "1",
    "12",
    "abcdefgh",
    "Abcdefgh-1",
    "Abc_12345!",
    "192.168.0.1",
    "10.0.0.0/8",
    "cn-hangzhou",
    "https://example.com/a",
    "2026-01-02T03:04:05Z",
    "2026-01-02T03:04Z",
    "2026-01-02",
    "2026-01-02 03:04:05",
    "03:04:05",
    "{}",
    "[]",
    "00000000-0000-4000-8000-000000000000",
    "0123456789abcdef0123456789abcdef",
    "a@example.com",
    "example.com",
    "/a/b",
    "acs:ram::1234567890123456:role/a",
];

/// A value of a scalar type; none where no likely value keeps the rules.
pub(crate) fn scalar(spec: &ParameterSpec<'_>, site: Site) -> Option<Value<'static>> {
    let candidates: Vec<Value<'static>> = match spec.kind {
        Kind::Text => texts(spec, site).into_iter().map(Value::from).collect(),
        Kind::Boolean => {
            let first = site.number.is_multiple_of(2);
            vec![Value::Boolean(first), Value::Boolean(!first)]
        }
        Kind::Integer => integers(spec).into_iter().map(Value::Integer).collect(),
        Kind::Number => numbers(spec).into_iter().map(Value::Number).collect(),
        Kind::Binary => vec![Value::Bytes("bytes, é\n".as_bytes().into())],
        Kind::Any | Kind::Object(_) | Kind::Shared(_) if site.is_json => vec![any()],
        Kind::Any => vec![Value::from("any text")],
        // Of no documented fields: any names will do.
        Kind::Object(_) | Kind::Shared(_) => vec![Value::Object(vec![("Name".into(), "any text".into())])],
        Kind::List(_) | Kind::Map(_) => Vec::new(),
    };
    candidates.into_iter().find(|value| keeps(spec, value))
}

fn any() -> Value<'static> {
    let list = Value::List(vec![1.into(), Value::Null, "中".into()]);
    Value::Object(vec![
        ("Flag".into(), true.into()),
        ("List".into(), list),
        ("Text".into(), "a \"b\"".into()),
    ])
}

/// Whether a value keeps the rules that look at nothing else.
pub(crate) fn keeps(spec: &ParameterSpec<'_>, value: &Value<'_>) -> bool {
    let alone = ParameterSpec { name: "P", field: "p", required: false, ..*spec };
    let product = ProductSpec::new("", "");
    let operation = OperationSpec { product: &product, parameters: &[alone], ..OperationSpec::rpc("X") };
    let request = Value::Object(vec![("P".into(), value.clone())]);
    check(&operation, &request).iter().all(|violation| violation.rule() == "only-when")
}

fn texts(spec: &ParameterSpec<'_>, site: Site) -> Vec<String> {
    let rules = || spec.rules.iter().chain(spec.inferred);
    let mut texts = Vec::new();
    if rules().next().is_none() {
        texts.push(free_text(site));
    }
    let (mut starts, mut least) = (vec![""], 0);
    for rule in rules() {
        match rule {
            Rule::Values(values) => {
                let at = site.number % values.len().max(1);
                texts.extend(values[at..].iter().chain(&values[..at]).map(|value| (*value).to_owned()));
            }
            Rule::StartsWith(with) => starts = with.to_vec(),
            Rule::MinLength(length) => least = usize::try_from(*length).unwrap_or_default(),
            Rule::Format(format) => texts.push(formatted(*format).to_owned()),
            _ => {}
        }
    }
    let likely = [spec.example].into_iter().chain(LIKELY.iter().copied());
    texts.extend(likely.filter(|text| !text.is_empty()).flat_map(|text| {
        starts.iter().map(move |start| {
            let text = if text.starts_with(start) { text.to_owned() } else { format!("{start}{text}") };
            let length = text.chars().count();
            if length < least { text.repeat(least.div_ceil(length.max(1))) } else { text }
        })
    }));
    texts.retain(|text| can_stand(text, site));
    texts
}

/// A text with characters that have a meaning on the wire.
fn free_text(site: Site) -> String {
    match (site.place, site.separator) {
        (Place::Host, _) => format!("label-{}", site.number),
        (Place::Header, _) => format!("a, b; {}", site.number),
        (_, Some(_)) => format!("é&={}", site.number),
        (_, None) => format!("a b+c/中&=%41*~{}", site.number),
    }
}

fn can_stand(text: &str, site: Site) -> bool {
    let is_whole = site.separator.is_none_or(|separator| !text.contains(separator));
    let fits_place = match site.place {
        Place::Host => {
            text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        }
        Place::Header => text.trim() == text && text.bytes().all(|byte| (b' '..=b'~').contains(&byte)),
        Place::Query | Place::Form | Place::Field | Place::Body | Place::Path => true,
    };
    is_whole && fits_place
}

fn formatted(format: Format) -> &'static str {
    match format {
        Format::Ipv4 => "192.168.0.1",
        Format::Ipv6 => "fd00::1",
        Format::Cidr => "10.0.0.0/8",
        Format::Timestamp => "2026-01-02T03:04:05Z",
        Format::Uuid => "00000000-0000-4000-8000-000000000000",
        Format::Url => "https://example.com/a?b=c",
        Format::Json => "{\"a\": [1, \"b\"]}",
    }
}

/// The example, documented values and limits, and some small numbers; those that fit 32 bits first.
fn integers(spec: &ParameterSpec<'_>) -> Vec<i64> {
    let mut numbers: Vec<i64> = spec.example.parse().ok().into_iter().collect();
    for rule in spec.rules.iter().chain(spec.inferred) {
        match rule {
            Rule::Values(values) => {
                numbers.extend(values.iter().filter_map(|value| value.parse::<i64>().ok()))
            }
            Rule::Minimum(limit) | Rule::Maximum(limit) => numbers.push(*limit),
            _ => {}
        }
    }
    numbers.extend([7, 1, 10, 100, 0, -1]);
    numbers.sort_by_key(|number| i32::try_from(*number).is_err());
    numbers
}

fn numbers(spec: &ParameterSpec<'_>) -> Vec<f64> {
    let mut numbers = vec![1.5, 0.5, 2.5, 10.5, 100.5];
    for rule in spec.rules.iter().chain(spec.inferred) {
        match rule {
            Rule::Values(values) => {
                numbers.extend(values.iter().filter_map(|value| value.parse::<f64>().ok()))
            }
            Rule::Minimum(limit) => numbers.push(*limit as f64 + 0.5),
            Rule::MinimumNumber(limit) | Rule::MaximumNumber(limit) => numbers.push(*limit),
            _ => {}
        }
    }
    numbers
}
