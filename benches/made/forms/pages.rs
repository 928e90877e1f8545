//! Writes a generated paper as a page of a council's site: a plain one, and one as the council
//! software ModernGov writes it.

use super::Made;
use super::heading;
use super::meeting;

/// A page of a site that someone wrote by hand.
pub(super) fn plain(paper: &Made) -> String {
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

/// A page of ModernGov: tables of items, and what was pasted from Word below each title.
pub(super) fn moderngov(paper: &Made) -> String {
    let Made { council, committee, date, .. } = paper;
    let day = date.strftime("%A, %-d %B, %Y");
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n\
         <title>Minutes of {committee} on {day} - {council}</title>\n\
         <link href=\"ssMgStyles.css\" rel=\"stylesheet\" type=\"text/css\" /></head>\n<body>\n\
         <div id=\"modgov\"><div class=\"mgHeader\"><h1 class=\"mgMainTitleTxt\">{council}</h1>\
         </div>\n<div class=\"mgSubTitle\"><h2 class=\"mgSubTitleTxt\">{committee}</h2></div>\n\
         <div class=\"mgContent\">\n<p>{}</p>\n<p><span class=\"mgLabel\">Present:</span></p>\n\
         <ul class=\"mgBulletList\">\n",
        meeting(paper)
    );
    paper.present.iter().for_each(|line| out.extend(["<li>", line, "</li>\n"]));
    out.push_str(
        "</ul>\n<table class=\"mgItemTable\" id=\"mgItemTable\">\n<tr><th class=\"mgHide\" \
         scope=\"col\">No.</th><th class=\"mgHide\" scope=\"col\">Item</th></tr>\n",
    );
    let word = |out: &mut String, text: &str, strong: bool| {
        let (open, close) = if strong { ("<b>", "</b>") } else { ("", "") };
        out.extend(["<p class=\"MsoNormal\">", open, text, close, "</p>\n"]);
    };
    for item in &paper.items {
        out.push_str(&format!(
            "<tr><td class=\"mgItemNumberCell\"><p class=\"mgAiTitleTxt\">{}.</p></td>\n\
             <td><p class=\"mgAiTitleTxt\">{} <span class=\"mgFileSize\">PDF 99 KB</span></p>\n\
             <div class=\"mgWordPara\"><div class=\"WordSection1\">\n",
            item.number, item.title
        ));
        item.paragraphs.iter().for_each(|it| word(&mut out, it, false));
        if let Some((lead, points)) = &item.decided {
            word(&mut out, lead, true);
            for (at, point) in points.iter().enumerate() {
                word(&mut out, &format!("({}) {point}", at + 1), false);
            }
        }
        out.push_str("</div></div></td></tr>\n");
    }
    out.push_str("</table>\n</div></div></body></html>\n");
    out
}
