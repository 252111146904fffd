//! A client: an endpoint, credentials, a transport and limits, shared by all calls.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use acs_rules::ProductSpec;

use crate::call::Call;
use crate::clock::Clock;
use crate::credentials::{Credentials, DefaultChain, SharedCredentials};
use crate::endpoint::Endpoint;
use crate::guard::Guards;
use crate::interceptor::Interceptor;
use crate::retry::{Retry, RetryBudget, RetryPolicy};
use crate::transport::proxy::Proxies;
use crate::transport::{self, Network, Transport};
use crate::{Error, Operation};

/// Makes calls to one product. Cloning is cheap, and clones share their connections.
#[derive(Clone, Debug)]
pub struct Client(Arc<Settings>);

/// What a client was built with.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) product: &'static ProductSpec<'static>,
    pub(crate) endpoint: Endpoint,
    pub(crate) region: Option<String>,
    /// None for a client that does not sign.
    pub(crate) credentials: Option<SharedCredentials>,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) limits: Limits,
    pub(crate) checks: bool,
    pub(crate) guards: Guards,
    pub(crate) retry: Arc<dyn Retry>,
    pub(crate) budget: RetryBudget,
    pub(crate) interceptors: Vec<Arc<dyn Interceptor>>,
    pub(crate) clock: Clock,
    /// What the endpoint was resolved for; none where it was given.
    network: Option<String>,
}

/// How long calls may take and how much they may answer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) attempt: Duration,
    pub(crate) total: Duration,
    pub(crate) body: usize,
}

impl Limits {
    /// One attempt as long as in the official clients, and room for several.
    const DEFAULT: Self =
        Self { attempt: Duration::from_secs(10), total: Duration::from_secs(60), body: 64 << 20 };
}

impl Client {
    /// Builds a client of a product.
    pub fn builder(product: &'static ProductSpec<'static>) -> Builder<Self> {
        Builder::new(product)
    }

    /// A call with this request, to be sent, signed, checked or tried out.
    pub fn call<O: Operation>(&self, request: O) -> Call<'_, O> {
        Call::with_request(self, request)
    }

    /// Where requests go.
    pub fn endpoint(&self) -> &Endpoint {
        &self.0.endpoint
    }

    /// The region, which fills parameters of that role.
    pub fn region(&self) -> Option<&str> {
        self.0.region.as_deref()
    }

    /// What decides whether a call is attempted again.
    pub fn retry(&self) -> &dyn Retry {
        self.0.retry.as_ref()
    }

    /// What is left for retries of all calls.
    pub fn retry_budget(&self) -> &RetryBudget {
        &self.0.budget
    }

    /// The endpoint of another region; the same one where the client was given an endpoint.
    pub(crate) fn endpoint_in(&self, region: &str) -> Result<Endpoint, Error> {
        match &self.0.network {
            Some(network) => Ok(Endpoint::resolve(self.0.product, Some(region), network)?),
            None => Ok(self.0.endpoint.clone()),
        }
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.0
    }
}

/// Builds a client: of this crate, or one of generated code, which wraps it.
///
/// What is not given comes from the environment: credentials from the [`DefaultChain`], which is asked by the first call that
/// is signed, the region from `ALIBABA_CLOUD_REGION_ID`.
#[must_use = "a builder does nothing until `build` is called"]
pub struct Builder<C> {
    product: &'static ProductSpec<'static>,
    endpoint: Option<String>,
    region: Option<String>,
    network: String,
    credentials: Option<SharedCredentials>,
    is_anonymous: bool,
    transport: Option<Arc<dyn Transport>>,
    is_blocking: bool,
    connections: Network,
    proxies: Option<Proxies>,
    limits: Limits,
    checks: bool,
    guards: Guards,
    retry: Arc<dyn Retry>,
    retry_tokens: u32,
    interceptors: Vec<Arc<dyn Interceptor>>,
    client: PhantomData<fn() -> C>,
}

impl<C: From<Client>> Builder<C> {
    /// A builder for a product.
    pub fn new(product: &'static ProductSpec<'static>) -> Self {
        Self {
            product,
            endpoint: None,
            region: None,
            network: String::new(),
            credentials: None,
            is_anonymous: false,
            transport: None,
            is_blocking: cfg!(not(feature = "reqwest")),
            connections: Network::default(),
            proxies: None,
            limits: Limits::DEFAULT,
            checks: true,
            guards: Guards::default(),
            retry: Arc::new(RetryPolicy::default()),
            retry_tokens: RetryBudget::DEFAULT,
            interceptors: Vec::new(),
            client: PhantomData,
        }
    }

    /// The region, such as `cn-hangzhou`: it decides the endpoint, and fills parameters of that role.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// The network that requests come from, such as `vpc` for a machine inside one: it decides which of the region's
    /// endpoints is taken, as [`Endpoint::resolve`] says; `public` when not set.
    pub fn network(mut self, network: impl Into<String>) -> Self {
        self.network = network.into();
        self
    }

