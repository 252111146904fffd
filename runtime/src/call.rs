//! A call: one request to one client, from the first setter to the answer.

mod attempts;
mod block;
mod drive;
mod future;
mod options;
mod pages;
mod prepare;
mod reply;
mod streamed;
mod untyped;
mod wait;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use acs_rules::{Role, Violation};
use bytes::Bytes;

use crate::client::Client;
use crate::credentials::Credentials;
use crate::encode::Writer;
use crate::random::RandomId;
use crate::retry::Retry;
use crate::sign::{SignedRequest, Signer};
use crate::transport::Body;
use crate::{Error, Operation, Raw};

pub use future::{DryRun, Send, SendWithRaw};
pub use pages::{Each, Items, Paged, Pages};
pub use reply::Reply;
pub use streamed::{NextChunk, SendStreamed, Streamed};
pub use untyped::{SendUntyped, Untyped};
pub use wait::{Completed, Progress, Wait, Waitable};

use drive::{Deadline, within};
use future::Run;
use options::{Options, Token};
use prepare::{Prepared, intercept};

/// Marks a required parameter that was set.
#[derive(Debug)]
pub enum Set {}

/// Marks a required parameter that was not set yet.
#[derive(Debug)]
pub enum Unset {}

/// Whether the required parameter `P` was set; what `send` of a generated call asks for each of them.
#[diagnostic::on_unimplemented(
    message = "required parameter `{P}` was not set",
    label = "`{P}` must be set before this",
    note = "call its setter, or fill the request and pass it to `client.call(request)`, which checks at run time"
)]
pub trait Provided<P> {}

impl<P> Provided<P> for Set {}

/// A request of operation `O` on its way to a client.
///
/// `S` tells which required parameters were set, for the fluent types of generated code; they give the plain `Call` out
/// with `prepare()`, and everything but the parameters is set there. A clone is the same logical call: it carries the
/// same idempotency token.
#[must_use = "a call does nothing until it is sent"]
pub struct Call<'c, O, S = ()> {
    client: &'c Client,
    /// For setters of generated code, thousands of which are cheaper to compile without a call.
    #[doc(hidden)]
    pub request: O,
    options: Options,
    state: PhantomData<fn() -> S>,
}

impl<'c, O: Operation, S> Call<'c, O, S> {
    /// A call with a blank request.
    pub fn new(client: &'c Client) -> Self {
        Self::with_request(client, O::default())
    }

    pub(crate) fn with_request(client: &'c Client, request: O) -> Self {
        let options = Options::new(O::SPEC.role(Role::IdempotencyToken).is_some());
        Self { client, request, options, state: PhantomData }
    }

    /// The call without what is known about its parameters; it is checked when it is sent.
    pub fn prepare(self) -> Call<'c, O> {
        self.known()
    }

    /// Sends the request.
    pub fn send(self) -> Send<'c, O> {
        Send::new(self.run(false))
    }

    /// Asks the service whether it would carry the request out, without carrying it out. It has an idempotency token of
    /// its own, unless the request has one.
    pub fn dry_run(self) -> DryRun<'c, O> {
        DryRun::new(self.run(true))
    }

    fn run(&self, is_dry_run: bool) -> Run<'c> {
        let prepared = Prepared::new(self.client, O::SPEC, &self.options, self.written(), is_dry_run);
        Run::new(self.client, O::SPEC, prepared)
    }

    fn written(&self) -> Writer<'_> {
        // Room for the parameters that roles fill in.
        let mut to = Writer::with_capacity(O::SPEC.parameters.len());
        self.request.write(&mut to);
        to
    }
}

impl<'c, O, S> Call<'c, O, S> {
    /// The request, to be changed.
    pub fn request_mut(&mut self) -> &mut O {
        &mut self.request
    }

    /// The same call, of whose parameters something else is known; for setters of generated code.
    #[doc(hidden)]
    pub fn known<T>(self) -> Call<'c, O, T> {
        Call { client: self.client, request: self.request, options: self.options, state: PhantomData }
    }
}

impl<'c, O: Operation> Call<'c, O> {
    /// Adds a parameter that the types do not know, or overrides one that they do, by its wire name. It is sent as this
    /// text, and not checked.
    ///
    /// One that is not documented goes to the query, or to the body where all documented ones do.
    pub fn with_param(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options.params.push((name.into(), value.into()));
        self
    }

