//! A laid out request, an endpoint and a credential become an `http::Request`.

use std::sync::LazyLock;
use std::time::SystemTime;

use acs_rules::{Auth, OperationSpec, Signing};
use bytes::{Bytes, BytesMut};
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HOST, USER_AGENT};
use http::uri::{self, Authority, PathAndQuery, Uri};
use http::{HeaderMap, HeaderName, HeaderValue, Request};

use super::v3::{CanonicalRequest, Signature, StringToSign, payload_hash};
use crate::Error;
use crate::credentials::Credentials;
use crate::encode::{EncodeError, Layout};
use crate::endpoint::Endpoint;

const ACCESS_KEY_ID: HeaderName = HeaderName::from_static("x-acs-accesskey-id");
const ACTION: HeaderName = HeaderName::from_static("x-acs-action");
const CONTENT_HASH: HeaderName = HeaderName::from_static("x-acs-content-sha256");
const CREDENTIALS_PROVIDER: HeaderName = HeaderName::from_static("x-acs-credentials-provider");
const DATE: HeaderName = HeaderName::from_static("x-acs-date");
const SECURITY_TOKEN: HeaderName = HeaderName::from_static("x-acs-security-token");
const NONCE: HeaderName = HeaderName::from_static("x-acs-signature-nonce");
const VERSION: HeaderName = HeaderName::from_static("x-acs-version");

/// Everything that a signature depends on, beside the request itself.
#[derive(Clone, Copy, Debug)]
pub struct Signer<'s> {
    /// Where the request will go.
    pub endpoint: &'s Endpoint,
    /// Who sends it; may be absent for operations that are not signed.
    pub credentials: Option<&'s Credentials>,
    /// When it is signed; the service accepts a difference of 15 minutes.
    pub time: SystemTime,
    /// A text that no other request has.
    pub nonce: &'s str,
}

/// A signed request, with the values that led to its signature.
pub struct SignedRequest {
    /// The request, ready to be sent.
    pub request: Request<Bytes>,
    /// What was signed.
    pub canonical_request: CanonicalRequest,
    /// Its hash under the algorithm's name.
    pub string_to_sign: StringToSign,
    /// The signature; none for operations that are not signed.
    pub signature: Option<Signature>,
}

impl Signer<'_> {
    /// Signs a request with signature V3.
    ///
    /// # Errors
    ///
    /// When there are no credentials, or a parameter cannot stand in a header.
    pub fn sign(&self, spec: &OperationSpec<'_>, layout: &Layout<'_>) -> Result<SignedRequest, Error> {
        let credentials = self.credentials_for(spec)?;
        let host = self.host(layout)?;
        let date = date(self.time);
        let hash = payload_hash(&layout.body);
        let mut map = HeaderMap::with_capacity(12);
        let mut headers = self.headers(spec, layout, credentials, [host.as_str(), &date, &hash]);
        add_parameters(&layout.headers, &mut headers, &mut map)?;

        let canonical_request =
            CanonicalRequest::new(spec.method, &layout.path, &layout.query, &headers, &hash);
        let string_to_sign = canonical_request.string_to_sign();
        let signature = credentials.map(|credentials| string_to_sign.sign(credentials.signing_key()));
        if let (Some(credentials), Some(signature)) = (credentials, &signature) {
            let authorization = signature.authorization(credentials.access_key_id(), &headers);
            insert(&mut map, AUTHORIZATION, authorization.into())?;
        }
        insert_all(&mut map, headers)?;
        // It may be a parameter.
        map.entry(ACCEPT).or_insert(HeaderValue::from_static("application/json"));
        map.insert(USER_AGENT, user_agent());
        let uri = self.uri(host, &layout.path, &layout.query)?;
        let request = assemble(spec.method, uri, map, layout.body.clone())?;
        Ok(SignedRequest { request, canonical_request, string_to_sign, signature })
    }

    fn credentials_for(&self, spec: &OperationSpec<'_>) -> Result<Option<&Credentials>, Error> {
        match (spec.auth, spec.product.signing, self.credentials) {
            (Auth::Anonymous, _, _) => Ok(None),
            (Auth::Signed, Signing::V3, Some(credentials)) => Ok(Some(credentials)),
            (Auth::Signed, Signing::V3, None) => Err(Error::configuration(
                "the operation must be signed and the client is anonymous, give the client credentials",
            )),
            (Auth::Signed, Signing::V1, _) => Err(Error::configuration("signature V1 is not supported yet")),
            (Auth::Signed, _, _) => Err(Error::configuration("the product's signature is not supported yet")),
        }
    }

    /// The endpoint's host, with the label before it that a parameter gives.
    fn host(&self, layout: &Layout<'_>) -> Result<Authority, Error> {
        let Some(label) = &layout.host else { return Ok(self.endpoint.authority.clone()) };
        let host = format!("{label}.{}", self.endpoint.authority);
        host.parse().map_err(|_| Error::configuration(format!("`{host}` is no host name")))
    }

    /// The signed headers, sorted by name.
    fn headers<'h>(
        &'h self,
        spec: &OperationSpec<'h>,
        layout: &Layout<'_>,
        credentials: Option<&'h Credentials>,
        [host, date, hash]: [&'h str; 3],
    ) -> Vec<(HeaderName, &'h str)> {
        let token = credentials.and_then(Credentials::security_token);
        let id = credentials.map(Credentials::access_key_id).filter(|_| token.is_some());
        let headers = [
            (CONTENT_TYPE, layout.content_type),
            (HOST, Some(host)),
            (ACCESS_KEY_ID, id),
            (ACTION, Some(spec.name)),
            (CONTENT_HASH, Some(hash)),
            (CREDENTIALS_PROVIDER, credentials.map(Credentials::provider_name)),
            (DATE, Some(date)),
            (SECURITY_TOKEN, token),
            (NONCE, Some(self.nonce)),
            (VERSION, Some(spec.product.version)),
        ];
        // The iterator cannot tell how many there are, so `collect` would allocate again and again.
        let mut present = Vec::with_capacity(headers.len() + layout.headers.len());
        present.extend(headers.into_iter().filter_map(|(name, value)| Some((name, value?))));
        present
    }

    fn uri(&self, host: Authority, path: &str, query: &str) -> Result<Uri, Error> {
        let mut target = String::with_capacity(path.len() + query.len() + 1);
        target.push_str(path);
        if !query.is_empty() {
            target.push('?');
            target.push_str(query);
        }
        let mut parts = uri::Parts::default();
        parts.scheme = Some(self.endpoint.scheme.clone());
        parts.authority = Some(host);
        parts.path_and_query =
            Some(PathAndQuery::from_maybe_shared(Bytes::from(target)).map_err(bad_target)?);
        Uri::from_parts(parts).map_err(bad_target)
    }
}

