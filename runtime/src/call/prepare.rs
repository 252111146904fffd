//! Prepare: what happens to a request before it is signed: fill, check, lay out. Not generic, and without I/O.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use acs_rules::{
    Auth, Kind, OperationSpec, ParameterSpec, Place, Role, Severity, Signing, Value, Violation, check,
};

use super::options::{Options, Token};
use crate::Error;
use crate::client::Client;
use crate::credentials::Credentials;
use crate::encode::{Layout, OCTETS, Writer, lay_out};
use crate::endpoint::Endpoint;
use crate::interceptor::Outgoing;
use crate::random::RandomId;
use crate::retry::Retry;
use crate::sign::{SignedRequest, Signer};
use crate::transport::{Body, TransportError, offload};

/// A request that is ready to be signed, as often as there are attempts.
pub(super) struct Prepared {
    pub(super) spec: &'static OperationSpec<'static>,
    pub(super) layout: Layout<'static>,
    /// Where to send it.
    pub(super) endpoint: Endpoint,
    /// How long one attempt may take.
    pub(super) attempt_timeout: Duration,
    /// How long all of them may take.
    pub(super) timeout: Duration,
    /// Whether doing it twice does no more than doing it once.
    pub(super) is_repeatable: bool,
    /// What is sent in place of the layout's body.
    pub(super) body: Option<Body>,
    /// Whether the body of the answer is left to be read.
    pub(super) is_streamed: bool,
    /// What decides about attempts, where that is not the client's.
    pub(super) retry: Option<Arc<dyn Retry>>,
}

impl Prepared {
    pub(super) fn new(
        client: &Client,
        spec: &'static OperationSpec<'static>,
        options: &Options,
        written: Writer<'_>,
        is_dry_run: bool,
    ) -> Result<Self, Error> {
        let prepared = prepare(client, spec, options, written, is_dry_run);
        prepared.map_err(|error| error.of(spec))
    }

    /// The credentials that the client's provider gives, now.
    pub(super) async fn credentials(&self, client: &Client) -> Result<Option<Credentials>, Error> {
        let settings = client.settings();
        match &settings.credentials {
            Some(provider) if self.needs_credentials() => {
                Ok(Some(provider.get(settings.transport.as_ref()).await?))
            }
            Some(_) | None => Ok(None),
        }
    }

    /// Hashes a body that is not in memory, where the signature covers it.
    pub(super) async fn hash_body(&mut self, client: &Client) -> Result<(), Error> {
        let Some(body) = self.body.clone().filter(|_| self.spec.product.signing == Signing::V3) else {
            return Ok(());
        };
        let hash = offload(client.settings().transport.as_ref(), move || body.hash()).await;
        let hash =
            hash.ok_or_else(|| TransportError::setup("the body was not read, for the runtime shuts down"))?;
        self.layout.body_hash = Some(hash.map_err(TransportError::setup)?);
        Ok(())
    }

    /// Signs the request, for one attempt.
    pub(super) fn sign(
        &self,
        layout: &Layout<'_>,
        credentials: Option<&Credentials>,
        time: SystemTime,
    ) -> Result<SignedRequest, Error> {
        let nonce = RandomId::new().nonce();
        let signer = Signer { endpoint: &self.endpoint, credentials, time, nonce: nonce.as_str() };
        signer.sign(self.spec, layout)
    }

    /// A provider may do I/O, which must not be in vain.
    fn needs_credentials(&self) -> bool {
        self.spec.auth == Auth::Signed && self.spec.product.signing != Signing::Own
    }
}

fn prepare(
    client: &Client,
    spec: &'static OperationSpec<'static>,
    options: &Options,
    written: Writer<'_>,
    is_dry_run: bool,
) -> Result<Prepared, Error> {
    let settings = client.settings();
    check_product(client, spec)?;
    settings.guards.check(spec)?;
    if matches!(options.token, Token::Given(_)) && spec.role(Role::IdempotencyToken).is_none() {
        return Err(Error::configuration("the operation takes no idempotency token"));
    }
    let mut fields = written.into_fields();
    // A dry run is another request than the one that it tries out, and must not use up that one's token.
    let token = if is_dry_run { options.token.for_another() } else { options.token.clone() };
    fill(&mut fields, spec, client, options, &token);
    if options.body.is_some() {
        let whole = body_parameter(spec)
            .ok_or_else(|| Error::configuration("the operation has no body of its own"))?;
        fields.retain(|(name, _)| name != whole.name);
    }
    if is_dry_run {
        let parameter = spec.role(Role::DryRun);
        let parameter = parameter.ok_or_else(|| Error::configuration("the operation has no dry run"))?;
        // Some services have it as a text, which differs in a JSON body.
        let value = if parameter.kind == Kind::Text { Value::from("true") } else { Value::Boolean(true) };
        put(&mut fields, parameter.name, value);
    }
    let request = Value::Object(fields);
    if options.checks.unwrap_or(settings.checks) {
        enforce(spec, violations(spec, &request, options))?;
    }
    let mut layout = lay_out(spec, &request)?;
    if options.body.is_some() {
        layout.content_type = Some(OCTETS);
    }
    layout.headers.extend(options.headers.iter().cloned());
    Ok(Prepared {
        spec,
        layout,
        endpoint: options.endpoint(client)?,
        attempt_timeout: options.attempt_timeout.unwrap_or(settings.limits.attempt),
        timeout: options.timeout.unwrap_or(settings.limits.total),
        is_repeatable: spec.is_read() || is_dry_run || has_token(spec, &request),
        body: options.body.clone(),
        is_streamed: false,
        retry: options.retry.clone(),
    })
}

