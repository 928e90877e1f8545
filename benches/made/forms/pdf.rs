//! Writes a generated paper as a PDF: standard fonts, several pages, a page number at the foot.

use std::io;
use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::Look;
use super::Made;
use super::lines;

/// The most letters of a line, and of a line in bold, which is wider.
const LETTERS: usize = 95;
const LETTERS_IN_BOLD: usize = 75;
/// An A4 page and its margins, in points.
const WIDE: i32 = 595;
const HIGH: i32 = 842;
const LEFT: i32 = 57;
const TOP: i32 = 780;
const BOTTOM: i32 = 70;

/// A PDF of a paper.
pub(super) fn written(paper: &Made) -> io::Result<Vec<u8>> {
    let pages = pages(paper);
    let kids: Vec<String> =
        (0..pages.len()).map(|number| format!("{} 0 R", 5 + 2 * number)).collect();
    let font = |name: &str| {
        format!("<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>")
    };
    let mut objects: Vec<Vec<u8>> = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Kids[{}]/Count {}>>", kids.join(" "), pages.len()).into_bytes(),
        font("Helvetica").into_bytes(),
        font("Helvetica-Bold").into_bytes(),
    ];
    for (number, page) in pages.iter().enumerate() {
        let head = format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDE} {HIGH}]/Resources<</Font\
             <</R 3 0 R/B 4 0 R>>>>/Contents {} 0 R>>",
            6 + 2 * number
        );
        objects.push(head.into_bytes());
        let mut deflated = ZlibEncoder::new(Vec::new(), Compression::default());
        deflated.write_all(page)?;
        let deflated = deflated.finish()?;
        let mut stream =
            format!("<</Length {}/Filter/FlateDecode>>stream\n", deflated.len()).into_bytes();
        stream.extend(deflated);
        stream.extend(b"\nendstream");
        objects.push(stream);
    }

    let mut out = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        writeln!(out, "{} 0 obj", at + 1)?;
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let table = out.len();
    // Each row of the table has twenty bytes.
    write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1)?;
    for place in places {
        writeln!(out, "{place:010} 00000 n ")?;
    }
    let size = objects.len() + 1;
    write!(out, "trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n")?;
    Ok(out)
}

/// What is drawn on each page.
fn pages(paper: &Made) -> Vec<Vec<u8>> {
    let (mut pages, mut page, mut down) = (Vec::new(), Vec::new(), TOP);
    for (look, text) in lines(paper) {
        let (font, size, most) = match look {
            Look::Heading(1) => ("B", 16, LETTERS_IN_BOLD / 2),
            Look::Heading(2) => ("B", 13, LETTERS_IN_BOLD / 2),
            Look::Heading(_) | Look::Bold => ("B", 10, LETTERS_IN_BOLD),
            Look::Plain => ("R", 10, LETTERS),
        };
        down -= size;
        for line in broken(&text, most) {
            if down < BOTTOM {
                foot(&mut page, pages.len());
                pages.push(std::mem::take(&mut page));
                down = TOP;
            }
            draw(&mut page, font, size, (LEFT, down), line);
            down -= size + 3;
        }
    }
    foot(&mut page, pages.len());
    pages.push(page);
    pages
}

fn foot(page: &mut Vec<u8>, before: usize) {
    draw(page, "R", 9, (WIDE / 2 - 14, BOTTOM / 2), &format!("Page {}", before + 1));
}

fn draw(page: &mut Vec<u8>, font: &str, size: i32, (across, down): (i32, i32), text: &str) {
    page.extend(format!("BT /{font} {size} Tf {across} {down} Td (").bytes());
    for c in text.chars() {
        match c {
            '\\' | '(' | ')' => page.extend([b'\\', c as u8]),
            // Above ASCII, Latin letters have the numbers of Unicode.
            c => page.push(u8::try_from(u32::from(c)).unwrap_or(b'?')),
        }
    }
    page.extend(b") Tj ET\n");
}

/// The lines of a text, of so many letters at most where its words allow it.
fn broken(text: &str, most: usize) -> Vec<&str> {
    let (mut lines, mut start, mut end) = (Vec::new(), 0, 0);
    for (at, _) in text.match_indices(' ').chain([(text.len(), "")]) {
        if end > start && text[start..at].chars().count() > most {
            lines.push(&text[start..end]);
            start = end + 1;
        }
        end = at;
    }
    lines.push(&text[start..]);
    lines
}