    /// Where requests go, instead of the region's endpoint: `https://example.com`, a host alone, or
    /// `http://127.0.0.1:8080`.
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.endpoint = Some(endpoint.into());
        self
    }

    /// Signs with an access key.
    pub fn access_key(self, id: impl Into<String>, secret: impl Into<String>) -> Self {
        self.credentials(Credentials::new(id, secret))
    }

    /// Signs with these credentials, or with those of a provider, which are kept and renewed as [`SharedCredentials`] are.
    pub fn credentials(mut self, credentials: impl Into<SharedCredentials>) -> Self {
        self.credentials = Some(credentials.into());
        self
    }

    /// Does not sign: for operations that need no signature.
    pub fn anonymous(mut self) -> Self {
        self.is_anonymous = true;
        self
    }

    /// How long to wait for a connection; 5 seconds when not set.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connections.connect_timeout = timeout;
        self
    }

    /// How long a connection without a request is kept; 8 seconds when not set, as [`Network`] says.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.connections.idle_timeout = timeout;
        self
    }

    /// The proxies to go through, instead of those that the environment names.
    pub fn proxies(mut self, proxies: Proxies) -> Self {
        self.proxies = Some(proxies);
        self
    }

    /// Trusts these authorities, certificates in PEM, instead of those that the system does.
    pub fn certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.connections.certificates = Some(pem.into());
        self
    }

    /// Makes a client whose calls block their thread, and are waited for with `wait()` instead of awaited. Its transport is
    /// [`UreqTransport`](transport::UreqTransport); it is the default where the feature `reqwest` is off.
    #[cfg(feature = "blocking")]
    pub fn blocking(mut self) -> Self {
        self.is_blocking = true;
        self
    }

    /// How long to wait for the answer to one attempt; 10 seconds when not set.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.limits.attempt = timeout;
        self
    }

    /// How long a call may take with all its attempts and waits, and with getting credentials; 60 seconds when not set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.total = timeout;
        self
    }

    /// The most bytes that the body of an answer may have; 64 MiB when not set.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.limits.body = bytes;
        self
    }

    /// Whether requests are checked before they are sent; they are when not set.
    pub fn checks(mut self, checks: bool) -> Self {
        self.checks = checks;
        self
    }

    /// Refuses every operation that is not sure to change nothing: its documented access level and the verb of its name
    /// must both say that it reads. Nothing is sent, and no credentials are asked for; so it is with the guards below. A dry
    /// run is refused, too.
    pub fn read_only(mut self) -> Self {
        self.guards.read_only = true;
        self
    }

    /// Refuses operations that are documented to cost money, themselves or by what they create. Where the documentation
    /// says nothing of it, the operation passes.
    pub fn deny_paid(mut self) -> Self {
        self.guards.deny_paid = true;
        self
    }

    /// Refuses operations that are documented to be of high risk. Where the documentation says nothing of it, the operation
    /// passes.
    pub fn deny_high_risk(mut self) -> Self {
        self.guards.deny_high_risk = true;
        self
    }

    /// How calls are repeated where that is safe; as [`RetryPolicy::default`] says when not set.
    pub fn retry(mut self, retry: impl Retry + 'static) -> Self {
        self.retry = Arc::new(retry);
        self
    }

    /// How many tokens the [`RetryBudget`] of the client has; [`RetryBudget::DEFAULT`] when not set.
    pub fn retry_budget(mut self, tokens: u32) -> Self {
        self.retry_tokens = tokens;
        self
    }

    /// Adds an interceptor. Each sees what those before it have changed.
    pub fn interceptor(mut self, interceptor: impl Interceptor + 'static) -> Self {
        self.interceptors.push(Arc::new(interceptor));
        self
    }

    /// Sends through a transport of your own.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// When the endpoint cannot be told, or when TLS cannot be set up.
    pub fn build(self) -> Result<C, Error> {
        self.build_with(|name| std::env::var(name).ok())
    }

    fn build_with(self, variable: impl Fn(&str) -> Option<String>) -> Result<C, Error> {
        let region =
            self.region.or_else(|| variable("ALIBABA_CLOUD_REGION_ID").filter(|region| !region.is_empty()));
        let endpoint = match &self.endpoint {
            Some(endpoint) => Endpoint::parse(endpoint)?,
            None => Endpoint::resolve(self.product, region.as_deref(), &self.network)?,
        };
        let credentials = self.credentials.unwrap_or_else(|| DefaultChain::new().into());
        let transport = match self.transport {
            Some(transport) => transport,
            None => {
                let proxies = self.proxies.unwrap_or_else(|| Proxies::from_variables(&variable));
                proxies.check(&endpoint.uri())?;
                transport::connect(&Network { proxies, ..self.connections }, self.is_blocking)?
            }
        };
        let settings = Settings {
            product: self.product,
            endpoint,
            region,
            credentials: (!self.is_anonymous).then_some(credentials),
            transport,
            limits: self.limits,
            checks: self.checks,
            guards: self.guards,
            retry: self.retry,
            budget: RetryBudget::new(self.retry_tokens),
            interceptors: self.interceptors,
            clock: Clock::default(),
            network: self.endpoint.is_none().then_some(self.network),
        };
        Ok(Client(Arc::new(settings)).into())
    }
}

impl<C> fmt::Debug for Builder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("product", &self.product.name)
            .field("endpoint", &self.endpoint)
            .field("region", &self.region)
            .field("network", &self.network)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
