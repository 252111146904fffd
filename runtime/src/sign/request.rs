//! A laid out request, an endpoint and a credential become an `http::Request`, signed as the product wants it.

mod v1;
mod v3;

use std::fmt;
use std::sync::LazyLock;
use std::time::SystemTime;

use acs_rules::{Auth, OperationSpec, Signing, Style};
use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HOST, USER_AGENT};
use http::uri::{self, Authority, PathAndQuery, Uri};
use http::{HeaderMap, HeaderName, HeaderValue, Request};
use smallvec::{SmallVec, smallvec};

use super::{v1 as sign_v1, v3 as sign_v3};
use crate::Error;
use crate::credentials::Credentials;
use crate::encode::{EncodeError, Layout};
use crate::endpoint::Endpoint;

const ACCESS_KEY_ID: HeaderName = HeaderName::from_static("x-acs-accesskey-id");
const ACTION: HeaderName = HeaderName::from_static("x-acs-action");
const CREDENTIALS_PROVIDER: HeaderName = HeaderName::from_static("x-acs-credentials-provider");
const SECURITY_TOKEN: HeaderName = HeaderName::from_static("x-acs-security-token");
const NONCE: HeaderName = HeaderName::from_static("x-acs-signature-nonce");
const VERSION: HeaderName = HeaderName::from_static("x-acs-version");
const JSON: &str = "application/json";
/// Bytes of an authorization, beside the names of headers.
const AUTHORIZATION_ROOM: usize = 160;

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
    /// How it was signed.
    pub steps: Steps,
}

/// The values that led to a signature, each of which can be printed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Steps {
    /// The operation is not signed.
    Unsigned,
    /// `ACS3-HMAC-SHA256`.
    V3 {
        /// What was signed.
        canonical_request: sign_v3::CanonicalRequest,
        /// Its hash under the algorithm's name.
        string_to_sign: sign_v3::StringToSign,
        /// The signature.
        signature: sign_v3::Signature,
    },
    /// HMAC-SHA1 of an RPC request.
    V1Rpc {
        /// The parameters that were signed.
        canonical_query: sign_v1::CanonicalQuery,
        /// The same with the method.
        string_to_sign: sign_v1::StringToSign,
        /// The signature.
        signature: sign_v1::Signature,
    },
    /// HMAC-SHA1 of a ROA request.
    V1Roa {
        /// The path and the query that were signed.
        canonical_resource: sign_v1::CanonicalResource,
        /// The same with the method and the headers.
        string_to_sign: sign_v1::StringToSign,
        /// The signature.
        signature: sign_v1::Signature,
    },
}

impl Steps {
    /// The canonical request, query or resource; empty where nothing was signed.
    pub fn canonical(&self) -> &str {
        match self {
            Steps::Unsigned => "",
            Steps::V3 { canonical_request, .. } => canonical_request.as_str(),
            Steps::V1Rpc { canonical_query, .. } => canonical_query.as_str(),
            Steps::V1Roa { canonical_resource, .. } => canonical_resource.as_str(),
        }
    }

    /// The string to sign; empty where nothing was signed.
    pub fn string_to_sign(&self) -> &str {
        match self {
            Steps::Unsigned => "",
            Steps::V3 { string_to_sign, .. } => string_to_sign.as_str(),
            Steps::V1Rpc { string_to_sign, .. } | Steps::V1Roa { string_to_sign, .. } => {
                string_to_sign.as_str()
            }
        }
    }

    /// The signature, as it is sent; none where nothing was signed.
    pub fn signature(&self) -> Option<String> {
        match self {
            Steps::Unsigned => None,
            Steps::V3 { signature, .. } => Some(signature.to_string()),
            Steps::V1Rpc { signature, .. } | Steps::V1Roa { signature, .. } => Some(signature.to_string()),
        }
    }
}

impl fmt::Debug for SignedRequest {
    /// Leaves the request out, whose address and headers hold parameters and secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignedRequest").field("steps", &self.steps).finish_non_exhaustive()
    }
}

