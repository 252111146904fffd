//! The error codes that all services share, with the status that each comes with.
//!
//! Where product tables disagree about a status, the one seen in most places is used;
//! [`Builder::status`](crate::Builder::status) chooses another.

use acs_rules::Code;

type Shared = Code<'static>;

pub(crate) const ACTION_NOT_FOUND: Shared = Code::new(404, "InvalidAction.NotFound");
pub(crate) const BODY_TOO_LARGE: Shared = Code::new(413, "RequestEntityTooLarge");
pub(crate) const DATE_EXPIRED: Shared = Code::new(400, "InvalidTimeStamp.Expired");
pub(crate) const DATE_FORMAT: Shared = Code::new(400, "InvalidTimeStamp.Format");
pub(crate) const DRY_RUN: Shared = Code::new(400, "DryRunOperation");
pub(crate) const INCOMPLETE_SIGNATURE: Shared = Code::new(400, "IncompleteSignature");
pub(crate) const INVALID_PARAMETER: Shared = Code::new(400, "InvalidParameter");
pub(crate) const INVALID_VERSION: Shared = Code::new(400, "InvalidVersion");
pub(crate) const KEY_NOT_FOUND: Shared = Code::new(404, "InvalidAccessKeyId.NotFound");
pub(crate) const METHOD_UNSUPPORTED: Shared = Code::new(403, "UnsupportedHTTPMethod");
pub(crate) const MISSING_PARAMETER: Shared = Code::new(400, "MissingParameter");
pub(crate) const MISSING_TOKEN: Shared = Code::new(400, "MissingSecurityToken");
pub(crate) const NONCE_USED: Shared = Code::new(400, "SignatureNonceUsed");
pub(crate) const SIGNATURE_MISMATCH: Shared = Code::new(400, "SignatureDoesNotMatch");
pub(crate) const THROTTLING: Shared = Code::new(400, "Throttling.User");
pub(crate) const TOKEN_MISMATCH: Shared = Code::new(400, "InvalidSecurityToken.MismatchWithAccessKey");
pub(crate) const TOKEN_REUSED: Shared = Code::new(400, "IdempotentParameterMismatch");
pub(crate) const UNAVAILABLE: Shared = Code::new(503, "ServiceUnavailable");

/// Codes that any operation can answer with, whether its page lists them or not.
pub(crate) const PLATFORM: &[Shared] = &[
    Code::new(400, "Throttling"),
    THROTTLING,
    Code::new(400, "Throttling.Api"),
    Code::new(403, "Forbidden.RAM"),
    Code::new(403, "NoPermission"),
    Code::new(500, "InternalError"),
    UNAVAILABLE,
];
