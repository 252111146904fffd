//! Requests with signature V1: of RPC everything is a parameter, of ROA the rest is in headers.

use std::borrow::Cow;

use acs_rules::OperationSpec;
use form_urlencoded::parse;
use http::header::{ACCEPT, CONTENT_TYPE, DATE, HOST};
use http::{HeaderMap, HeaderName};

use super::{ACTION, Head, Headers, JSON, NONCE, SignedRequest, Signer, Steps, VERSION, identity, merge};
use crate::Error;
use crate::credentials::Credentials;
use crate::encode::{EncodeError, FORM, Layout};
use crate::sign::date::{Date, http_date};
use crate::sign::v1::{ALGORITHM, CanonicalQuery, CanonicalResource, VERSION as SIGNATURE_VERSION};
use crate::sign::v3::canonical_query;

const METHOD: HeaderName = HeaderName::from_static("x-acs-signature-method");
const METHOD_VERSION: HeaderName = HeaderName::from_static("x-acs-signature-version");

type Pairs<'p> = Vec<(Cow<'p, str>, Cow<'p, str>)>;

impl Signer<'_> {
    pub(super) fn sign_v1_rpc(
        &self,
        spec: &OperationSpec<'_>,
        layout: &Layout<'_>,
        credentials: Option<&Credentials>,
    ) -> Result<SignedRequest, Error> {
        let date = Date::new(self.time);
        let form: Pairs<'_> =
            if layout.content_type == Some(FORM) { parse(&layout.body).collect() } else { Pairs::new() };
        let mut pairs = self.parameters_v1(spec, layout, &form, credentials, date.as_str());
        let mut steps = Steps::Unsigned;
        if let Some(credentials) = credentials {
            let mut signed = pairs.clone();
            signed.extend(form);
            let query = CanonicalQuery::new(&mut signed);
            let string_to_sign = query.string_to_sign(spec.method);
            let signature = string_to_sign.sign(credentials.signing_key_v1());
            pairs.push(("Signature".into(), signature.to_string().into()));
            steps = Steps::V1Rpc { canonical_query: query, string_to_sign, signature };
        }
        let host = self.host(layout)?;
        let [_, provider, _] = identity(credentials);
        let headers = [
            (HOST, Some(host.as_str())),
            (CONTENT_TYPE, layout.content_type),
            (ACTION, Some(spec.name)),
            (VERSION, Some(spec.product.version)),
            provider,
        ];
        let (query, headers) = (canonical_query(&mut pairs), with_parameters(headers, layout)?);
        let head = Head { host: &host, query: &query, headers: &headers, authorization: &[] };
        let request = self.assemble(spec, layout, head, HeaderMap::new())?;
        Ok(SignedRequest { request, steps })
    }

    /// The query, with what V1 says about the request and the signature, but not the signature itself.
    fn parameters_v1<'p>(
        &'p self,
        spec: &OperationSpec<'p>,
        layout: &'p Layout<'_>,
        form: &Pairs<'_>,
        credentials: Option<&'p Credentials>,
        date: &'p str,
    ) -> Pairs<'p> {
        let mut pairs: Pairs<'p> = parse(layout.query.as_bytes()).collect();
        let common = [
            ("Action", spec.name),
            ("Format", "json"),
            ("Version", spec.product.version),
            ("Timestamp", date),
            ("SignatureNonce", self.nonce),
        ];
        // A parameter of the operation may have such a name, in the query or the form, and is what the caller set.
        for (name, value) in common {
            if !pairs.iter().chain(form).any(|(known, _)| known == name) {
                pairs.push((name.into(), value.into()));
            }
        }
        let Some(credentials) = credentials else { return pairs };
        let identity = [
            ("AccessKeyId", Some(credentials.access_key_id())),
            ("SecurityToken", credentials.security_token()),
            ("SignatureMethod", Some(ALGORITHM)),
            ("SignatureVersion", Some(SIGNATURE_VERSION)),
        ];
        // Here the signer's word counts, or the signature would be another one's.
        pairs.retain(|(name, _)| name != "Signature" && !identity.iter().any(|(known, _)| name == known));
        pairs.extend(identity.into_iter().filter_map(|(name, value)| Some((name.into(), value?.into()))));
        pairs
    }

    pub(super) fn sign_v1_roa(
        &self,
        spec: &OperationSpec<'_>,
        layout: &Layout<'_>,
        credentials: Option<&Credentials>,
    ) -> Result<SignedRequest, Error> {
        let (host, date) = (self.host(layout)?, http_date(self.time));
        let [id, provider, token] = identity(credentials);
        let headers = [
            (ACCEPT, Some(JSON)),
            (CONTENT_TYPE, layout.content_type),
            (DATE, Some(&*date)),
            (HOST, Some(host.as_str())),
            id,
            (ACTION, Some(spec.name)),
            provider,
            token,
            (METHOD, Some(ALGORITHM)),
            (NONCE, Some(self.nonce)),
            (METHOD_VERSION, Some(SIGNATURE_VERSION)),
            (VERSION, Some(spec.product.version)),
        ];
        let headers = with_parameters(headers, layout)?;
        let (mut steps, mut authorization) = (Steps::Unsigned, None);
        if let Some(credentials) = credentials {
            let resource = CanonicalResource::new(&layout.path, &mut resource_query(layout)?);
            let string_to_sign = resource.string_to_sign(spec.method, &headers);
            let signature = string_to_sign.sign(credentials.signing_key_v1());
            authorization = Some(signature.authorization(credentials.access_key_id()));
            steps = Steps::V1Roa { canonical_resource: resource, string_to_sign, signature };
        }
        let authorization = authorization.as_deref();
        let head = Head {
            host: &host,
            query: &layout.query,
            headers: &headers,
            authorization: authorization.as_slice(),
        };
        let request = self.assemble(spec, layout, head, HeaderMap::new())?;
        Ok(SignedRequest { request, steps })
    }
}

/// The headers that have a value, and the parameters that are headers.
fn with_parameters<'h, const N: usize>(
    headers: [(HeaderName, Option<&'h str>); N],
    layout: &'h Layout<'_>,
) -> Result<Headers<'h>, Error> {
    let present = headers.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let mut headers: Headers<'h> = present.collect();
    merge(&mut headers, &layout.headers)?;
    Ok(headers)
}

/// The decoded query. Its values are signed as they are, so that one with line breaks could pass for something else.
fn resource_query<'q>(layout: &'q Layout<'_>) -> Result<Pairs<'q>, Error> {
    let pairs: Pairs<'q> = parse(layout.query.as_bytes()).collect();
    let broken = |text: &str| text.contains(['\r', '\n']);
    match pairs.iter().find(|(name, value)| broken(name) || broken(value)) {
        Some((name, _)) => {
            Err(EncodeError::new(name, "is signed as it is and must not have line breaks").into())
        }
        None => Ok(pairs),
    }
}
