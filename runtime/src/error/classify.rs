//! The semantic class of an error: by the family of its code, then by its status.
//!
//! Most codes that callers handle are not documented for their operation, but nearly all belong to a family that the
//! name shows.

/// The semantic class of an [`Error`](crate::Error).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// Too many calls; wait and try again.
    Throttled,
    /// The state of a resource does not allow the call.
    WrongState,
    /// Something that the request names does not exist.
    NotFound,
    /// A quota or a balance is used up.
    Quota,
    /// The caller may not do this.
    AccessDenied,
    /// The service does not accept the signature, the access key or the clock.
    Authentication,
    /// A parameter is missing, or has a value that the service refuses.
    InvalidParameter,
    /// Another call is under way, or the thing exists already.
    Conflict,
    /// The service does not offer this, here or at all.
    Unsupported,
    /// The service is not there at the moment.
    Unavailable,
    /// The service failed.
    Internal,
    /// A dry run passed: the request would have succeeded.
    DryRunPassed,
    /// The service refused the request for a reason of its own.
    Other,
    /// The request breaks documented rules and was not sent.
    Violations,
    /// The request cannot be put into words and was not sent.
    Encode,
    /// The answer cannot be understood.
    Decode,
    /// The network failed.
    Transport,
    /// No answer in time.
    Timeout,
    /// There are no credentials to sign with.
    Credentials,
    /// The client is not set up for the call.
    Configuration,
    /// The client has a guard that refuses such calls.
    Guarded,
    /// An interceptor of the client has stopped the call.
    Intercepted,
    /// The call was accepted, and what it set in motion did not come to the end that was waited for.
    Unfinished,
}

