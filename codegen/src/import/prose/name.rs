//! What a name tells: the roles of well-known parameters, and secrets.

use crate::raw::{FieldKind, Role};

/// Names, the types with which they mean it, and what they mean. Only top-level parameters have roles.
const ROLES: &[(&str, &[FieldKind], Role)] = &[
    ("ClientToken", &[FieldKind::String], Role::IdempotencyToken),
    ("DryRun", &[FieldKind::Boolean], Role::DryRun),
    ("RegionId", &[FieldKind::String], Role::Region),
    ("NextToken", &[FieldKind::String], Role::PageToken),
    ("MaxResults", &[FieldKind::Integer, FieldKind::String], Role::MaxResults),
    ("PageNumber", &[FieldKind::Integer, FieldKind::String], Role::PageNumber),
    ("PageSize", &[FieldKind::Integer, FieldKind::String], Role::PageSize),
];

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
    let known = ROLES.iter().find(|(known, kinds, _)| *known == name && kinds.contains(&kind));
    known.map(|(_, _, role)| *role)
}

/// Whether the value of a text is a secret.
pub(super) fn is_secret(name: &str, kind: Option<FieldKind>) -> bool {
    let name = name.to_ascii_lowercase().replace(['_', '-', '.'], "");
    kind == Some(FieldKind::String) && SECRETS.iter().any(|end| name.ends_with(end))
}
