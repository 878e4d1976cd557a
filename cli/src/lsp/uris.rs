//! Addresses of files, which editors write with `%` and a scheme.

use std::path::{Path, PathBuf};

/// The path of a `file:` address; `None` for any other.
pub(super) fn to_path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let slash = rest.find('/')?;
    let encoded = rest.get(slash..)?;
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |b: Option<u8>| char::from(b?).to_digit(16);
        let value = digit(rest.next())?.checked_mul(16)?.checked_add(digit(rest.next())?)?;
        bytes.push(u8::try_from(value).ok()?);
    }
    let path = String::from_utf8(bytes).ok()?;
    // `/c:/pack` is a drive.
    let drive = path
        .get(1..)
        .filter(|p| p.as_bytes().get(1) == Some(&b':') && p.starts_with(|c: char| c.is_ascii_alphabetic()));
    Some(PathBuf::from(drive.unwrap_or(&path)))
}

/// The address of a path.
pub(super) fn from_path(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let mut uri = String::from("file://");
    if !path.starts_with('/') {
        uri.push('/');
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_addresses_lead_to_each_other() {
        let path = Path::new("/aturan daerah/é#1/pack.toml");
        let uri = from_path(path);
        assert_eq!(uri, "file:///aturan%20daerah/%C3%A9%231/pack.toml");
        assert_eq!(to_path(&uri).unwrap(), path);
        assert_eq!(to_path("file:///c%3A/a").unwrap(), Path::new("c:/a"));
        assert_eq!(from_path(Path::new("c:\\a")), "file:///c%3A/a");
        for none in ["untitled:1", "file:///a%f", "file:///%FF", "file://"] {
            assert!(to_path(none).is_none(), "{none}");
        }
    }
}
