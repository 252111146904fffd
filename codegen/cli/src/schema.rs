//! `acsgen schema`.

use acs_codegen::schema::schemas;
use acs_codegen::{HEADER, Target, compare, write};

use crate::args::SchemaArgs;
use crate::report::{Failure, Report};

pub(crate) fn run(args: &SchemaArgs, report: &mut Report) -> Result<(), Failure> {
    let files = schemas();
    let target = Target { folder: &args.out, header: HEADER, owned: &[] };
    let changes = if args.check { compare(&files, target)? } else { write(&files, target)? };
    report.changes(&changes, args.check)
}
