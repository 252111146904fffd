//! Endpoints with TLS, whose authority is trusted only where the client is told so.
//!
//! The certificates are made for these tests: `server.pem` for `localhost`, with its key, by an authority whose own key is gone.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::thread;

use acs_runtime::Kind;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned, crypto};

use super::{MODES, Operation};

const AUTHORITY: &[u8] = include_bytes!("authority.pem");
const CERTIFICATE: &[u8] = include_bytes!("server.pem");
const KEY: &[u8] = include_bytes!("server-key.pem");

/// Answers one request per connection; the URL.
fn serve() -> String {
    let certificate = CertificateDer::from_pem_slice(CERTIFICATE).expect("it is a certificate");
    let key = PrivateKeyDer::from_pem_slice(KEY).expect("it is a key");
    let config = ServerConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("the provider has them")
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .expect("the key is that of the certificate");
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a port");
    let port = listener.local_addr().expect("it is bound").port();
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let connection = ServerConnection::new(config.clone()).expect("the configuration is good");
            let mut stream = StreamOwned::new(connection, stream);
            let mut head = [0; 4096];
            // A client that does not trust the server ends the handshake.
            if stream.read(&mut head).is_ok_and(|count| count > 0) {
                let _ =
                    stream.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}");
                stream.conn.send_close_notify();
                let _ = stream.flush();
            }
        }
    });
    format!("https://localhost:{port}")
}

#[tokio::test]
async fn an_authority_is_trusted_where_it_is_given() {
    let url = serve();
    for mode in MODES.iter().copied() {
        let trusting = mode.builder(&url).certificates(AUTHORITY).build().expect("it is built");
        Operation::Change.call(mode, &trusting).await.expect("the authority is trusted");
        let error = Operation::Change.call(mode, &mode.client(&url)).await;
        let error = error.expect_err("the system does not know the authority");
        assert_eq!(error.kind(), Kind::Transport, "{mode:?} {error}");
        assert!(error.to_string().to_lowercase().contains("certificate"), "{mode:?} {error}");
    }
}

#[test]
fn what_is_no_certificate_is_refused() {
    for mode in MODES.iter().copied() {
        for bad in ["", "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n"] {
            let error = mode.builder("https://localhost").certificates(bad).build();
            assert_eq!(error.expect_err("nobody would be trusted").kind(), Kind::Configuration, "{mode:?}");
        }
    }
}
