//! OpenDocument texts: counts that multiply, depth, bombs.

use super::Hostile;
use super::bombs;
use super::named;
use super::zips::Member;
use super::zips::archive;
use super::zips::member;
use super::zips::repeated;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const KIND: &str = "application/vnd.oasis.opendocument.text";
const WORDS: &str = "<text:p>Minutes of the Drains Panel held on 3 May 2031</text:p>";

fn spaces() -> String {
    let spaces = [
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
    ];
    spaces
        .map(|(short, long)| {
            format!("xmlns:{short}=\"urn:oasis:names:tc:opendocument:xmlns:{long}:1.0\" ")
        })
        .concat()
}

fn content(styles: &str, body: &str) -> String {
    format!(
        "{HEAD}<office:document-content {}><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{WORDS}{body}{WORDS}</office:text></office:body></office:document-content>",
        spaces()
    )
}

fn package(more: Vec<Member>) -> Vec<u8> {
    let manifest = format!(
        "{HEAD}<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">\
         <manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"{KIND}\"/></manifest:manifest>"
    );
    let mut parts = vec![member("mimetype", KIND), member("META-INF/manifest.xml", manifest)];
    parts.extend(more);
    archive(&parts)
}

fn text(body: &str) -> Vec<u8> {
    package(vec![member("content.xml", content("", body))])
}

fn styled(styles: &str, body: &str) -> Vec<u8> {
    package(vec![member("content.xml", content(styles, body))])
}

