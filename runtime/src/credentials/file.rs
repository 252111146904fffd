//! Reading a small file that may hold secrets and may be in the way of being written.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::CredentialsError;

/// The most bytes of a file of credentials.
const MAX: u64 = 1 << 20;

/// A file that nobody has to have; where it is not there, nobody has set anything up.
pub(super) fn existing(path: PathBuf) -> Result<PathBuf, CredentialsError> {
    match path.try_exists() {
        Ok(false) => Err(missing(&path).with_unset(true)),
        Ok(true) | Err(_) => Ok(path),
    }
}

fn missing(path: &Path) -> CredentialsError {
    CredentialsError::new(format!("`{}` does not exist", path.display()))
}

/// The text of a file. What was read is wiped when it is dropped.
pub(super) fn read(path: &Path) -> Result<Zeroizing<String>, CredentialsError> {
    let bytes = read_bytes(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => missing(path),
        _ => CredentialsError::new(format!("cannot read `{}`: {error}", path.display())),
    })?;
    match str::from_utf8(&bytes) {
        // Editors of Windows put a mark of byte order before a text.
        Ok(text) => Ok(Zeroizing::new(text.trim_start_matches('\u{feff}').to_owned())),
        Err(_) => Err(CredentialsError::new(format!("`{}` is no text in UTF-8", path.display()))),
    }
}

fn read_bytes(path: &Path) -> io::Result<Zeroizing<Vec<u8>>> {
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() {
        // A pipe would be waited for.
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no file"));
    }
    // A buffer that grows would leave what it held behind, so there is room for all, and a byte to see the end.
    let mut bytes = Zeroizing::new(Vec::with_capacity(metadata.len().min(MAX) as usize + 1));
    File::open(path)?.take(MAX + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it has more than {MAX} bytes")));
    }
    Ok(bytes)
}
