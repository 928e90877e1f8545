//! How a PDF is written: objects, streams, table and trailer. It writes whatever it is given.

/// The objects of a PDF; the first has number 1.
#[derive(Default)]
pub(super) struct Pdf {
    objects: Vec<Vec<u8>>,
}

impl Pdf {
    /// Adds an object and returns its number.
    pub(super) fn add(&mut self, object: impl AsRef<[u8]>) -> usize {
        self.objects.push(object.as_ref().to_vec());
        self.objects.len()
    }

    /// Adds a stream with the given entries of its dictionary and returns its number.
    pub(super) fn stream(&mut self, entries: &str, bytes: &[u8]) -> usize {
        self.stream_of_length(entries, &bytes.len().to_string(), bytes)
    }

    /// Adds a stream that claims the given length.
    pub(super) fn stream_of_length(&mut self, entries: &str, length: &str, bytes: &[u8]) -> usize {
        let mut object = format!("<< {entries} /Length {length} >>\nstream\n").into_bytes();
        object.extend(bytes);
        object.extend(b"\nendstream");
        self.add(object)
    }

    /// The objects without table and trailer, and where each begins.
    pub(super) fn body(&self) -> (Vec<u8>, Vec<usize>) {
        let mut file = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
        let mut starts = Vec::new();
        for (at, object) in self.objects.iter().enumerate() {
            starts.push(file.len());
            file.extend(format!("{} 0 obj\n", at + 1).bytes());
            file.extend(object);
            file.extend(b"\nendobj\n");
        }
        (file, starts)
    }

    /// The whole file. Object 1 is its root.
    pub(super) fn file(&self) -> Vec<u8> {
        self.file_with("/Root 1 0 R")
    }

    /// The whole file, with other entries in its trailer.
    pub(super) fn file_with(&self, trailer: &str) -> Vec<u8> {
        let (mut file, starts) = self.body();
        let table = file.len();
        let count = starts.len() + 1;
        file.extend(format!("xref\n0 {count}\n0000000000 65535 f \n").bytes());
        for start in starts {
            file.extend(format!("{start:010} 00000 n \n").bytes());
        }
        file.extend(trailer_of(count, trailer, table).bytes());
        file
    }
}

/// The end of a file.
pub(super) fn trailer_of(count: usize, entries: &str, table: usize) -> String {
    format!("trailer\n<< /Size {count} {entries} >>\nstartxref\n{table}\n%%EOF\n")
}

/// A line of text at a height, as a page draws it.
pub(super) fn line(words: &str, height: i32) -> String {
    format!("BT /F1 12 Tf 72 {height} Td ({words}) Tj ET\n")
}

/// The objects of one page: 1 catalogue, 2 pages, 3 page, 4 content, 5 font.
pub(super) fn page(content: impl AsRef<[u8]>) -> Pdf {
    page_with("", "/F1 5 0 R", "", content)
}

/// The same with more entries in the page, other fonts, and more resources.
pub(super) fn page_with(
    entries: &str,
    fonts: &str,
    resources: &str,
    content: impl AsRef<[u8]>,
) -> Pdf {
    let mut pdf = Pdf::default();
    pdf.add("<< /Type /Catalog /Pages 2 0 R >>");
    pdf.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    let size = if entries.contains("/MediaBox") { "" } else { "/MediaBox [0 0 595 842]" };
    let contents = if entries.contains("/Contents") { "" } else { "/Contents 4 0 R" };
    pdf.add(format!(
        "<< /Type /Page /Parent 2 0 R {size} {entries} {contents} \
         /Resources << /Font << {fonts} >> {resources} >> >>"
    ));
    pdf.stream("", content.as_ref());
    pdf.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
    pdf
}

/// What every page says, so that a reader that survives has something to show.
pub(super) fn words() -> String {
    line("Minutes of the Drains Panel held on 3 May 2031", 760)
}

/// A page that says it, with something hostile behind it.
pub(super) fn after_words(hostile: impl AsRef<[u8]>) -> Vec<u8> {
    let mut content = words().into_bytes();
    content.extend(hostile.as_ref());
    content.extend(line("The meeting closed at noon.", 700).bytes());
    page(content).file()
}
