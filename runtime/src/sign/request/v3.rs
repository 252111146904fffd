//! A request with signature V3: everything but the parameters is in headers, and the headers are signed.

use acs_rules::OperationSpec;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HOST};
use http::{HeaderMap, HeaderName};

use super::{
    ACTION, Head, Headers, NONCE, SignedRequest, Signer, Steps, VERSION, header_name, identity, insert, put,
};
use crate::Error;
use crate::credentials::Credentials;
use crate::encode::Layout;
use crate::sign::date::Date;
use crate::sign::v3::{CanonicalRequest, as_text, authorization, payload_hash};

const CONTENT_HASH: HeaderName = HeaderName::from_static("x-acs-content-sha256");
const DATE: HeaderName = HeaderName::from_static("x-acs-date");

impl Signer<'_> {
    pub(super) fn sign_v3(
        &self,
        spec: &OperationSpec<'_>,
        layout: &Layout<'_>,
        credentials: Option<&Credentials>,
    ) -> Result<SignedRequest, Error> {
        let host = self.host(layout)?;
        let date = Date::new(self.time);
        let hash = match &layout.body_hash {
            Some(hash) => hash.into(),
            None => payload_hash(&layout.body),
        };
        let values = [host.as_str(), date.as_str(), &hash];
        let (mut headers, mut map) = (self.headers_v3(spec, layout, credentials, values), HeaderMap::new());
        add_parameters(&layout.headers, &mut headers, &mut map)?;

        let head = Head { host: &host, query: &layout.query, headers: &headers, authorization: &[] };
        let Some(credentials) = credentials else {
            let request = self.assemble(spec, layout, head, map)?;
            return Ok(SignedRequest { request, steps: Steps::Unsigned });
        };
        let canonical_request =
            CanonicalRequest::new(spec.method, &layout.path, &layout.query, &headers, &hash);
        let string_to_sign = canonical_request.string_to_sign();
        let signature = string_to_sign.sign(credentials.signing_key());
        let (id, digits) = (credentials.access_key_id(), signature.digits());
        let authorization = authorization(id, canonical_request.signed_headers(), as_text(&digits));
        let head = Head { authorization: &authorization, ..head };
        let request = self.assemble(spec, layout, head, map)?;
        Ok(SignedRequest { request, steps: Steps::V3 { canonical_request, string_to_sign, signature } })
    }

    /// The signed headers, sorted by name.
    fn headers_v3<'h>(
        &'h self,
        spec: &OperationSpec<'h>,
        layout: &Layout<'_>,
        credentials: Option<&'h Credentials>,
        [host, date, hash]: [&'h str; 3],
    ) -> Headers<'h> {
        let [id, provider, token] = identity(credentials);
        let headers = [
            (CONTENT_TYPE, layout.content_type),
            (HOST, Some(host)),
            id,
            (ACTION, Some(spec.name)),
            (CONTENT_HASH, Some(hash)),
            provider,
            (DATE, Some(date)),
            token,
            (NONCE, Some(self.nonce)),
            (VERSION, Some(spec.product.version)),
        ];
        headers.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

/// Adds the parameters that are headers: to the signed ones if the signature covers such names, else beside them.
fn add_parameters<'h>(
    parameters: &'h [(String, String)],
    signed: &mut Headers<'h>,
    unsigned: &mut HeaderMap,
) -> Result<(), Error> {
    for (name, value) in parameters {
        let header = header_name(name)?;
        if header == CONTENT_TYPE || name.starts_with("x-acs-") {
            put(signed, header, value);
        } else {
            insert(unsigned, header, Bytes::copy_from_slice(value.as_bytes()))?;
        }
    }
    if !parameters.is_empty() {
        signed.sort_by(|(a, _), (b, _)| a.as_str().cmp(b.as_str()));
    }
    Ok(())
}
