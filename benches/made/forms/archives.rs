//! Packs files into one: a zip archive, and what a crawler keeps of a site.

use std::io;
use std::io::Cursor;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::CompressionMethod;
use zip::DateTime;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A zip archive of files by their names. All have one date, and the first of a document of
/// OpenDocument stands as it is.
pub(in super::super) fn packed(files: &[(String, Vec<u8>)]) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let method = match name.as_str() {
            "mimetype" => CompressionMethod::Stored,
            _ => CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default());
        zip.start_file(name.as_str(), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// A web archive of pages by their names, each packed by itself, as crawlers write them.
pub(in super::super) fn crawled(pages: &[(String, Vec<u8>)]) -> io::Result<Vec<u8>> {
    let mut all = Vec::new();
    for (name, page) in pages {
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\
             Content-Length: {}\r\n\r\n",
            page.len()
        );
        let mut record = GzEncoder::new(&mut all, Compression::default());
        write!(
            record,
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n\
             WARC-Target-URI: https://papers.invalid/{name}\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{head}",
            head.len() + page.len()
        )?;
        record.write_all(page)?;
        record.write_all(b"\r\n\r\n")?;
        record.finish()?;
    }
    Ok(all)
}
