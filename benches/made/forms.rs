//! Writes a generated paper as plain text, as Markdown and as a page of HTML.

use super::Form;
use super::Item;
use super::Made;

/// The bytes of a paper in one of the forms.
pub(super) fn written(paper: &Made, form: Form) -> String {
    match form {
        Form::Text => text(paper),
        Form::Markdown => markdown(paper),
        Form::Html => html(paper),
    }
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

fn html(paper: &Made) -> String {
    let Made { council, committee, .. } = paper;
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n\
         <title>{committee} minutes - {council}</title>\n\
         <style>body {{ font-family: sans-serif }} .nav a {{ color: #036 }}</style></head>\n\
         <body><nav class=\"nav\"><ul><li><a href=\"/\">Home</a></li><li><a href=\"/meetings\">\
         Meetings</a></li><li><a href=\"/councillors\">Your councillors</a></li></ul></nav>\n\
         <main><h1>{council}</h1>\n<h2>{committee}</h2>\n<p>{}</p>\n\
         <p><strong>Present:</strong></p>\n<ul>\n",
        meeting(paper)
    );
    paper.present.iter().for_each(|line| out.extend(["<li>", line, "</li>\n"]));
    out.push_str("</ul>\n");
    for item in &paper.items {
        out.extend(["<h3>", &heading(item), "</h3>\n"]);
        item.paragraphs.iter().for_each(|it| out.extend(["<p>", it, "</p>\n"]));
        if let Some((lead, points)) = &item.decided {
            out.extend(["<p><strong>", lead, "</strong></p>\n<ol>\n"]);
            points.iter().for_each(|it| out.extend(["<li>", it, "</li>\n"]));
            out.push_str("</ol>\n");
        }
    }
    out.push_str(
        "</main><footer><p>Privacy | Cookies | Accessibility</p></footer></body></html>\n",
    );
    out
}
