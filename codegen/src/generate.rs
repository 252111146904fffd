//! The whole pipeline in one function: [`generate`].

use acs_rules::Signing;

use crate::choices::choose;
use crate::diagnostic::{Diagnostic, Diagnostics, Level};
use crate::emit::emit;
use crate::excerpt::retain_read;
use crate::lower::{Arenas, lower};
use crate::model::Api;
use crate::options::Options;
use crate::package::Package;
use crate::parallel::Jobs;
use crate::read::read;
use crate::resolve::resolve;
use crate::select::{check_operations, retain_chosen, select};
use crate::sources::Sources;
use crate::{check, name};

/// What came out of a run.
#[derive(Clone, Debug)]
pub struct Generated {
    /// A package per product version, in the order of the folders.
    pub packages: Vec<Package>,
    /// What the documentation gets wrong.
    pub warnings: Diagnostics,
}

/// Generates a package per product version in `sources`.
///
/// # Errors
///
/// The diagnostics of the first stage that found an error in the specs, or an operation that does not exist.
pub fn generate(sources: &Sources, options: &Options) -> Result<Generated, Diagnostics> {
    check_operations(options)?;
    let Model { apis, mut warnings } = model_of(sources, options, Level::Error)?;
    check_runtime(options, sources)?;
    let apis = select(apis, options.operations.as_deref(), sources)?;
    let apis = if options.unsigned { apis } else { refuse_unsigned(apis, options, &mut warnings)? };
    options.jobs.begin("generating", operations(&apis));
    let packages = apis.iter().map(|api| generate_package(api, options));
    Ok(Generated { packages: packages.collect(), warnings })
}

fn operations(apis: &[Api]) -> usize {
    apis.iter().map(|api| api.operations.len()).sum()
}

fn generate_package(api: &Api, options: &Options) -> Package {
    let mut arenas = Arenas::new(api);
    let plan = lower(api, &mut arenas, options);
    Package::new(api, &plan, emit(&plan, &options.jobs), options)
}

/// The specs as a checked model, for everything that is driven by the same facts as the generated code.
#[derive(Clone, Debug)]
pub struct Model {
    /// The product versions, in the order of the folders.
    pub apis: Vec<Api>,
    /// What the documentation gets wrong.
    pub warnings: Diagnostics,
}

/// Whether specs are written as they are to be, whatever they say: the first stage of [`model`] alone.
///
/// # Errors
///
/// The first mistake of each file.
pub fn syntax(sources: &Sources) -> Result<(), Diagnostics> {
    read(sources, &Jobs::default()).map(|_| ())
}

/// Reads, resolves and checks the specs.
///
/// # Errors
///
/// The diagnostics of the first stage that found an error.
pub fn model(sources: &Sources) -> Result<Model, Diagnostics> {
    model_with(sources, &Jobs::default())
}

/// The same on so many threads.
///
/// # Errors
///
/// As [`model`].
pub fn model_with(sources: &Sources, jobs: &Jobs) -> Result<Model, Diagnostics> {
    model_where(sources, jobs, Level::Error)
}

/// The same where an entry of an overlay that names nothing is so bad.
pub(crate) fn model_where(sources: &Sources, jobs: &Jobs, stale: Level) -> Result<Model, Diagnostics> {
    model_of(sources, &Options { jobs: jobs.clone(), ..Options::default() }, stale)
}

fn model_of(sources: &Sources, options: &Options, stale: Level) -> Result<Model, Diagnostics> {
    let jobs = &options.jobs;
    let mut raw = read(sources, jobs)?;
    let is_excerpt = !sources.chosen().is_empty();
    if is_excerpt {
        raw.iter_mut().for_each(|api| retain_read(api, sources.chosen()));
    }
    let (mut apis, mut warnings) = resolve(&raw, sources, jobs, stale)?;
    drop(raw);
    choose(&mut apis, options, sources)?;
    jobs.begin("checking", operations(&apis));
    check::check(&apis, &mut warnings, jobs);
    warnings.propagate()?;
    if is_excerpt {
        // What is polled may be in a file that nobody asked for.
        warnings.retain(|diagnostic| diagnostic.code != "unknown-poll");
    }
    if let Some(chosen) = &options.operations {
        retain_chosen(&mut warnings, &apis, chosen);
    }
    name::settle_apis(&mut apis);
    // A type that no operation reaches is no part of what can be called.
    Ok(Model { apis: apis.into_iter().map(Api::retain_reachable).collect(), warnings })
}

fn check_runtime(options: &Options, sources: &Sources) -> Result<(), Diagnostics> {
    let from_root = ["::", "crate::"].iter().find_map(|root| options.runtime.strip_prefix(root));
    let path = from_root.unwrap_or(&options.runtime);
    if options.runtime == "crate" || path.split("::").all(name::is_ident) {
        return Ok(());
    }
    let mut diagnostics = Diagnostics::new(sources);
    let message = format!("`{}` is no path of a crate", options.runtime);
    let help = "write it from the root of a crate, such as `acs_runtime` or `crate::runtime`, for it stands in several modules";
    diagnostics.push(Diagnostic::error("runtime-path", message).help(help));
    Err(diagnostics)
}

/// What is said of a product that is not generated.
pub(crate) const LEFT_OUT: &str = "signing";

/// Leaves out the products whose signature the runtime does not have, with a warning each; an error where nothing else
/// was asked for, or where one of their operations was.
fn refuse_unsigned(
    apis: Vec<Api>,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<Api>, Diagnostics> {
    let (refused, kept): (Vec<Api>, Vec<Api>) = apis.into_iter().partition(|api| api.signing == Signing::Own);
    let is_asked_for = options.operations.is_some() || kept.is_empty();
    for api in &refused {
        let message =
            format!("`{}` has a signature of its own, which the runtime does not have", api.product);
        let diagnostic = match is_asked_for {
            true => Diagnostic::error(LEFT_OUT, message),
            false => Diagnostic::warning(LEFT_OUT, message + "; it is not generated"),
        };
        let help = "`--unsigned`, in a build script `unsigned()`, in a macro `unsigned: true`, generates its requests, \
            which are then signed by other means";
        diagnostics.push(diagnostic.at(api.origin).help(help));
    }
    diagnostics.propagate().map(|()| kept)
}
