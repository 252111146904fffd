//! The response that a page shows.

use serde_json::Value;

use crate::import::json::Json;

/// The text of an example if it is JSON, with Unix line ends and one at the end.
///
/// # Errors
///
/// What is wrong with it.
pub(super) fn check(text: &str) -> Result<String, String> {
    let value = format!("{}\n", text.trim().replace("\r\n", "\n"));
    match Json::parse(&value) {
        Ok(_) => Ok(value),
        Err((_, message)) => Err(message),
    }
}

/// The response itself: older pages show JSON that was made from XML, and so has an element `<Operation>Response` around
/// it that the service does not send.
pub(super) fn unwrap(text: String, operation: &str) -> String {
    let members = Json::parse(&text).ok().and_then(Json::members).unwrap_or_default();
    let [member] = &members[..] else { return text };
    let wraps = member.key == operation || member.key.strip_suffix("Response") == Some(operation);
    let span = member.value.span();
    match text.get(span.start..span.end).filter(|inner| wraps && inner.starts_with('{')) {
        Some(inner) => format!("{}\n", dedent(inner)),
        None => text,
    }
}

/// Takes off the indentation of the last line.
fn dedent(text: &str) -> String {
    let last = text.lines().last().unwrap_or_default();
    let indent = &last[..last.len() - last.trim_start().len()];
    text.lines().map(|line| line.strip_prefix(indent).unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

/// The value of an example.
pub(super) fn value(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok()
}
