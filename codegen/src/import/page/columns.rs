//! What a column of a table holds, by its heading: the words have changed over the years.

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Name,
    Type,
    Required,
    /// The opposite of `Required`.
    Optional,
    Place,
    Example,
    Description,
    Status,
    Code,
    Message,
    Action,
    Access,
    Resource,
    ConditionKey,
    DependentAction,
}

const COLUMNS: &[(Column, &[&str])] = &[
    (Column::Name, &["parameter", "parameters", "name", "parameter name", "element", "field", "field name"]),
    (Column::Type, &["type", "data type", "parameter type"]),
    (Column::Required, &["required", "mandatory", "required or not", "is required"]),
    (Column::Optional, &["optional"]),
    (Column::Place, &["in", "position", "location", "parameter location"]),
    (Column::Example, &["example", "example value", "sample value", "sample", "sample values"]),
    (Column::Description, &["description", "descriptions", "meaning"]),
    (
        Column::Status,
        &["httpcode", "http code", "http status code", "http status", "status code", "httpstatuscode"],
    ),
    (Column::Code, &["error code", "errorcode", "code", "error"]),
    (Column::Message, &["error message", "errormessage", "message"]),
    (Column::Action, &["action", "operation", "api"]),
    (Column::Access, &["access level", "access type"]),
    (Column::Resource, &["resource type", "resource", "resources", "resource arn"]),
    (Column::ConditionKey, &["condition key", "condition keys", "condition keyword"]),
    (
        Column::DependentAction,
        &["dependent action", "dependent actions", "associated operation", "associated operations"],
    ),
];

/// The column of a heading.
pub(super) fn column(heading: &str) -> Option<Column> {
    let heading = heading.trim().trim_end_matches(['?', '？', ':', '：']).trim_end().to_lowercase();
    COLUMNS.iter().find(|(_, names)| names.contains(&heading.as_str())).map(|(column, _)| *column)
}

/// Whether a parameter is required, from the cell of its row.
pub(super) fn read_required(column: Column, cell: &str) -> Option<bool> {
    let said = match cell.trim().to_lowercase().as_str() {
        "yes" | "true" | "required" | "y" => true,
        "no" | "false" | "optional" | "n" => false,
        _ => return None,
    };
    Some(said != (column == Column::Optional))
}
