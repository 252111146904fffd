//! Wait: a call that sets something in motion, until that has come to its end.

use crate::Operation;

/// An operation that goes on after its answer, and whose end can be waited for. Generated code implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be waited for",
    note = "an overlay must say for its `completion` where the state stands and what ends the wait well, and the operation \
            that is polled must be generated, too"
)]
pub trait Waitable: Operation {
    /// The operation that is polled.
    type Poll: Operation;
}
