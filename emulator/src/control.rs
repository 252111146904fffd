//! control: faults over HTTP, for clients in other languages.

use serde::Deserialize;

use crate::answer::Body;
use crate::codes;
use crate::error::Error;
use crate::faults::Times;
use crate::received::Received;
use crate::refusal::Refusal;
use crate::service::{Reply, Service, lock, new_request_id};

/// The path of the endpoint; no product has one that starts so.
pub(crate) const FAULTS: &str = "/_emulator/faults";

/// The body of `POST /_emulator/faults`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Order {
    operation: String,
    code: String,
    times: Option<u32>,
    #[serde(default)]
    always: bool,
}

impl Service {
    /// Asks for an error; see the crate's documentation.
    pub(crate) fn fail(&self, operation: &str, code: &str, times: Times) -> Result<(), Error> {
        lock(&self.faults).add(&self.apis, operation, code, times)
    }

    /// Answers an order over HTTP; it is not recorded, for it is no request to a product.
    pub(crate) fn serve_control(&self, received: &Received) -> Reply {
        let request_id = new_request_id();
        let (status, body) = match self.control(received) {
            Ok(()) => (204, Body::json("")),
            Err(refusal) => {
                let host = received.header("host").unwrap_or_default();
                (refusal.status, Body::json(refusal.envelope("", host, &request_id)))
            }
        };
        Reply { status, request_id, body }
    }

    fn control(&self, received: &Received) -> Result<(), Refusal> {
        match received.method.as_str() {
            "POST" => self.order(received),
            "DELETE" => {
                lock(&self.faults).clear();
                Ok(())
            }
            method => {
                let message = format!("`{FAULTS}` takes POST and DELETE, not {method}");
                Err(Refusal::new(codes::METHOD_UNSUPPORTED, message))
            }
        }
    }

    fn order(&self, received: &Received) -> Result<(), Refusal> {
        // A web page cannot send this type here without asking first, so it cannot give orders.
        if received.media_type().as_deref() != Some("application/json") {
            return Err(refuse("`content-type` must be `application/json`"));
        }
        let order: Order =
            serde_json::from_slice(&received.body).map_err(|error| refuse(error.to_string()))?;
        let times = match (order.times, order.always) {
            (None, true) => Times::Always,
            (None, false) => Times::Limited(1),
            (Some(times @ 1..), false) => Times::Limited(times),
            (Some(_), _) => return Err(refuse("`times` must be at least 1, and not stand beside `always`")),
        };
        self.fail(&order.operation, &order.code, times).map_err(|error| refuse(error.to_string()))
    }
}

fn refuse(message: impl Into<String>) -> Refusal {
    Refusal::new(codes::INVALID_PARAMETER, message)
}
