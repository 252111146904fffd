//! The keywords of the spec language, as they are written.

use crate::raw::{
    Access, Auth, Charge, FieldKind, FormatName, Method, Place, Risk, Role, Signing, Style, WireStyle,
};

pub(super) fn kind(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::String => "string",
        FieldKind::Boolean => "boolean",
        FieldKind::Integer => "integer",
        FieldKind::Number => "number",
        FieldKind::Binary => "binary",
        FieldKind::Any => "any",
        FieldKind::Array => "array",
        FieldKind::Object => "object",
        FieldKind::Map => "map",
    }
}

pub(super) fn format(format: FormatName) -> &'static str {
    match format {
        FormatName::Int32 => "int32",
        FormatName::Int64 => "int64",
        FormatName::Float => "float",
        FormatName::Double => "double",
        FormatName::Ipv4 => "ipv4",
        FormatName::Ipv6 => "ipv6",
        FormatName::Cidr => "cidr",
        FormatName::Timestamp => "timestamp",
        FormatName::Uuid => "uuid",
        FormatName::Url => "url",
        FormatName::Json => "json",
    }
}

pub(super) fn place(place: Place) -> &'static str {
    match place {
        Place::Query => "query",
        Place::Form => "form",
        Place::Field => "field",
        Place::Body => "body",
        Place::Path => "path",
        Place::Header => "header",
        Place::Host => "host",
    }
}

pub(super) fn wire_style(style: WireStyle) -> &'static str {
    match style {
        WireStyle::Flat => "flat",
        WireStyle::RepeatList => "repeatList",
        WireStyle::Json => "json",
        WireStyle::Simple => "simple",
        WireStyle::SpaceDelimited => "spaceDelimited",
        WireStyle::PipeDelimited => "pipeDelimited",
        WireStyle::Xml => "xml",
    }
}

pub(super) fn role(role: Role) -> &'static str {
    match role {
        Role::IdempotencyToken => "idempotency-token",
        Role::DryRun => "dry-run",
        Role::Region => "region",
        Role::PageToken => "page-token",
        Role::PageNumber => "page-number",
        Role::PageSize => "page-size",
        Role::MaxResults => "max-results",
    }
}

pub(super) fn access(access: Access) -> &'static str {
    match access {
        Access::Create => "create",
        Access::List => "list",
        Access::Get => "get",
        Access::Update => "update",
        Access::Delete => "delete",
    }
}

pub(super) fn auth(auth: Auth) -> &'static str {
    match auth {
        Auth::Signed => "signed",
        Auth::Anonymous => "anonymous",
    }
}

pub(super) fn style(style: Style) -> &'static str {
    match style {
        Style::Rpc => "rpc",
        Style::Roa => "roa",
    }
}

pub(super) fn signing(signing: Signing) -> &'static str {
    match signing {
        Signing::V3 => "v3",
        Signing::V1 => "v1",
        Signing::Own => "own",
    }
}

pub(super) fn risk(risk: Risk) -> &'static str {
    match risk {
        Risk::None => "none",
        Risk::Low => "low",
        Risk::Medium => "medium",
        Risk::High => "high",
    }
}

pub(super) fn charge(charge: Charge) -> &'static str {
    match charge {
        Charge::Free => "free",
        Charge::Paid => "paid",
    }
}

pub(super) fn method(method: Method) -> &'static str {
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

/// The access level of this name.
pub(super) fn read_access(name: &str) -> Option<Access> {
    use Access::{Create, Delete, Get, List, Update};
    [Create, List, Get, Update, Delete].into_iter().find(|level| access(*level) == name)
}

/// The risk of this name.
pub(super) fn read_risk(name: &str) -> Option<Risk> {
    use Risk::{High, Low, Medium, None};
    [None, Low, Medium, High].into_iter().find(|level| risk(*level) == name)
}

/// The charge of this name.
pub(super) fn read_charge(name: &str) -> Option<Charge> {
    [Charge::Free, Charge::Paid].into_iter().find(|known| charge(*known) == name)
}

/// The HTTP method of this name, in any case.
pub(super) fn read_method(name: &str) -> Option<Method> {
    use Method::{Delete, Get, Head, Options, Patch, Post, Put};
    let all = [Get, Post, Put, Delete, Patch, Head, Options];
    all.into_iter().find(|known| method(*known).eq_ignore_ascii_case(name))
}

/// The type of this name, in any case.
pub(super) fn read_kind(name: &str) -> Option<FieldKind> {
    use FieldKind::{Any, Array, Boolean, Integer, Number, Object, String};
    let all = [String, Boolean, Integer, Number, Any, Array, Object];
    all.into_iter().find(|known| kind(*known).eq_ignore_ascii_case(name))
}

/// The wire style of this name.
pub(super) fn read_wire_style(name: &str) -> Option<WireStyle> {
    use WireStyle::{Flat, Json, PipeDelimited, RepeatList, Simple, SpaceDelimited, Xml};
    let all = [Flat, RepeatList, Json, Simple, SpaceDelimited, PipeDelimited, Xml];
    all.into_iter().find(|known| wire_style(*known) == name)
}