pub(super) fn files() -> Vec<Hostile> {
    let nest = |open: &str, close: &str, times: usize| {
        text(&format!("{}<text:p>deep</text:p>{}", open.repeat(times), close.repeat(times)))
    };
    let laughs: String = (1..10)
        .map(|at| format!("<!ENTITY l{at} \"{}\">", format!("&l{};", at - 1).repeat(10)))
        .collect();
    let laughing = content("", "<text:p>&l9;</text:p>").replacen(
        HEAD,
        &format!("{HEAD}<!DOCTYPE x [<!ENTITY l0 \"laugh\">{laughs}]>"),
        1,
    );
    let locked = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">\
        <manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\" manifest:size=\"99\">\
        <manifest:encryption-data manifest:checksum=\"AAAA\"/></manifest:file-entry></manifest:manifest>";
    let item = "<text:list><text:list-item text:start-value=\"9223372036854775807\"><text:p>one</text:p></text:list-item>\
        <text:list-item><text:p>two</text:p></text:list-item></text:list>";
    let style = "<text:list-style style:name=\"L\"><text:list-level-style-number text:level=\"1\" style:num-format=\"I\" \
        text:start-value=\"2147483647\" text:display-levels=\"2147483647\"/><text:list-level-style-number text:level=\"-1\" \
        style:num-format=\"a\"/></text:list-style>";
    let cell = "<table:table-cell table:number-columns-repeated=\"1000000\"><text:p>x</text:p></table:table-cell>";
    let file = content("", "");
    let garbage = super::chance::Chance::new(12).bytes(3_000);
    let files = vec![
        ("blanks_4_billion", text("<text:p>a<text:s text:c=\"4000000000\"/>b</text:p>")),
        (
            "blanks_beyond_numbers",
            text(
                "<text:p>a<text:s text:c=\"99999999999999999999999\"/>b<text:s text:c=\"-1\"/></text:p>",
            ),
        ),
        (
            "blanks_million_times_million",
            text(&format!("<text:p>{}</text:p>", "<text:s text:c=\"1000000\"/>".repeat(100_000))),
        ),
        (
            "columns_repeated_million",
            text(&format!("<table:table><table:table-row>{cell}</table:table-row></table:table>")),
        ),
        (
            "rows_repeated_million",
            text(&format!(
                "<table:table><table:table-row table:number-rows-repeated=\"1000000\">{cell}</table:table-row></table:table>"
            )),
        ),
        (
            "span_billion",
            text(
                "<table:table><table:table-row><table:table-cell table:number-columns-spanned=\"1000000000\" \
            table:number-rows-spanned=\"-1\"><text:p>x</text:p></table:table-cell></table:table-row></table:table>",
            ),
        ),
        (
            "lists_100k_deep",
            nest("<text:list><text:list-item>", "</text:list-item></text:list>", 100_000),
        ),
        (
            "tables_50k_deep",
            nest(
                "<table:table><table:table-row><table:table-cell>",
                "</table:table-cell></table:table-row></table:table>",
                50_000,
            ),
        ),
        ("sections_200k_deep", nest("<text:section>", "</text:section>", 200_000)),
        (
            "spans_200k_deep",
            text(&format!(
                "<text:p>{}deep{}</text:p>",
                "<text:span>".repeat(200_000),
                "</text:span>".repeat(200_000)
            )),
        ),
        (
            "frames_50k_deep",
            nest(
                "<text:p><draw:frame><draw:text-box>",
                "</draw:text-box></draw:frame></text:p>",
                50_000,
            ),
        ),
        (
            "notes_50k_deep",
            nest(
                "<text:p><text:note text:note-class=\"footnote\"><text:note-body>",
                "</text:note-body></text:note></text:p>",
                50_000,
            ),
        ),
        ("unclosed_200k", text(&"<text:section>".repeat(200_000))),
        (
            "list_numbers_extreme",
            styled(style, &item.replace("<text:list>", "<text:list text:style-name=\"L\">")),
        ),
        (
            "list_continues_itself",
            text(
                "<text:list xml:id=\"a\" text:continue-list=\"a\"><text:list-item><text:p>x</text:p></text:list-item></text:list>",
            ),
        ),
        (
            "styles_on_each_other",
            styled(
                "<style:style style:name=\"A\" style:family=\"paragraph\" style:parent-style-name=\"B\"/>\
             <style:style style:name=\"B\" style:family=\"paragraph\" style:parent-style-name=\"A\"/>",
                "<text:p text:style-name=\"A\">x</text:p>",
            ),
        ),
        (
            "heading_level_extreme",
            text(
                "<text:h text:outline-level=\"999999999\">High</text:h><text:h text:outline-level=\"-1\">Low</text:h>\
            <text:h text:outline-level=\"0\">None</text:h>",
            ),
        ),
        (
            "changes_unknown",
            text(
                "<text:tracked-changes><text:changed-region text:id=\"a\"><text:deletion/></text:changed-region>\
            <text:p>x</text:p><text:change text:change-id=\"zz\"/><text:change-start/><text:change-end/>",
            ),
        ),
        ("bomb_of_zeros", package(vec![repeated("content.xml", &bombs::mebibyte(0), 1_024)])),
        ("bomb_of_blanks", package(vec![repeated("content.xml", &bombs::mebibyte(b' '), 1_024)])),
        (
            "bomb_of_styles",
            package(vec![
                member("content.xml", &file),
                repeated("styles.xml", &bombs::mebibyte(b' '), 1_024),
            ]),
        ),
        ("entities_that_multiply", package(vec![member("content.xml", laughing)])),
        (
            "attribute_of_10_mb",
            text(&format!("<text:p text:style-name=\"{}\">x</text:p>", "S".repeat(10 << 20))),
        ),
        ("attributes_200k", {
            let attributes: String = (0..200_000).map(|at| format!(" text:a{at}=\"\"")).collect();
            text(&format!("<text:p{attributes}>x</text:p>"))
        }),
        (
            "locked",
            archive(&[
                member("mimetype", KIND),
                member("META-INF/manifest.xml", locked),
                member("content.xml", &garbage),
            ]),
        ),
        ("content_missing", package(vec![])),
        ("content_cut", package(vec![member("content.xml", &file[..file.len() / 2])])),
        ("content_garbage", package(vec![member("content.xml", &garbage)])),
        (
            "content_encoding_lies",
            package(vec![member("content.xml", file.replace("UTF-8", "UTF-16"))]),
        ),
        ("kind_only", b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text".to_vec()),
    ];
    named("odt", "odt", files)
}
