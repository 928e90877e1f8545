//! Web pages that cost a parser the square of their length, or its stack.

use super::Hostile;
use super::chance::Chance;
use super::named;

const WORDS: &str = "<h1>Drains Panel</h1><p>Minutes of the meeting held on 3 May 2031</p>";

fn page(body: &str) -> Vec<u8> {
    format!("<!DOCTYPE html><html><body>{WORDS}{body}{WORDS}</body></html>").into_bytes()
}

fn nest(open: &str, close: &str, times: usize) -> Vec<u8> {
    page(&format!("{}deep{}", open.repeat(times), close.repeat(times)))
}

pub(super) fn files() -> Vec<Hostile> {
    let attributes: String = (0..200_000).map(|at| format!(" a{at}=1")).collect();
    let formats: String =
        (0..3_000).map(|at| format!("<p><font size={at}><b id={at}>word</p>")).collect();
    let entities = "&amp;&#0;&#xD800;&#99999999;&nosuch;&notin".repeat(50_000);
    let picture = format!("<img src=\"data:image/png;base64,{}\">", "iVBORw0K".repeat(250_000));
    let crossing = "<a><table><a><b><p></b></a></table><select><table>".repeat(5_000);
    let files = vec![
        ("divs_200k_deep", nest("<div>", "</div>", 200_000)),
        ("divs_200k_unclosed", page(&"<div>".repeat(200_000))),
        ("ends_200k_unopened", page(&"</div></p></b>".repeat(200_000))),
        ("bold_100k_deep", nest("<b>", "</b>", 100_000)),
        ("bold_with_ids_20k", nest("<b id=x><i class=y>", "</i></b>", 20_000)),
        ("formats_that_multiply", page(&formats)),
        ("tables_5k_deep", nest("<table><tr><td>", "</td></tr></table>", 5_000)),
        ("tables_crossing", page(&crossing)),
        ("table_of_text_outside", page(&format!("<table>{}", "outside<tr>".repeat(50_000)))),
        ("items_100k_unclosed", page(&format!("<ul>{}", "<li>item".repeat(100_000)))),
        ("lists_100k_deep_unclosed", page(&"<ul><li>".repeat(100_000))),
        ("cells_100k_unclosed", page(&format!("<table><tr>{}", "<td>cell".repeat(100_000)))),
        ("span_of_a_billion", page("<table><tr><td colspan=1000000000 rowspan=1000000000>x</td><td colspan=-1>y</td></tr></table>")),
        ("list_from_extreme", page("<ol start=9223372036854775807><li>a<li>b</ol><ol start=-99999999999999999999 type=I><li>c<li value=2147483647>d<li>e</ol>")),
        ("list_in_letters_from_billion", page("<ol type=a start=1000000000><li>a</ol><ol type=I start=2000000000><li>b</ol>")),
        ("attributes_200k", page(&format!("<p{attributes}>many</p>"))),
        ("attributes_200k_same", page(&format!("<p{}>many</p>", " a".repeat(200_000)))),
        ("attributes_200k_unclosed", page(&format!("<p{attributes}"))),
        ("tag_of_10_mb", page(&format!("<p title=\"{}\">long</p>", "x".repeat(10 << 20)))),
        ("tag_name_of_4_mb", page(&format!("<{}>long", "x".repeat(4 << 20)))),
        ("tag_of_slashes_4_mb", page(&format!("<p {}>long", "/".repeat(4 << 20)))),
        ("quote_unclosed_4_mb", page(&format!("<p title='{}", "x> ".repeat(1_400_000)))),
        ("picture_in_2_mb_of_address", page(&picture)),
        ("comment_of_8_mb", page(&format!("<!--{}-->", "drain - ".repeat(1 << 20)))),
        ("comment_unclosed", page(&format!("<!--{}", "- ->".repeat(500_000)))),
        ("comments_500k", page(&"<!---->".repeat(500_000))),
        ("comment_starts_500k", page(&"<!--".repeat(500_000))),
        ("script_unclosed", page("<script>if (a < b) { '</p>'")),
        ("script_starts_200k", page(&"<script><!--".repeat(200_000))),
        ("scripts_200k", page(&"<script></script>".repeat(200_000))),
        ("title_unclosed", b"<html><head><title>Minutes of the panel".to_vec()),
        ("textarea_unclosed", page(&format!("<textarea>{}", "</textare".repeat(200_000)))),
        ("plaintext", page("<plaintext>Minutes</p></body>")),
        ("frames", b"<html><frameset><frame src=a><noframes><p>x</noframes></frameset></html>".to_vec()),
        ("templates_100k_deep", nest("<template>", "</template>", 100_000)),
        ("drawings_100k_deep", nest("<svg><g>", "</g></svg>", 50_000)),
        ("formulas_crossing", page(&"<math><mi><p><svg><foreignObject>".repeat(20_000))),
        ("forms_and_selects", page(&"<form><select><option><optgroup>".repeat(50_000))),
        ("bodies_100k", page(&"<html a=1><body b=2>".repeat(100_000))),
        ("headings_100k_deep", nest("<h1>", "", 100_000)),
        ("breaks_million", page(&"<br>".repeat(1_000_000))),
        ("rulers_and_blanks", page(&"<hr>&nbsp;".repeat(200_000))),
        ("entities", page(&entities)),
        ("entity_of_1_mb", page(&format!("&#{};&{};", "9".repeat(1 << 20), "a".repeat(1 << 20)))),
        ("angles_million", page(&"<".repeat(1_000_000))),
        ("angles_and_letters", page(&"<a<b<c".repeat(200_000))),
        ("word_of_4_mb", page(&"d".repeat(4 << 20))),
        ("links_100k", page(&"<a href=x>link</a> ".repeat(100_000))),
        ("cdata_and_instructions", page(&"<![CDATA[x]]><?php y ?><!ELEMENT z>".repeat(50_000))),
        ("zeros", page(&"\0<p>\0</p>".repeat(50_000))),
        ("head_only", b"<!DOCTYPE html>".to_vec()),
        ("encodings_that_differ", b"<html><meta charset=utf-16><meta charset=koi8-r><?xml encoding='x'?><p>caf\xe9 caf\xc3\xa9".to_vec()),
        ("garbage_in_a_page", [b"<html><body><p>Minutes ".to_vec(), Chance::new(41).bytes(100_000)].concat()),
    ];
    named("html", "html", files)
}
