//! The library as its adapters use it: from specs to what is printed, and to what is said.

mod generated;
mod layout;
mod lints;
mod names;
mod options;
mod products;
mod spec_readme;
