//! What a call has beside its request.

use std::sync::Arc;
use std::time::Duration;

use crate::Error;
use crate::client::Client;
use crate::endpoint::Endpoint;
use crate::random::RandomId;
use crate::retry::Retry;
use crate::transport::Body;

/// What a caller has said about one call; what is not said is the client's.
#[derive(Clone)]
pub(super) struct Options {
    pub(super) token: Token,
    pub(super) params: Vec<(String, String)>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) timeout: Option<Duration>,
    pub(super) attempt_timeout: Option<Duration>,
    pub(super) checks: Option<bool>,
    pub(super) retry: Option<Arc<dyn Retry>>,
    pub(super) region: Option<String>,
    pub(super) endpoint: Option<String>,
    /// A body in place of the parameter that is one.
    pub(super) body: Option<Body>,
}

/// The idempotency token: one per logical call, so that attempts share it.
#[derive(Clone)]
pub(super) enum Token {
    /// The operation takes none.
    None,
    /// Spelled from random bits, unless the request has one.
    Made(RandomId),
    /// The caller's own, which goes before that of the request.
    Given(String),
}

impl Token {
    /// The token of another logical call.
    pub(super) fn for_another(&self) -> Self {
        match self {
            Token::None => Token::None,
            Token::Made(_) | Token::Given(_) => Token::Made(RandomId::new()),
        }
    }
}

impl Options {
    pub(super) fn new(takes_token: bool) -> Self {
        Self {
            token: if takes_token { Token::Made(RandomId::new()) } else { Token::None },
            params: Vec::new(),
            headers: Vec::new(),
            timeout: None,
            attempt_timeout: None,
            checks: None,
            retry: None,
            region: None,
            endpoint: None,
            body: None,
        }
    }

    /// What holds for the polls of a call that is waited for, too: not what is said of its own request.
    pub(super) fn for_poll(&self) -> Self {
        Self { token: Token::None, params: Vec::new(), headers: Vec::new(), body: None, ..self.clone() }
    }

    /// What holds for another page of the answer to a call, which is asked for by this parameter.
    pub(super) fn for_page(&self, by: &str) -> Self {
        let mut options = Self { token: self.token.for_another(), ..self.clone() };
        options.params.retain(|(name, _)| name != by);
        options
    }

    /// Where the call goes: where it was told to, else to its region, else where the client sends all.
    pub(super) fn endpoint(&self, client: &Client) -> Result<Endpoint, Error> {
        match (&self.endpoint, &self.region) {
            (Some(endpoint), _) => Ok(Endpoint::parse(endpoint)?),
            (None, Some(region)) => client.endpoint_in(region),
            (None, None) => Ok(client.endpoint().clone()),
        }
    }
}
