//! Builds small PDFs for tests, as bytes.

use crate::extract::Text;
use crate::extract::pdf;
use crate::problem::ProblemKind;

/// A PDF under way: the content of each page, A4, in points from the foot of the page.
#[derive(Debug, Default)]
pub(super) struct Sample {
    pages: Vec<String>,
    title: Option<&'static str>,
}

impl Sample {
    /// Begins another page.
    pub(super) fn page(mut self) -> Self {
        self.pages.push(String::new());
        self
    }

    /// Sets the title in the file's own particulars.
    pub(super) fn titled(mut self, title: &'static str) -> Self {
        self.title = Some(title);
        self
    }

    /// Draws whatever is given in the language of PDF.
    pub(super) fn draw(mut self, content: &str) -> Self {
        let page = self.pages.last_mut().expect("a page was begun");
        page.push_str(content);
        page.push('\n');
        self
    }

    /// Writes a line in Helvetica at a place, in a size.
    pub(super) fn at(self, x: f32, y: f32, size: f32, text: &str) -> Self {
        let text = text.replace('\\', r"\\").replace('(', r"\(").replace(')', r"\)");
        self.draw(&format!("BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET"))
    }

    /// Writes lines of 10 points, 12 apart, from a place down.
    pub(super) fn lines(self, x: f32, y: f32, lines: &[&str]) -> Self {
        let places = (0..).map(|at| y - 12.0 * at as f32);
        lines.iter().zip(places).fold(self, |page, (line, y)| page.at(x, y, 10.0, line))
    }

    /// Covers the page with a picture.
    pub(super) fn picture(self) -> Self {
        self.draw("q 595 0 0 842 0 0 cm /I1 Do Q")
    }

    /// The file.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let count = self.pages.len();
        let kids: Vec<String> = (0..count).map(|at| format!("{} 0 R", 10 + 2 * at)).collect();
        let mut objects = vec![
            (1, "<< /Type /Catalog /Pages 2 0 R >>".to_owned()),
            (2, format!("<< /Type /Pages /Kids [{}] /Count {count} >>", kids.join(" "))),
            (3, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned()),
            (4, format!("<< /Title ({}) >>", self.title.unwrap_or_default())),
            (5, "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>\nstream\n0\nendstream".to_owned()),
        ];
        for (at, content) in self.pages.iter().enumerate() {
            let (page, stream) = (10 + 2 * at, 11 + 2 * at);
            objects.push((page, format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {stream} 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /I1 5 0 R >> >> >>"
            )));
            // Letters beyond ASCII are one byte each.
            let length = content.chars().count();
            objects.push((stream, format!("<< /Length {length} >>\nstream\n{content}\nendstream")));
        }
        let mut bytes = b"%PDF-1.4\n".to_vec();
        let mut places = Vec::new();
        for (number, object) in objects {
            places.push((number, bytes.len()));
            bytes.extend(format!("{number} 0 obj\n").bytes());
            bytes.extend(object.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")));
            bytes.extend(b"\nendobj\n");
        }
        let start = bytes.len();
        bytes.extend(b"xref\n0 1\n0000000000 65535 f \n");
        for (number, place) in places {
            bytes.extend(format!("{number} 1\n{place:010} 00000 n \n").bytes());
        }
        let trailer = "<< /Size 1000 /Root 1 0 R /Info 4 0 R >>";
        bytes.extend(format!("trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n").bytes());
        bytes
    }

    /// What the reader makes of it.
    pub(super) fn read(&self) -> (Text, Vec<(ProblemKind, String)>) {
        let reading = pdf::read(&self.bytes());
        (reading.text, reading.shortfalls)
    }

    /// The blocks as they are read: page, kind, text.
    pub(super) fn blocks(&self) -> Vec<String> {
        let (text, _) = self.read();
        text.blocks
            .iter()
            .map(|block| {
                let page = block.page.map_or(0, std::num::NonZeroU32::get);
                format!("{page} {:?} {}", block.kind, &text.content[block.span.clone()])
            })
            .collect()
    }
}
