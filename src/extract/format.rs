//! Tells what a file is: by its bytes, then by how its text begins, then by its name.
//!
//! Names lie more often than bytes: a `.doc` may be a web page, a `.pdf` an error message. It
//! does not read any format.

use memchr::memmem;
use serde::de::IgnoredAny;

use crate::extract::names;
use crate::extract::names::Known;
use crate::extract::office;
use crate::extract::office::Kind;
use crate::extract::told::Told;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// A web page.
    Html,
    /// Markdown.
    Markdown,
    /// Text without markup.
    Plain,
    /// A PDF.
    Pdf,
    /// A document of a word processor.
    Office(Kind),
    /// A format of papers that is not read by this version, with its name.
    NotReadYet(&'static str),
    /// A format that holds no paper, with its name.
    NotAPaper(&'static str),
}

use Format::NotAPaper;
use Format::NotReadYet;

/// How files begin that hold no readable text.
const BEGINNINGS: &[(&[u8], Format)] = &[
    (b"%PDF", Format::Pdf),
    (b"{\\rtf", Format::Office(Kind::Rtf)),
    (b"\xffWPC", NotReadYet("WordPerfect document")),
    (b"\xdb\xa5\x2d\0", NotReadYet("Word 2 document")),
    (b"\x1f\x8b", NotReadYet("gzip archive")),
    (b"BZh", NotReadYet("bzip2 archive")),
    (b"\xfd7zXZ\0", NotReadYet("xz archive")),
    (b"7z\xbc\xaf\x27\x1c", NotReadYet("7z archive")),
    (b"Rar!\x1a\x07", NotReadYet("RAR archive")),
    (b"\x89PNG", NotAPaper("picture")),
    (b"\xff\xd8\xff", NotAPaper("picture")),
    (b"GIF8", NotAPaper("picture")),
    (b"II*\0", NotAPaper("picture")),
    (b"MM\0*", NotAPaper("picture")),
    (b"\0\0\x01\0", NotAPaper("picture")),
    (b"ID3", NotAPaper("sound")),
    (b"OggS", NotAPaper("sound")),
    (b"fLaC", NotAPaper("sound")),
    (b"\x1aE\xdf\xa3", NotAPaper("video")),
    (b"wOFF", NotAPaper("font")),
    (b"wOF2", NotAPaper("font")),
    (b"\x7fELF", NotAPaper("program")),
    (b"MZ\x90\0", NotAPaper("program")),
];

/// What a zip archive is, by the usual name of its main part. The part may have another name;
/// then the folder tells.
const ZIP: &[(&str, Format)] = &[
    ("word/document", Format::Office(Kind::Docx)),
    ("xl/workbook", NotReadYet("Excel workbook (.xlsx)")),
    ("ppt/presentation", NotReadYet("PowerPoint presentation (.pptx)")),
];

/// What a zip archive is, by the type that stands near its start as it is.
const ZIP_TYPES: &[(&str, Format)] = &[
    ("opendocument.text", Format::Office(Kind::Odt)),
    ("opendocument.spreadsheet", NotReadYet("OpenDocument spreadsheet (.ods)")),
    ("opendocument.presentation", NotReadYet("OpenDocument presentation (.odp)")),
    ("application/epub+zip", NotReadYet("e-book (.epub)")),
];

/// How many bytes of an archive are searched for its type.
const ZIP_HEAD: usize = 200;

/// What an old Office file is, by the name of a stream or folder at its top.
const OLE: &[(&str, Format)] = &[
    ("EncryptedPackage", Format::Office(Kind::Locked)),
    ("WordDocument", Format::Office(Kind::Doc)),
    ("__substg1.0_", NotReadYet("Outlook message (.msg)")),
    ("__properties_version1.0", NotReadYet("Outlook message (.msg)")),
    ("PowerPoint Document", NotReadYet("PowerPoint presentation (.ppt)")),
    ("Workbook", NotReadYet("Excel workbook (.xls)")),
    ("Book", NotReadYet("Excel workbook (.xls)")),
];

/// Tells files by their names that are no papers whatever they hold, or returns `None`.
pub(super) fn of_name(path: &str) -> Option<Format> {
    names::left_over(path).map(NotAPaper)
}

/// Tells the formats that their bytes give away, or returns `None`.
pub(super) fn of_bytes(bytes: &[u8]) -> Option<Format> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(of_zip(bytes).unwrap_or(NotReadYet("zip archive")));
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Some(of_compound(bytes).unwrap_or(NotReadYet("old Office document")));
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12).is_some() {
        let is_picture = bytes[8..12] == *b"WEBP";
        return Some(NotAPaper(if is_picture { "picture" } else { "sound or video" }));
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some(NotAPaper("video"));
    }
    BEGINNINGS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, format)| *format)
}

