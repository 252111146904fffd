//! What options change of what is printed, one option per fixture.

use acs_codegen::{Options, RequiredBy, Visibility};

use crate::generated::{part, print_with, snapshot};

const THING: &str = "parameters:\n  ThingId: {type: string, required: true}\n  Mode: {type: string, values: [Auto]}\n\
    response:\n  Size: {type: integer}\nerrors:\n  Busy: {status: 400}\n";

const OVERLAY: (&str, &str) = ("overlay.yaml", "texts:\n  Op: Does it.\n  Op.Mode: How it goes.\n");

fn print(options: &Options, path: &str) -> String {
    print_with(options, path, THING, &[OVERLAY])
}

#[test]
fn visible_in_the_crate_alone() {
    let options = Options { visibility: Visibility::Crate, ..Options::default() };
    let text = print(&options, "src/op.rs") + &print(&options, "src/lib.rs");
    let open: Vec<_> = text.lines().filter(|line| line.trim_start().starts_with("pub ")).collect();
    assert_eq!(open, ["pub use acs_runtime as runtime;"]);
    snapshot!("visibility", part(&text, "/// Does it.", "impl Operation"));
}

#[test]
fn one_line_instead_of_docs() {
    let options = Options { docs: false, ..Options::default() };
    let text = print(&options, "src/op.rs");
    assert!(!text.contains("Does it.") && !text.contains("How it goes."), "{text}");
    snapshot!("no-docs", text);
}

#[test]
fn required_parameters_are_checked_at_run_time() {
    let options = Options { required: RequiredBy::Runtime, ..Options::default() };
    let text = print(&options, "src/op.rs");
    assert!(!text.contains("required::"), "{text}");
    snapshot!("required-at-run-time", part(&text, "impl<'c>", "/// How"));
}

#[test]
fn requests_without_a_client() {
    let options = Options { client: false, ..Options::default() };
    let text = print(&options, "src/op.rs");
    snapshot!("no-client", part(&text, "/// Does it.", "/// The documented error"));
    snapshot!("no-client-root", print(&options, "src/lib.rs"));
}
