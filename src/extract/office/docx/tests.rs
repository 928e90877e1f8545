//! Tests the reader of Word documents since 2007.

use crate::extract::office::Kind;
use crate::extract::office::read;
use crate::extract::office::tests::archive;
use crate::extract::office::tests::refusal;
use crate::extract::office::tests::shown;
use crate::problem::ProblemKind;

const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Packs a document with a body and other parts; each part is related under its file's name.
fn document(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id='{id}' Type='{TYPES}/{kind}' Target='{target}'/>")
    };
    let main = format!(
        "<Relationships>{}</Relationships>",
        relation("m", "officeDocument", "word/main.xml")
    );
    let related: String =
        parts.iter().map(|(kind, _)| relation(kind, kind, &format!("{kind}.xml"))).collect();
    let related = format!("<Relationships>{related}</Relationships>");
    let body = format!("<w:document><w:body>{body}</w:body></w:document>");
    let named: Vec<(String, &str)> =
        parts.iter().map(|(kind, text)| (format!("word/{kind}.xml"), *text)).collect();
    let mut all = vec![
        ("_rels/.rels", main.as_str()),
        ("word/main.xml", body.as_str()),
        ("word/_rels/main.xml.rels", related.as_str()),
    ];
    all.extend(named.iter().map(|(name, text)| (name.as_str(), *text)));
    archive(&all)
}

