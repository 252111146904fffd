//! For tests of code that calls: responses and errors as the service would give them, without a service.
//!
//! Responses of generated code cannot be written as literals, for fields may be added to them. They are read from what the
//! service would answer, or a `default()` is filled in. Errors are made of the code that the documentation has.

use crate::{Codes, Error, Operation, Raw, decode};

/// The response of an operation to which the service answers this JSON, read as that of a call is.
///
/// ```no_run
/// # use acs_runtime::{Error, Operation, testing};
/// # fn example<CreateDisk: Operation>() -> Result<(), Error> {
/// let response = testing::response::<CreateDisk>(r#"{"DiskId": "d-1", "RequestId": "1"}"#)?;
/// # let _ = response;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// When it is no JSON, or a value in it does not fit its field; the error is that of a call, and says where. A name that is not
/// documented is passed over.
pub fn response<O: Operation>(json: &str) -> Result<O::Response, Error> {
    decode::decode(json.as_bytes()).map_err(|error| {
        Error::decode(O::SPEC, error, Raw::new(200, http::HeaderMap::new(), json.to_owned()))
    })
}

/// The error of an operation with a documented code, under the status that it is documented with. A part of the code that
/// varies is `Test`.
///
/// [`Error::service`] makes one of any code and status, and `Error::from` one of a
/// [`TransportError`](crate::transport::TransportError).
///
/// ```no_run
/// # use acs_runtime::{Codes, testing};
/// # fn example<CreateDiskError: Codes + std::fmt::Debug>(code: CreateDiskError) {
/// let error = testing::error(code); // such as CreateDiskError::InvalidDiskName
/// assert_eq!(error.op(), Some(code));
/// # }
/// ```
pub fn error<E: Codes>(code: E) -> Error {
    let entry = code.entry();
    let body = serde_json::json!({
        "Code": entry.code.replace("%s", "Test"),
        "Message": "made by a test",
        "RequestId": "test",
    });
    Error::from_response(E::SPEC, Raw::new(entry.status, http::HeaderMap::new(), body.to_string()))
}
