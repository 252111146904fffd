//! A call of an operation that no code was generated for: its name and its parameters are given as texts and JSON.

mod table;

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use acs_rules::{OperationSpec, ProductSpec};

use self::table::{BODY, Shape};
use super::block::block_on;
use super::future::Run;
use super::options::{Options, Token};
use super::prepare::Prepared;
use crate::client::{Builder, Client};
use crate::encode::{Writer, from_json};
use crate::retry::Retry;
use crate::{Error, Json, decode};

impl Client {
    /// Builds a client of a product that no code was generated for, by its code and API version, for
    /// [untyped](Self::untyped) calls. Hosts are `<product>.<region>.aliyuncs.com` unless an endpoint is given; requests have
    /// signature V3.
    pub fn of(product: &str, version: &str) -> Builder<Client> {
        Self::builder(table::product(product, version))
    }

    /// A call of an operation of the client's product by name, for operations that no code was generated for. It is signed,
    /// repeated and told of like any other, but not checked, for nothing is known about it.
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), acs_runtime::Error> {
    /// let client = acs_runtime::Client::of("Ecs", "2014-05-26").region("cn-hangzhou").build()?;
    /// let call = client.untyped("DescribeInstances").reads().param("RegionId", "cn-hangzhou");
    /// let response = call.param("InstanceIds", vec!["i-1", "i-2"]).send().await?;
    /// println!("{}", response["TotalCount"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn untyped(&self, operation: impl Into<String>) -> Untyped<'_> {
        let product = self.settings().product;
        Untyped {
            client: self,
            product,
            shape: Shape::rpc(product, operation.into()),
            params: Vec::new(),
            options: Options::new(false),
        }
    }
}

/// A call of an operation that no code was generated for, being filled in.
///
/// What tells operations apart, their names and paths and the names of form parameters, is kept as long as the program runs,
/// once for each that differs: it must not come from a loop that invents names.
#[must_use = "a call does nothing until it is sent"]
pub struct Untyped<'c> {
    client: &'c Client,
    product: &'static ProductSpec<'static>,
    shape: Shape,
    params: Vec<(String, Json)>,
    options: Options,
}

impl<'c> Untyped<'c> {
    /// Makes it an operation of style ROA, with a method and a path such as `/clusters/{ClusterId}`; each `{Name}` is filled
    /// with the parameter of this name. Without, it is of style RPC: a POST to `/`.
    pub fn roa(mut self, method: impl Into<String>, path: impl Into<String>) -> Self {
        self.shape.roa(method.into(), path.into());
        self
    }

    /// The operation only reads, so that it may be sent again when an attempt fails.
    pub fn reads(mut self) -> Self {
        self.shape.is_read = true;
        self
    }

    /// The name of the operation's idempotency token, which is filled in unless it is given, and makes it safe to send again.
    pub fn idempotent_by(mut self, parameter: impl Into<String>) -> Self {
        self.shape.token = Some(parameter.into());
        if matches!(self.options.token, Token::None) {
            self.options.token = Options::new(true).token;
        }
        self
    }

    /// Sets a parameter: in the path if it has a place there, else in the query. Lists and objects become dotted names.
    pub fn param(mut self, name: impl Into<String>, value: impl Into<Json>) -> Self {
        self.params.push((name.into(), value.into()));
        self
    }

    /// Sets a parameter in a form, which becomes the body.
    pub fn form(mut self, name: impl Into<String>, value: impl Into<Json>) -> Self {
        let name = name.into();
        self.shape.form.insert(name.clone());
        self.param(name, value)
    }

    /// Sets the body, as JSON.
    pub fn body(mut self, body: impl Into<Json>) -> Self {
        self.shape.has_body = true;
        self.param(BODY, body)
    }

    /// Adds a header; as [`Call::with_header`](super::Call::with_header).
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options.headers.push((name.into().to_ascii_lowercase(), value.into()));
        self
    }

    /// Sends the call elsewhere; as [`Call::with_endpoint`](super::Call::with_endpoint).
    pub fn with_endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.options.endpoint = Some(endpoint.into());
        self
    }

    /// How the call is repeated where that is safe.
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

    /// Sends the request. The answer is JSON; null where it is empty.
    pub fn send(self) -> SendUntyped<'c> {
        let spec = self.shape.spec(self.product);
        let fields = self.params.into_iter().map(|(name, value)| (name.into(), from_json(value)));
        let written = Writer::of(fields.collect());
        let mut prepared = Prepared::new(self.client, spec, &self.options, written, false);
        if let Ok(prepared) = &mut prepared {
            prepared.is_repeatable |= self.shape.is_read;
        }
        SendUntyped { run: Run::new(self.client, spec, prepared), spec }
    }
}

impl fmt::Debug for Untyped<'_> {
    /// Leaves the parameters out, for they may be secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Untyped").field("operation", &self.shape.name).finish_non_exhaustive()
    }
}

/// The answer of an untyped call, when it comes.
#[must_use = "a call is not sent until it is awaited"]
pub struct SendUntyped<'c> {
    run: Run<'c>,
    spec: &'static OperationSpec<'static>,
}

impl SendUntyped<'_> {
    /// Waits for it on this thread, without a runtime; as [`Send::wait`](super::Send::wait).
    ///
    /// # Errors
    ///
    /// As awaiting does, and where the client is asynchronous.
    pub fn wait(self) -> Result<Json, Error> {
        self.run.check_blocking().map_err(|error| error.of(self.spec))?;
        block_on(self)
    }
}

impl Future for SendUntyped<'_> {
    type Output = Result<Json, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let raw = ready!(self.run.poll(context))?;
        if raw.body().trim_ascii().is_empty() {
            return Poll::Ready(Ok(Json::Null));
        }
        Poll::Ready(decode::decode(raw.body()).map_err(|error| Error::decode(self.spec, error, raw)))
    }
}

impl fmt::Debug for SendUntyped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SendUntyped").field("operation", &self.spec.name).finish_non_exhaustive()
    }
}
