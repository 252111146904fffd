//! A state of all cases as one crate: a module per case, and beside it a program with a module per user.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs, io};

use serde_json::Value;

use crate::{Case, Failure, State};

/// A crate in a folder of its own.
#[derive(Debug)]
pub struct Project {
    folder: PathBuf,
    target: PathBuf,
}

impl Project {
    /// Writes the crate and its users; what is built goes to `target`. There, cargo tells two states apart by the version alone.
    ///
    /// # Errors
    ///
    /// Files that cannot be written.
    pub fn lay_out(
        (folder, version): (&Path, &str),
        target: &Path,
        cases: &[Case],
        state: impl Fn(&Case) -> &State,
    ) -> Result<Self, Failure> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
        write(&folder.join("Cargo.toml"), &manifest(&root, version))?;
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        let mut lib = "//! A state of all cases.\n".to_owned();
        for case in cases {
            lib.push_str(&format!("pub mod {};\n", case.name));
            let text = state(case).print().map_err(|error| format!("{}: {error}", case.name))?;
            write(&folder.join("src").join(&case.name).with_extension("rs"), &text)?;
            let user = format!("use cases::{} as thing;\n{}", case.name, case.user);
            write(&folder.join("users").join(&case.name).with_extension("rs"), &user)?;
        }
        write(&folder.join("src/lib.rs"), &lib)?;
        Ok(Self { folder: folder.to_owned(), target: target.to_owned() })
    }

    /// The users that do not compile, with the compiler's words.
    ///
    /// The compiler stops early: names that it does not find keep it from looking at types. So those with errors are left out, and it
    /// looks again, until nobody is left who has any.
    ///
    /// # Errors
    ///
    /// What does not compile and is not a user.
    pub fn failing(&self, cases: &[Case]) -> Result<BTreeMap<String, String>, Failure> {
        let mut failing = BTreeMap::new();
        loop {
            let users = cases.iter().map(|case| case.name.as_str());
            self.choose_users(users.filter(|name| !failing.contains_key(*name)))?;
            let output = self.check()?;
            if output.status.success() {
                return Ok(failing);
            }
            let found = errors(&output.stdout);
            if found.is_empty() {
                let words = messages(&output.stdout).map(|message| rendered(&message).to_owned());
                return Err((words.collect::<String>() + &String::from_utf8_lossy(&output.stderr)).into());
            }
            for (user, error) in found {
                failing.entry(user).or_insert_with(String::new).push_str(&error);
            }
        }
    }

    fn choose_users<'u>(&self, users: impl Iterator<Item = &'u str>) -> io::Result<()> {
        let modules: String = users.map(|user| format!("mod {user};\n")).collect();
        write(&self.folder.join("users/main.rs"), &format!("{modules}\nfn main() {{}}\n"))
    }

    fn check(&self) -> io::Result<Output> {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(["check", "--offline", "--quiet", "--message-format=json"]);
        // Unused code is what users are made of here.
        cargo.env("RUSTFLAGS", "--cap-lints=allow").env("CARGO_TARGET_DIR", &self.target);
        cargo.current_dir(&self.folder).output()
    }
}

fn manifest(root: &Path, version: &str) -> String {
    format!(
        "[package]\nname = \"acs-cases\"\nversion = \"{version}\"\nedition = \"2024\"\n\n\
         [workspace]\n\n[dependencies]\nacs-runtime = {{ path = {:?}, default-features = false }}\n\n\
         [lib]\nname = \"cases\"\n\n[[bin]]\nname = \"users\"\npath = \"users/main.rs\"\n\n\
         [profile.dev]\ndebug = 0\n",
        root.join("runtime")
    )
}

/// Leaves a file that is as it should be alone, so that it is not built again.
fn write(path: &Path, text: &str) -> io::Result<()> {
    if fs::read_to_string(path).is_ok_and(|known| known == text) {
        return Ok(());
    }
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::write(path, text)
}

/// The errors by user.
fn errors(output: &[u8]) -> BTreeMap<String, String> {
    let mut errors: BTreeMap<String, String> = BTreeMap::new();
    for message in messages(output) {
        let spans = message["spans"].as_array().map_or(&[][..], Vec::as_slice);
        if let Some(user) = spans.iter().find_map(user) {
            errors.entry(user).or_default().push_str(rendered(&message));
        }
    }
    errors
}

/// What the compiler calls errors, of what cargo writes line by line.
fn messages(output: &[u8]) -> impl Iterator<Item = Value> {
    let lines = output.split(|byte| *byte == b'\n');
    let values = lines.filter_map(|line| serde_json::from_slice::<Value>(line).ok());
    values.map(|mut value| value["message"].take()).filter(|message| message["level"] == "error")
}

fn rendered(message: &Value) -> &str {
    message["rendered"].as_str().unwrap_or_default()
}

/// Whose file a place is in, also where a macro is used there.
fn user(span: &Value) -> Option<String> {
    let file = Path::new(span["file_name"].as_str()?);
    if file.parent().is_some_and(|folder| folder.ends_with("users")) {
        return file.file_stem().and_then(|name| name.to_str()).map(str::to_owned);
    }
    user(span.get("expansion")?.get("span")?)
}
