//! An operation: its page, permissions, response, codes and completion.

use std::borrow::Cow;
use std::time::Duration;

use acs_rules::{Access, Auth, Charge, Place, Risk};

use super::Resolver;
use crate::diagnostic::Diagnostic;
use crate::model::{
    Code, Completion, CrossRule, CrossRuleKind, Field, Operation, Resource, Response, Throttle,
};
use crate::name;
use crate::raw::{self, Map, Method, OperationRule, Set};
use crate::span::{Origin, Spanned};

/// The pause between two polls where the documentation names none.
const INTERVAL: Duration = Duration::from_secs(3);
/// The number of polls where the documentation names none.
const ATTEMPTS: u32 = 10;

impl Resolver<'_> {
    pub(super) fn resolve_operation(&mut self, raw: &raw::Operation, file: &str) -> Operation {
        let name = raw.operation.value.clone();
        let raw = &*self.apply_operation_fixes(raw, &name);
        let origin = raw.operation.origin;
        let rust_name = self.resolve_name(&name, &name::TYPE);
        let source = raw.source.clone().unwrap_or_default();
        let authorization = raw.authorization.clone().unwrap_or_default();
        let methods: Vec<_> =
            raw.methods.iter().flatten().map(|method| resolve_method(method.value)).collect();
        let parameters = self.resolve_fields(raw.parameters.as_ref(), &name);
        let mut op = Operation {
            module: name::module(rust_name.as_deref().unwrap_or(&name)),
            rust_name,
            text: self.overlay.text(&name, raw.doc.as_ref()),
            file: file.to_owned(),
            page: source.page.map(|page| page.value),
            updated: source.updated.map(|updated| updated.value),
            from_page: texts(raw.from.clone().and_then(|from| from.page)),
            group: raw.group.as_ref().map(|group| group.value.clone()),
            deprecated: raw.deprecated.as_ref().is_some_and(|deprecated| deprecated.value),
            replaced_by: texts(raw.replaced_by.clone()),
            method: choose_method(&methods, &parameters),
            methods,
            path: raw.path.as_ref().map_or_else(|| "/".to_owned(), |path| path.value.clone()),
            consumes: texts(raw.consumes.clone()),
            produces: texts(raw.produces.clone()),
            auth: match raw.auth.as_ref().map(|auth| auth.value) {
                None | Some(raw::Auth::Signed) => Auth::Signed,
                Some(raw::Auth::Anonymous) => Auth::Anonymous,
            },
            access: raw.access.as_ref().map_or(Access::Unknown, |access| resolve_access(access.value)),
            risk: raw.risk.as_ref().map_or(Risk::Unknown, |risk| resolve_risk(risk.value)),
            charge: raw.charge.as_ref().map_or(Charge::Unknown, |charge| resolve_charge(charge.value)),
            throttle: resolve_throttle(raw.throttle.as_deref()),
            action: authorization.action.map(|action| action.value),
            resources: authorization.resources.into_iter().flatten().map(resolve_resource).collect(),
            condition_keys: texts(authorization.condition_keys),
            dependent_actions: texts(authorization.dependent_actions),
            parameters,
            rules: raw
                .rules
                .iter()
                .flatten()
                .filter_map(|rule| self.resolve_cross_rule(rule, origin))
                .collect(),
            statuses: self.resolve_successes(raw.statuses.as_deref().unwrap_or_default()),
            response: self.resolve_response(raw, &name),
            response_headers: self
                .resolve_fields(raw.response_headers.as_ref(), &format!("{name}.response-headers")),
            example: raw.example.as_ref().map(|example| example.value.trim().to_owned()),
            codes: self.resolve_codes(raw.errors.as_ref(), &name),
            completion: self.resolve_completion(raw.completion.as_ref(), &name),
            paging: None,
            gone: self.graveyard.gone(&name),
            name,
            origin,
        };
        self.resolve_path(&mut op);
        op
    }

    fn apply_operation_fixes<'p>(&mut self, raw: &'p raw::Operation, name: &str) -> Cow<'p, raw::Operation> {
        let mut fixed = Cow::Borrowed(raw);
        for set in self.overlay.fixes(name) {
            if let Set::Operation(set) = set {
                let fixed = fixed.to_mut();
                fixed.access = set.access.clone().or(fixed.access.take());
                fixed.auth = set.auth.clone().or(fixed.auth.take());
                fixed.methods = set.methods.clone().or(fixed.methods.take());
                fixed.rules = set.rules.clone().or(fixed.rules.take());
            }
        }
        if let Cow::Owned(fixed) = &fixed
            && fixed.same_facts(raw)
        {
            self.overlay.report_idle_fix(name, self.diagnostics);
        }
        fixed
    }

    fn resolve_successes(&mut self, statuses: &[Spanned<u16>]) -> Vec<u16> {
        for status in statuses.iter().filter(|status| !(100..400).contains(&status.value)) {
            let message = format!("`{}` is no HTTP status of success", status.value);
            self.diagnostics.push(Diagnostic::error("status", message).at(status.origin));
        }
        statuses.iter().map(|status| status.value).collect()
    }

    fn resolve_response(&mut self, raw: &raw::Operation, name: &str) -> Response {
        let path = format!("{name}.response");
        match (&raw.response, &raw.returns) {
            (Some(fields), None) => Response::Fields(self.resolve_fields(Some(fields), &path)),
            (None, Some(value)) => {
                Response::Value(Box::new(self.resolve_field("", value, &path, raw.operation.origin)))
            }
            (None, None) => Response::Unknown,
            (Some(fields), Some(_)) => {
                let message = "`response` and `returns` exclude each other";
                let help =
                    "`response` lists the fields of an object; `returns` is anything that is no object";
                self.diagnostics
                    .push(Diagnostic::error("response", message).at(raw.operation.origin).help(help));
                Response::Fields(self.resolve_fields(Some(fields), &path))
            }
        }
    }

    /// The codes of an operation, or of the product.
    pub(super) fn resolve_codes(&mut self, errors: Option<&Map<raw::ErrorCode>>, name: &str) -> Vec<Code> {
        let mut codes = Vec::new();
        for (code, error) in errors.into_iter().flat_map(Map::iter) {
            let path = format!("{name}.errors.{}", code.value);
            let (text, rust_name) =
                (self.overlay.text(&path, error.doc.as_ref()), self.resolve_name(&path, &name::VARIANT));
            for status in self.resolve_statuses(error, code) {
                codes.push(Code {
                    code: code.value.clone(),
                    status,
                    text: text.clone(),
                    rust_name: rust_name.clone(),
                    gone: self.graveyard.gone(&path),
                    origin: code.origin,
                });
            }
        }
        codes
    }

    fn resolve_statuses(&mut self, error: &raw::ErrorCode, code: &Spanned<String>) -> Vec<u16> {
        let Some(statuses) = &error.status else { return vec![400] };
        let mut found = Vec::new();
        for text in statuses.value.texts() {
            match text.parse() {
                Ok(status) if (100..600).contains(&status) => found.push(status),
                _ => {
                    let message = format!("`{text}` is no HTTP status");
                    let diagnostic = Diagnostic::error("status", message).at(statuses.origin);
                    self.diagnostics.push(diagnostic.label(code.origin, "of this code"));
                }
            }
        }
        found
    }

    fn resolve_completion(&mut self, raw: Option<&raw::Completion>, name: &str) -> Option<Completion> {
        let path = format!("{name}.completion");
        let mut merged = raw.cloned().unwrap_or_default();
        for set in self.overlay.fixes(&path) {
            if let Set::Completion(set) = set {
                merged.set(set);
            }
        }
        if raw.is_some_and(|raw| *raw == merged) {
            self.overlay.report_idle_fix(&path, self.diagnostics);
        }
        let poll = merged.poll?;
        Some(Completion {
            poll: poll.value,
            interval: merged.interval.map_or(INTERVAL, |interval| interval.value.0),
            attempts: merged.attempts.map_or(ATTEMPTS, |attempts| attempts.value),
            with: merged
                .with
                .iter()
                .flat_map(|with| with.iter())
                .map(|(to, from)| (to.value.clone(), from.value.clone()))
                .collect(),
            state: merged.state.map(|state| state.value),
            success: texts(merged.success),
            transient: texts(merged.transient),
            failure: texts(merged.failure),
            gone: merged.gone.is_some_and(|gone| gone.value),
            origin: poll.origin,
        })
    }

    fn resolve_cross_rule(&mut self, rule: &OperationRule, op: Origin) -> Option<CrossRule> {
        let inferred = rule.inferred.as_ref().is_some_and(|inferred| inferred.value);
        let (kind, names) = match (&rule.at_least_one, &rule.exactly_one, &rule.exclusive) {
            (Some(names), None, None) => (CrossRuleKind::AtLeastOne, names),
            (None, Some(names), None) => (CrossRuleKind::ExactlyOne, names),
            (None, None, Some(names)) => (CrossRuleKind::Exclusive, names),
            _ => {
                let message = "a rule has exactly one of `at-least-one`, `exactly-one` and `exclusive`";
                self.diagnostics
                    .push(Diagnostic::error("operation-rule", message).label(op, "in this operation"));
                return None;
            }
        };
        let origin = names.origin;
        let names = names.value.iter().map(|name| name.value.clone()).collect();
        Some(CrossRule { kind, names, inferred, origin })
    }
}