/// How a code belongs to a family.
enum By {
    Is(&'static str),
    Starts(&'static str),
    Contains(&'static str),
    /// Contains both, in this order.
    Between(&'static str, &'static str),
}

use By::{Between, Contains, Is, Starts};

/// The service holds a token whose first call has not ended.
const IN_FLIGHT: &[By] = &[Contains("LastTokenProcessing"), Between("Idempoten", "Processing")];

/// Whether a call with the same idempotency token is under way.
pub(super) fn is_in_flight(code: &str) -> bool {
    IN_FLIGHT.iter().any(|member| member.matches(code))
}

/// The families, the first match wins: the names of some contain the names of others.
const FAMILIES: &[(Kind, bool, &[By])] = &[
    (Kind::DryRunPassed, false, &[Is("DryRunOperation")]),
    (Kind::Throttled, true, &[Contains("Throttl"), Contains("FlowControl"), Contains("TooManyRequest")]),
    (
        Kind::Authentication,
        false,
        &[
            Starts("SignatureDoesNotMatch"),
            Starts("IncompleteSignature"),
            Starts("InvalidAccessKeyId"),
            Starts("InvalidAccessKeySecret"),
            Starts("InvalidSecurityToken"),
            Starts("MissingSecurityToken"),
            Starts("MissingAccessKeyId"),
            Starts("InvalidTimeStamp"),
            Starts("IllegalTimestamp"),
            Starts("InvalidCredentials"),
            Starts("AuthenticationFail"),
        ],
    ),
    // The network delivered the request twice, and every attempt has a nonce of its own.
    (Kind::Authentication, true, &[Starts("SignatureNonceUsed")]),
    (
        Kind::Unsupported,
        false,
        &[
            Starts("InvalidAction"),
            Starts("NoSuchVersion"),
            Starts("InvalidVersion"),
            Contains("Unsupport"),
            Contains("NotSupport"),
        ],
    ),
    (Kind::Conflict, true, IN_FLIGHT),
    (
        Kind::Quota,
        false,
        &[
            Contains("Quota"),
            Contains("LimitExceed"),
            Contains("ExceedLimit"),
            Contains("NumberExceed"),
            Contains("InsufficientBalance"),
            Contains("InArrears"),
            Contains("NoStock"),
            Contains("NotOnSale"),
        ],
    ),
    (
        Kind::NotFound,
        false,
        &[
            Contains("NotFound"),
            Contains("NotExist"),
            Contains("NOT_EXIST"),
            Contains("NOT_FOUND"),
            Contains("NoSuch"),
            Contains("NonExist"),
        ],
    ),
    // Parameters that exclude each other do so every time.
    (
        Kind::InvalidParameter,
        false,
        &[Between("Param", "Conflict"), Between("Conflict", "Param"), Between("Invalid", "Conflict")],
    ),
    (Kind::Conflict, true, &[Contains("Conflict"), Contains("Concurrent")]),
    (Kind::Conflict, false, &[Contains("Idempoten"), Contains("AlreadyExist"), Contains("Duplicate")]),
    (Kind::Unavailable, true, &[Contains("Unavailable"), Contains("SystemBusy"), Contains("ServerBusy")]),
    // Locked by the provider, for money or for security: waiting does not help.
    (
        Kind::WrongState,
        false,
        &[
            Contains("FinancialLock"),
            Contains("LockedForSecurity"),
            Contains("SecurityLock"),
            Contains("Expired"),
        ],
    ),
    (Kind::WrongState, true, &[Contains("Locked"), Contains("Busy"), Contains("Processing")]),
    (
        Kind::WrongState,
        false,
        &[
            Between("Incorrect", "Status"),
            Between("Incorrect", "State"),
            Contains("InvalidStatus"),
            Contains("InvalidState"),
            Contains("StatusError"),
            Contains("DependencyViolation"),
            Contains("InUse"),
        ],
    ),
    (
        Kind::AccessDenied,
        false,
        &[
            Starts("Forbidden"),
            Contains("NoPermission"),
            Contains("AccessDenied"),
            Contains("Unauthorized"),
            Contains("NotAuthorized"),
        ],
    ),
    (
        Kind::Internal,
        true,
        &[
            Contains("InternalError"),
            Contains("InternalFailure"),
            Is("UnknownError"),
            Contains("SystemError"),
        ],
    ),
    (
        Kind::InvalidParameter,
        false,
        &[
            Starts("Invalid"),
            Starts("Missing"),
            Starts("Illegal"),
            Contains("InvalidParam"),
            Contains("ParamErr"),
        ],
    ),
];

/// The class of a code and a status, and whether trying again may help. `has_delay` says whether the service asks to
/// wait, which it does only when it throttles.
pub(super) fn classify(code: &str, status: u16, has_delay: bool) -> (Kind, bool) {
    if has_delay || status == 429 {
        return (Kind::Throttled, true);
    }
    let family = FAMILIES.iter().find(|(_, _, members)| members.iter().any(|member| member.matches(code)));
    family.map_or_else(|| by_status(status), |(kind, is_retryable, _)| (*kind, *is_retryable))
}

impl By {
    fn matches(&self, code: &str) -> bool {
        match self {
            Is(name) => code == *name,
            Starts(name) => code.starts_with(name),
            Contains(name) => code.contains(name),
            Between(first, then) => code.split_once(first).is_some_and(|(_, rest)| rest.contains(then)),
        }
    }
}

fn by_status(status: u16) -> (Kind, bool) {
    match status {
        401 | 403 => (Kind::AccessDenied, false),
        404 => (Kind::NotFound, false),
        409 => (Kind::Conflict, false),
        501 | 505 => (Kind::Unsupported, false),
        502..=504 => (Kind::Unavailable, true),
        500..=599 => (Kind::Internal, true),
        _ => (Kind::Other, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(code: &str, status: u16, kind: Kind, is_retryable: bool) {
        assert_eq!(classify(code, status, false), (kind, is_retryable), "{code}");
    }

    #[test]
    fn families_are_known_by_their_names() {
        check("Throttling.User", 400, Kind::Throttled, true);
        check("IncorrectStatus.Anycast", 400, Kind::WrongState, false);
        check("InstanceNotExist.ENI", 400, Kind::NotFound, false);
        check("ResourceNotFound.BindInstanceId", 400, Kind::NotFound, false);
        check("OperationFailed.Conflict", 400, Kind::Conflict, true);
        check("OperationUnsupported.ServiceManaged", 400, Kind::Unsupported, false);
        check("QuotaExceeded.Anycast", 400, Kind::Quota, false);
        check("InvalidAccessKeyId.NotFound", 404, Kind::Authentication, false);
        check("Forbidden.RAM", 403, Kind::AccessDenied, false);
        check("MissingParameter", 400, Kind::InvalidParameter, false);
        check("IdempotentParameterMismatch", 400, Kind::Conflict, false);
        check("LastTokenProcessing", 400, Kind::Conflict, true);
        check("ServiceUnavailable", 503, Kind::Unavailable, true);
        check("InternalError", 500, Kind::Internal, true);
        check("IncorrectInstanceStatus", 403, Kind::WrongState, false);
        check("IncorrectVpcStatus", 400, Kind::WrongState, false);
        check("ConflictParameters", 400, Kind::InvalidParameter, false);
        check("InvalidParameter.Conflict", 400, Kind::InvalidParameter, false);
        check("InvalidVpcId.ConflictVpcCidr", 400, Kind::InvalidParameter, false);
        check("InstanceLockedForSecurity", 403, Kind::WrongState, false);
        check("IncorrectBusinessStatus.FinancialLocked", 400, Kind::WrongState, false);
        check("SystemBusy", 400, Kind::Unavailable, true);
        check("OperationDenied.NoStock", 403, Kind::Quota, false);
        check("NumberExceed.Tags", 400, Kind::Quota, false);
        check("AuthenticationFail.ApiUsername", 403, Kind::Authentication, false);
        check("DryRunOperation", 400, Kind::DryRunPassed, false);
    }

    #[test]
    fn other_codes_go_by_status() {
        check("Strange", 400, Kind::Other, false);
        check("", 404, Kind::NotFound, false);
        check("", 502, Kind::Unavailable, true);
        check("Strange", 429, Kind::Throttled, true);
        assert_eq!(classify("Strange", 400, true), (Kind::Throttled, true));
    }
}
