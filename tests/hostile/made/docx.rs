//! Documents of Word since 2007: bombs, depth, loops between parts.

use super::Hostile;
use super::bombs;
use super::named;
use super::zips::Member;
use super::zips::archive;
use super::zips::member;
use super::zips::repeated;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const SPACE: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const WORDS: &str =
    "<w:p><w:r><w:t>Minutes of the Drains Panel held on 3 May 2031</w:t></w:r></w:p>";

/// The parts that every document has but for its text.
fn parts(more: Vec<Member>) -> Vec<Member> {
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let types = format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"{kind}.document.main+xml\"/></Types>"
    );
    let mut parts = vec![
        member("[Content_Types].xml", types),
        member("_rels/.rels", relations(&[("officeDocument", "word/document.xml")])),
    ];
    parts.extend(more);
    parts
}

fn relations(of: &[(&str, &str)]) -> String {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let listed: String = of
        .iter()
        .enumerate()
        .map(|(at, (what, target))| {
            format!("<Relationship Id=\"rId{at}\" Type=\"{kind}/{what}\" Target=\"{target}\"/>")
        })
        .collect();
    format!(
        "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{listed}</Relationships>"
    )
}

/// The text of a document with `body` in it.
fn text(body: &str) -> String {
    format!("{HEAD}<w:document {SPACE}><w:body>{WORDS}{body}{WORDS}</w:body></w:document>")
}

/// A document with `body` in it.
pub(super) fn document(body: &str) -> Vec<u8> {
    archive(&parts(vec![member("word/document.xml", text(body))]))
}

/// A document of two parts, the other one named in its relations.
fn beside(body: &str, what: &str, other: &str) -> Vec<u8> {
    archive(&parts(vec![
        member("word/document.xml", text(body)),
        member("word/_rels/document.xml.rels", relations(&[(what, &format!("{what}.xml"))])),
        member(&format!("word/{what}.xml"), other),
    ]))
}