fn texts(list: Option<Vec<Spanned<String>>>) -> Vec<String> {
    list.into_iter().flatten().map(|text| text.value).collect()
}

fn resolve_resource(raw: raw::ArnResource) -> Resource {
    let required = raw.required.is_some_and(|required| required.value);
    Resource { kind: raw.kind.value, arn: raw.arn.value, required }
}

/// The first method, or the first that goes with a body where there is one.
fn choose_method(methods: &[&'static str], parameters: &[Field]) -> &'static str {
    let in_body = |field: &Field| matches!(field.place, Place::Form | Place::Field | Place::Body);
    let takes_body = |method: &&&str| !matches!(**method, "GET" | "HEAD" | "OPTIONS");
    let with_body = || methods.iter().find(takes_body);
    let chosen = if parameters.iter().any(in_body) { with_body() } else { None };
    chosen.or(methods.first()).copied().unwrap_or("POST")
}

fn resolve_method(method: Method) -> &'static str {
    match method {
        Method::Get => "GET",
        Method::Post => "POST",
        Method::Put => "PUT",
        Method::Delete => "DELETE",
        Method::Patch => "PATCH",
        Method::Head => "HEAD",
        Method::Options => "OPTIONS",
    }
}

pub(super) fn resolve_throttle(raw: Option<&[raw::Throttle]>) -> Vec<Throttle> {
    let one = |raw: &raw::Throttle| Throttle {
        calls: raw.calls.value,
        per: raw.per.value.0,
        region: raw.region.as_ref().map(|region| region.value.clone()),
    };
    raw.unwrap_or_default().iter().map(one).collect()
}

fn resolve_risk(risk: raw::Risk) -> Risk {
    match risk {
        raw::Risk::None => Risk::None,
        raw::Risk::Low => Risk::Low,
        raw::Risk::Medium => Risk::Medium,
        raw::Risk::High => Risk::High,
    }
}

fn resolve_charge(charge: raw::Charge) -> Charge {
    match charge {
        raw::Charge::Free => Charge::Free,
        raw::Charge::Paid => Charge::Paid,
    }
}

fn resolve_access(access: raw::Access) -> Access {
    match access {
        raw::Access::Create => Access::Create,
        raw::Access::List => Access::List,
        raw::Access::Get => Access::Get,
        raw::Access::Update => Access::Update,
        raw::Access::Delete => Access::Delete,
    }
}
