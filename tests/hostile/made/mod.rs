//! Makes files that try to break their readers: always the same ones, without any other program.
//!
//! Each is small enough to be written in a moment and costs a careless reader minutes, all
//! memory or its stack. Nothing here reads a file.

/// Zip, gzip and web archives.
mod archives;
/// Streams that unpack to thousands of times their size.
mod bombs;
/// Chance that falls the same way each time.
pub(crate) mod chance;
/// Old Office files, sector by sector.
mod compound;
/// Good files cut short, and good files under wrong names.
mod cut;
/// Documents of Word before 2007.
mod doc;
/// Documents of Word since 2007.
mod docx;
/// Web pages.
mod html;
/// OpenDocument texts.
mod odt;
/// PDFs whose structure is hostile.
mod pdf;
/// PDFs whose streams, fonts and pictures are hostile.
mod pdf_content;
/// How a PDF is written.
mod pdf_parts;
/// Rich text.
mod rtf;
/// Plain text and what only looks like it.
mod text;
/// Zip archives, byte by byte.
mod zips;

pub(crate) use pdf::PACK_PAGES;
pub(crate) use pdf::pack;

/// One hostile file.
pub(crate) struct Hostile {
    /// What is wrong with it: `pdf_page_tree_loop`.
    pub(crate) name: String,
    /// The name under which it is to be read.
    pub(crate) file_name: String,
    /// What it holds.
    pub(crate) bytes: Vec<u8>,
}

impl Hostile {
    fn new(name: impl Into<String>, extension: &str, bytes: impl Into<Vec<u8>>) -> Self {
        let name = name.into();
        let file_name = match extension {
            "" => name.clone(),
            _ => format!("{name}.{extension}"),
        };
        Self { name, file_name, bytes: bytes.into() }
    }
}

/// Names each of `files` and puts `room` before it.
fn named(room: &str, extension: &str, files: Vec<(&str, Vec<u8>)>) -> Vec<Hostile> {
    files
        .into_iter()
        .map(|(name, bytes)| Hostile::new(format!("{room}_{name}"), extension, bytes))
        .collect()
}

/// Every hostile file, each name once.
pub(crate) fn all() -> Vec<Hostile> {
    let mut all = pdf::files();
    all.extend(pdf_content::files());
    all.extend(docx::files());
    all.extend(odt::files());
    all.extend(rtf::files());
    all.extend(doc::files());
    all.extend(archives::files());
    all.extend(html::files());
    all.extend(text::files());
    all.extend(cut::files());
    all
}

/// Good files of every format, by their extension: what changes by chance are made to.
pub(crate) fn good() -> Vec<(&'static str, Vec<u8>)> {
    let mut good: Vec<_> =
        cut::GOOD.iter().map(|(extension, bytes)| (*extension, bytes.to_vec())).collect();
    good.push(("pdf", include_bytes!("../../fixtures/samples/formats/no-map.pdf").to_vec()));
    good.push(("pdf", pdf_parts::page(pdf_parts::words().repeat(3)).file()));
    good.push(("docx", docx::document("<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>")));
    good.push(("rtf", rtf::document("{\\b Item 1}\\tab \\u233?\\'e9 \\bin3 abc\\par")));
    good.extend(archives::good());
    good
}

/// An archive of these files.
pub(crate) fn zipped(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let members: Vec<_> = files.iter().map(|(name, bytes)| zips::member(name, bytes)).collect();
    zips::archive(&members)
}
