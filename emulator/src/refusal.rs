//! Refusals: an error that is answered, and the envelope that services put around it.

use acs_rules::Code;
use serde_json::json;

use crate::record::Outcome;

/// Why a request is not answered as it hoped to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) outcome: Outcome,
}

impl Refusal {
    pub(crate) fn new(code: Code<'static>, message: impl Into<String>) -> Self {
        Self::with_outcome(code, message, Outcome::Refused)
    }

    pub(crate) fn with_outcome(code: Code<'_>, message: impl Into<String>, outcome: Outcome) -> Self {
        Self { status: code.status, code: code.code.to_owned(), message: message.into(), outcome }
    }

    /// The body of the answer: the fields that services send, capitalised for RPC and ROA alike.
    pub(crate) fn envelope(&self, product: &str, host: &str, request_id: &str) -> Vec<u8> {
        let recommend = format!(
            "https://api.aliyun.com/troubleshoot?q={}&product={product}&requestId={request_id}",
            self.code
        );
        let envelope = json!({
            "RequestId": request_id,
            "HostId": host,
            "Code": self.code,
            "Message": self.message,
            "Recommend": recommend,
        });
        envelope.to_string().into_bytes()
    }
}
