//! What a name tells: the roles of well-known parameters, and secrets.

use crate::raw::{FieldKind, Role};

/// Names, the types with which they mean it, and what they mean. Only top-level parameters have roles.
const ROLES: &[(&str, &[FieldKind], Role)] = &[
    ("ClientToken", &[FieldKind::String], Role::IdempotencyToken),
    ("DryRun", &[FieldKind::Boolean], Role::DryRun),
    ("RegionId", &[FieldKind::String], Role::Region),
];

/// The same for paging, without case and separators: products of the ROA style spell these in their own ways.
const PAGING: &[(&str, &[FieldKind], Role)] = &[
    ("nexttoken", &[FieldKind::String], Role::PageToken),
    ("maxresult", NUMBERS, Role::MaxResults),
    ("maxresults", NUMBERS, Role::MaxResults),
    ("currentpage", NUMBERS, Role::PageNumber),
    ("page", &[FieldKind::Integer], Role::PageNumber),
    ("pageno", NUMBERS, Role::PageNumber),
    ("pagenum", NUMBERS, Role::PageNumber),
    ("pagenumber", NUMBERS, Role::PageNumber),
    ("pagesize", NUMBERS, Role::PageSize),
];

/// Numbers, also those that are sent as texts.
const NUMBERS: &[FieldKind] = &[FieldKind::Integer, FieldKind::String];

/// Ends of the names of secrets, in lower case.
const SECRETS: &[&str] = &[
    "password",
    "passwd",
    "passphrase",
    "secret",
    "privatekey",
    "securitytoken",
    "accesstoken",
    "refreshtoken",
    "authtoken",
    "oidctoken",
    "samlassertion",
];

/// The role of a top-level parameter.
pub(super) fn role(name: &str, kind: Option<FieldKind>) -> Option<Role> {
    let kind = kind?;
    let plain = name.to_ascii_lowercase().replace(['_', '-'], "");
    let known = ROLES.iter().find(|(known, ..)| *known == name);
    let known = known.or_else(|| PAGING.iter().find(|(known, ..)| *known == plain));
    known.filter(|(_, kinds, _)| kinds.contains(&kind)).map(|(_, _, role)| *role)
}

/// Whether the value of a text is a secret.
pub(super) fn is_secret(name: &str, kind: Option<FieldKind>) -> bool {
    let name = name.to_ascii_lowercase().replace(['_', '-', '.'], "");
    kind == Some(FieldKind::String) && SECRETS.iter().any(|end| name.ends_with(end))
}