fn bad_target<E>(_: E) -> Error {
    Error::configuration("path and query cannot stand in a URI, which has at most 65,534 bytes")
}

/// Adds the parameters that are headers: to the signed ones if the signature covers such names, else beside them.
fn add_parameters<'h>(
    parameters: &'h [(String, String)],
    signed: &mut Vec<(HeaderName, &'h str)>,
    unsigned: &mut HeaderMap,
) -> Result<(), Error> {
    for (name, value) in parameters {
        let header: HeaderName =
            name.parse().map_err(|_| EncodeError::new(name, "is no name of a header"))?;
        if header != CONTENT_TYPE && !name.starts_with("x-acs-") {
            insert(unsigned, header, Bytes::copy_from_slice(value.as_bytes()))?;
            continue;
        }
        match signed.iter_mut().find(|(known, _)| *known == header) {
            Some((_, known)) => *known = value,
            None => signed.push((header, value)),
        }
    }
    if !parameters.is_empty() {
        signed.sort_by(|(a, _), (b, _)| a.as_str().cmp(b.as_str()));
    }
    Ok(())
}

/// Inserts headers whose values share one allocation.
fn insert_all(map: &mut HeaderMap, headers: Vec<(HeaderName, &str)>) -> Result<(), Error> {
    let mut values = BytesMut::with_capacity(headers.iter().map(|(_, value)| value.len()).sum());
    for (_, value) in &headers {
        values.extend_from_slice(value.as_bytes());
    }
    for (name, value) in headers {
        insert(map, name, values.split_to(value.len()).freeze())?;
    }
    Ok(())
}

fn insert(map: &mut HeaderMap, name: HeaderName, value: Bytes) -> Result<(), Error> {
    let value = HeaderValue::from_maybe_shared(value);
    let mut value = value.map_err(|_| EncodeError::new(name.as_str(), "cannot stand in a header"))?;
    value.set_sensitive(name == AUTHORIZATION || name == SECURITY_TOKEN);
    map.insert(name, value);
    Ok(())
}

fn assemble(method: &str, uri: Uri, headers: HeaderMap, body: Bytes) -> Result<Request<Bytes>, Error> {
    let mut request = Request::new(body);
    *request.method_mut() =
        method.parse().map_err(|_| Error::configuration(format!("`{method}` is no HTTP method")))?;
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    Ok(request)
}

/// In UTC, to the second, as in `2026-01-02T03:04:05Z`.
fn date(time: SystemTime) -> String {
    let seconds = time.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let time = jiff::Timestamp::from_second(i64::try_from(seconds).unwrap_or_default()).unwrap_or_default();
    let time = jiff::tz::Offset::UTC.to_datetime(time);
    let year = time.year();
    let mut date = String::with_capacity("2026-01-02T03:04:05Z".len());
    // Digit by digit: formatting would cost a tenth of the whole signature.
    push_digits(&mut date, (year / 100) as i8, "");
    push_digits(&mut date, (year % 100) as i8, "-");
    push_digits(&mut date, time.month(), "-");
    push_digits(&mut date, time.day(), "T");
    push_digits(&mut date, time.hour(), ":");
    push_digits(&mut date, time.minute(), ":");
    push_digits(&mut date, time.second(), "Z");
    date
}

fn push_digits(to: &mut String, number: i8, then: &str) {
    to.extend([number / 10, number % 10].map(|digit| char::from(b'0' + digit.unsigned_abs())));
    to.push_str(then);
}

/// What requests say who we are: name, version, operating system and architecture.
fn user_agent() -> HeaderValue {
    static USER_AGENT: LazyLock<HeaderValue> = LazyLock::new(|| {
        let (version, os, arch) = (env!("CARGO_PKG_VERSION"), std::env::consts::OS, std::env::consts::ARCH);
        let text = format!("acsgen/{version} ({os}; {arch})");
        HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static("acsgen"))
    });
    USER_AGENT.clone()
}

#[cfg(test)]
mod tests;
