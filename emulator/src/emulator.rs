//! A running emulator, and the thread that it runs on.

use std::fmt;
use std::sync::{Arc, mpsc};
use std::thread::{self, JoinHandle};

use tokio::sync::oneshot;

use crate::builder::Builder;
use crate::error::{Error, Kind};
use crate::faults::Times;
use crate::record::Recorded;
use crate::server::{self, Stop};
use crate::service::{Service, lock};

/// A local endpoint; it stops when it is dropped.
///
/// It runs on a thread of its own, so that it also serves code that blocks.
pub struct Emulator {
    url: String,
    service: Arc<Service>,
    stop: Option<oneshot::Sender<Stop>>,
    stopped: Option<oneshot::Receiver<()>>,
    thread: Option<JoinHandle<()>>,
}

/// What the thread reports once it listens.
struct Ready {
    url: String,
    service: Arc<Service>,
}

impl Emulator {
    /// An emulator to be configured.
    pub fn builder() -> Builder {
        Builder::new()
    }

    pub(crate) async fn start(builder: Builder) -> Result<Self, Error> {
        let (report, ready) = oneshot::channel();
        let launched = launch(builder, |outcome| report.send(outcome).is_ok())?;
        launched.finish(ready.await.unwrap_or_else(|_| Err(Kind::Stopped.into())))
    }

    pub(crate) fn start_blocking(builder: Builder) -> Result<Self, Error> {
        let (report, ready) = mpsc::channel();
        let launched = launch(builder, move |outcome| report.send(outcome).is_ok())?;
        launched.finish(ready.recv().unwrap_or_else(|_| Err(Kind::Stopped.into())))
    }

    /// Where it listens, such as `http://127.0.0.1:43210`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The requests so far, the oldest first; of very many, the latest 10,000, or those whose
    /// bodies have 256 MiB together.
    pub fn requests(&self) -> Vec<Recorded> {
        lock(&self.service.records).list()
    }

    /// Answers the next good request of an operation with one of its documented errors.
    ///
    /// A request must pass signature and parameters first, as with the service. Errors that were asked for before
    /// come first. Where several products have an operation of this name, each of them that documents the code fails
    /// once.
    ///
    /// # Errors
    ///
    /// An operation that the specs do not have, or a code that its documentation does not list; names near to it are
    /// named. Of a code that is a template, such as `IncorrectStatus.%s`, give what it stands for, such as
    /// `IncorrectStatus.Running`. `Throttling`, `ServiceUnavailable` and others that the platform documents for all
    /// operations are accepted for each.
    pub fn fail_next(&self, operation: &str, code: &str) -> Result<(), Error> {
        self.service.fail(operation, code, Times::Limited(1))
    }

    /// Answers the next `times` good requests of an operation with one of its documented errors.
    ///
    /// # Errors
    ///
    /// As [`fail_next`](Self::fail_next).
    pub fn fail_times(&self, operation: &str, code: &str, times: u32) -> Result<(), Error> {
        if times == 0 {
            return Ok(());
        }
        self.service.fail(operation, code, Times::Limited(times))
    }

    /// Answers all good requests of an operation with one of its documented errors, until
    /// [`clear_faults`](Self::clear_faults).
    ///
    /// # Errors
    ///
    /// As [`fail_next`](Self::fail_next).
    pub fn fail_always(&self, operation: &str, code: &str) -> Result<(), Error> {
        self.service.fail(operation, code, Times::Always)
    }

    /// Takes back all errors that were asked for and have not happened.
    pub fn clear_faults(&self) {
        lock(&self.service.faults).clear();
    }

    /// Stops it: requests under way are answered, for at most five seconds.
    pub async fn shutdown(mut self) {
        self.send_stop(Stop::Graceful);
        if let Some(stopped) = self.stopped.take() {
            // The sender is dropped when the server has ended, and sends nothing.
            let _ = stopped.await;
        }
    }

    /// Blocks until the emulator stops, which it does not do by itself: for a command that serves until it is ended.
    pub fn wait(mut self) {
        self.join();
    }

    fn send_stop(&mut self, stop: Stop) {
        if let Some(sender) = self.stop.take() {
            // It fails where the server has ended already.
            let _ = sender.send(stop);
        }
    }

    fn join(&mut self) {
        if let Some(thread) = self.thread.take() {
            // A panic on the thread was printed there, and must not become a second one while dropping.
            let _ = thread.join();
        }
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        self.send_stop(Stop::Now);
        self.join();
    }
}

impl fmt::Debug for Emulator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Emulator").field("url", &self.url).finish_non_exhaustive()
    }
}

struct Launched {
    stop: oneshot::Sender<Stop>,
    stopped: oneshot::Receiver<()>,
    thread: JoinHandle<()>,
}

impl Launched {
    fn finish(self, ready: Result<Ready, Error>) -> Result<Emulator, Error> {
        let Ready { url, service } = ready?;
        let Self { stop, stopped, thread } = self;
        Ok(Emulator { url, service, stop: Some(stop), stopped: Some(stopped), thread: Some(thread) })
    }
}

/// Starts the thread; `report` gets the outcome, and says whether somebody still waits for it.
fn launch(
    builder: Builder,
    report: impl FnOnce(Result<Ready, Error>) -> bool + Send + 'static,
) -> Result<Launched, Error> {
    let (stop, stop_receiver) = oneshot::channel();
    let (stopped_sender, stopped) = oneshot::channel();
    let run = move || {
        run(builder, report, stop_receiver);
        drop(stopped_sender);
    };
    let thread = thread::Builder::new().name("acs-emulator".to_owned()).spawn(run).map_err(Kind::Thread)?;
    Ok(Launched { stop, stopped, thread })
}

fn run(builder: Builder, report: impl FnOnce(Result<Ready, Error>) -> bool, stop: oneshot::Receiver<Stop>) {
    let prepared = builder.prepare().and_then(|(service, listener, address)| {
        let runtime = server::runtime(listener).map_err(Kind::Thread)?;
        Ok((Arc::new(service), runtime, address))
    });
    match prepared {
        Ok((service, (runtime, listener), address)) => {
            let ready = Ready { url: format!("http://{address}"), service: Arc::clone(&service) };
            if report(Ok(ready)) {
                runtime.block_on(server::serve(listener, service, stop));
            }
        }
        Err(error) => {
            report(Err(error));
        }
    }
}
