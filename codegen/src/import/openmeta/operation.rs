//! One operation: what it is called, how it is reached, who may call it, and what it is part of.

use super::keys;
use super::reader::{Object, Reader, shorten};
use crate::import::draft::{Found, Operation};
use crate::import::json::Member;
use crate::import::words;
use crate::raw::{Access, Auth, Charge, Method, Risk};
use crate::span::Span;

const DOC_KEYS: &[&str] =
    &["summary", "description", "requestParamsDescription", "responseParamsDescription", "extraInfo"];

impl<'t> Reader<'_, 't> {
    pub(super) fn read_operation(&mut self, member: &Member<'t>) -> Operation {
        let json = self.object(member.value, &keys::OPERATION);
        let page =
            format!("https://api.alibabacloud.com/document/{}/{}/{}", self.product, self.version, member.key);
        let mut operation = Operation {
            origin: self.origin(member.span),
            name: member.key.clone(),
            doc: self.read_doc(&json),
            page: Some(page),
            updated: self.read_updated(&json, &member.key),
            group: self.wide.groups.get(&member.key).cloned(),
            deprecated: self.flag(&json, "deprecated"),
            methods: self.read_methods(&json),
            path: self.text(&json, "path"),
            consumes: self.read_media_types(&json, "consumes"),
            produces: self.read_media_types(&json, "produces"),
            auth: self.read_auth(&json, member.span),
            throttle: self.read_throttle(&json, member),
            parameters: self.read_parameters(&json),
            ..Operation::default()
        };
        self.read_tags(&mut operation, &json);
        self.read_static(&mut operation, &json);
        self.read_ram(&mut operation, &json);
        self.read_responses(&mut operation, &json);
        operation.example = self.read_example(&json);
        operation.errors = self.read_errors(&json);
        operation
    }

    /// The summary and the longer descriptions, one after the other; the title where there is none of them.
    fn read_doc(&mut self, json: &Object<'t>) -> Option<String> {
        let parts: Vec<String> = DOC_KEYS.iter().filter_map(|key| self.text(json, key)).collect();
        let title = self.text(json, "title");
        if parts.is_empty() { title } else { Some(parts.join("\n\n")) }
    }

    /// The day of the newest change, in the operation's own list or in the product's.
    fn read_updated(&mut self, json: &Object<'t>, name: &str) -> Option<String> {
        let mut newest = self.wide.changes.get(name).cloned();
        for item in self.items(json, "changeSet") {
            let change = self.object(item, &keys::CHANGE);
            newest = newest.max(self.read_date(&change));
        }
        newest
    }

    fn read_methods(&mut self, json: &Object<'t>) -> Vec<Method> {
        let mut methods = Vec::new();
        for item in self.items(json, "methods") {
            match item.text().and_then(|name| words::read_method(&name)) {
                Some(method) if methods.contains(&method) => {}
                Some(method) => methods.push(method),
                None => self.warn("unknown-method", item.start(), "this is no HTTP method".to_owned()),
            }
        }
        for scheme in self.texts(json, "schemes") {
            if !["http", "https"].contains(&&*scheme) {
                let span = json.get("schemes").map(|json| json.start()).unwrap_or_default();
                let message = format!("the scheme `{}` is left out: calls go over HTTPS", shorten(&scheme));
                self.warn("unknown-scheme", span, message);
            }
        }
        methods
    }

    /// The media types of bodies, unless JSON is the only one.
    fn read_media_types(&mut self, json: &Object<'t>, key: &str) -> Vec<String> {
        let types = self.texts(json, key);
        if types == ["application/json"] { Vec::new() } else { types }
    }

    /// Signed where an access key is among the ways; not signed where the caller is anonymous or known by a token
    /// among the parameters.
    fn read_auth(&mut self, json: &Object<'t>, span: Span) -> Option<Auth> {
        let mut ways = Vec::new();
        for item in self.items(json, "security") {
            ways.extend(self.members(item, "`security`").into_iter().map(|member| member.key));
        }
        let has = |name: &str| ways.iter().any(|way| way == name);
        if ways.is_empty() || has("AK") {
            return None;
        }
        if has("Anonymous") || has("ARS_OIDC") {
            return Some(Auth::Anonymous);
        }
        let ways = ways.join("`, `");
        let message = format!("security `{}` is not understood, and taken as signed", shorten(&ways));
        self.warn("unknown-security", span, message);
        None
    }

    /// The access level, the risk and whether it costs money.
    fn read_tags(&mut self, operation: &mut Operation, json: &Object<'t>) {
        let Some(tags) = json.get("systemTags") else { return };
        let tags = self.object(tags, &keys::TAGS);
        let access = self.read_tag(&tags, "operationType", "access level", &words::read_access, &["none"]);
        operation.access = access;
        let risk = self.read_tag(&tags, "riskType", "risk", &words::read_risk, &[]);
        operation.risk = risk.map(|found: Found<Risk>| found.value);
        let charge = self.read_tag(&tags, "chargeType", "charge", &words::read_charge, &[]);
        operation.charge = charge.map(|found: Found<Charge>| found.value);
    }

    /// A keyword; reports one that is not known, unless it is among those that say nothing.
    fn read_tag<T>(
        &mut self,
        tags: &Object<'t>,
        key: &str,
        what: &str,
        read: &dyn Fn(&str) -> Option<T>,
        silent: &[&str],
    ) -> Option<Found<T>> {
        let word = self.text(tags, key)?;
        let origin = self.origin(tags.get(key)?.start());
        let value = read(&word);
        if value.is_none() && !silent.contains(&&*word) {
            let message = format!("{what} `{}` is not understood", shorten(&word));
            self.warn("unknown-tag", origin.span, message);
        }
        value.map(|value| Found { value, origin })
    }

    /// The access level of a RAM action, where the operation's tags have none.
    pub(super) fn read_access(&mut self, action: &Object<'t>) -> Option<Found<Access>> {
        let level = self.text(action, "operationType")?;
        let origin = self.origin(action.get("operationType")?.span());
        words::read_access(&level).map(|value| Found { value, origin })
    }
}
