//! service: one request in, one answer out; the stages in their order.
//!
//! Knows nothing of sockets. What it remembers between requests is here: nonces, tokens, faults and the record.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use acs_codegen::model::Api;
use acs_codegen::table;
use acs_rules::{Auth, OperationSpec, Role, Signing, Value};
use bumpalo::Bump;

use crate::account::Account;
use crate::answer::{self, Body};
use crate::builder::{Clock, Observer};
use crate::codes;
use crate::dispatch::{Target, dispatch};
use crate::faults::Faults;
use crate::nonces::Nonces;
use crate::pages;
use crate::parameters;
use crate::received::Received;
use crate::record::{Outcome, Recorded, Records};
use crate::refusal::Refusal;
use crate::tokens::{Earlier, Tokens};
use crate::trouble::{Trouble, Troubles};
use crate::verify::{Findings, Verifier};

/// Everything that the answer to a request depends on.
pub(crate) struct Service {
    pub(crate) apis: Vec<Api>,
    pub(crate) accounts: Vec<Account>,
    pub(crate) clock: Clock,
    pub(crate) lenient_names: bool,
    pub(crate) seed: u64,
    pub(crate) statuses: HashMap<String, u16>,
    /// What operations list, by name.
    pub(crate) lists: HashMap<String, Vec<serde_json::Value>>,
    pub(crate) observer: Option<Observer>,
    pub(crate) nonces: Mutex<Nonces>,
    pub(crate) tokens: Mutex<Tokens>,
    pub(crate) faults: Mutex<Faults>,
    pub(crate) troubles: Mutex<Troubles>,
    pub(crate) records: Mutex<Records>,
}

/// An answer, before it is HTTP.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) request_id: String,
    pub(crate) body: Body,
}

