//! Writes a generated paper in each form; plain text and Markdown by itself.

mod archives;
mod office;
mod pages;
mod pdf;
mod rtf;

use std::io;

use super::Form;
use super::Item;
use super::Made;

pub(super) use archives::crawled;
pub(super) use archives::packed;

/// The bytes of a paper in one of the forms. In an archive it is as the archive holds it.
pub(super) fn written(paper: &Made, form: Form) -> io::Result<Vec<u8>> {
    Ok(match form {
        Form::Text | Form::Zip => text(paper).into_bytes(),
        Form::Markdown => markdown(paper).into_bytes(),
        Form::Html | Form::Warc => pages::plain(paper).into_bytes(),
        Form::ModernGov => pages::moderngov(paper).into_bytes(),
        Form::Docx => office::docx(paper)?,
        Form::Odt => office::odt(paper)?,
        Form::Fodt => office::fodt(paper).into_bytes(),
        Form::Rtf => rtf::written(paper),
        Form::Pdf => pdf::written(paper)?,
    })
}

/// How a line of a document looks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    /// A heading of level 1 to 3.
    Heading(u8),
    /// A paragraph in bold.
    Bold,
    /// A paragraph.
    Plain,
}

/// The paragraphs of a paper, as a clerk types them into a document: numbers are typed too.
fn lines(paper: &Made) -> Vec<(Look, String)> {
    let mut lines = vec![
        (Look::Heading(1), paper.council.clone()),
        (Look::Heading(2), paper.committee.clone()),
        (Look::Plain, meeting(paper)),
        (Look::Bold, "Present:".to_owned()),
    ];
    lines.extend(paper.present.iter().map(|it| (Look::Plain, it.clone())));
    for item in &paper.items {
        lines.push((Look::Heading(3), heading(item)));
        lines.extend(item.paragraphs.iter().map(|it| (Look::Plain, it.clone())));
        if let Some((lead, points)) = &item.decided {
            lines.push((Look::Bold, lead.clone()));
            let numbered = |(at, it)| (Look::Plain, format!("({}) {it}", at + 1));
            lines.extend(points.iter().enumerate().map(numbered));
        }
    }
    lines
}

fn meeting(paper: &Made) -> String {
    let day = paper.date.strftime("%A, %-d %B %Y");
    format!("Minutes of the meeting held on {day} at 10.00 am in the Council Chamber")
}

/// The number and the title of an item.
fn heading(item: &Item) -> String {
    format!("{}. {}", item.number, item.title)
}

fn text(paper: &Made) -> String {
    let mut out = format!("{}\n\n{}\n\n{}\n", paper.council, paper.committee, meeting(paper));
    out.push_str("\nPresent:\n\n");
    paper.present.iter().for_each(|line| out.extend([line, "\n"]));
    for item in &paper.items {
        out.extend(["\n", &heading(item), "\n\n"]);
        item.paragraphs.iter().for_each(|it| out.extend([it.as_str(), "\n\n"]));
        if let Some((lead, points)) = &item.decided {
            out.extend([lead, "\n\n"]);
            for (at, point) in points.iter().enumerate() {
                out.push_str(&format!("({}) {point}\n", at + 1));
            }
        }
    }
    out
}

fn markdown(paper: &Made) -> String {
    let mut out = format!("# {}\n\n## {}\n\n{}\n", paper.council, paper.committee, meeting(paper));
    out.push_str("\n**Present:**\n\n");
    paper.present.iter().for_each(|line| out.extend(["- ", line, "\n"]));
    for item in &paper.items {
        out.extend(["\n### ", &heading(item), "\n\n"]);
        item.paragraphs.iter().for_each(|it| out.extend([it.as_str(), "\n\n"]));
        if let Some((lead, points)) = &item.decided {
            out.extend(["**", lead, "**\n\n"]);
            for (at, point) in points.iter().enumerate() {
                out.push_str(&format!("{}. {point}\n", at + 1));
            }
        }
    }
    out
}
