//! The facts of a documentation page, read line by line from its text.

use super::facts::Facts;

const TYPES: [&str; 6] = ["string", "boolean", "integer", "array", "object", "number"];

/// Reads a page as people see it: tables have a line per cell.
pub(super) fn read(text: &str) -> Facts {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut facts = Facts::default();
    facts.add_some("updated", lines.iter().find_map(|line| date(line)));
    read_authorization(section(&lines, "Dependent action", "None None"), &mut facts);
    read_parameters(section(&lines, "Example", "Response elements"), &mut facts);
    let rest = after(&lines, "Response elements");
    read_response(section(rest, "Example", "Examples"), &mut facts);
    let example = section(after(rest, "Examples"), "JSON format", "Error codes").concat();
    facts.add("success example", compact(&example));
    read_errors(after(rest, "Error codes"), &mut facts);
    facts
}

/// What follows the first line that is `start`.
fn after<'l, 't>(lines: &'l [&'t str], start: &str) -> &'l [&'t str] {
    let found = lines.iter().position(|line| *line == start);
    found.map_or(&[], |index| &lines[index + 1..])
}

/// The lines between the first one that is `start` and the next one that is `end`.
fn section<'l, 't>(lines: &'l [&'t str], start: &str, end: &str) -> &'l [&'t str] {
    let rest = after(lines, start);
    let length = rest.iter().position(|line| *line == end).unwrap_or(rest.len());
    &rest[..length]
}

/// `Last Updated:Dec 06, 2025` as `2025-12-06`.
fn date(line: &str) -> Option<String> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (day, year) = line.strip_prefix("Last Updated:")?.split_once(", ")?;
    let (month, day) = day.split_once(' ')?;
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    Some(format!("{year}-{month:02}-{day}"))
}

/// The action, the access level, and a type and an ARN for each resource.
fn read_authorization(lines: &[&str], facts: &mut Facts) {
    facts.add_some("action", lines.first().copied());
    facts.add_some("access level", lines.get(1).copied());
    for (index, resource) in lines.get(2..).unwrap_or_default().chunks_exact(2).enumerate() {
        let (kind, number) = (resource[0], index + 1);
        facts.add(format!("resource {number} type"), kind.trim_start_matches('*'));
        facts.add(format!("resource {number} arn"), resource[1]);
        facts.add(format!("resource {number} required"), yes_or_no(kind.starts_with('*')));
    }
}

pub(super) fn yes_or_no(is_so: bool) -> &'static str {
    if is_so { "yes" } else { "no" }
}

/// Rows of name, type, requiredness, the lines of a description, and an example.
fn read_parameters(lines: &[&str], facts: &mut Facts) {
    let is_row = |index: &usize| {
        let cell = |offset: usize| lines.get(index + offset).copied().unwrap_or_default();
        TYPES.contains(&cell(1)) && ["Yes", "No"].contains(&cell(2))
    };
    let starts: Vec<usize> = (0..lines.len()).filter(is_row).collect();
    let names: Vec<&str> = starts.iter().map(|start| lines[*start]).collect();
    facts.add("parameters", names.join(", "));
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(lines.len());
        read_parameter(&lines[*start..end], facts);
    }
}

fn read_parameter(row: &[&str], facts: &mut Facts) {
    let [name, kind, required, description @ .., example] = row else { return };
    let fact = |what: &str| format!("parameter {name} {what}");
    let values: Vec<&str> = description.iter().filter_map(|line| value(line)).collect();
    // The page calls a boolean that is written as text a string.
    let is_boolean = values == ["true", "false"];
    facts.add(fact("type"), if is_boolean { "boolean" } else { kind });
    facts.add(fact("required"), yes_or_no(*required == "Yes"));
    facts.add(fact("example"), *example);
    if !is_boolean && !values.is_empty() {
        facts.add(fact("values"), values.join(", "));
    }
    let prose = description.join(" ");
    facts.add_some(fact("default"), description.iter().find_map(|line| default(line)));
    facts.add_some(fact("characters"), prose.contains("only ASCII characters").then_some("ASCII"));
    facts.add_some(fact("longest"), between(&prose, "cannot exceed ", " characters"));
    let condition = between(&prose, "valid only when you set ", ".");
    facts.add_some(fact("only when"), condition.and_then(|text| text.split_once(" to ")).map(is));
}

/// The value that a line of a list begins with.
fn value(line: &str) -> Option<&str> {
    let (value, _) = line.strip_prefix('•')?.split_once(':')?;
    value.split_whitespace().next()
}

fn default(line: &str) -> Option<&str> {
    value(line).filter(|_| line.contains("(default)"))
}

fn is((name, value): (&str, &str)) -> String {
    format!("{name} is {value}")
}

/// What stands between two texts.
pub(super) fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(found, _)| found)
}

/// The first row has no name: it is the response itself.
fn read_response(lines: &[&str], facts: &mut Facts) {
    let starts = (1..lines.len()).filter(|index| TYPES.contains(&lines[*index]));
    for start in starts {
        let name = lines[start - 1];
        if let [kind, _, example, ..] = &lines[start..]
            && name != "object"
        {
            facts.add(format!("response {name} type"), *kind);
            facts.add(format!("response {name} example"), *example);
        }
    }
}

/// JSON without white space.
pub(super) fn compact(json: &str) -> String {
    serde_json::from_str::<serde_json::Value>(json)
        .map_or_else(|error| error.to_string(), |it| it.to_string())
}

/// Lines of status, code and message.
fn read_errors(lines: &[&str], facts: &mut Facts) {
    for line in lines {
        let mut words = line.split_whitespace();
        if let (Some(status), Some(code)) = (words.next(), words.next())
            && status.len() == 3
            && status.parse::<u16>().is_ok()
        {
            facts.add(format!("error {code} status"), status);
        }
    }
}
