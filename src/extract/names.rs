//! Knows what file names say about formats. It does not look at a byte.

/// What a name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// A web page.
    Page,
    /// Markdown.
    Markdown,
    /// A format of papers that is not read by this version.
    NotReadYet(&'static str),
    /// A format that holds no paper.
    NotAPaper(&'static str),
}

use Known::NotAPaper;
use Known::NotReadYet;

/// The extensions that say something, by what they say.
const EXTENSIONS: &[(Known, &[&str])] = &[
    (Known::Page, &["html", "htm", "xhtml", "shtml", "aspx", "php", "asp", "jsp", "cfm"]),
    (Known::Markdown, &["md", "markdown", "mdown", "mkd"]),
    (NotReadYet("PDF"), &["pdf"]),
    (NotReadYet("Word document (.doc)"), &["doc", "dot"]),
    (NotReadYet("Word document (.docx)"), &["docx", "docm", "dotx"]),
    (NotReadYet("OpenDocument text (.odt)"), &["odt", "ott"]),
    (NotReadYet("rich text (.rtf)"), &["rtf"]),
    (NotReadYet("WordPerfect or Works document"), &["wpd", "wps"]),
    (NotReadYet("Pages document"), &["pages"]),
    (NotReadYet("Publisher document"), &["pub"]),
    (NotReadYet("spreadsheet"), &["xls", "xlsx", "xlsm", "ods"]),
    (NotReadYet("presentation"), &["ppt", "pptx", "pps", "ppsx", "odp"]),
    (NotReadYet("e-mail"), &["msg", "eml"]),
    (NotReadYet("saved web archive"), &["mht", "mhtml", "warc", "wacz", "webarchive"]),
    (NotReadYet("e-book"), &["epub", "mobi"]),
    (NotReadYet("archive"), &["zip", "gz", "tgz", "bz2", "xz", "7z", "rar", "tar", "zst"]),
    (NotReadYet("page images"), &["djvu", "xps", "ps"]),
    (
        NotAPaper("picture"),
        &[
            "png", "jpg", "jpeg", "jpe", "gif", "svg", "webp", "bmp", "ico", "tif", "tiff", "avif",
            "heic", "psd", "ai", "eps", "emf", "wmf",
        ],
    ),
    (NotAPaper("style sheet"), &["css", "less", "scss", "sass"]),
    (NotAPaper("script"), &["js", "mjs", "ts", "jsx", "tsx", "vue", "map"]),
    (
        NotAPaper("data"),
        &[
            "json", "jsonl", "ndjson", "geojson", "csv", "tsv", "yaml", "yml", "toml", "ini",
            "sqlite", "db", "dbf", "parquet", "shp", "ics", "vcf", "lock",
        ],
    ),
    (NotAPaper("XML data"), &["xml", "rss", "atom", "xsl", "xsd", "kml", "gpx", "rdf"]),
    (NotAPaper("font"), &["woff", "woff2", "ttf", "otf", "eot"]),
    (NotAPaper("sound"), &["mp3", "wav", "ogg", "m4a", "flac", "aac", "wma"]),
    (
        NotAPaper("video"),
        &["mp4", "m4v", "avi", "mov", "wmv", "webm", "mkv", "mpg", "mpeg", "swf", "flv"],
    ),
    (
        NotAPaper("program"),
        &[
            "exe", "dll", "msi", "bat", "sh", "ps1", "py", "rb", "jar", "class", "so", "wasm",
            "apk", "sql",
        ],
    ),
];

/// Files that programs leave beside papers, by their whole names in lower case.
const LEFT_OVERS: &[(&str, &str)] = &[
    ("thumbs.db", "thumbnails"),
    ("ehthumbs.db", "thumbnails"),
    ("desktop.ini", "settings of a folder"),
    ("robots.txt", "rules for crawlers"),
    ("hts-log.txt", "notes of a mirror program"),
    ("cookies.txt", "notes of a mirror program"),
    ("wget-log", "notes of a mirror program"),
];

/// Returns what a file is that a program left beside papers, by its name alone, or `None`.
pub(super) fn left_over(path: &str) -> Option<&'static str> {
    let name = name(path);
    // Word leaves `~$inutes.docx` beside a document that is open: it holds a user's name.
    if name.starts_with("~$") {
        return Some("lock file of a word processor");
    }
    let name = name.to_lowercase();
    LEFT_OVERS.iter().find(|(left_over, _)| *left_over == name).map(|(_, what)| *what)
}

