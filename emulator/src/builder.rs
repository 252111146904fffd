//! What an emulator is built from.

use std::collections::HashMap;
use std::fmt;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use acs_codegen::Sources;
use acs_codegen::model::Api;

use crate::account::Account;
use crate::emulator::Emulator;
use crate::error::{Error, Kind};
use crate::record::Recorded;
use crate::service::Service;
use crate::trouble::{Trouble, Troubles};

/// The access key that an emulator takes when it is given no account.
pub const ACCESS_KEY_ID: &str = "testid";
/// The secret of [`ACCESS_KEY_ID`].
pub const ACCESS_KEY_SECRET: &str = "testsecret";

pub(crate) type Clock = Arc<dyn Fn() -> SystemTime + Send + Sync>;
pub(crate) type Observer = Arc<dyn Fn(&Recorded) + Send + Sync>;

/// Configures an [`Emulator`].
#[must_use = "a builder does nothing until it is started"]
#[derive(Clone)]
pub struct Builder {
    specs: Vec<PathBuf>,
    apis: Vec<Api>,
    accounts: Vec<Account>,
    port: u16,
    clock: Clock,
    lenient_names: bool,
    seed: u64,
    statuses: HashMap<String, u16>,
    lists: HashMap<String, Vec<serde_json::Value>>,
    troubles: (f64, Vec<Trouble>),
    observer: Option<Observer>,
}

impl Builder {
    pub(crate) fn new() -> Self {
        Self {
            specs: Vec::new(),
            apis: Vec::new(),
            accounts: Vec::new(),
            port: 0,
            clock: Arc::new(SystemTime::now),
            lenient_names: false,
            seed: 0,
            statuses: HashMap::new(),
            lists: HashMap::new(),
            troubles: (0.0, Vec::new()),
            observer: None,
        }
    }

    /// Adds the product versions of a folder and of all folders below it. They are read when the emulator starts.
    pub fn specs(mut self, folder: impl Into<PathBuf>) -> Self {
        self.specs.push(folder.into());
        self
    }

    /// Adds product versions that were read already, as by [`acs_codegen::model()`].
    pub fn model(mut self, apis: impl IntoIterator<Item = Api>) -> Self {
        self.apis.extend(apis);
        self
    }

    /// Adds an access key that may sign requests. Without one, [`ACCESS_KEY_ID`] may.
    pub fn account(mut self, access_key_id: impl Into<String>, secret: impl AsRef<str>) -> Self {
        self.accounts.push(Account::new(access_key_id, secret.as_ref()));
        self
    }

    /// Adds a temporary access key, whose requests must carry its security token.
    pub fn temporary_account(
        mut self,
        access_key_id: impl Into<String>,
        secret: impl AsRef<str>,
        security_token: impl Into<String>,
    ) -> Self {
        self.accounts.push(Account::new(access_key_id, secret.as_ref()).with_token(security_token));
        self
    }

    /// The port to listen on, of the loopback address; any free one when 0 or not set.
    pub fn port(self, port: u16) -> Self {
        Self { port, ..self }
    }

    /// The clock that dates of requests are compared with; the system's when not set.
    pub fn clock(self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        Self { clock: Arc::new(clock), ..self }
    }

    /// Whether to accept signatures over a query whose names are not percent-encoded, as several official clients make
    /// them against the documentation. It matters only for names with characters beyond letters, digits and `-_.~`.
    /// Requests that needed it are marked in the record ([`Recorded::raw_names`]).
    pub fn lenient_names(self, lenient: bool) -> Self {
        Self { lenient_names: lenient, ..self }
    }

    /// Where the answers come from that are made of response types, for want of a documented example that satisfies them:
    /// the same seed and request give the same answer, but for its request ID. 0 when not set.
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// The HTTP status that an error code comes with, where the product differs from what the emulator takes.
    pub fn status(mut self, code: impl Into<String>, status: u16) -> Self {
        self.statuses.insert(code.into(), status);
        self
    }

    /// What an operation whose answer comes in pages lists: it gives these items out page by page, by token or by number,
    /// in the place of those of its documented answer. An item is JSON as the answer has it.
    pub fn list<T: ToString>(
        mut self,
        operation: impl Into<String>,
        items: impl IntoIterator<Item = T>,
    ) -> Self {
        let parse = |item: T| {
            let text = item.to_string();
            serde_json::from_str(&text).unwrap_or(serde_json::Value::String(text))
        };
        self.lists.insert(operation.into(), items.into_iter().map(parse).collect());
        self
    }

    /// Gives a part of the requests, 0.05 for one in twenty, one of these kinds of trouble, drawn by the
    /// [seed](Self::seed). A lost request is not recorded.
    pub fn trouble(self, rate: f64, kinds: impl IntoIterator<Item = Trouble>) -> Self {
        Self { troubles: (rate, kinds.into_iter().collect()), ..self }
    }

    /// Calls `observe` after each request, on the emulator's thread.
    pub fn on_request(self, observe: impl Fn(&Recorded) + Send + Sync + 'static) -> Self {
        Self { observer: Some(Arc::new(observe)), ..self }
    }

    /// Starts the emulator on a thread of its own.
    ///
    /// # Errors
    ///
    /// Errors in the specs, with their diagnostics; no specs; a port that is taken.
    pub async fn start(self) -> Result<Emulator, Error> {
        Emulator::start(self).await
    }

    /// Starts the emulator as [`start`](Self::start) does, for code that is not async.
    ///
    /// # Errors
    ///
    /// As [`start`](Self::start).
    pub fn start_blocking(self) -> Result<Emulator, Error> {
        Emulator::start_blocking(self)
    }

    /// Reads the specs and takes the port.
    pub(crate) fn prepare(self) -> Result<(Service, TcpListener, SocketAddr), Error> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        let service = self.into_service()?;
        let listen = || {
            let listener = TcpListener::bind(address)?;
            listener.set_nonblocking(true)?;
            let address = listener.local_addr()?;
            Ok((listener, address))
        };
        let (listener, address) = listen().map_err(|error| Kind::Bind(address, error))?;
        Ok((service, listener, address))
    }

    fn into_service(self) -> Result<Service, Error> {
        let mut apis = self.apis;
        for folder in &self.specs {
            let sources = Sources::load(folder).map_err(|errors| Kind::Specs(Box::new(errors)))?;
            let model = acs_codegen::model(&sources).map_err(|errors| Kind::Specs(Box::new(errors)))?;
            apis.extend(model.apis);
        }
        // What the documentation has dropped is unknown here, so that tests of users find out.
        let apis: Vec<Api> = apis.into_iter().map(Api::documented).collect();
        if apis.iter().all(|api| api.operations.is_empty()) {
            return Err(Kind::NoSpecs.into());
        }
        let mut accounts = self.accounts;
        if accounts.is_empty() {
            accounts.push(Account::new(ACCESS_KEY_ID, ACCESS_KEY_SECRET));
        }
        Ok(Service {
            apis,
            accounts,
            clock: self.clock,
            lenient_names: self.lenient_names,
            seed: self.seed,
            statuses: self.statuses,
            lists: self.lists,
            observer: self.observer,
            nonces: Default::default(),
            tokens: Default::default(),
            faults: Default::default(),
            troubles: Mutex::new(Troubles::new(self.troubles.0, self.troubles.1, self.seed)),
            records: Default::default(),
        })
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("specs", &self.specs)
            .field("accounts", &self.accounts)
            .field("port", &self.port)
            .field("lenient_names", &self.lenient_names)
            .finish_non_exhaustive()
    }
}
