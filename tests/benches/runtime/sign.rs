//! What it costs to build, check and sign a call, as a multiple of the floor: SHA-256 of the same canonical request
//! and HMAC of the string to sign.

use std::hint::black_box;
use std::io::Write;

use acs_eipanycast_20200309::Client;
use acs_runtime::credentials::Credentials;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::request::{SECRET, request, sign};
use crate::rounds::{Case, measure, medians};

pub(crate) fn run(rounds: usize) -> Result<(), Box<dyn std::error::Error>> {
    let client: Client = Client::builder().region("cn-hangzhou").access_key("testid", SECRET).build()?;
    let credentials = Credentials::new("testid", SECRET);
    let signed = sign(&client, &credentials)?;
    let canonical_request = signed.steps.canonical().to_owned();
    let cases: [Case<'_>; 4] = [
        ("floor: SHA-256, hex, HMAC", Box::new(|| _ = black_box(floor(&canonical_request)))),
        ("build the request", Box::new(|| drop(black_box(request())))),
        ("build and check", Box::new(|| drop(black_box(client.call(request()).validate())))),
        ("build, check and sign", Box::new(|| drop(black_box(sign(&client, &credentials))))),
    ];
    report(&canonical_request, &cases, &measure(&cases, rounds, 100))?;
    Ok(())
}

fn floor(canonical_request: &str) -> [u8; 32] {
    let hash = Sha256::digest(canonical_request.as_bytes());
    let mut text = [0; 81];
    text[..17].copy_from_slice(b"ACS3-HMAC-SHA256\n");
    hex::encode_to_slice(hash, &mut text[17..]).expect("the hash has 32 bytes");
    let key = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).expect("HMAC takes a key of any length");
    key.chain_update(text).finalize().into_bytes().into()
}

fn report(canonical_request: &str, cases: &[Case<'_>], times: &[Vec<f64>]) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "canonical request: {} bytes, {} rounds", canonical_request.len(), times.len())?;
    writeln!(out, "{:<28} {:>9} {:>8}", "case", "ns", "x floor")?;
    for (index, (name, _)) in cases.iter().enumerate() {
        let (nanoseconds, ratio) = medians(times, index, 0);
        writeln!(out, "{name:<28} {nanoseconds:>9.0} {ratio:>8.2}")?;
    }
    Ok(())
}
