//! What serde is told: names on the wire, and what may be left out.

use super::printer::Printer;
use crate::plan::{FieldPlan, Side};

/// The rest of a list of derives.
pub(super) fn emit_derives(p: &mut Printer<'_>) {
    for of in ["serde::Deserialize", "serde::Serialize"] {
        p.text(", ");
        p.path(of);
    }
}

/// Where serde is, that everything may be left out, and that what requests hold has no other names.
pub(super) fn emit_container(p: &mut Printer<'_>, side: Side) {
    let path = format!("{}::serde", p.scope.around.runtime);
    p.text("#[serde(crate = ");
    p.literal(&path);
    p.text(", default");
    if side != Side::Response {
        p.text(", deny_unknown_fields");
    }
    p.line(")]");
}

/// The name on the wire; what is absent is not written.
pub(super) fn emit_field(p: &mut Printer<'_>, field: &FieldPlan<'_>) {
    p.text("#[serde(rename = ");
    p.literal(field.wire);
    if field.optional {
        p.text(", skip_serializing_if = \"Option::is_none\"");
    }
    p.line(")]");
}

/// An open enum, by its text.
pub(super) fn emit_text(p: &mut Printer<'_>, name: &str) {
    p.item();
    p.start_macro("serde_text");
    p.text(name);
    p.end_macro();
}
