//! Reads the answer of a web server as a crawl keeps it: its head, and the page in its body.
//!
//! Undoes what was done for the journey (chunks, packing), within bounds. It does not know what
//! is on the page.

use std::borrow::Cow;
use std::io::Read;

use flate2::bufread::DeflateDecoder;
use flate2::bufread::ZlibDecoder;
use memchr::memchr;

use crate::source::archive::gzip;
use crate::source::archive::gzip::Unpacked;
use crate::source::archive::head;
use crate::source::archive::head::Head;
use crate::source::archive::head::Parsed;

/// The head of an answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answer {
    /// The status: 200, 404.
    pub(super) status: u16,
    head: Head,
    /// Where the body begins, in bytes.
    body: usize,
}

/// Why a body cannot be had.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Lost {
    /// It is broken or ends too early.
    Damaged(&'static str),
    /// It is packed in a way that is not undone here.
    Packed(String),
    /// It is larger than the limit.
    TooLarge,
}

impl Answer {
    /// Reads the head at the start of `bytes`, or returns `None` if there is none.
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let (head, body) = match head::parse(&bytes[..bytes.len().min(head::LONGEST)]) {
            Parsed::Whole(head, length) => (head, length),
            // A redirection may have nothing behind its fields, not even a blank line.
            Parsed::Cut if bytes.len() < head::LONGEST => {
                match head::parse(&[bytes, b"\r\n\r\n"].concat()) {
                    Parsed::Whole(head, _) => (head, bytes.len()),
                    Parsed::Cut => return None,
                }
            }
            Parsed::Cut => return None,
        };
        let rest = head.first.strip_prefix("HTTP/").or(head.first.strip_prefix("http/"))?;
        let status = rest.split_whitespace().nth(1)?.parse().ok()?;
        Some(Self { status, head, body })
    }

    /// What the server calls the page: `text/html; charset=utf-8`.
    pub(super) fn content_type(&self) -> Option<&str> {
        self.head.get("Content-Type")
    }

    /// The page in an answer, of which `bytes` are the whole: at most `limit` bytes.
    pub(super) fn page(&self, bytes: &[u8], limit: u64) -> Result<Vec<u8>, Lost> {
        let body = bytes.get(self.body..).unwrap_or_default();
        let is_chunked = self
            .head
            .get("Transfer-Encoding")
            .is_some_and(|value| value.to_ascii_lowercase().contains("chunked"));
        let mut page = match is_chunked.then(|| unchunked(body)).flatten() {
            Some(joined) => Cow::Owned(joined?),
            None => Cow::Borrowed(body),
        };
        // The last that was done is undone first.
        let packing = self.head.get("Content-Encoding").unwrap_or_default();
        for packing in packing.split(',').rev() {
            if let Some(unpacked) = unpacked(&page, packing.trim(), limit)? {
                page = Cow::Owned(unpacked);
            }
        }
        if page.len() as u64 > limit { Err(Lost::TooLarge) } else { Ok(page.into_owned()) }
    }
}

/// Joins the chunks of a body, or returns `None` where there are none: many crawlers undo them
/// and leave the field that told of them.
fn unchunked(body: &[u8]) -> Option<Result<Vec<u8>, Lost>> {
    let mut joined = Vec::new();
    let mut rest = body;
    while let Some((size, behind)) = chunk_size(rest) {
        if size == 0 {
            return Some(Ok(joined));
        }
        let Some((chunk, behind)) = behind.split_at_checked(size) else { break };
        joined.extend_from_slice(chunk);
        rest = behind.strip_prefix(b"\r").unwrap_or(behind);
        match rest.strip_prefix(b"\n") {
            Some(next) => rest = next,
            None => break,
        }
    }
    (!joined.is_empty()).then_some(Err(Lost::Damaged("its chunks end too early")))
}

/// Reads the line before a chunk: its size in hexadecimal digits, and what may follow `;`.
fn chunk_size(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let end = memchr(b'\n', &bytes[..bytes.len().min(256)])?;
    let line = str::from_utf8(&bytes[..end]).ok()?;
    let digits = line.split(';').next().unwrap_or_default().trim();
    let is_number = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let size = usize::from_str_radix(digits, 16).ok().filter(|_| is_number)?;
    Some((size, &bytes[end + 1..]))
}

/// Undoes one packing, or returns `None` where the body is not packed after all: many crawlers
/// unpack pages and leave the field that told of it.
fn unpacked(body: &[u8], packing: &str, limit: u64) -> Result<Option<Vec<u8>>, Lost> {
    let whole = |read: std::io::Result<Unpacked>| match read {
        Ok(Unpacked::Whole(bytes)) => Ok(Some(bytes)),
        Ok(Unpacked::TooLarge) => Err(Lost::TooLarge),
        Err(_) => Err(Lost::Damaged("its packing is broken")),
    };
    match packing.to_ascii_lowercase().as_str() {
        "" | "identity" | "none" | "utf-8" | "binary" => Ok(None),
        _ if body.is_empty() || is_plain(body) => Ok(None),
        "gzip" | "x-gzip" if !body.starts_with(gzip::MAGIC) => Ok(None),
        "gzip" | "x-gzip" => whole(gzip::unpack(body, limit)),
        // The standard means zlib's form; some servers send it bare.
        "deflate" => whole(bounded(ZlibDecoder::new(body), limit)).or_else(|lost| match lost {
            Lost::TooLarge => Err(lost),
            _ => whole(bounded(DeflateDecoder::new(body), limit)),
        }),
        other => Err(Lost::Packed(other.chars().take(20).collect())),
    }
}

