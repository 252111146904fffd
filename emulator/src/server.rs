//! server: the emulator's HTTP, with axum.

use std::future::IntoFuture;
use std::io;
use std::net::TcpListener as StdListener;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body as HttpBody, Bytes};
use axum::extract::{ConnectInfo, DefaultBodyLimit, FromRequest, Request, State};
use axum::http::{HeaderValue, Response, StatusCode, header};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;

use crate::answer::Body;
use crate::codes;
use crate::connection::{Connections, Line};
use crate::control::FAULTS;
use crate::received::Received;
use crate::refusal::Refusal;
use crate::service::{Reply, Service, lock};
use crate::trouble::Trouble;

/// Largest body of a request, in bytes.
const MAX_BODY: usize = 16 << 20;
/// How long requests under way are waited for when the server is to stop.
const GRACE: Duration = Duration::from_secs(5);

/// How the server is to stop. When the sender is dropped it stops at once, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// After requests under way.
    Graceful,
    /// At once.
    Now,
}

/// A runtime for this thread, with the listener in it.
pub(crate) fn runtime(listener: StdListener) -> io::Result<(Runtime, TcpListener)> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
    let guard = runtime.enter();
    let listener = TcpListener::from_std(listener)?;
    drop(guard);
    Ok((runtime, listener))
}

/// Serves until it is told to stop.
pub(crate) async fn serve(listener: TcpListener, service: Arc<Service>, stop: oneshot::Receiver<Stop>) {
    let (drain, drained) = oneshot::channel::<()>();
    let wait_for_drain = async {
        // Whether it is told or the sender is gone makes no difference.
        let _ = drained.await;
    };
    let server =
        axum::serve(Connections(listener), router(service).into_make_service_with_connect_info::<Line>())
            .with_graceful_shutdown(wait_for_drain);
    let stopped = async {
        if stop.await == Ok(Stop::Graceful) && drain.send(()).is_ok() {
            tokio::time::sleep(GRACE).await;
        }
    };
    tokio::select! {
        _ = server.into_future() => {}
        () = stopped => {}
    }
}

fn router(service: Arc<Service>) -> Router {
    Router::new().fallback(handle).layer(DefaultBodyLimit::max(MAX_BODY)).with_state(service)
}

async fn handle(
    State(service): State<Arc<Service>>,
    ConnectInfo(line): ConnectInfo<Line>,
    request: Request,
) -> Response<HttpBody> {
    let (received, read) = receive(request).await;
    if received.path == FAULTS && read.is_ok() {
        return respond(service.serve_control(&received));
    }
    let trouble = lock(&service.troubles).next();
    if trouble == Some(Trouble::LostRequest) {
        line.cut();
        return Response::default();
    }
    let reply = service.serve(&received, read, trouble);
    match trouble {
        Some(Trouble::LostAnswer) => line.cut(),
        Some(Trouble::Delay(time)) => tokio::time::sleep(time).await,
        Some(Trouble::LostRequest | Trouble::Throttling | Trouble::Unavailable) | None => {}
    }
    respond(reply)
}

/// The request, and the refusal of one whose body cannot be read.
async fn receive(request: Request) -> (Received, Result<(), Refusal>) {
    let (parts, body) = request.into_parts();
    let mut received = Received::new(&parts);
    if is_too_large(&received) {
        return (received, Err(refuse_body(StatusCode::PAYLOAD_TOO_LARGE)));
    }
    let body = Bytes::from_request(Request::from_parts(parts, body), &()).await;
    let read = body.map(|body| received.set_body(body)).map_err(|rejection| refuse_body(rejection.status()));
    (received, read)
}

/// Whether the head announces more than is read. A body without a length is cut off when it gets there.
fn is_too_large(received: &Received) -> bool {
    let length = received.header("content-length").and_then(|length| length.parse().ok());
    length.is_some_and(|length: u64| length > MAX_BODY as u64)
}

fn refuse_body(status: StatusCode) -> Refusal {
    if status == StatusCode::PAYLOAD_TOO_LARGE {
        return Refusal::new(codes::BODY_TOO_LARGE, format!("the body has more than {MAX_BODY} bytes"));
    }
    Refusal::new(codes::INVALID_PARAMETER, "the body ended early or cannot be read")
}

fn respond(reply: Reply) -> Response<HttpBody> {
    let Body { media_type, bytes } = reply.body;
    let has_body = !bytes.is_empty();
    let mut response = Response::new(HttpBody::from(bytes));
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    if has_body {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    }
    if let Ok(request_id) = HeaderValue::from_str(&reply.request_id) {
        headers.insert("x-acs-request-id", request_id);
    }
    response
}
