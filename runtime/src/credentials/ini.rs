//! The profile file of the official clients.

mod parse;

use std::collections::BTreeMap;
use std::path::PathBuf;

use zeroize::Zeroizing;

use super::profile::Profile;
use super::surroundings::{Surroundings, surrounded};
use super::{
    AssumeRole, Credentials, CredentialsError, CredentialsProvider, EcsRamRole, OidcRole, Providing, file,
};
use crate::transport::Transport;

/// Where the file is: the first for the official clients of Python, the second for those of Go and TypeScript.
const FILES: [&str; 2] = [".alibabacloud/credentials.ini", ".alibabacloud/credentials"];

/// Gets credentials as a section of the profile file of the [official
/// clients](https://www.alibabacloud.com/help/en/sdk/developer-reference/v2-python-manage-access-credentials) says, in
/// `~/.alibabacloud/credentials.ini`, else `~/.alibabacloud/credentials`, or the file of `ALIBABA_CLOUD_CREDENTIALS_FILE`.
///
/// Types are `access_key`, `ram_role_arn`, `ecs_ram_role` and `oidc_role_arn`. The section is the one that
/// `ALIBABA_CLOUD_PROFILE` names, else `default`.
#[derive(Clone, Debug, Default)]
pub struct IniProfile {
    file: Option<PathBuf>,
    surroundings: Surroundings,
}

surrounded!(IniProfile, with profiles);

impl IniProfile {
    /// The section of `ALIBABA_CLOUD_PROFILE`, else `default`.
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
        let path = self.path()?;
        let (file, name) = (path.display().to_string(), self.surroundings.profile());
        let name = name.as_deref().unwrap_or("default");
        let values = parse::section(&file::read(&path)?, name)
            .ok_or_else(|| CredentialsError::new(format!("`{file}` has no section `{name}`")))?;
        let profile = Profile { file: &file, name, values: &values };
        let credentials = self.provider(&profile)?.provide(transport).await;
        Ok(credentials.map_err(|error| error.with_unset(false))?.via("profile"))
    }

    fn path(&self) -> Result<PathBuf, CredentialsError> {
        if let Some(file) = &self.file {
            return Ok(file.clone());
        }
        if let Some(file) = self.surroundings.variable("ALIBABA_CLOUD_CREDENTIALS_FILE") {
            return Ok(PathBuf::from(file));
        }
        let [first, second] = FILES.map(|path| self.surroundings.below_home(path));
        let (first, second) = (first?, second?);
        if !first.exists() && second.exists() { Ok(second) } else { file::existing(first) }
    }

    fn provider(&self, profile: &Profile<'_>) -> Result<Box<dyn CredentialsProvider>, CredentialsError> {
        let session = profile.session(&["role_session_name"])?;
        match profile.get("type").unwrap_or_default() {
            "access_key" => Ok(Box::new(profile.access_key(None)?)),
            "ram_role_arn" => {
                let (source, arn) = (profile.access_key(None)?, profile.need("role_arn")?);
                Ok(Box::new(AssumeRole::within(&self.surroundings, source.into(), arn.to_owned(), session)))
            }
            "ecs_ram_role" => {
                Ok(Box::new(EcsRamRole::within(&self.surroundings, profile.owned("role_name"))))
            }
            "oidc_role_arn" => {
                let role = OidcRole::within(&self.surroundings, session).role_arn(profile.need("role_arn")?);
                let role = role.provider_arn(profile.need("oidc_provider_arn")?);
                Ok(Box::new(role.token_file(profile.need("oidc_token_file_path")?)))
            }
            "" => Err(profile.error("has no `type`")),
            other => Err(profile.unknown("type", other)),
        }
    }
}

impl CredentialsProvider for IniProfile {
    fn provide<'p>(&'p self, transport: &'p dyn Transport) -> Providing<'p> {
        Box::pin(self.ask(transport))
    }
}

/// The names and values of a section.
type Values = BTreeMap<String, Zeroizing<String>>;
