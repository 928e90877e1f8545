//! Tests the reader of rich text.

use crate::extract::office::Kind;
use crate::extract::office::read;
use crate::extract::office::tests::shown;
use crate::problem::ProblemKind;

fn text(body: &str) -> String {
    shown(&read(Kind::Rtf, format!("{{\\rtf1\\ansi {body}}}").as_bytes()).text)
}

#[test]
fn characters_are_decoded_by_page_and_font() {
    let fonts = r"\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset238 Arial CE;}{\f2\fcharset2 Symbol;}{\f3\fcharset128 Gothic;}}";
    let body = format!(
        r"{fonts}\f0 caf\'e9 \'80 {{\f1\'b3}} {{\f2\'b7}} {{\f3\'93\'fa\'96\'7b}} T\u375?\u-10179?\u-8704? \uc2\u233\'c3\'a9. \uc0\u8211- x\~y\_z\par"
    );
    assert_eq!(text(&body), "café € ł • 日本 Tŷ\u{1f600} é. –- x\u{a0}y-z\n");
}

#[test]
fn what_is_not_seen_is_left_out() {
    let body = r"{\info{\title Plan}{\author Ann}}{\*\unknown junk}{\stylesheet{\s1 heading 1;}}Seen{\v hidden}{\deleted gone} \
{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}{\pict 0102}{\object{\result picture}}{\*\bkmkstart a}\bin5 {}{}{ end\par";
    let body = body.replace("\\\n", "");
    assert_eq!(text(&body), "Seen link end\n");
}

#[test]
fn items_keep_the_number_that_is_written() {
    let body = r"{\listtext\pard\plain 5.2\tab}Trees\par{\pntext\'b7\tab}Elm\par{\listtext o\tab}Oak\par{\listtext 6.\tab}\par";
    assert_eq!(text(body), "- 5.2 Trees\n- • Elm\n- • Oak\n");
}

#[test]
fn headings_come_from_styles_and_outlines() {
    let body = r"{\stylesheet{\s0 Normal;}{\s3\outlinelevel1 Own;}{\s4 heading 3;}{\*\cs5 heading 1;}}\pard\s3 Roads\par\pard\s4 Signs\par\pard\outlinelevel0 Costs\par\pard Text\par";
    assert_eq!(text(body), "## Roads\n### Signs\n# Costs\nText\n");
}

#[test]
fn cells_make_rows() {
    let body = r"\trowd\cellx1\cellx2\pard\intbl Tree\cell Number\cell\row
\pard\intbl Elm\cell{\b 3}\cell\row\pard\intbl One\par two\cell Next\cell\row
\pard\intbl\itap2 In\nestcell side\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}
\pard\intbl\itap2 More\nestcell here\nestcell{\*\nesttableprops\nestrow}\pard\intbl\itap1\cell x\cell\row\pard After\par";
    assert_eq!(
        text(body),
        "| Tree | Number\n| Elm | 3\nOne\ntwo\nNext\n| In | side\n| More | here\nx\nAfter\n"
    );
}

#[test]
fn heads_notes_and_boxes_stand_where_they_belong() {
    let body = r"{\header Mossgate Town Council\par}{\footer Page {\field{\*\fldinst PAGE}{\fldrslt 1}}\par}
Sent{\footnote {\super\chftn} By post\par} today{\shp{\*\shpinst{\sp{\sn name}{\sv value}}{\shptxt Aside\par}}{\shprslt{\*\do{\dptxbxtext Aside\par}}}}\par Next\par";
    let reading = read(Kind::Rtf, format!("{{\\rtf1 {body}}}").as_bytes());
    assert_eq!(shown(&reading.text), "Mossgate Town Council\nSent today\nAside\nBy post\nNext\n");
    assert_eq!(reading.shortfalls, [(ProblemKind::RunningHeads, "1 word".to_owned())]);
}

#[test]
fn text_in_unicode_is_preferred() {
    assert_eq!(text(r"{\upr{Tw}{\*\ud{T\u375?}}}\par"), "Tŷ\n");
}

#[test]
fn braces_and_lengths_do_no_harm() {
    let deep = "{".repeat(2_000_000);
    assert_eq!(text(&format!("Kept\\par {deep}")), "Kept\n");
    assert_eq!(text(r"Kept\par\bin2147483647 gone"), "Kept\n");
    assert_eq!(text(r"\u99999999999999 ?Kept\f-999999999999\par}}}} "), "Kept\n");
}
