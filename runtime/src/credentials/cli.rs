//! The configuration file of the command line `aliyun`.

mod config;
mod mode;

use std::path::PathBuf;

use config::Config;

use super::surroundings::{Surroundings, surrounded};
use super::{Credentials, CredentialsError, CredentialsProvider, Providing, file};
use crate::transport::Transport;

const FILE: &str = ".aliyun/config.json";

/// Gets credentials as a profile of the configuration file of the [command line
/// `aliyun`](https://www.alibabacloud.com/help/en/cli/configure-credentials) says, in `~/.aliyun/config.json` or the file of
/// `ALIBABA_CLOUD_CONFIG_FILE`.
///
/// Modes are `AK`, `StsToken`, `RamRoleArn`, `ChainableRamRoleArn`, `EcsRamRole`, `OIDC` and `External`. `CloudSSO` and
/// `OAuth` need a browser: what the command line has stored for them is used until it expires, and the error after that
/// says what to run. The file is never written. `ALIBABA_CLOUD_CLI_PROFILE_DISABLED` turns the provider off.
#[derive(Clone, Debug, Default)]
pub struct CliProfile {
    file: Option<PathBuf>,
    surroundings: Surroundings,
}

surrounded!(CliProfile, with profiles);

impl CliProfile {
    /// The profile of `ALIBABA_CLOUD_PROFILE`, else the file's current one.
    pub fn new() -> Self {
        Self::default()
    }

    pub(super) fn within(surroundings: &Surroundings) -> Self {
        Self { file: None, surroundings: surroundings.clone() }
    }

    /// The file.
    pub fn file(mut self, file: impl Into<PathBuf>) -> Self {
        self.file = Some(file.into());
        self
    }

    async fn ask(&self, transport: &dyn Transport) -> Result<Credentials, CredentialsError> {
        if self.surroundings.is_true("ALIBABA_CLOUD_CLI_PROFILE_DISABLED") {
            return Err(CredentialsError::unset("turned off by `ALIBABA_CLOUD_CLI_PROFILE_DISABLED`"));
        }
        let path = self.path()?;
        let config = Config::read(&path.display().to_string(), || file::read(&path), transport).await?;
        let credentials = config.provider(&self.surroundings)?.provide(transport).await;
        Ok(credentials.map_err(|error| error.with_unset(false))?.via("cli_profile"))
    }

    fn path(&self) -> Result<PathBuf, CredentialsError> {
        match (&self.file, self.surroundings.variable("ALIBABA_CLOUD_CONFIG_FILE")) {
            (Some(file), _) => Ok(file.clone()),
            (None, Some(file)) => Ok(PathBuf::from(file)),
            (None, None) => file::existing(self.surroundings.below_home(FILE)?),
        }
    }
}

impl CredentialsProvider for CliProfile {
    fn provide<'p>(&'p self, transport: &'p dyn Transport) -> Providing<'p> {
        Box::pin(self.ask(transport))
    }
}
