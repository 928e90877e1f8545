//! Reads OpenDocument text.
//!
//! Finds the parts of the document. What the elements mean is known by the files beside this
//! one.

mod body;
mod lists;
mod styles;
#[cfg(test)]
mod tests;

use crate::extract::office::archive;
use crate::extract::office::archive::Archive;
use crate::extract::office::archive::Refusal;
use crate::extract::office::opendocument::body::Body;
use crate::extract::office::opendocument::styles::Styles;
use crate::extract::office::story::Piece;
use crate::extract::office::story::Story;
use crate::extract::office::xml::Node;
use crate::extract::office::xml::Xml;
use crate::problem::ProblemKind;

/// Reads a document that is an archive.
pub(super) fn read(bytes: &[u8]) -> Result<Story, Refusal> {
    let mut archive = Archive::open(bytes)?;
    let manifest = archive.text("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err((ProblemKind::Encrypted, "OpenDocument text".to_owned()));
    }
    let Some(content) = archive.text("content.xml")? else {
        return Err((ProblemKind::Damaged, "its content.xml is missing".to_owned()));
    };
    let styles = archive.text("styles.xml")?.unwrap_or_default();
    let meta = archive.text("meta.xml")?.unwrap_or_default();
    story(&[&styles, &content], &content, &styles, &meta)
}

/// Reads a document that is one XML file.
pub(super) fn read_flat(bytes: &[u8]) -> Result<Story, Refusal> {
    let text = archive::decode(bytes.to_vec());
    story(&[&text], &text, &text, &text)
}

fn story(styled: &[&str], content: &str, masters: &str, meta: &str) -> Result<Story, Refusal> {
    let mut styles = Styles::default();
    styled.iter().for_each(|text| styles.read(text));
    styles.finish();
    let mut body = Body::new(&styles, false);
    let mut xml = Xml::new(content);
    let mut has_body = false;
    while let Some(node) = xml.next() {
        if let Node::Open(element) = node
            && element.full_name() == "office:body"
        {
            has_body = true;
            body.read_within(&mut xml);
        }
    }
    if !has_body {
        return Err((ProblemKind::Damaged, "it has no body".to_owned()));
    }
    let cut = match body.is_full() {
        true => Some("more text than one paper may hold; the rest was left out"),
        false => xml.cut(),
    };
    let first_page = body.first_page().map(str::to_owned);
    let mut story =
        Story { body: body.into_pieces(), cut: cut.map(str::to_owned), ..Story::default() };
    read_heads(masters, &styles, first_page.as_deref().unwrap_or("Standard"), &mut story);
    story.title = title(meta);
    Ok(story)
}

/// Reads the headers and footers of the pages. The text begins on the page called `first`.
fn read_heads(text: &str, styles: &Styles, first: &str, story: &mut Story) {
    let mut letterheads: [Option<Vec<Piece>>; 2] = [None, None];
    let mut xml = Xml::new(text);
    while let Some(node) = xml.next() {
        let Node::Open(element) = node else { continue };
        if element.full_name() != "style:master-page" {
            continue;
        }
        let is_first = element.attribute("name").as_deref() == Some(first);
        xml.each_within(|xml, element| {
            let name = element.full_name();
            if !name.starts_with("style:header") && !name.starts_with("style:footer") {
                return xml.skip();
            }
            let rank = match name {
                "style:header-first" if is_first => Some(0),
                "style:header" if is_first => Some(1),
                _ => None,
            };
            let is_shown = element.attribute("display").as_deref() != Some("false");
            let mut body = Body::new(styles, true);
            body.read_within(xml);
            let pieces = body.into_pieces();
            match rank {
                _ if !is_shown || pieces.is_empty() => {}
                Some(rank) => letterheads[rank] = Some(pieces),
                None if story.running.contains(&pieces) => {}
                None => story.running.push(pieces),
            }
        });
    }
    let [of_first, of_all] = letterheads;
    let mut letterheads = of_first.into_iter().chain(of_all);
    story.letterhead = letterheads.next().unwrap_or_default();
    story.running.extend(letterheads);
}

fn title(text: &str) -> Option<String> {
    let mut xml = Xml::new(text);
    while let Some(node) = xml.next() {
        if let Node::Open(element) = node {
            match element.full_name() {
                "dc:title" => return Some(xml.text_within()),
                "office:body" => return None,
                _ => {}
            }
        }
    }
    None
}
