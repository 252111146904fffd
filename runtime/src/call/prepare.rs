//! Prepare: what happens to a request before it is signed: fill, check, lay out. Not generic, and without I/O.

use std::borrow::Cow;
use std::time::{Duration, SystemTime};

use acs_rules::{Auth, Kind, OperationSpec, Role, Severity, Signing, Value, Violation, check};

use crate::Error;
use crate::client::Client;
use crate::encode::{Layout, Writer, lay_out};
use crate::random::RandomId;
use crate::sign::{SignedRequest, Signer};

/// What a call has beside its request.
#[derive(Clone)]
pub(super) struct Options {
    /// What the idempotency token is spelled from: one per logical call, so that attempts share it.
    token: Option<RandomId>,
    pub(super) params: Vec<(String, String)>,
    pub(super) timeout: Option<Duration>,
    pub(super) attempt_timeout: Option<Duration>,
    pub(super) checks: Option<bool>,
}

impl Options {
    pub(super) fn new(token: Option<RandomId>) -> Self {
        Self { token, params: Vec::new(), timeout: None, attempt_timeout: None, checks: None }
    }
}

/// A request that is ready to be signed, as often as there are attempts.
pub(super) struct Prepared {
    spec: &'static OperationSpec<'static>,
    pub(super) layout: Layout<'static>,
    /// How long one attempt may take.
    pub(super) timeout: Duration,
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

    /// Signs the request with what the client's provider gives, now.
    pub(super) async fn sign(&self, client: &Client) -> Result<SignedRequest, Error> {
        let settings = client.settings();
        let credentials = match &settings.credentials {
            Some(provider) if self.needs_credentials() => Some(provider.provide().await?),
            Some(_) | None => None,
        };
        let nonce = RandomId::new().nonce();
        let time = SystemTime::now();
        let signer =
            Signer { endpoint: &settings.endpoint, credentials: credentials.as_ref(), time, nonce: &nonce };
        signer.sign(self.spec, &self.layout)
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
    let mut fields = written.into_fields();
    // A dry run is another request than the one that it tries out, and must not use up that one's token.
    let token = if is_dry_run { options.token.map(|_| RandomId::new()) } else { options.token };
    fill(&mut fields, spec, client, options, token);
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
    let layout = lay_out(spec, &request)?;
    let attempt = options.attempt_timeout.unwrap_or(settings.limits.attempt);
    let timeout = attempt.min(options.timeout.unwrap_or(settings.limits.total));
    Ok(Prepared { spec, layout, timeout })
}

pub(super) fn validate(
    client: &Client,
    spec: &'static OperationSpec<'static>,
    options: &Options,
    written: Writer<'_>,
) -> Vec<Violation> {
    let mut fields = written.into_fields();
    fill(&mut fields, spec, client, options, options.token);
    violations(spec, &Value::Object(fields), options)
}

/// What the table says about a request. A parameter that was given by name is the caller's own affair.
fn violations(
    spec: &'static OperationSpec<'static>,
    request: &Value<'_>,
    options: &Options,
) -> Vec<Violation> {
    let mut violations = check(spec, request);
    let given = |violation: &Violation| {
        options.params.iter().any(|(name, _)| {
            let rest = violation.path().strip_prefix(name.as_str());
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
    token: Option<RandomId>,
) {
    for (name, value) in &options.params {
        put(fields, name, Value::from(value.as_str()));
    }
    if let (Some(parameter), Some(token)) = (spec.role(Role::IdempotencyToken), token) {
        put_absent(fields, parameter.name, || Value::from(token.token()));
    }
    if let (Some(parameter), Some(region)) = (spec.role(Role::Region), client.region()) {
        put_absent(fields, parameter.name, || Value::from(region));
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