/// Says whether a body begins as text, PDF and Office files do, and nothing packed does.
fn is_plain(body: &[u8]) -> bool {
    let start = &body[..body.len().min(64)];
    let is_control = |byte: &u8| byte.is_ascii_control() && !byte.is_ascii_whitespace();
    // The last letter may be cut.
    let is_utf_8 = str::from_utf8(start).map_or_else(|error| error.error_len().is_none(), |_| true);
    start.starts_with(b"%PDF")
        || start.starts_with(b"PK\x03\x04")
        || is_utf_8 && !start.iter().any(is_control)
}

/// Reads everything, at most `limit` bytes.
fn bounded(reader: impl Read, limit: u64) -> std::io::Result<Unpacked> {
    let mut bytes = Vec::new();
    reader.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(if bytes.len() as u64 > limit { Unpacked::TooLarge } else { Unpacked::Whole(bytes) })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::DeflateEncoder;
    use flate2::write::GzEncoder;
    use flate2::write::ZlibEncoder;

    use super::*;

    #[track_caller]
    fn page(bytes: &[u8]) -> Result<String, Lost> {
        let answer = Answer::parse(bytes).unwrap();
        answer.page(bytes, 100).map(|page| String::from_utf8(page).unwrap())
    }

    #[test]
    fn heads_tell_status_and_type() {
        for head in ["HTTP/1.1 404 Not Found", "HTTP/2 404", "HTTP/1.0  404"] {
            let bytes = format!("{head}\r\nContent-Type: text/html\r\n\r\nGone");
            let answer = Answer::parse(bytes.as_bytes()).unwrap();
            assert_eq!((answer.status, answer.content_type()), (404, Some("text/html")));
            assert_eq!(page(bytes.as_bytes()), Ok("Gone".to_owned()));
        }
        assert_eq!(Answer::parse(b"HTTP/1.1 301\r\nLocation: /").unwrap().status, 301);
        for bytes in [&b"<html>\r\n\r\n"[..], b"", b"HTTP/1.1\r\n\r\n", b"HTTP/1.1 ok\r\n\r\n"] {
            assert_eq!(Answer::parse(bytes), None);
        }
    }

    #[test]
    fn chunks_are_joined() {
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n";
        let chunks = |body: &str| page(format!("{head}{body}").as_bytes());
        let expected = Ok("Minutes of".to_owned());
        assert_eq!(chunks("8\r\nMinutes \r\n2;x=y\r\nof\r\n0\r\n\r\n"), expected);
        assert_eq!(chunks("a\nMinutes of\n0\n"), expected);
        assert_eq!(chunks("Minutes of"), expected);
        assert_eq!(chunks("0\r\n\r\n"), Ok(String::new()));
        let cut = Err(Lost::Damaged("its chunks end too early"));
        assert_eq!(chunks("8\r\nMinutes \r\n2\r\no"), cut);
        assert_eq!(chunks("8\r\nMinutes \r\n"), cut);
        assert_eq!(chunks("ffffffffffffffff\r\nM"), Ok("ffffffffffffffff\r\nM".to_owned()));
    }

    #[test]
    fn packings_are_undone() {
        let text = b"Minutes of the meeting, \xc3\xa9";
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        gzip.write_all(text).unwrap();
        let gzip = gzip.finish().unwrap();
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
        zlib.write_all(text).unwrap();
        let mut bare = DeflateEncoder::new(Vec::new(), Compression::default());
        bare.write_all(text).unwrap();
        let answer = |packing: &str, body: &[u8]| {
            let head = format!("HTTP/1.1 200 OK\r\nContent-Encoding: {packing}\r\n\r\n");
            page(&[head.as_bytes(), body].concat())
        };
        let expected = Ok(String::from_utf8_lossy(text).into_owned());
        assert_eq!(answer("gzip", &gzip), expected);
        assert_eq!(answer("gzip", text), expected);
        assert_eq!(answer("identity, X-GZIP", &gzip), expected);
        assert_eq!(answer("deflate", &zlib.finish().unwrap()), expected);
        assert_eq!(answer("deflate", &bare.finish().unwrap()), expected);
        assert_eq!(answer("br", text), expected);
        assert_eq!(answer("br", b"\x0b\x02\x80"), Err(Lost::Packed("br".into())));
        let cut = &gzip[..gzip.len() - 9];
        assert_eq!(answer("gzip", cut), Err(Lost::Damaged("its packing is broken")));
    }

    #[test]
    fn no_page_is_larger_than_the_limit() {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        gzip.write_all(&[b'x'; 101]).unwrap();
        let head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n";
        let bytes = [&head[..], &gzip.finish().unwrap()].concat();
        assert_eq!(page(&bytes), Err(Lost::TooLarge));
    }
}
