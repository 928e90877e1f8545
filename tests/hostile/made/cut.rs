//! Good files cut short, good files under wrong names, and garbage under every name.

use super::Hostile;
use super::chance::Chance;
use super::pdf;
use super::zips;

/// The good files, one for each format, by their extension.
pub(crate) const GOOD: &[(&str, &[u8])] = &[
    ("docx", include_bytes!("../../fixtures/samples/formats/minutes.docx")),
    ("doc", include_bytes!("../../fixtures/samples/formats/minutes.doc")),
    ("odt", include_bytes!("../../fixtures/samples/formats/minutes.odt")),
    ("rtf", include_bytes!("../../fixtures/samples/formats/minutes.rtf")),
    ("pdf", include_bytes!("../../fixtures/samples/formats/report-tagged.pdf")),
    ("html", include_bytes!("../../fixtures/samples/formats/parish.html")),
    ("txt", include_bytes!("../../fixtures/samples/formats/no-map.txt")),
];

/// Other names that garbage may come under.
const NAMES: &[&str] = &[
    "docx", "doc", "odt", "rtf", "pdf", "html", "htm", "aspx", "txt", "md", "zip", "gz", "warc",
    "warc.gz", "csv", "json", "xml", "mht", "jpg", "xls", "pptx", "unknown", "",
];

pub(super) fn files() -> Vec<Hostile> {
    let mut files = Vec::new();
    for (extension, bytes) in GOOD {
        for hundredth in [1, 10, 25, 50, 75, 90, 99] {
            let name = format!("cut_{extension}_at_{hundredth}");
            let part = &bytes[..bytes.len() * hundredth / 100];
            files.push(Hostile::new(name, extension, part));
        }
        let last = format!("cut_{extension}_last_byte");
        files.push(Hostile::new(last, extension, &bytes[..bytes.len() - 1]));
        for (other, _) in GOOD.iter().filter(|(other, _)| other != extension) {
            files.push(Hostile::new(format!("wrong_{extension}_as_{other}"), other, *bytes));
        }
        files.push(Hostile::new(format!("wrong_{extension}_as_jpg"), "jpg", *bytes));
        files.push(Hostile::new(format!("wrong_{extension}_as_zip"), "zip", *bytes));
        files.push(Hostile::new(format!("wrong_{extension}_without_name"), "", *bytes));
        let doubled = [*bytes, *bytes].concat();
        files.push(Hostile::new(format!("doubled_{extension}"), extension, doubled));
        let members = [zips::member(&format!("a.{extension}"), bytes)];
        files.push(Hostile::new(format!("zipped_{extension}"), "zip", zips::archive(&members)));
    }
    let mut chance = Chance::new(61);
    for extension in NAMES {
        let name = format!("random_{}", extension.replace('.', "_"));
        files.push(Hostile::new(name, extension, chance.bytes(20_000)));
        let name = format!("empty_{}", extension.replace('.', "_"));
        files.push(Hostile::new(name, extension, Vec::new()));
    }
    files.push(Hostile::new("pack_of_500_pages", "pdf", pdf::pack().0));
    files
}
