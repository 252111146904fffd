//! The modes of profiles, each of which is a provider.

use std::time::{Duration, SystemTime};

use super::config::Config;
use crate::credentials::profile::Profile;
use crate::credentials::surroundings::Surroundings;
use crate::credentials::{
    AssumeRole, Credentials, CredentialsError, CredentialsProvider, EcsRamRole, External, OidcRole,
};

type Provider = Box<dyn CredentialsProvider>;

impl Config {
    /// The provider that the chosen profile stands for.
    pub(super) fn provider(&self, surroundings: &Surroundings) -> Result<Provider, CredentialsError> {
        let chosen = surroundings.profile();
        let name = chosen.as_deref().or(self.current.as_deref()).filter(|name| !name.is_empty());
        let name = name.ok_or_else(|| {
            let help = "choose one with `ALIBABA_CLOUD_PROFILE`";
            CredentialsError::new(format!("`{}` has no current profile, {help}", self.file))
        })?;
        Resolver { config: self, surroundings, passed: Vec::new() }.provider(name)
    }

    fn profile<'c>(&'c self, name: &'c str) -> Result<Profile<'c>, CredentialsError> {
        let profile = |values| Profile { file: &self.file, name, values };
        let mut profiles = self.profiles.iter().map(profile);
        profiles
            .find(|profile| profile.get("name") == Some(name))
            .ok_or_else(|| CredentialsError::new(format!("`{}` has no profile `{name}`", self.file)))
    }
}

/// Follows profiles to those whose credentials they use.
struct Resolver<'c> {
    config: &'c Config,
    surroundings: &'c Surroundings,
    /// The profiles that led here.
    passed: Vec<&'c str>,
}

impl<'c> Resolver<'c> {
    fn provider(&mut self, name: &'c str) -> Result<Provider, CredentialsError> {
        let profile = self.config.profile(name)?;
        let is_circle = self.passed.contains(&name);
        self.passed.push(name);
        if is_circle {
            return Err(profile.error(&format!("leads back to itself: `{}`", self.passed.join("` → `"))));
        }
        match profile.get("mode").unwrap_or_default() {
            "AK" => Ok(Box::new(profile.access_key(None)?)),
            "StsToken" => Ok(Box::new(profile.access_key(Some(profile.need("sts_token")?))?)),
            "RamRoleArn" => self.role(&profile, Box::new(profile.access_key(profile.get("sts_token"))?)),
            "ChainableRamRoleArn" => {
                let source = self.provider(profile.need("source_profile")?)?;
                self.role(&profile, source)
            }
            "EcsRamRole" => {
                Ok(Box::new(EcsRamRole::within(self.surroundings, profile.owned("ram_role_name"))))
            }
            "OIDC" => self.oidc(&profile),
            "External" => Ok(Box::new(External::new(profile.need("process_command")?))),
            mode @ ("CloudSSO" | "OAuth") => Ok(Box::new(signed_in(&profile, mode)?)),
            "" => Err(profile.error("has no `mode`")),
            mode => Err(profile.unknown("mode", mode)),
        }
    }

    fn role(&self, profile: &Profile<'_>, source: Provider) -> Result<Provider, CredentialsError> {
        let (arn, session) = (profile.need("ram_role_arn")?, profile.session(&["ram_session_name"])?);
        let role = AssumeRole::within(self.surroundings, source.into(), arn.to_owned(), session);
        Ok(match profile.get("external_id") {
            Some(id) => Box::new(role.external_id(id)),
            None => Box::new(role),
        })
    }

    fn oidc(&self, profile: &Profile<'_>) -> Result<Provider, CredentialsError> {
        // Official clients disagree on the key of the session's name.
        let session = profile.session(&["role_session_name", "ram_session_name"])?;
        let role = OidcRole::within(self.surroundings, session);
        let role =
            role.role_arn(profile.need("ram_role_arn")?).provider_arn(profile.need("oidc_provider_arn")?);
        Ok(Box::new(role.token_file(profile.need("oidc_token_file")?)))
    }
}

/// What the command line got for somebody who signed in with a browser, while it holds.
fn signed_in(profile: &Profile<'_>, mode: &str) -> Result<Credentials, CredentialsError> {
    let name = profile.name;
    let ended = || {
        profile.error(&format!(
            "needs a browser to sign in ({mode}), run `aliyun configure --mode {mode} --profile {name}`, and then \
             `aliyun sts GetCallerIdentity --profile {name}`, which stores credentials in the file"
        ))
    };
    let expires_at = profile.number("sts_expiration")?.map(Duration::from_secs);
    let expires_at = expires_at.and_then(|since| SystemTime::UNIX_EPOCH.checked_add(since));
    let expires_at = expires_at.filter(|time| *time > SystemTime::now()).ok_or_else(ended)?;
    let token = profile.get("sts_token").ok_or_else(ended)?;
    Ok(profile.access_key(Some(token))?.expiring_at(expires_at))
}
