//! Keeps `tracing` from losing events that a test listens to while others run beside it.

use std::sync::LazyLock;

use tracing::Dispatch;
use tracing::subscriber::NoSubscriber;

/// With a single listener, `tracing` asks the thread that comes to an event first whether anybody is interested, and no lock keeps
/// that answer from replacing the one of a thread that has begun to listen meanwhile. With two there is such a lock.
static QUIET: LazyLock<[Dispatch; 2]> =
    LazyLock::new(|| [NoSubscriber::new(), NoSubscriber::new()].map(Dispatch::new));

/// Sees to it that there are two listeners at least, for as long as the process lives.
pub(crate) fn keep_two() {
    LazyLock::force(&QUIET);
}
