//! `acsgen check`.

use acs_codegen::{Model, Sources, model_with};

use crate::args::CheckArgs;
use crate::report::{Failure, Report, count};

pub(crate) fn run(args: &CheckArgs, report: &mut Report) -> Result<(), Failure> {
    let jobs = report.start("checking");
    let sources = Sources::load(&args.specs)?;
    let Model { apis, warnings } = model_with(&sources, &jobs)?;
    report.warnings(&warnings);
    for api in &apis {
        let operations = count(api.operations.len(), "operation");
        report.result(&format!("{} {}: {operations}", api.product, api.version));
    }
    Ok(())
}
