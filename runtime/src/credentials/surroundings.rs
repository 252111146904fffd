//! What providers find around them: variables, the home folder, and the endpoints that stand in for the real ones.

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::CredentialsError;

type Variables = Arc<dyn Fn(&str) -> Option<String> + Send + Sync>;

/// Where a provider looks. The default is the process that it runs in.
#[derive(Clone, Default)]
pub(super) struct Surroundings {
    variables: Option<Variables>,
    pub(super) profile: Option<String>,
    pub(super) sts_endpoint: Option<String>,
    pub(super) metadata_endpoint: Option<String>,
}

impl Surroundings {
    pub(super) fn set_variables(
        &mut self,
        variable: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) {
        self.variables = Some(Arc::new(variable));
    }

    /// The value of a variable, where it is set and not empty.
    pub(super) fn variable(&self, name: &str) -> Option<String> {
        let value = match &self.variables {
            Some(variable) => variable(name),
            None => std::env::var(name).ok(),
        };
        // A line break at the end comes from a file, and is no part of a value.
        value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
    }

    /// The value of a variable that a provider cannot do without.
    pub(super) fn need(&self, name: &str) -> Result<String, CredentialsError> {
        self.variable(name).ok_or_else(|| CredentialsError::unset(format!("`{name}` is not set")))
    }

    /// A given value, else that of a variable.
    pub(super) fn given_or(&self, given: Option<&str>, name: &str) -> Result<String, CredentialsError> {
        given.map_or_else(|| self.need(name), |given| Ok(given.to_owned()))
    }

    /// Whether a variable is `true`, in any case.
    pub(super) fn is_true(&self, name: &str) -> bool {
        self.variable(name).is_some_and(|value| value.eq_ignore_ascii_case("true"))
    }

    /// The profile of files: the given one, else that of the variable.
    pub(super) fn profile(&self) -> Option<String> {
        self.profile.clone().or_else(|| self.variable("ALIBABA_CLOUD_PROFILE"))
    }

    /// A path below the home folder.
    pub(super) fn below_home(&self, path: &str) -> Result<PathBuf, CredentialsError> {
        let home =
            self.home().ok_or_else(|| CredentialsError::unset("there is no home folder, set `HOME`"))?;
        Ok(Path::new(&home).join(path))
    }

    fn home(&self) -> Option<OsString> {
        let drive = self.variable("HOMEDRIVE").unwrap_or_default();
        let home = self.variable("HOME").or_else(|| Some(drive + &self.variable("HOMEPATH")?));
        home.map(OsString::from).or_else(|| std::env::home_dir().map(PathBuf::into_os_string))
    }
}

impl fmt::Debug for Surroundings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Surroundings").field("profile", &self.profile).finish_non_exhaustive()
    }
}

/// The setters that a provider has for what stands around it, `with profiles` those of one that reads files, too.
macro_rules! surrounded {
    ($name:ident, with profiles) => {
        surrounded!($name);

        impl $name {
            /// The profile of a file, in place of that of `ALIBABA_CLOUD_PROFILE`.
            pub fn profile(mut self, name: impl Into<String>) -> Self {
                self.surroundings.profile = Some(name.into());
                self
            }

            /// The endpoint of STS for all roles, as in [`Builder::endpoint`](crate::client::Builder::endpoint).
            pub fn sts_endpoint(mut self, endpoint: impl Into<String>) -> Self {
                self.surroundings.sts_endpoint = Some(endpoint.into());
                self
            }

            /// Where the metadata service of the instance is, when not at `http://100.100.100.200`.
            pub fn metadata_endpoint(mut self, endpoint: impl Into<String>) -> Self {
                self.surroundings.metadata_endpoint = Some(endpoint.into());
                self
            }
        }
    };
    ($name:ident) => {
        impl $name {
            /// Where variables are read, instead of those of the process: for tests.
            pub fn variables(
                mut self,
                variable: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
            ) -> Self {
                self.surroundings.set_variables(variable);
                self
            }
        }
    };
}

pub(super) use surrounded;