/// Returns what the name of the file at `path` says, or `None` if it says nothing.
pub(super) fn known(path: &str) -> Option<Known> {
    let extension = extension(path);
    let row = EXTENSIONS.iter().find(|(_, extensions)| extensions.contains(&extension.as_str()));
    row.map(|(known, _)| *known)
}

/// The extension in lower case, or nothing. A query that a mirror kept in the name
/// (`mgAi.aspx?ID=3`, `mgAi.aspx@ID=3`, `mgAi.aspx%3FID=3`) is no part of it. Nor is what tells
/// that a file was packed, for it comes here unpacked, and the number of a namesake in an archive
/// (`minutes.md#2`).
pub(super) fn extension(path: &str) -> String {
    let name = name(path);
    let page = name.split('?').next().unwrap_or(name);
    let page = match page.split_once('@').or_else(|| escaped_query(page)) {
        Some((page, query)) if page.contains('.') && query.contains('=') => page,
        _ => page,
    };
    let page = match page.rsplit_once('#') {
        Some((page, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => page,
        _ => page,
    };
    match page.rsplit_once('.') {
        Some((stem, packed)) if packed.eq_ignore_ascii_case("gz") && stem.contains('.') => {
            extension(stem)
        }
        Some((stem, extension)) if !stem.is_empty() => extension.to_ascii_lowercase(),
        _ => String::new(),
    }
}

/// Parts a name at a `?` that was written as `%3F`.
fn escaped_query(name: &str) -> Option<(&str, &str)> {
    name.split_once("%3F").or_else(|| name.split_once("%3f"))
}

/// The file name at the end of a path. A query may hold slashes.
fn name(path: &str) -> &str {
    let before_query = path.split('?').next().unwrap_or(path);
    let start = before_query.rfind(['/', '\\']).map_or(0, |at| at + 1);
    &path[start..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_no_part_of_the_extension() {
        for (path, expected) in [
            ("a/b.v2/mgAi.aspx?ID=3", "aspx"),
            ("mgAi.aspx@ID=3.1", "aspx"),
            ("ieListDocuments.aspx?CId=1&Ver=4.html", "aspx"),
            ("page.PHP?back=/a/b.css", "php"),
            ("a.uk/mgAi.aspx%3FID=3.1", "aspx"),
            ("a.zip!/minutes.md#2", "md"),
            ("report #2.txt", "txt"),
            ("minutes.HTML.gz", "html"),
            ("a.tar.gz", "tar"),
            ("minutes.gz", "gz"),
            ("clerk@ambleford.txt", "txt"),
            ("a.b/c", ""),
            (".htaccess", ""),
            ("", ""),
        ] {
            assert_eq!(extension(path), expected, "{path}");
        }
    }

    #[test]
    fn lock_files_are_no_papers() {
        assert_eq!(left_over("a/~$nutes.docx"), Some("lock file of a word processor"));
        assert_eq!(left_over("a/Desktop.ini"), Some("settings of a folder"));
        assert_eq!(left_over("https://a.uk/robots.txt"), Some("rules for crawlers"));
    }

    #[test]
    fn no_extension_says_two_things() {
        let mut all: Vec<&str> =
            EXTENSIONS.iter().flat_map(|(_, row)| row.iter().copied()).collect();
        all.sort_unstable();
        let count = all.len();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