/// Tells what a zip archive is. A cut one has no list of its files; its names stand in it all
/// the same.
fn of_zip(bytes: &[u8]) -> Option<Format> {
    let head = &bytes[..bytes.len().min(ZIP_HEAD)];
    let by_type = first_of(ZIP_TYPES, |name| memmem::find(head, name.as_bytes()).is_some());
    let names = office::part_names(bytes);
    let folder = |name: &str| name.split_inclusive('/').next().unwrap_or_default().to_owned();
    let by_name = || match &names {
        Some(names) => first_of(ZIP, |main| names.iter().any(|name| folder(name) == folder(main))),
        None => first_of(ZIP, |main| memmem::find(bytes, main.as_bytes()).is_some()),
    };
    // Some programs pack the type away; then only the names are left to tell.
    let is_open = || names.as_ref().is_some_and(|names| names.iter().any(|it| it == "content.xml"));
    by_type.or_else(by_name).or_else(|| is_open().then_some(Format::Office(Kind::Odt)))
}

/// Tells what an old Office file is. A cut one has no directory; the names of its streams
/// stand in it all the same.
fn of_compound(bytes: &[u8]) -> Option<Format> {
    if let Some(names) = office::stream_names(bytes) {
        let found = first_of(OLE, |start| names.iter().any(|name| name.starts_with(start)));
        if found.is_some() {
            return found;
        }
    }
    // In most of them the document stands first, and begins so.
    if bytes.get(512..514) == Some(b"\xec\xa5") {
        return Some(Format::Office(Kind::Doc));
    }
    let wide = |name: &str| -> Vec<u8> { name.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    first_of(OLE, |name| memmem::find(bytes, &wide(name)).is_some())
}

/// The first format of a table whose name is found.
fn first_of(table: &[(&str, Format)], is_found: impl Fn(&str) -> bool) -> Option<Format> {
    table.iter().find(|(name, _)| is_found(name)).map(|(_, format)| *format)
}

/// Tells what a file called `path` is whose bytes turned out to be no text.
pub(super) fn of_binary(path: &str) -> Format {
    match names::known(path) {
        Some(Known::NotReadYet(name)) => NotReadYet(name),
        Some(Known::NotAPaper(name)) => NotAPaper(name),
        Some(_) => NotReadYet("bytes that are no text in a file named as text"),
        None => NotAPaper("binary"),
    }
}

/// Tells what a file called `path` is that holds `text`. What a crawler took out of a PDF goes by
/// the name of the PDF and is told to be plain.
pub(super) fn of_text(path: &str, text: &str, told: &Told) -> Format {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let known = names::known(path);
    if is_page(start) {
        return Format::Html;
    }
    match known {
        Some(Known::Page | Known::NotReadYet(_)) if told.is_plain => return Format::Plain,
        Some(Known::Page) if start.contains('<') => return Format::Html,
        Some(Known::Markdown) => return Format::Markdown,
        // Some clerks' `.doc` files are plain text.
        Some(Known::NotReadYet(name)) if names::extension(path) != "doc" => {
            return NotReadYet(name);
        }
        Some(Known::NotAPaper(name)) => return NotAPaper(name),
        _ => {}
    }
    if starts_with_tag(start) {
        Format::Html
    } else if let Some(format) = of_markup(start) {
        format
    } else if is_json(start) {
        NotAPaper("JSON data")
    } else if is_mail(start) {
        NotReadYet("e-mail or saved web archive")
    } else {
        Format::Plain
    }
}

/// How much of a text is looked at to tell a web page.
const HEAD: usize = 2_000;

/// Says whether a text declares itself a web page near its start.
fn is_page(start: &str) -> bool {
    if !start.starts_with('<') {
        return false;
    }
    let head = &start.as_bytes()[..start.len().min(HEAD)];
    let head = head.to_ascii_lowercase();
    ["<!doctype html", "<html", "<body"]
        .iter()
        .any(|tag| head.windows(tag.len()).any(|window| window == tag.as_bytes()))
}

/// Says whether a text begins with a tag that only web pages begin with.
fn starts_with_tag(start: &str) -> bool {
    const TAGS: &[&str] = &[
        "!--", "a", "article", "b", "base", "body", "br", "center", "div", "font", "form",
        "frameset", "h1", "h2", "h3", "h4", "head", "header", "hr", "html", "i", "img", "link",
        "main", "meta", "nav", "ol", "p", "script", "section", "span", "strong", "style", "table",
        "title", "ul",
    ];
    let Some(rest) = start.strip_prefix('<') else { return false };
    let ends = |c: char| !c.is_ascii_alphanumeric() && c != '!' && c != '-';
    let name = rest.split(ends).next().unwrap_or_default().to_ascii_lowercase();
    TAGS.contains(&name.as_str()) || rest.starts_with("!--")
}

/// Tells XML that is no web page.
fn of_markup(start: &str) -> Option<Format> {
    const ROOTS: &[&str] =
        &["<?xml", "<office:document", "<rss", "<feed", "<svg", "<urlset", "<sitemapindex"];
    if !ROOTS.iter().any(|root| start.starts_with(root)) {
        return None;
    }
    let head: String = start.chars().take(HEAD).collect();
    if head.contains("<office:document ") && head.contains("opendocument") {
        return Some(Format::Office(Kind::FlatOdt));
    }
    let is_word = head.contains("progid=\"Word.Document\"") || head.contains("<w:wordDocument");
    Some(if is_word { NotReadYet("Word document (.xml)") } else { NotAPaper("XML data") })
}

/// Says whether the whole text is JSON. A text may begin with a bracket without being JSON.
fn is_json(start: &str) -> bool {
    let inner = start.strip_prefix(['{', '[']).map(str::trim_start);
    inner
        .is_some_and(|inner| inner.starts_with(['"', '{', '[', ']', '}']) || start.starts_with('['))
        && serde_json::from_str::<IgnoredAny>(start).is_ok()
}

/// Says whether a text begins like a mail or a page saved as one file (`.mht`).
fn is_mail(start: &str) -> bool {
    let head: Vec<&str> = start.lines().take(12).collect();
    head.iter().any(|line| line.starts_with("MIME-Version:"))
        && head.iter().any(|line| line.starts_with("Content-Type:"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_tell_archives_and_pictures() {
        assert_eq!(of_bytes(b"\n%PDF-1.7"), Some(Format::Pdf));
        assert_eq!(of_bytes(b"PK\x03\x04..word/document.xml"), Some(Format::Office(Kind::Docx)));
        assert_eq!(of_bytes(b"PK\x03\x04..notes.txt"), Some(NotReadYet("zip archive")));
        let mut ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..".to_vec();
        ole.extend("WordDocument".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(of_bytes(&ole), Some(Format::Office(Kind::Doc)));
        ole.truncate(10);
        ole.resize(512, 0);
        ole.extend(b"\xec\xa5\xc1\0");
        assert_eq!(of_bytes(&ole), Some(Format::Office(Kind::Doc)));
        assert_eq!(of_bytes(b"\xffWPC"), Some(NotReadYet("WordPerfect document")));
        assert_eq!(of_bytes(b"RIFF....WEBP"), Some(NotAPaper("picture")));
        assert_eq!(of_bytes(b"Minutes"), None);
        assert_eq!(of_bytes(b""), None);
    }

    #[test]
    fn text_tells_before_the_name() {
        let cases = [
            ("a.doc", "<html><p>Minutes", Format::Html),
            ("a.txt", "<!DOCTYPE html><p>x", Format::Html),
            ("a.txt", "<AI1>\nMinutes", Format::Plain),
            ("a.txt", "<p>Minutes</p>", Format::Html),
            ("a", "Minutes <b>", Format::Plain),
            ("mgAi.aspx?ID=3", "Minutes <b>x</b>", Format::Html),
            ("a.html", "Minutes", Format::Plain),
            ("a.md", "<p align=center>x</p>\n\n# Minutes", Format::Markdown),
            ("a.md", "[1] is a note", Format::Markdown),
            ("a.pdf", "Not found", NotReadYet("PDF")),
            ("a.doc", "Minutes of the meeting", Format::Plain),
            ("a", "{\"minutes\": [1]}", NotAPaper("JSON data")),
            ("a.txt", "[1] is a note", Format::Plain),
            ("a.txt", "{a draft} Minutes", Format::Plain),
            ("a", "<?xml version='1.0'?><rss/>", NotAPaper("XML data")),
            ("a", "<?xml version='1.0'?><!DOCTYPE html><html/>", Format::Html),
            ("a.css", "p { }", NotAPaper("style sheet")),
            (
                "a.fodt",
                "<?xml version='1.0'?><office:document office:mimetype='x.opendocument.text'>",
                Format::Office(Kind::FlatOdt),
            ),
        ];
        for (path, text, expected) in cases {
            assert_eq!(of_text(path, text, &Told::default()), expected, "{path}: {text}");
        }
        let plain = Told::of("text/plain");
        assert_eq!(of_text("a.pdf", "Minutes", &plain), Format::Plain);
        assert_eq!(of_text("a.html", "1 < 2", &plain), Format::Plain);
        assert_eq!(of_text("a.pdf", "<!DOCTYPE html>Not found", &plain), Format::Html);
        assert_eq!(of_text("a.css", "p { }", &plain), NotAPaper("style sheet"));
    }

    #[test]
    fn left_overs_are_told_by_name() {
        assert_eq!(of_name("a/Thumbs.db"), Some(NotAPaper("thumbnails")));
        assert_eq!(of_name("a/minutes.db"), None);
    }
}