fn text(body: &str, parts: &[(&str, &str)]) -> String {
    shown(&read(Kind::Docx, &document(body, parts)).text)
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A paragraph that is an item of list `list` at `level`.
fn item(list: u32, level: u32, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr></w:pPr>\
         <w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

const LISTS: &str = "<w:numbering>\
    <w:abstractNum w:abstractNumId='7'>\
    <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>\
    <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.%2'/></w:lvl>\
    <w:lvl w:ilvl='2'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%3)'/></w:lvl>\
    </w:abstractNum>\
    <w:abstractNum w:abstractNumId='8'>\
    <w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='&#xF0B7;'/></w:lvl></w:abstractNum>\
    <w:abstractNum w:abstractNumId='9'>\
    <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='upperRoman'/><w:pStyle w:val='Part'/>\
    <w:lvlText w:val='Part %1'/></w:lvl></w:abstractNum>\
    <w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>\
    <w:num w:numId='2'><w:abstractNumId w:val='8'/></w:num>\
    <w:num w:numId='3'><w:abstractNumId w:val='7'/>\
    <w:lvlOverride w:ilvl='0'><w:startOverride w:val='9'/></w:lvlOverride></w:num>\
    <w:num w:numId='4'><w:abstractNumId w:val='9'/></w:num></w:numbering>";

#[test]
fn items_have_their_numbers() {
    let body = [
        item(1, 0, "Apologies"),
        item(1, 1, "Received"),
        item(1, 2, "in time"),
        item(1, 2, "late"),
        paragraph("In between."),
        item(1, 1, "Accepted"),
        item(1, 0, "Minutes"),
        item(1, 1, "Of May"),
        item(2, 0, "copied"),
        item(3, 0, "Parking"),
        item(3, 0, "Trees"),
        item(0, 0, "No item"),
    ];
    assert_eq!(
        text(&body.concat(), &[("numbering", LISTS)]),
        "- 1. Apologies\n- 1.1 Received\n- a) in time\n- b) late\nIn between.\n- 1.2 Accepted\n\
         - 2. Minutes\n- 2.1 Of May\n- • copied\n- 9. Parking\n- 10. Trees\nNo item\n"
    );
}

#[test]
fn styles_make_headings_and_numbers() {
    let styles = "<w:styles>\
        <w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:name w:val='Normal'/></w:style>\
        <w:style w:type='paragraph' w:styleId='H'><w:name w:val='heading 2'/></w:style>\
        <w:style w:type='paragraph' w:styleId='Own'><w:basedOn w:val='H'/></w:style>\
        <w:style w:type='paragraph' w:styleId='Part'><w:basedOn w:val='Normal'/>\
        <w:pPr><w:numPr><w:numId w:val='4'/></w:numPr></w:pPr></w:style>\
        <w:style w:type='character' w:styleId='Secret'><w:rPr><w:vanish/></w:rPr></w:style></w:styles>";
    let styled = |style: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let body = [
        styled("Own", "Roads"),
        styled("Part", "Repairs"),
        styled("Part", "Signs"),
        "<w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr><w:r><w:t>Costs</w:t></w:r>\
         <w:r><w:rPr><w:rStyle w:val='Secret'/></w:rPr><w:t> hidden</w:t></w:r></w:p>"
            .to_owned(),
    ];
    assert_eq!(
        text(&body.concat(), &[("numbering", LISTS), ("styles", styles)]),
        "## Roads\n- Part I Repairs\n- Part II Signs\n# Costs\n"
    );
}

#[test]
fn what_is_not_seen_is_left_out() {
    let body = "<w:p><w:r><w:t xml:space='preserve'>The fee is </w:t></w:r>\
        <w:del><w:r><w:delText>ten</w:delText></w:r></w:del>\
        <w:ins><w:r><w:t>twelve</w:t></w:r></w:ins>\
        <w:moveFrom><w:r><w:t> francs</w:t></w:r></w:moveFrom>\
        <w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> DOCPROPERTY x </w:instrText></w:r>\
        <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t> pounds</w:t></w:r>\
        <w:r><w:fldChar w:fldCharType='end'/></w:r>\
        <w:r><w:rPr><w:vanish/></w:rPr><w:t> secret</w:t></w:r>\
        <w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t> net</w:t></w:r>\
        <w:commentRangeStart w:id='0'/></w:p>\
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>One line </w:t></w:r></w:p>\
        <w:p><w:r><w:t>after all</w:t></w:r></w:p>";
    assert_eq!(text(body, &[]), "The fee is twelve pounds net\nOne line after all\n");
}

#[test]
fn characters_are_those_that_are_seen() {
    let body = "<w:p><w:r><w:t>5.</w:t><w:tab/><w:t>Co</w:t><w:noBreakHyphen/><w:t>op</w:t>\
        <w:br/><w:t>Har\u{ad}bour &amp; quay</w:t>\
        <w:sym w:font='Wingdings' w:char='F0FC'/><w:sym w:font='Symbol' w:char='F0B3'/></w:r>\
        <w:r><w:rPr><w:rFonts w:ascii='Wingdings'/></w:rPr><w:t>\u{f0e0} T\u{177}</w:t></w:r></w:p>";
    assert_eq!(text(body, &[]), "- 5. Co-op / Harbour & quay✓≥→ Tŷ\n");
}

#[test]
fn text_boxes_stand_once_below_their_paragraph() {
    let boxed = "<w:txbxContent><w:p><w:r><w:t>Bring a torch</w:t></w:r></w:p></w:txbxContent>";
    let body = format!(
        "<w:p><w:r><w:t>Meet at six</w:t></w:r><w:r><mc:AlternateContent>\
         <mc:Choice><w:drawing><wps:txbx>{boxed}</wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{boxed}</v:textbox></w:pict></mc:Fallback>\
         </mc:AlternateContent></w:r><w:r><w:t xml:space='preserve'> sharp</w:t></w:r></w:p>"
    );
    assert_eq!(text(&body, &[]), "Meet at six sharp\nBring a torch\n");
}

#[test]
fn notes_stand_below_their_paragraph() {
    let notes = "<w:footnotes><w:footnote w:type='separator' w:id='0'><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote>\
        <w:footnote w:id='2'><w:p><w:r><w:footnoteRef/><w:t>By post</w:t></w:r></w:p></w:footnote>\
        <w:footnote w:id='3'><w:p><w:r><w:t>Never named</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let body = "<w:p><w:r><w:t>Sent</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r>\
        <w:r><w:t xml:space='preserve"
        .to_owned()
        + "'> today</w:t></w:r></w:p>"
        + &paragraph("Next");
    assert_eq!(text(&body, &[("footnotes", notes)]), "Sent today\nBy post\nNext\n");
}

#[test]
fn rows_are_lines_and_layout_is_not() {
    let cell = |text: &str| format!("<w:tc><w:tcPr/>{text}</w:tc>");
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let number = format!("<w:tc>{}</w:tc>", item(1, 0, ""));
    let nested =
        format!("<w:tbl>{}</w:tbl>", row(&[cell(&paragraph("Oak")), cell(&paragraph("3"))]));
    let body = [
        "<w:tbl>".to_owned(),
        row(&[cell(&paragraph("Tree")), cell(&paragraph("Number"))]),
        row(&[cell(&paragraph("Elm")), cell(&paragraph(""))]),
        row(&[number, cell(&[paragraph("Felling"), paragraph("Two trees.")].concat())]),
        row(&[cell(&paragraph("Left")), cell(&nested)]),
        "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>gone</w:t></w:r></w:p></w:tc></w:tr>"
            .to_owned(),
        "</w:tbl>".to_owned(),
    ];
    assert_eq!(
        text(&body.concat(), &[("numbering", LISTS)]),
        "| Tree | Number\nElm\n- 1. Felling\nTwo trees.\nLeft\n| Oak | 3\n"
    );
}

#[test]
fn the_letterhead_is_kept_once_and_other_heads_are_set_apart() {
    let field = "<w:fldSimple w:instr=' PAGE '><w:r><w:t>1</w:t></w:r></w:fldSimple>";
    let header = format!("<w:hdr>{}</w:hdr>", paragraph("Mossgate Town Council"));
    let footer = format!(
        "<w:ftr><w:p><w:r><w:t xml:space='preserve'>Page </w:t></w:r>{field}</w:p></w:ftr>"
    );
    let body = paragraph("Minutes")
        + "<w:sectPr><w:headerReference w:type='default' r:id='header'/>\
           <w:footerReference w:type='default' r:id='footer'/></w:sectPr>";
    let parts = [("header", header.as_str()), ("footer", footer.as_str())];
    let reading = read(Kind::Docx, &document(&body, &parts));
    assert_eq!(shown(&reading.text), "Mossgate Town Council\nMinutes\n");
    assert_eq!(reading.shortfalls, [(ProblemKind::RunningHeads, "1 word".to_owned())]);
    // Where the text begins with the same words, they are not said twice.
    let body = paragraph("MOSSGATE TOWN COUNCIL") + &body;
    let reading = read(Kind::Docx, &document(&body, &parts));
    assert_eq!(shown(&reading.text), "MOSSGATE TOWN COUNCIL\nMinutes\n");
    assert_eq!(reading.text.furniture_words, 4);
}

#[test]
fn the_end_of_a_section_is_no_item() {
    let end = item(1, 0, "").replace("</w:numPr>", "</w:numPr><w:sectPr/>");
    let body = item(1, 0, "One") + &end + &item(1, 0, "Two");
    assert_eq!(text(&body, &[("numbering", LISTS)]), "- 1. One\n- 2. Two\n");
}

#[test]
fn broken_documents_are_named() {
    assert_eq!(refusal(Kind::Docx, &archive(&[("a", "b")])).0, ProblemKind::Damaged);
    let reading = read(Kind::Docx, &document(&(paragraph("Kept") + "<w:p></w:q>"), &[]));
    assert_eq!(shown(&reading.text), "Kept\n");
    assert_eq!(reading.shortfalls[0].0, ProblemKind::TooComplex);
    let deep = format!("{}{}", paragraph("Kept"), "<w:sdt>".repeat(5_000));
    let reading = read(Kind::Docx, &document(&deep, &[]));
    assert_eq!(shown(&reading.text), "Kept\n");
    assert_eq!(reading.shortfalls[0].0, ProblemKind::TooComplex);
    let nest = "<w:tbl><w:tr><w:tc>".repeat(1_200) + &paragraph("Deep");
    let close = "</w:tc></w:tr></w:tbl>".repeat(1_200);
    assert_eq!(text(&(nest + &close), &[]), "Deep\n");
}

#[test]
fn text_in_the_dress_of_headings_is_text() {
    let outlined = |text: &str| {
        format!("<w:p><w:pPr><w:outlineLvl w:val='1'/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let long = "the fence leans ".repeat(12);
    let body = outlined("Fences") + &outlined(&long) + &paragraph("Noted.");
    assert_eq!(text(&body, &[]), format!("## Fences\n{}\nNoted.\n", long.trim_end()));
    let body = outlined("Fence").repeat(8) + &paragraph("Noted.");
    assert_eq!(text(&body, &[]), "Fence\n".repeat(8) + "Noted.\n");
}
