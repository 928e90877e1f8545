//! Makes archives: zip, gzip, and the records of web archives.

use std::io::Cursor;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::CompressionMethod;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A zip archive; of two members of one name both are in it.
pub(crate) fn zipped<'a>(members: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let mut twice = Vec::new();
    for (at, (name, bytes)) in members.into_iter().enumerate() {
        let method =
            if at % 2 == 0 { CompressionMethod::Deflated } else { CompressionMethod::Stored };
        let options = SimpleFileOptions::default().compression_method(method);
        // The writer refuses a name that it has; one of the same length is put in its place.
        if writer.start_file(name, options).is_err() {
            let other = "?".repeat(name.len());
            writer.start_file(&*other, options).unwrap();
            twice.push((other, name));
        }
        writer.write_all(bytes).unwrap();
    }
    let mut archive = writer.finish().unwrap().into_inner();
    for (other, name) in twice {
        while let Some(at) = memchr::memmem::find(&archive, other.as_bytes()) {
            archive[at..at + name.len()].copy_from_slice(name.as_bytes());
        }
    }
    archive
}

/// Bytes packed with gzip.
pub(crate) fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// One record of a web archive.
pub(crate) fn record(kind: &str, uri: &str, content_type: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\n\
         WARC-Date: 2011-02-03T04:05:06Z\r\nContent-Type: {content_type}\r\n\
         Content-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

/// A record with the answer of a server. `fields` are lines of its head, each with its end.
pub(crate) fn answer(uri: &str, status: &str, fields: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\n{fields}\r\n");
    let block = [head.as_bytes(), body].concat();
    record("response", uri, "application/http; msgtype=response", &block)
}

/// A record with a web page.
pub(crate) fn page(uri: &str, body: &[u8]) -> Vec<u8> {
    answer(uri, "200 OK", "Content-Type: text/html; charset=utf-8\r\n", body)
}
