//! Requests and answers that people write themselves: by a spec, and by attributes.

mod answers;
mod by_attributes;
mod by_spec;
mod odd_fields;
