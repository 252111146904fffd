//! The library as its adapters use it: from specs to what is printed, and to what is said.

mod generated;
mod lints;
mod names;
mod spec_readme;
