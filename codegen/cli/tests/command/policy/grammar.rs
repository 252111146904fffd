//! The grammar of RAM policies, written down from its page, apart from the code that prints them:
//! <https://www.alibabacloud.com/help/en/ram/policy-structure-and-syntax>.

use serde_json::{Map, Value};

/// What is wrong with a text that is to be a policy: `{"Version": "1", "Statement": [<statement>, ...]}`.
pub(super) fn check(text: &str) -> Result<(), String> {
    let policy: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let blocks = object(&policy)?;
    only(blocks, &["Version", "Statement"])?;
    if blocks.get("Version") != Some(&Value::from("1")) {
        return Err("the version is `1`".to_owned());
    }
    strings_or(blocks.get("Statement"), statement)
}

/// `Effect`, `Action`, `Resource`, and a `Condition` that may be left out.
fn statement(value: &Value) -> Result<(), String> {
    let blocks = object(value)?;
    only(blocks, &["Effect", "Action", "Resource", "Condition"])?;
    if blocks.get("Effect") != Some(&Value::from("Allow")) {
        return Err("a policy that is printed allows".to_owned());
    }
    strings_or(blocks.get("Action"), |value| action(text(value)?))?;
    strings_or(blocks.get("Resource"), |value| resource(text(value)?))?;
    blocks.get("Condition").map_or(Ok(()), condition)
}

/// `<ram-code>:<action-name>`.
fn action(text: &str) -> Result<(), String> {
    let is_name = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "-_*./".contains(c))
    };
    match text.split(':').collect::<Vec<_>>()[..] {
        [code, name] if is_name(code) && is_name(name) => Ok(()),
        _ => Err(format!("`{text}` is no action")),
    }
}

/// `*`, or `acs:<ram-code>:<region>:<account-id>:<relative-id>`, with nothing left in it that stands for something.
fn resource(text: &str) -> Result<(), String> {
    let is_code =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "-*".contains(c));
    let is_region = |part: &str| part.is_empty() || is_code(part);
    let is_account = |part: &str| part.is_empty() || part == "*" || part.chars().all(|c| c.is_ascii_digit());
    let is_relative = |part: &str| {
        !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || "{}#<>$\"".contains(c))
    };
    match text.splitn(5, ':').collect::<Vec<_>>()[..] {
        ["*"] => Ok(()),
        ["acs", code, region, account, relative]
            if is_code(code) && is_region(region) && is_account(account) && is_relative(relative) =>
        {
            Ok(())
        }
        _ => Err(format!("`{text}` is no resource")),
    }
}

/// `{<operator>: {<key>: [<value>, ...]}}`.
fn condition(value: &Value) -> Result<(), String> {
    let kinds = ["String", "Numeric", "Date", "Bool", "IpAddress", "NotIpAddress"];
    for (operator, keys) in object(value)? {
        if !kinds.iter().any(|kind| operator.starts_with(kind)) {
            return Err(format!("`{operator}` is no operator"));
        }
        for (key, values) in object(keys)? {
            if key.split(':').filter(|part| !part.is_empty()).count() != 2 {
                return Err(format!("`{key}` is no key"));
            }
            strings_or(Some(values), |value| text(value).map(|_| ()))?;
        }
    }
    Ok(())
}

/// A list that is not empty, each thing once.
fn strings_or(value: Option<&Value>, is_sound: impl Fn(&Value) -> Result<(), String>) -> Result<(), String> {
    let list = value
        .and_then(Value::as_array)
        .filter(|list| !list.is_empty())
        .ok_or("a list is missing or empty")?;
    if list.iter().enumerate().any(|(at, value)| list[..at].contains(value)) {
        return Err(format!("something stands twice in {list:?}"));
    }
    list.iter().try_for_each(is_sound)
}

fn only(blocks: &Map<String, Value>, known: &[&str]) -> Result<(), String> {
    match blocks.keys().find(|key| !known.contains(&key.as_str())) {
        Some(key) => Err(format!("`{key}` is no block")),
        None => Ok(()),
    }
}

fn object(value: &Value) -> Result<&Map<String, Value>, String> {
    value.as_object().filter(|map| !map.is_empty()).ok_or_else(|| format!("{value} is no object, or empty"))
}

fn text(value: &Value) -> Result<&str, String> {
    value.as_str().ok_or_else(|| format!("{value} is no text"))
}

#[test]
fn the_grammar_takes_what_its_page_shows_and_nothing_like_it() {
    let of = |statement: &str| check(&format!(r#"{{"Version": "1", "Statement": [{statement}]}}"#));
    let allow = |action: &str, resource: &str| {
        of(&format!(r#"{{"Effect": "Allow", "Action": {action}, "Resource": {resource}}}"#))
    };
    assert_eq!(
        allow(r#"["ecs:Describe*", "oss:GetObject"]"#, r#"["acs:ecs:cn-qingdao:*:instance/*"]"#),
        Ok(())
    );
    assert_eq!(allow(r#"["ram:*"]"#, r#"["*"]"#), Ok(()));
    for (action, resource) in [
        ("[]", r#"["*"]"#),
        (r#"["Describe"]"#, r#"["*"]"#),
        (r#"["ecs:A", "ecs:A"]"#, r#"["*"]"#),
        (r#"["ecs:A"]"#, r#"["acs:ecs:*:*:instance/{#id}"]"#),
        (r#"["ecs:A"]"#, r#"["acs:ecs:*:instance/1"]"#),
        (r#"["ecs:A"]"#, r#"["acs:ecs:*:me:instance/1"]"#),
    ] {
        assert!(allow(action, resource).is_err(), "{action} on {resource}");
    }
    assert!(check(r#"{"Version": "1", "Statement": []}"#).is_err());
    assert!(check(r#"{"Version": "2", "Statement": []}"#).is_err());
}