    /// Adds a header, in place of one that a parameter makes. It is signed if the signature covers such headers: that of V3
    /// covers `x-acs-*`.
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options.headers.push((name.into().to_ascii_lowercase(), value.into()));
        self
    }

    /// Sends the call to another region than the client's, and fills parameters of that role with it.
    pub fn with_region(mut self, region: impl Into<String>) -> Self {
        self.options.region = Some(region.into());
        self
    }

    /// Sends the call elsewhere: an endpoint as [`Builder::endpoint`](crate::client::Builder::endpoint) takes it.
    pub fn with_endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.options.endpoint = Some(endpoint.into());
        self
    }

    /// Gives the call an idempotency token, in place of that of the request: one that was kept from before a restart makes
    /// this the same call as then. An error of the call where the operation takes none.
    pub fn with_idempotency_token(mut self, token: impl Into<String>) -> Self {
        self.options.token = Token::Given(token.into());
        self
    }

    /// The idempotency token that the call will carry, to be kept before it is sent; none where the operation takes none.
    pub fn idempotency_token(&self) -> Option<String> {
        prepare::token(O::SPEC, &self.options, self.written())
    }

    /// How the call is repeated where that is safe: a [`RetryPolicy`](crate::retry::RetryPolicy), or one of your own.
    pub fn with_retry(mut self, retry: impl Retry + 'static) -> Self {
        self.options.retry = Some(Arc::new(retry));
        self
    }

    /// How long the call may take with all its attempts and waits, and with getting credentials.
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// How long to wait for the answer to one attempt.
    pub fn with_attempt_timeout(mut self, timeout: Duration) -> Self {
        self.options.attempt_timeout = Some(timeout);
        self
    }

    /// Sends this as the body, in place of the parameter that is one: a file, or another source that need not fit into memory.
    /// It must be sent within the time of an attempt. An error of the call where the operation has no body of its own.
    pub fn with_body(mut self, body: impl Into<Body>) -> Self {
        self.options.body = Some(body.into());
        self
    }

    /// Whether the request is checked before it is sent.
    pub fn with_checks(mut self, checks: bool) -> Self {
        self.options.checks = Some(checks);
        self
    }

    /// The request as it stands.
    pub fn request(&self) -> &O {
        &self.request
    }

    /// Gives the request back.
    pub fn into_request(self) -> O {
        self.request
    }

    /// All documented rules that the request breaks, warnings included; also with checks turned off.
    pub fn validate(&self) -> Vec<Violation> {
        prepare::validate(self.client, O::SPEC, &self.options, self.written())
    }

    /// The signed request, not sent. Its address and headers hold all parameters and the security token, and its `Debug`
    /// shows them. Interceptors see it as they see a first attempt, before it is signed; so it is with the two below.
    ///
    /// # Errors
    ///
    /// When the request breaks a rule, cannot be put into words, is stopped by an interceptor, or there are no credentials
    /// within the time of the call.
    pub async fn sign(&self) -> Result<http::Request<Bytes>, Error> {
        let prepared = self.prepared()?;
        let signed = async {
            let (settings, deadline) = (self.client.settings(), Deadline::after(prepared.timeout));
            let credentials = prepared.credentials(self.client);
            let credentials = within(deadline, settings.transport.as_ref(), credentials).await??;
            prepared.sign(&prepared.layout, credentials.as_ref(), settings.clock.now())
        };
        Ok(signed.await.map_err(|error| error.of(O::SPEC))?.request)
    }

    /// The signed request, not sent, with a given credential, time and nonce, and the values that led to the signature.
    ///
    /// # Errors
    ///
    /// When the request breaks a rule, or cannot be put into words.
    pub fn sign_with(
        &self,
        credentials: &Credentials,
        time: SystemTime,
        nonce: &str,
    ) -> Result<SignedRequest, Error> {
        let prepared = self.prepared()?;
        let signer = Signer { endpoint: &prepared.endpoint, credentials: Some(credentials), time, nonce };
        signer.sign(O::SPEC, &prepared.layout).map_err(|error| error.of(O::SPEC))
    }

    /// The request without a signature, not sent: for products with a signature of their own, which the runtime does not
    /// have, and whoever signs by other means. Its address and headers hold all parameters, and its `Debug` shows them.
    ///
    /// # Errors
    ///
    /// When the request breaks a rule, or cannot be put into words.
    pub fn unsigned(&self) -> Result<http::Request<Bytes>, Error> {
        let nonce = RandomId::new().nonce();
        let (prepared, time) = (self.prepared()?, SystemTime::now());
        let signer = Signer { endpoint: &prepared.endpoint, credentials: None, time, nonce: nonce.as_str() };
        signer.unsigned(O::SPEC, &prepared.layout).map_err(|error| error.of(O::SPEC))
    }

    /// Sends the request, and gives the answer as it came beside the response.
    pub fn send_with_raw(self) -> SendWithRaw<'c, O> {
        SendWithRaw::new(self.run(false))
    }

    /// Sends the request, and leaves the body of the answer to be read while it comes. It is not decoded, nor looked at for an
    /// error, save where the status is one. The time of the call ends with the head; each part has the time of an attempt.
    pub fn send_streamed(self) -> SendStreamed<'c, O> {
        let prepared = Prepared::new(self.client, O::SPEC, &self.options, self.written(), false);
        let prepared = prepared.map(|prepared| Prepared { is_streamed: true, ..prepared });
        SendStreamed::new(Run::new(self.client, O::SPEC, prepared))
    }

    fn prepared(&self) -> Result<Prepared, Error> {
        if self.options.body.is_some() {
            let problem =
                "the body is read while it is sent, so that the request cannot be had without sending it";
            return Err(Error::configuration(problem).of(O::SPEC));
        }
        let mut prepared = Prepared::new(self.client, O::SPEC, &self.options, self.written(), false)?;
        // What is not sent by the client is to be what it would have sent.
        intercept(self.client, O::SPEC, 1, &mut prepared.layout).map_err(|error| error.of(O::SPEC))?;
        Ok(prepared)
    }
}

/// A response, and the HTTP response that it was read from.
#[derive(Clone, Debug)]
pub struct Answer<T> {
    /// The response.
    pub response: T,
    /// Status, headers and body as they came.
    pub raw: Raw,
}

impl<O: Clone, S> Clone for Call<'_, O, S> {
    fn clone(&self) -> Self {
        Self {
            client: self.client,
            request: self.request.clone(),
            options: self.options.clone(),
            state: PhantomData,
        }
    }
}

impl<O: Operation, S> fmt::Debug for Call<'_, O, S> {
    /// Leaves the parameters out, for they may be secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("operation", &O::SPEC.name).finish_non_exhaustive()
    }
}