/// The headers of a request, by name and value; as many as a signature has without parameters stand on the stack.
type Headers<'h> = SmallVec<[(HeaderName, &'h str); 10]>;

/// The parts of a request that its signature decides.
struct Head<'h> {
    host: &'h Authority,
    query: &'h str,
    headers: &'h [(HeaderName, &'h str)],
    /// The parts of the header of that name, which no parameter may take the place of; none without a signature.
    authorization: &'h [&'h str],
}

impl Signer<'_> {
    /// Signs a request with the signature of its product.
    ///
    /// # Errors
    ///
    /// When there are no credentials, when the product has a signature of its own, or a parameter cannot stand in a
    /// header.
    pub fn sign(&self, spec: &OperationSpec<'_>, layout: &Layout<'_>) -> Result<SignedRequest, Error> {
        self.request(spec, layout, self.credentials_for(spec)?)
    }

    /// The request without a signature, whoever the signer is: for those who sign it themselves.
    ///
    /// # Errors
    ///
    /// When a parameter cannot stand in a header.
    pub fn unsigned(&self, spec: &OperationSpec<'_>, layout: &Layout<'_>) -> Result<Request<Bytes>, Error> {
        self.request(spec, layout, None).map(|signed| signed.request)
    }

    fn request(
        &self,
        spec: &OperationSpec<'_>,
        layout: &Layout<'_>,
        credentials: Option<&Credentials>,
    ) -> Result<SignedRequest, Error> {
        match (spec.product.signing, spec.style) {
            (Signing::V1, Style::Rpc) => self.sign_v1_rpc(spec, layout, credentials),
            (Signing::V1, Style::Roa) => self.sign_v1_roa(spec, layout, credentials),
            (Signing::Own, _) => self.plain(spec, layout),
            // The enum is open to other crates; these are all.
            (_, _) => self.sign_v3(spec, layout, credentials),
        }
    }

    fn credentials_for(&self, spec: &OperationSpec<'_>) -> Result<Option<&Credentials>, Error> {
        match (spec.auth, self.credentials) {
            (Auth::Anonymous, _) => Ok(None),
            (Auth::Signed, _) if spec.product.signing == Signing::Own => Err(no_signature(spec)),
            (Auth::Signed, Some(credentials)) => Ok(Some(credentials)),
            (Auth::Signed, None) => Err(Error::configuration(
                "the operation must be signed and the client is anonymous, give the client credentials",
            )),
        }
    }

    /// A request without anything that Alibaba Cloud's common signatures add.
    fn plain(&self, spec: &OperationSpec<'_>, layout: &Layout<'_>) -> Result<SignedRequest, Error> {
        let host = self.host(layout)?;
        let mut headers: Headers<'_> = smallvec![(HOST, host.as_str())];
        headers.extend(layout.content_type.map(|kind| (CONTENT_TYPE, kind)));
        merge(&mut headers, &layout.headers)?;
        let head = Head { host: &host, query: &layout.query, headers: &headers, authorization: &[] };
        let request = self.assemble(spec, layout, head, HeaderMap::new())?;
        Ok(SignedRequest { request, steps: Steps::Unsigned })
    }

    /// The endpoint's host, with the label before it that a parameter gives.
    fn host(&self, layout: &Layout<'_>) -> Result<Authority, Error> {
        let Some(label) = &layout.host else { return Ok(self.endpoint.authority.clone()) };
        let host = format!("{label}.{}", self.endpoint.authority);
        host.parse().map_err(|_| Error::configuration(format!("`{host}` is no host name")))
    }

    /// The request of this head, with these headers beside its own, and those that no signature covers.
    fn assemble(
        &self,
        spec: &OperationSpec<'_>,
        layout: &Layout<'_>,
        head: Head<'_>,
        mut map: HeaderMap,
    ) -> Result<Request<Bytes>, Error> {
        let (target, mut values) = texts(&layout.path, &head);
        map.reserve(head.headers.len() + 3);
        for (name, value) in head.headers {
            insert(&mut map, name.clone(), values.split_to(value.len()))?;
        }
        if !head.authorization.is_empty() {
            insert(&mut map, AUTHORIZATION, values)?;
        }
        map.entry(ACCEPT).or_insert(HeaderValue::from_static(JSON));
        map.entry(USER_AGENT).or_insert_with(user_agent);
        let method = spec.method;
        let mut request = Request::new(layout.body.clone());
        *request.method_mut() =
            method.parse().map_err(|_| Error::configuration(format!("`{method}` is no HTTP method")))?;
        *request.uri_mut() = self.uri(head.host.clone(), target)?;
        *request.headers_mut() = map;
        Ok(request)
    }

    fn uri(&self, host: Authority, target: Bytes) -> Result<Uri, Error> {
        let mut parts = uri::Parts::default();
        parts.scheme = Some(self.endpoint.scheme.clone());
        parts.authority = Some(host);
        parts.path_and_query = Some(PathAndQuery::from_maybe_shared(target).map_err(bad_target)?);
        Uri::from_parts(parts).map_err(bad_target)
    }
}

