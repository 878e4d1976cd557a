//! Messages as the protocol frames them: headers, an empty line, JSON.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::sync::mpsc::Sender;

use serde_json::Value;

/// The largest message, in bytes.
const MAX_MESSAGE: u64 = 64 * 1024 * 1024;

/// The longest line of a header, in bytes.
const MAX_HEADER: u64 = 4096;

/// What came in.
pub(super) enum Incoming {
    /// JSON.
    Json(Value),
    /// What is no JSON.
    NoJson,
    /// Something after which nothing can be read any more.
    Broken,
}

/// Reads messages until the end.
pub(super) fn read_all(stdin: Box<dyn Read + Send>, to: &Sender<Incoming>) {
    let mut input = BufReader::new(stdin);
    loop {
        let incoming = match read(&mut input) {
            Ok(Some(body)) => serde_json::from_slice(&body).map_or(Incoming::NoJson, Incoming::Json),
            Ok(None) => return,
            Err(_) => Incoming::Broken,
        };
        let last = matches!(incoming, Incoming::Broken);
        if to.send(incoming).is_err() || last {
            return;
        }
    }
}

/// Reads the body of one message; `None` at the end.
fn read(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let invalid = || io::Error::from(io::ErrorKind::InvalidData);
    let (mut length, mut first) = (None, true);
    loop {
        let mut line = Vec::new();
        input.by_ref().take(MAX_HEADER).read_until(b'\n', &mut line)?;
        if line.is_empty() && first {
            return Ok(None);
        }
        if !line.ends_with(b"\n") {
            return Err(invalid());
        }
        first = false;
        let line = String::from_utf8_lossy(&line);
        if line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.trim().eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse::<u64>().ok();
        }
    }
    let length = length.filter(|length| *length <= MAX_MESSAGE).ok_or_else(invalid)?;
    let mut body = Vec::new();
    input.by_ref().take(length).read_to_end(&mut body)?;
    let whole = u64::try_from(body.len()).is_ok_and(|read| read == length);
    if whole { Ok(Some(body)) } else { Err(invalid()) }
}

/// Writes a message.
pub(super) fn write(out: &mut dyn Write, message: &Value) -> io::Result<()> {
    let body = message.to_string();
    write!(out, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_read_one_by_one() {
        let text = "Content-Length: 2\r\nContent-Type: x\r\n\r\n{}content-length:4\r\n\r\nnullX";
        let mut input = BufReader::new(text.as_bytes());
        assert_eq!(read(&mut input).unwrap().unwrap(), b"{}");
        assert_eq!(read(&mut input).unwrap().unwrap(), b"null");
        assert!(read(&mut input).is_err(), "a header that is none");
        for broken in [
            "Content-Length: 9\r\n\r\n{}",
            "\r\n",
            "Content-Length: -1\r\n\r\n",
            "Content-Length: 99999999999\r\n\r\n",
        ] {
            assert!(read(&mut BufReader::new(broken.as_bytes())).is_err(), "{broken}");
        }
        assert!(read(&mut BufReader::new(&b""[..])).unwrap().is_none());
    }
}
