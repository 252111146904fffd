//! check: lints over the model. One function, one code, one bad fixture (`tests/lints/`) each.
//!
//! An error says that our spec is wrong; a warning says that the documentation is, and generation goes on.

mod completion;
mod conditions;
mod names;
mod operations;
mod paging;
mod rules;

pub(crate) use names::TAKEN;

use crate::diagnostic::Diagnostics;
use crate::model::{Api, Field, Operation, Type};
use crate::parallel::{self, Jobs};

/// Runs every lint over every operation.
pub(crate) fn check(apis: &[Api], diagnostics: &mut Diagnostics, jobs: &Jobs) {
    operations::check_duplicate_product(apis, diagnostics);
    names::check_package_clash(apis, diagnostics);
    for api in apis {
        operations::check_product_name(api, diagnostics);
        operations::check_file_names(api, diagnostics);
        names::check_operation_clash(api, diagnostics);
        names::check_shared_clash(api, diagnostics);
        for shared in &api.types {
            names::check_name_clash(&shared.fields, diagnostics);
            shared.fields.iter().for_each(|field| check_field(field, diagnostics));
        }
        let found = parallel::map(jobs, &api.operations, |op| {
            let mut diagnostics = Diagnostics::default();
            check_operation(api, op, &mut diagnostics);
            diagnostics
        });
        found.into_iter().for_each(|found| diagnostics.append(found));
    }
}

fn check_operation(api: &Api, op: &Operation, diagnostics: &mut Diagnostics) {
    operations::check_roles(op, diagnostics);
    operations::check_codes(op, diagnostics);
    operations::check_example(op, diagnostics);
    conditions::check_conditions(op, diagnostics);
    conditions::check_cross_rules(op, diagnostics);
    completion::check_poll(api, op, diagnostics);
    completion::check_poll_parameters(api, op, diagnostics);
    completion::check_state(api, op, diagnostics);
    paging::check_paging(api, op, diagnostics);
    paging::check_unpaged(op, diagnostics);
    names::check_name_clash(&op.parameters, diagnostics);
    names::check_name_clash(op.response.fields(), diagnostics);
    names::check_code_clash(op, diagnostics);
    names::check_type_clash(op, diagnostics);
    names::check_empty_name(&op.parameters, diagnostics);
    for field in all_fields(op) {
        check_field(field, diagnostics);
    }
}

fn check_field(field: &Field, diagnostics: &mut Diagnostics) {
    rules::check_rule_type(field, diagnostics);
    rules::check_bounds(field, diagnostics);
    rules::check_pattern(field, diagnostics);
    rules::check_values(field, diagnostics);
    rules::check_default(field, diagnostics);
    rules::check_example(field, diagnostics);
    names::check_value_clash(field, diagnostics);
    for nested in field.children() {
        check_field(nested, diagnostics);
    }
    if let Type::Object(fields) = &field.ty {
        names::check_name_clash(fields, diagnostics);
        names::check_empty_name(fields, diagnostics);
    }
}

fn all_fields(op: &Operation) -> impl Iterator<Item = &Field> {
    op.parameters.iter().chain(op.response.fields())
}
