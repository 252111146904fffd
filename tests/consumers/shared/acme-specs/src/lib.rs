//! Nothing but the specs that other crates generate from.
