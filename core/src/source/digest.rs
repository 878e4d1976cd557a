//! The digest that names the exact content of a pack.

use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;

use super::Files;

/// SHA-256 over the paths and contents of a pack, written `sha256:` and 64 hex digits.
///
/// Paths are NFC and in byte order; contents are without byte order mark and with LF for CRLF; each is
/// preceded by its length as eight bytes, most significant first. `cases/`, `sample/` and files named
/// README are left out, so that neither tests nor prose change what a decision rests on.
#[must_use]
pub fn digest(files: &Files) -> String {
    let mut parts: Vec<(String, Vec<u8>)> = files
        .iter()
        .map(|(_, file)| (file.path.nfc().collect::<String>(), file.bytes.to_vec()))
        .filter(|(path, _)| counts(path))
        .collect();
    parts.sort();
    let mut hasher = Sha256::new();
    for (path, bytes) in parts {
        let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        let body = without_carriage_returns(body);
        for piece in [path.as_bytes(), &body] {
            hasher.update(u64::try_from(piece.len()).unwrap_or(u64::MAX).to_be_bytes());
            hasher.update(piece);
        }
    }
    let hex: String = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}

fn counts(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.split('.').next().unwrap_or(name);
    !path.starts_with("cases/") && !path.starts_with("sample/") && stem != "README"
}

fn without_carriage_returns(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes.iter().copied().peekable();
    while let Some(byte) = rest.next() {
        if byte == b'\r' && rest.peek() == Some(&b'\n') {
            continue;
        }
        out.push(byte);
    }
    out
}