/// What is remembered stays usable when a thread panicked while holding it: each change is a single step.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Service {
    /// Answers a request and records it. `read` is the refusal of one whose body could not be read.
    pub(crate) fn serve(
        &self,
        received: &Received,
        read: Result<(), Refusal>,
        trouble: Option<Trouble>,
    ) -> Reply {
        let request_id = new_request_id();
        let mut recorded = Recorded::new(received, &request_id);
        let (status, body) = match read.and_then(|()| self.process(received, trouble, &mut recorded)) {
            Ok(body) => (200, body),
            Err(refusal) => self.refuse(received, refusal, &mut recorded),
        };
        recorded.status = status;
        self.record(recorded);
        Reply { status, request_id, body }
    }

    fn process(
        &self,
        received: &Received,
        trouble: Option<Trouble>,
        recorded: &mut Recorded,
    ) -> Result<Body, Refusal> {
        let target = dispatch(&self.apis, received)?;
        recorded.product = Some(target.api.product.clone());
        recorded.operation = Some(target.op.name.clone());
        let caller = self.authenticate(&target, received, recorded)?;

        let arena = Bump::new();
        let product = table::product(target.api, &arena);
        let spec = table::operation(target.op, &product, target.api.style, &arena);
        let request = parameters::read(&spec, received, &target.route)?;
        recorded.parameters = parameters::to_json(&request);
        parameters::check(&spec, &request)?;
        lock(&self.faults).take(&target).map_or(Ok(()), Err)?;
        trouble.and_then(Trouble::refusal).map_or(Ok(()), Err)?;
        check_dry_run(&spec, &request)?;
        self.answer(&target, &spec, &request, &caller, recorded)
    }

    fn authenticate(
        &self,
        target: &Target<'_>,
        received: &Received,
        recorded: &mut Recorded,
    ) -> Result<String, Refusal> {
        let is_signed = received.header("authorization").is_some() || received.is_signed_in_parameters();
        // A signature of the product's own cannot be verified here, nor made by the runtime.
        let is_known = matches!(target.api.signing, Signing::V1 | Signing::V3);
        if !is_known || target.op.auth == Auth::Anonymous && !is_signed {
            return Ok(String::new());
        }
        let verifier = Verifier {
            accounts: &self.accounts,
            nonces: &self.nonces,
            now: (self.clock)(),
            lenient_names: self.lenient_names,
        };
        let mut findings = Findings::default();
        let verified = verifier.verify(received, &mut findings);
        recorded.scheme = findings.scheme;
        recorded.canonical_request = findings.canonical_request;
        recorded.raw_names = findings.raw_names;
        verified.map(|()| findings.access_key_id.unwrap_or_default())
    }

    /// The answer to a good request: the earlier one, where its idempotency token was seen before.
    fn answer(
        &self,
        target: &Target<'_>,
        spec: &OperationSpec<'_>,
        request: &Value<'_>,
        caller: &str,
        recorded: &mut Recorded,
    ) -> Result<Body, Refusal> {
        let fresh = || {
            let body = answer::compose(target.api, target.op, request, self.seed, &recorded.request_id);
            let items = self.lists.get(spec.name).map(Vec::as_slice);
            pages::with_page(body, items, target.op, spec, request)
        };
        let Some((name, token)) = given(spec, request, Role::IdempotencyToken) else { return fresh() };
        let key = [caller, spec.product.name, spec.product.version, spec.name, &token].map(str::to_owned);
        let mut tokens = lock(&self.tokens);
        match tokens.find(&key, &recorded.parameters) {
            Earlier::Same(body) => {
                recorded.outcome = Outcome::Replayed;
                Ok(body)
            }
            Earlier::Other => {
                let message = format!("`{name}` was used before, with other parameters");
                Err(Refusal::new(codes::TOKEN_REUSED, message))
            }
            Earlier::None => {
                let body = fresh()?;
                tokens.insert(key, &recorded.parameters, body.clone());
                Ok(body)
            }
        }
    }

    fn refuse(&self, received: &Received, refusal: Refusal, recorded: &mut Recorded) -> (u16, Body) {
        let status = self.statuses.get(&refusal.code).copied().unwrap_or(refusal.status);
        let product = recorded.product.as_deref().unwrap_or_default();
        let host = received.header("host").unwrap_or_default();
        let body = Body::json(refusal.envelope(product, host, &recorded.request_id));
        recorded.outcome = refusal.outcome;
        recorded.code = Some(refusal.code);
        recorded.message = Some(refusal.message);
        (status, body)
    }

    fn record(&self, recorded: Recorded) {
        if let Some(observe) = &self.observer {
            observe(&recorded);
        }
        lock(&self.records).push(recorded);
    }
}

/// A dry run that passes all checks ends in an error with a code of its own.
fn check_dry_run(spec: &OperationSpec<'_>, request: &Value<'_>) -> Result<(), Refusal> {
    match given(spec, request, Role::DryRun) {
        Some((_, text)) if text == "true" => {
            let message = "the request passes all checks, and was not carried out because it is a dry run";
            let code = spec.code(codes::DRY_RUN.code, None).map_or(codes::DRY_RUN, |index| spec.codes[index]);
            Err(Refusal::with_outcome(code, message, Outcome::DryRun))
        }
        Some(_) | None => Ok(()),
    }
}

/// The name and the value of the parameter of this role, unless it is absent or empty.
pub(crate) fn given<'s>(
    spec: &OperationSpec<'s>,
    request: &Value<'_>,
    role: Role,
) -> Option<(&'s str, String)> {
    let name = spec.role(role)?.name;
    let text = request.get(name)?.text()?.into_owned();
    (!text.is_empty()).then_some((name, text))
}

/// A random UUID in capitals, as services give.
pub(crate) fn new_request_id() -> String {
    const VERSION: u128 = 0x4000 << 64;
    const VARIANT: u128 = 0x8000 << 48;
    let random = fastrand::u128(..) & !(0xf000 << 64) & !(0xc000 << 48) | VERSION | VARIANT;
    let hex = format!("{random:032X}");
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}