fn run(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

pub(super) fn files() -> Vec<Hostile> {
    let mut files = deep();
    files.extend(long());
    files.extend(loops());
    files.extend(broken());
    named("docx", "docx", files)
}

fn deep() -> Vec<(&'static str, Vec<u8>)> {
    let nest = |open: &str, close: &str, times: usize| {
        document(&format!("{}{}{}", open.repeat(times), run("deep"), close.repeat(times)))
    };
    vec![
        ("tables_20k_deep", nest("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 20_000)),
        ("controls_200k_deep", nest("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 200_000)),
        ("elements_200k_deep", nest("<w:x>", "</w:x>", 200_000)),
        ("elements_200k_unclosed", document(&"<w:ins>".repeat(200_000))),
        (
            "alternatives_50k_deep",
            nest("<mc:AlternateContent><mc:Choice>", "</mc:Choice></mc:AlternateContent>", 50_000),
        ),
        (
            "text_boxes_20k_deep",
            nest(
                "<w:p><w:r><w:pict><w:txbxContent>",
                "</w:txbxContent></w:pict></w:r></w:p>",
                20_000,
            ),
        ),
        (
            "links_100k_deep",
            document(&format!(
                "<w:p>{}<w:r><w:t>deep</w:t></w:r>{}</w:p>",
                "<w:hyperlink>".repeat(100_000),
                "</w:hyperlink>".repeat(100_000)
            )),
        ),
        (
            "fields_100k_open",
            document(&format!(
                "<w:p>{}</w:p>{}",
                "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>".repeat(100_000),
                run("after")
            )),
        ),
        (
            "fields_100k_closed",
            document(&format!(
                "<w:p>{}</w:p>{}",
                "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>".repeat(100_000),
                run("after")
            )),
        ),
    ]
}

fn long() -> Vec<(&'static str, Vec<u8>)> {
    let start = text("").into_bytes();
    let bomb = |piece: &[u8]| archive(&parts(vec![repeated("word/document.xml", piece, 1_024)]));
    let mut blanks = start[..200].to_vec();
    blanks.extend(bombs::mebibyte(b' '));
    let paragraph = run("drain").into_bytes();
    let paragraphs = paragraph.repeat((1 << 20) / paragraph.len());
    let laughs: String = (1..10)
        .map(|at| format!("<!ENTITY l{at} \"{}\">", format!("&l{};", at - 1).repeat(10)))
        .collect();
    let doctype = format!("<!DOCTYPE w:document [<!ENTITY l0 \"laugh\">{laughs}]>");
    let laughing = text(&run("&l9;")).replacen(HEAD, &format!("{HEAD}{doctype}"), 1);
    let outside = text(&run("&x;")).replacen(
        HEAD,
        &format!("{HEAD}<!DOCTYPE w:document [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"),
        1,
    );
    let of = |text: String| archive(&parts(vec![member("word/document.xml", text)]));
    vec![
        ("bomb_of_zeros", bomb(&bombs::mebibyte(0))),
        ("bomb_of_blanks", bomb(&blanks)),
        ("bomb_of_paragraphs", bomb(&paragraphs)),
        (
            "bomb_beside",
            archive(&parts(vec![
                member("word/document.xml", text("")),
                repeated("word/styles.xml", &bombs::mebibyte(b' '), 1_024),
                repeated("word/numbering.xml", &bombs::mebibyte(b' '), 1_024),
                repeated("word/media/image1.png", &bombs::mebibyte(0), 1_024),
            ])),
        ),
        ("entities_that_multiply", of(laughing)),
        ("entity_of_another_file", of(outside)),
        ("attribute_of_10_mb", document(&format!("<w:p w:rsidR=\"{}\"/>", "0".repeat(10 << 20)))),
        ("attributes_200k", {
            let attributes: String = (0..200_000).map(|at| format!(" w:a{at}=\"\"")).collect();
            document(&format!("<w:p{attributes}/>"))
        }),
        ("text_of_10_mb", document(&run(&"drain ".repeat(1_700_000)))),
        ("comment_of_5_mb", document(&format!("<!--{}-->", "drain ".repeat(800_000)))),
        ("paragraphs_empty_500k", document(&"<w:p/>".repeat(500_000))),
        ("tabs_500k", document(&format!("<w:p><w:r>{}</w:r></w:p>", "<w:tab/>".repeat(500_000)))),
        (
            "row_of_100k_cells",
            document(&format!(
                "<w:tbl><w:tr>{}</w:tr></w:tbl>",
                format!("<w:tc>{}</w:tc>", run("x")).repeat(100_000)
            )),
        ),
    ]
}

fn loops() -> Vec<(&'static str, Vec<u8>)> {
    let styled = "<w:p><w:pPr><w:pStyle w:val=\"A\"/><w:numPr><w:ilvl w:val=\"999999999\"/>\
        <w:numId w:val=\"2147483647\"/></w:numPr></w:pPr><w:r><w:t>styled</w:t></w:r></w:p>";
    let numbered =
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>\
        <w:r><w:t>numbered</w:t></w:r></w:p>"
            .repeat(50);
    let style = |id: &str, on: &str| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:basedOn w:val=\"{on}\"/><w:link w:val=\"{id}\"/></w:style>"
        )
    };
    let styles = |inside: String| format!("{HEAD}<w:styles {SPACE}>{inside}</w:styles>");
    let numbering = |start: &str, format: &str, text: &str| {
        format!(
            "{HEAD}<w:numbering {SPACE}><w:abstractNum w:abstractNumId=\"0\"><w:numStyleLink w:val=\"A\"/>\
             <w:lvl w:ilvl=\"0\"><w:start w:val=\"{start}\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>\
             </w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
        )
    };
    let chain: String =
        (0..100_000).map(|at| style(&format!("S{at}"), &format!("S{}", at + 1))).collect();
    let note = "<w:p><w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p>";
    vec![
        ("style_on_itself", beside(styled, "styles", &styles(style("A", "A")))),
        (
            "styles_on_each_other",
            beside(styled, "styles", &styles(style("A", "B") + &style("B", "A"))),
        ),
        (
            "styles_100k_in_a_row",
            beside(&styled.replace("\"A\"", "\"S0\""), "styles", &styles(chain)),
        ),
        (
            "numbers_from_2_billion",
            beside(&numbered, "numbering", &numbering("2147483647", "upperRoman", "%1.")),
        ),
        (
            "numbers_negative",
            beside(&numbered, "numbering", &numbering("-2147483648", "lowerLetter", "%9%0%%1")),
        ),
        (
            "numbers_in_letters_from_billion",
            beside(&numbered, "numbering", &numbering("1000000000", "upperLetter", "%1")),
        ),
        (
            "numbers_long",
            beside(&numbered, "numbering", &numbering("1", "decimal", &"%1.".repeat(100_000))),
        ),
        (
            "note_in_itself",
            beside(
                note,
                "footnotes",
                &format!(
                    "{HEAD}<w:footnotes {SPACE}><w:footnote w:id=\"1\">{note}</w:footnote></w:footnotes>"
                ),
            ),
        ),
        (
            "header_is_the_document",
            archive(&parts(vec![
                member(
                    "word/document.xml",
                    text("<w:sectPr><w:headerReference r:id=\"rId0\"/></w:sectPr>"),
                ),
                member(
                    "word/_rels/document.xml.rels",
                    relations(&[
                        ("header", "document.xml"),
                        ("header", "../word/../word/document.xml"),
                        ("styles", "../../../etc/passwd"),
                    ]),
                ),
            ])),
        ),
        (
            "span_of_a_billion",
            document(&format!(
                "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"1000000000\"/><w:vMerge w:val=\"restart\"/></w:tcPr>{}</w:tc></w:tr></w:tbl>",
                run("wide")
            )),
        ),
        (
            "span_negative",
            document(&format!(
                "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"-1\"/><w:vMerge/></w:tcPr>{}</w:tc></w:tr></w:tbl>",
                run("wide")
            )),
        ),
    ]
}

fn broken() -> Vec<(&'static str, Vec<u8>)> {
    let of = |bytes: &[u8]| archive(&parts(vec![member("word/document.xml", bytes)]));
    let whole = text("");
    let wide: Vec<u8> =
        std::iter::once(0xfeff).chain(whole.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let locked: Vec<Member> = parts(vec![member("word/document.xml", &whole)])
        .into_iter()
        .map(|part| Member { flags: 1, ..part })
        .collect();
    let wrong = Member { sum: 1, ..member("word/document.xml", &whole) };
    let small = Member { size: 9, ..member("word/document.xml", &whole) };
    vec![
        ("no_text", archive(&parts(vec![member("word/document.txt", "word/document")]))),
        ("text_empty", of(b"")),
        (
            "text_twice",
            archive(&parts(vec![
                member("word/document.xml", &whole),
                member("word/document.xml", text(&run("second"))),
            ])),
        ),
        ("text_cut", of(&whole.as_bytes()[..whole.len() / 2])),
        ("text_wide", of(&wide)),
        (
            "text_not_unicode",
            of(&whole
                .replace("Drains", "Dr\u{1}ins")
                .into_bytes()
                .into_iter()
                .map(|byte| if byte == 1 { 0xe9 } else { byte })
                .collect::<Vec<_>>()),
        ),
        ("text_with_zeros", of(whole.replace("Drains", "Dr\0ains").as_bytes())),
        ("tags_crossed", document("<w:p><w:r></w:p></w:r></w:x></w:body></w:body>")),
        ("locked_inside", archive(&locked)),
        ("sum_wrong", archive(&parts(vec![wrong]))),
        ("size_too_small", archive(&parts(vec![small]))),
        ("types_missing", archive(&[member("word/document.xml", &whole)])),
        ("only_a_name", b"PK\x03\x04 word/document.xml".to_vec()),
    ]
}
