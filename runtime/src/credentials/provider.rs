//! What gets credentials: the trait, and the simplest of its implementations.

use std::fmt;
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::Arc;

use super::{Credentials, CredentialsError};
use crate::transport::Transport;

/// What a provider gives, at once or later.
pub type Providing<'p> = Pin<Box<dyn Future<Output = Result<Credentials, CredentialsError>> + Send + 'p>>;

/// Gets credentials.
///
/// A client asks when it has none yet, shortly before those that it has expire, and when the service does not take them any
/// more; in between it keeps them. So a provider need not keep anything itself, and says with [`Credentials::expiring_at`] when it
/// wants to be asked again.
///
/// ```
/// use std::time::{Duration, SystemTime};
///
/// use acs_runtime::credentials::{Credentials, CredentialsProvider, Providing};
/// use acs_runtime::transport::Transport;
///
/// /// Reads an access key that is changed every day from a vault.
/// #[derive(Debug)]
/// struct Vault;
///
/// impl CredentialsProvider for Vault {
///     fn provide<'p>(&'p self, _transport: &'p dyn Transport) -> Providing<'p> {
///         Box::pin(async {
///             let credentials = Credentials::new("id", "secret");
///             Ok(credentials.expiring_at(SystemTime::now() + Duration::from_secs(3600)))
///         })
///     }
/// }
/// ```
pub trait CredentialsProvider: fmt::Debug + Send + Sync {
    /// Gets new credentials. What is sent to get them goes through `transport`, the client's own.
    fn provide<'p>(&'p self, transport: &'p dyn Transport) -> Providing<'p>;

    /// The service takes these no longer, though they should hold. One that keeps credentials itself must get others when it
    /// is asked again, which is at once, and once per call.
    fn discard(&self, expired: &Credentials) {
        let _ = expired;
    }
}

impl CredentialsProvider for Credentials {
    fn provide<'p>(&'p self, _transport: &'p dyn Transport) -> Providing<'p> {
        Box::pin(ready(Ok(self.clone())))
    }
}

impl<P: CredentialsProvider + ?Sized> CredentialsProvider for Arc<P> {
    fn provide<'p>(&'p self, transport: &'p dyn Transport) -> Providing<'p> {
        (**self).provide(transport)
    }

    fn discard(&self, expired: &Credentials) {
        (**self).discard(expired);
    }
}

impl<P: CredentialsProvider + ?Sized> CredentialsProvider for Box<P> {
    fn provide<'p>(&'p self, transport: &'p dyn Transport) -> Providing<'p> {
        (**self).provide(transport)
    }

    fn discard(&self, expired: &Credentials) {
        (**self).discard(expired);
    }
}
