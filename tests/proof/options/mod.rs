//! Options of the generator, in code that was generated with them.

mod bare;
mod gone;
mod mocked;
mod own;
mod serde;
