//! A server on the loopback address that answers every request with the same bytes, and one that is not there.

use std::io;
use std::net::Ipv4Addr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};

/// What to do with a connection after the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Then {
    /// Ends it.
    Close,
    /// Keeps it, and says nothing more.
    Wait,
}

/// Starts the server, which ends with the test's runtime; gives its URL.
pub(crate) async fn serve(answer: Vec<u8>, then: Then) -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move {
        let mut waiting = Vec::new();
        while let Ok((stream, _)) = listener.accept().await {
            if let Ok(stream) = respond(stream, &answer).await
                && then == Then::Wait
            {
                waiting.push(stream);
            }
        }
    });
    Ok(url)
}

/// A port that refuses connections as long as the socket lives, which takes it and does not listen; gives its URL.
pub(crate) fn refuse() -> io::Result<(TcpSocket, String)> {
    let socket = TcpSocket::new_v4()?;
    socket.bind((Ipv4Addr::LOCALHOST, 0).into())?;
    let url = format!("http://{}", socket.local_addr()?);
    Ok((socket, url))
}

async fn respond(mut stream: TcpStream, answer: &[u8]) -> io::Result<TcpStream> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    stream.write_all(answer).await?;
    stream.flush().await?;
    Ok(stream)
}
