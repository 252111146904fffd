//! Cases of changes: two states of a made-up product, code of somebody who uses what changes, and the verdicts.
//!
//! A file of `cases/` has both states as spec files, of the new one those that differ (`null` for one that is gone); what every file
//! begins with is left out. `call` shows the verdict on calls, where an emulator can show it.
//!
//! The tests hold what `acsgen diff` says of a case against the compiler, which builds the user against what both states print,
//! and against an emulator of the new state, which gets a call that the old one accepts. `tests/semver-checks` holds
//! it against cargo-semver-checks.

mod case;
mod project;
mod state;

pub use case::{Call, Case, Now, Said, SemverChecks, cases};
pub use project::Project;
pub use state::State;

/// What may go wrong with a case or a build.
pub type Failure = Box<dyn std::error::Error>;