/// Lets the client's interceptors change what an attempt sends.
pub(super) fn intercept(
    client: &Client,
    spec: &'static OperationSpec<'static>,
    attempt: u32,
    layout: &mut Layout<'static>,
) -> Result<(), Error> {
    for interceptor in &client.settings().interceptors {
        interceptor.before_signing(&mut Outgoing::new(spec, attempt, &mut layout.headers))?;
    }
    Ok(())
}

/// The parameter that is the whole body.
fn body_parameter(spec: &OperationSpec<'static>) -> Option<&'static ParameterSpec<'static>> {
    spec.parameters.iter().find(|parameter| parameter.place == Place::Body)
}

/// Whether the service can tell that it was sent this request before.
fn has_token(spec: &OperationSpec<'_>, request: &Value<'_>) -> bool {
    let token = spec.role(Role::IdempotencyToken).and_then(|parameter| request.get(parameter.name));
    token.and_then(Value::text).is_some_and(|token| !token.is_empty())
}

/// The parameters of a request as they will be sent.
pub(super) fn filled<'r>(
    spec: &'static OperationSpec<'static>,
    client: &'r Client,
    options: &'r Options,
    written: Writer<'r>,
) -> Vec<(Cow<'r, str>, Value<'r>)> {
    let mut fields = written.into_fields();
    fill(&mut fields, spec, client, options, &options.token);
    fields
}

/// The idempotency token that a request will carry.
pub(super) fn token(
    spec: &'static OperationSpec<'static>,
    options: &Options,
    written: Writer<'_>,
) -> Option<String> {
    let name = spec.role(Role::IdempotencyToken)?.name;
    let mut fields = written.into_fields();
    fill_token(&mut fields, name, &options.token);
    for (name, value) in &options.params {
        put(&mut fields, name, Value::from(value.as_str()));
    }
    let token = fields.iter().find(|(field, _)| field == name)?.1.text()?;
    Some(token.into_owned())
}

pub(super) fn validate(
    client: &Client,
    spec: &'static OperationSpec<'static>,
    options: &Options,
    written: Writer<'_>,
) -> Vec<Violation> {
    let fields = filled(spec, client, options, written);
    violations(spec, &Value::Object(fields), options)
}

/// What the table says about a request. A parameter that was given by name is the caller's own affair.
fn violations(
    spec: &'static OperationSpec<'static>,
    request: &Value<'_>,
    options: &Options,
) -> Vec<Violation> {
    let mut violations = check(spec, request);
    let body = options.body.as_ref().and_then(|_| body_parameter(spec)).map(|parameter| parameter.name);
    let given = |violation: &Violation| {
        options.params.iter().map(|(name, _)| name.as_str()).chain(body).any(|name| {
            let rest = violation.path().strip_prefix(name);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    };
    violations.retain(|violation| !given(violation));
    violations
}

/// Fills in what roles say about parameters that were left out, and what the call adds to its request.
fn fill<'r>(
    fields: &mut Vec<(Cow<'r, str>, Value<'r>)>,
    spec: &'static OperationSpec<'static>,
    client: &'r Client,
    options: &'r Options,
    token: &'r Token,
) {
    if let Some(parameter) = spec.role(Role::IdempotencyToken) {
        fill_token(fields, parameter.name, token);
    }
    let region = options.region.as_deref().or(client.region());
    if let (Some(parameter), Some(region)) = (spec.role(Role::Region), region) {
        put_absent(fields, parameter.name, || Value::from(region));
    }
    for (name, value) in &options.params {
        put(fields, name, Value::from(value.as_str()));
    }
}

fn fill_token<'r>(fields: &mut Vec<(Cow<'r, str>, Value<'r>)>, name: &'r str, token: &'r Token) {
    match token {
        Token::Given(token) => put(fields, name, Value::from(token.as_str())),
        Token::Made(id) => put_absent(fields, name, || Value::from(id.token())),
        Token::None => {}
    }
}

fn put<'r>(fields: &mut Vec<(Cow<'r, str>, Value<'r>)>, name: &'r str, value: Value<'r>) {
    match fields.iter_mut().find(|(field, _)| field == name) {
        Some((_, field)) => *field = value,
        None => fields.push((Cow::Borrowed(name), value)),
    }
}

fn put_absent<'r>(
    fields: &mut Vec<(Cow<'r, str>, Value<'r>)>,
    name: &'r str,
    value: impl FnOnce() -> Value<'r>,
) {
    if !fields.iter().any(|(field, _)| field == name) {
        fields.push((Cow::Borrowed(name), value()));
    }
}

/// A request of another product would go to an endpoint that does not know it.
fn check_product(client: &Client, spec: &OperationSpec<'_>) -> Result<(), Error> {
    let (ours, theirs) = (client.settings().product, spec.product);
    if (ours.name, ours.version) == (theirs.name, theirs.version) {
        return Ok(());
    }
    Err(Error::configuration(format!(
        "the operation is of `{}` {} and the client of `{}` {}, use a client of the operation's product",
        theirs.name, theirs.version, ours.name, ours.version
    )))
}

/// Lets warnings pass, with an event each, and stops at errors.
fn enforce(spec: &'static OperationSpec<'static>, violations: Vec<Violation>) -> Result<(), Error> {
    for violation in violations.iter().filter(|violation| violation.severity() == Severity::Warning) {
        // A violation does not hold the value of a sensitive parameter.
        tracing::warn!(operation = spec.name, rule = violation.rule(), "{violation}");
    }
    if violations.iter().any(|violation| violation.severity() == Severity::Error) {
        return Err(Error::violations_of(spec, violations));
    }
    Ok(())
}
