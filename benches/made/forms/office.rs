//! Writes a generated paper as documents of Word and of OpenDocument.

use std::io;

use super::Look;
use super::Made;
use super::archives::packed;
use super::lines;

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// A document of Word since 2007: headings by their styles.
pub(super) fn docx(paper: &Made) -> io::Result<Vec<u8>> {
    const MAIN: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    const TO: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let types = format!(
        "{XML}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"{KIND}.document.main+xml\"/>\
         <Override PartName=\"/word/styles.xml\" ContentType=\"{KIND}.styles+xml\"/></Types>"
    );
    let relation = |kind: &str, target: &str| {
        format!(
            "{XML}<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"rId1\" \
             Type=\"{TO}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let mut styles = format!("{XML}<w:styles {MAIN}>");
    for level in 1..4 {
        styles.push_str(&format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"Heading{level}\">\
             <w:name w:val=\"heading {level}\"/><w:pPr><w:outlineLvl w:val=\"{}\"/></w:pPr>\
             <w:rPr><w:b/></w:rPr></w:style>",
            level - 1
        ));
    }
    styles.push_str("</w:styles>");
    let mut text = format!("{XML}<w:document {MAIN}><w:body>");
    for (look, line) in lines(paper) {
        text.push_str("<w:p>");
        if let Look::Heading(level) = look {
            text.push_str(&format!("<w:pPr><w:pStyle w:val=\"Heading{level}\"/></w:pPr>"));
        }
        text.push_str("<w:r>");
        if look == Look::Bold {
            text.push_str("<w:rPr><w:b/></w:rPr>");
        }
        text.extend(["<w:t xml:space=\"preserve\">", &escaped(&line), "</w:t></w:r></w:p>"]);
    }
    text.push_str("</w:body></w:document>");
    packed(&[
        ("[Content_Types].xml".to_owned(), types.into_bytes()),
        ("_rels/.rels".to_owned(), relation("officeDocument", "word/document.xml").into_bytes()),
        ("word/document.xml".to_owned(), text.into_bytes()),
        ("word/_rels/document.xml.rels".to_owned(), relation("styles", "styles.xml").into_bytes()),
        ("word/styles.xml".to_owned(), styles.into_bytes()),
    ])
}

/// A text of OpenDocument.
pub(super) fn odt(paper: &Made) -> io::Result<Vec<u8>> {
    const KIND: &str = "application/vnd.oasis.opendocument.text";
    let manifest = format!(
        "{XML}<manifest:manifest \
         xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" \
         manifest:version=\"1.2\"><manifest:file-entry manifest:full-path=\"/\" \
         manifest:media-type=\"{KIND}\"/><manifest:file-entry manifest:full-path=\"content.xml\" \
         manifest:media-type=\"text/xml\"/></manifest:manifest>"
    );
    packed(&[
        // By rule the first part, and as it is.
        ("mimetype".to_owned(), KIND.into()),
        ("content.xml".to_owned(), open_document("document-content", "", paper).into_bytes()),
        ("META-INF/manifest.xml".to_owned(), manifest.into_bytes()),
    ])
}

/// A text of OpenDocument in one file.
pub(super) fn fodt(paper: &Made) -> String {
    let kind = " office:mimetype=\"application/vnd.oasis.opendocument.text\"";
    open_document("document", kind, paper)
}

fn open_document(root: &str, more: &str, paper: &Made) -> String {
    const SPACE: &str = "urn:oasis:names:tc:opendocument:xmlns";
    let mut text = format!(
        "{XML}<office:{root} xmlns:office=\"{SPACE}:office:1.0\" xmlns:text=\"{SPACE}:text:1.0\" \
         xmlns:style=\"{SPACE}:style:1.0\" \
         xmlns:fo=\"{SPACE}:xsl-fo-compatible:1.0\" office:version=\"1.2\"{more}>\
         <office:automatic-styles><style:style style:name=\"Strong\" style:family=\"paragraph\">\
         <style:text-properties fo:font-weight=\"bold\"/></style:style>\
         </office:automatic-styles><office:body><office:text>"
    );
    for (look, line) in lines(paper) {
        let line = escaped(&line);
        text.push_str(&match look {
            Look::Heading(level) => {
                format!("<text:h text:outline-level=\"{level}\">{line}</text:h>")
            }
            Look::Bold => format!("<text:p text:style-name=\"Strong\">{line}</text:p>"),
            Look::Plain => format!("<text:p>{line}</text:p>"),
        });
    }
    text.push_str(&format!("</office:text></office:body></office:{root}>\n"));
    text
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
