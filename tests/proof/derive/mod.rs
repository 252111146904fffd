//! Requests and answers that people write themselves: by a spec, and by attributes.

mod by_attributes;
mod by_spec;