/// The target, and after it the values of the headers with the authorization last, in one allocation.
fn texts(path: &str, head: &Head<'_>) -> (Bytes, Bytes) {
    let Head { query, headers, authorization, .. } = *head;
    // An authorization repeats the names of the headers.
    let headers_length: usize =
        headers.iter().map(|(name, value)| name.as_str().len() + 1 + value.len()).sum();
    let mut text = String::with_capacity(path.len() + query.len() + headers_length + AUTHORIZATION_ROOM);
    text.push_str(path);
    if !query.is_empty() {
        text.push('?');
        text.push_str(query);
    }
    let target = text.len();
    text.extend(headers.iter().map(|(_, value)| *value));
    text.extend(authorization.iter().copied());
    let mut values = Bytes::from(text);
    (values.split_to(target), values)
}

fn no_signature(spec: &OperationSpec<'_>) -> Error {
    Error::configuration(format!(
        "`{}` has a signature of its own, which this runtime does not have, take the request of `unsigned()` and sign it",
        spec.product.name
    ))
}

fn bad_target<E>(_: E) -> Error {
    Error::configuration("path and query cannot stand in a URI, which has at most 65,534 bytes")
}

/// The credentials' part of the headers: where they come from, and of temporary ones ID and token.
fn identity(credentials: Option<&Credentials>) -> [(HeaderName, Option<&str>); 3] {
    let token = credentials.and_then(Credentials::security_token);
    let id = credentials.map(Credentials::access_key_id).filter(|_| token.is_some());
    let provider = credentials.map(Credentials::provider_name);
    [(ACCESS_KEY_ID, id), (CREDENTIALS_PROVIDER, provider), (SECURITY_TOKEN, token)]
}

/// Adds the parameters that are headers; they go before what is there.
fn merge<'h>(headers: &mut Headers<'h>, parameters: &'h [(String, String)]) -> Result<(), Error> {
    for (name, value) in parameters {
        put(headers, header_name(name)?, value);
    }
    Ok(())
}

fn put<'h>(headers: &mut Headers<'h>, name: HeaderName, value: &'h str) {
    match headers.iter_mut().find(|(known, _)| *known == name) {
        Some((_, known)) => *known = value,
        None => headers.push((name, value)),
    }
}

fn header_name(name: &str) -> Result<HeaderName, Error> {
    Ok(name.parse().map_err(|_| EncodeError::new(name, "is no name of a header"))?)
}

fn insert(map: &mut HeaderMap, name: HeaderName, value: Bytes) -> Result<(), Error> {
    let value = HeaderValue::from_maybe_shared(value);
    let mut value = value.map_err(|_| EncodeError::new(name.as_str(), "cannot stand in a header"))?;
    value.set_sensitive(name == AUTHORIZATION || name == SECURITY_TOKEN);
    map.insert(name, value);
    Ok(())
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
