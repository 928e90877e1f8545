//! Reads documents of Word since 2007.
//!
//! Finds the parts of the document by their relations, whatever they are called. What the
//! elements mean is known by the files beside this one.

mod body;
mod numbering;
mod properties;
mod styles;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use crate::extract::office::archive::Archive;
use crate::extract::office::archive::Refusal;
use crate::extract::office::docx::body::Body;
use crate::extract::office::docx::body::Sources;
use crate::extract::office::docx::numbering::Lists;
use crate::extract::office::docx::properties::HeadRef;
use crate::extract::office::docx::styles::Styles;
use crate::extract::office::numbers::Counters;
use crate::extract::office::story::Piece;
use crate::extract::office::story::Story;
use crate::extract::office::story::paragraphs;
use crate::extract::office::xml::Node;
use crate::extract::office::xml::Xml;
use crate::problem::ProblemKind;

/// A relation of a part to another.
struct Relation {
    id: String,
    /// What it is, the last word of an address.
    kind: String,
    part: String,
}

/// Reads a document.
pub(super) fn read(bytes: &[u8]) -> Result<Story, Refusal> {
    let mut archive = Archive::open(bytes)?;
    let main = main_part(&mut archive)?;
    let relations = relations(&mut archive, &main)?;
    let part_of = |kind: &str| {
        relations
            .iter()
            .find(|relation| relation.kind == kind)
            .map(|relation| relation.part.clone())
    };
    let mut part = |name: Option<String>| -> Result<String, Refusal> {
        match name {
            Some(name) => Ok(archive.text(&name)?.unwrap_or_default()),
            None => Ok(String::new()),
        }
    };
    let styles = Styles::read(&part(part_of("styles"))?);
    let lists = Lists::read(&part(part_of("numbering"))?, &styles);
    let mut sources =
        Sources { styles, lists, counters: Counters::default(), notes: HashMap::new() };
    for (kind, reference) in [("footnotes", "footnoteReference"), ("endnotes", "endnoteReference")]
    {
        let text = part(part_of(kind))?;
        read_notes(&text, reference, &mut sources);
    }
    let text = part(Some(main))?;
    let mut body = Body::new(&mut sources, false);
    let cut = body.read(&mut Xml::new(&text));
    let (pieces, sections) = body.into_parts();
    let mut story = Story { body: pieces, cut, ..Story::default() };

    let first = sections.first();
    let has_title_page = first.is_some_and(|section| section.has_title_page);
    let mut heads: Vec<(String, Vec<Piece>)> = Vec::new();
    for HeadRef { id, .. } in sections.iter().flat_map(|section| &section.heads) {
        if heads.iter().any(|(known, _)| known == id) {
            continue;
        }
        let relation = relations.iter().find(|relation| relation.id == *id);
        let text = part(relation.map(|relation| relation.part.clone()))?;
        let mut body = Body::new(&mut sources, true);
        let _ = body.read(&mut Xml::new(&text));
        heads.push((id.clone(), body.into_parts().0));
    }
    let shown = |kind: &str| {
        let head = first?.heads.iter().find(|head| head.is_header && head.kind == kind)?;
        let at = heads.iter().position(|(id, pieces)| *id == head.id && has_words(pieces))?;
        Some(at)
    };
    let letterhead = shown("first").filter(|_| has_title_page).or_else(|| shown("default"));
    for (at, (_, pieces)) in heads.into_iter().enumerate() {
        if Some(at) == letterhead {
            story.letterhead = pieces;
        } else {
            story.running.push(pieces);
        }
    }
    story.title = title(&part(Some("docProps/core.xml".to_owned()))?);
    Ok(story)
}

fn has_words(pieces: &[Piece]) -> bool {
    let mut has_words = false;
    paragraphs(pieces, &mut |it| has_words |= it.text.contains(char::is_alphabetic));
    has_words
}

/// Finds the part that holds the text.
fn main_part(archive: &mut Archive<'_>) -> Result<String, Refusal> {
    let found = relations(archive, "")?.into_iter().find(|it| it.kind == "officeDocument");
    let usual = "word/document.xml".to_owned();
    match found.map(|relation| relation.part).filter(|part| archive.has(part)) {
        Some(part) => Ok(part),
        None if archive.has(&usual) => Ok(usual),
        None => Err((ProblemKind::Damaged, "its main part is missing".to_owned())),
    }
}

/// The relations of a part; those of the whole archive go by the empty name.
fn relations(archive: &mut Archive<'_>, part: &str) -> Result<Vec<Relation>, Refusal> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let base = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let Some(text) = archive.text(&format!("{base}_rels/{name}.rels"))? else {
        return Ok(Vec::new());
    };
    let mut relations = Vec::new();
    let mut xml = Xml::new(&text);
    while let Some(node) = xml.next() {
        let Node::Open(element) = node else { continue };
        if element.name() != "Relationship" {
            continue;
        }
        let value = |name: &str| element.attribute(name).unwrap_or_default();
        let kind = value("Type").rsplit('/').next().unwrap_or_default().to_owned();
        let target = value("Target");
        let part = match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => resolved(&base, &target),
        };
        relations.push(Relation { id: value("Id"), kind, part });
    }
    Ok(relations)
}

/// The name of the part that `target` names, seen from the folder `base`.
fn resolved(base: &str, target: &str) -> String {
    let mut steps: Vec<&str> = base.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => {
                steps.pop();
            }
            "." | "" => {}
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Reads footnotes or endnotes, which the elements called `reference` refer to.
fn read_notes(text: &str, reference: &str, sources: &mut Sources) {
    let mut xml = Xml::new(text);
    while let Some(node) = xml.next() {
        let Node::Open(element) = node else { continue };
        if !matches!(element.name(), "footnote" | "endnote") {
            continue;
        }
        let id = element.attribute("id");
        // The lines that part notes from text are kept as notes of another type.
        let is_note = element.attribute("type").is_none_or(|kind| kind == "normal");
        let mut body = Body::new(sources, false);
        body.read_within(&mut xml);
        let (pieces, _) = body.into_parts();
        if let (Some(id), true) = (id, is_note) {
            sources.notes.insert((reference.to_owned(), id), pieces);
        }
    }
}

fn title(text: &str) -> Option<String> {
    let mut xml = Xml::new(text);
    while let Some(node) = xml.next() {
        if let Node::Open(element) = node
            && element.full_name() == "dc:title"
        {
            return Some(xml.text_within());
        }
    }
    None
}
