//! From bytes to blocks: web pages, Markdown, plain text, and what is none of them.

use minutebook::extract;
use minutebook::extract::BlockKind;
use minutebook::extract::Text;
use minutebook::problem::ProblemKind;

/// The blocks of a text, one a line: `2 ` a heading of level 2, `* ` an item of a list, `| ` a
/// row, nothing a paragraph; `/` a line end, `→` a tab, `~` a no-break space.
fn blocks(text: &Text) -> String {
    let mut shown = String::new();
    for block in &text.blocks {
        match block.kind {
            BlockKind::Heading(level) => shown.push_str(&format!("{level} ")),
            BlockKind::ListItem => shown.push_str("* "),
            BlockKind::TableRow => shown.push_str("| "),
            BlockKind::Paragraph => {}
        }
        let words = &text.content[block.span.clone()];
        shown.push_str(&words.replace('\n', "/").replace('\t', "→").replace('\u{a0}', "~"));
        shown.push('\n');
    }
    shown
}

fn read(path: &str, source: &str) -> Text {
    let (text, problems) = extract::text(path, source.as_bytes());
    assert_eq!(problems, []);
    text
}

#[track_caller]
fn check(html: &str, expected: &[&str]) {
    let shown = blocks(&read("page.html", html));
    assert_eq!(shown.lines().collect::<Vec<_>>(), expected);
}

#[track_caller]
fn check_refused(path: &str, bytes: &[u8], kind: ProblemKind, detail: &str) {
    let (text, problems) = extract::text(path, bytes);
    assert_eq!(text, Text::default());
    let problems: Vec<_> = problems.iter().map(|p| (p.kind, p.detail.as_str())).collect();
    assert_eq!(problems, [(kind, detail)]);
}

const MODERNGOV: &str = r##"<!DOCTYPE html><html><head><title>Agenda for Roads Panel,
 4 May 2031 - Ambleford</title></head><body><a class="sr-only" href="#main">Skip</a>
<div class="menu"><ul><li><a href="x">Councillors</a></li></ul></div>
<div role="main"><nav class="breadcrumb" aria-label="Breadcrumb"><ul><li><a href="/">Home</a></li>
<li>Meetings</li></ul></nav><div id="modgov">
<div class="mgHeader"><h1 class="mgMainTitleTxt">Agenda and minutes</h1></div>
<h2 class="mgSubTitleTxt"><a>Roads Panel - Sunday 4 May 2031</a></h2>
<div class="mgLinks"><ul class="mgActionList"><li>Printed minutes <span class="mgFileSize">PDF 99 KB</span></li></ul></div>
<div class="mgContent"><p><span class="mgLabel">Venue: </span>Mill Hall</p>
<table class="mgItemTable"><caption class="mgSectionTitle">Items</caption>
<tr><th class="mgHide">No.</th><th class="mgHide">Item</th></tr>
<tr><td class="mgItemNumberCell"><p class="mgAiTitleTxt"><a name="AI1"></a>54.</p></td>
<td><p class="mgAiTitleTxt"><a>Hedges <span class="mgFileSize">PDF 1 MB</span></a></p>
<div class="mgWordPara"><p class="MsoNormal">To hear of <b>hedges</b>
along Mill&nbsp;Lane.</p><p class="MsoNormal">&nbsp;</p></div>
<p class="mgSubItemTitleTxt">Minutes:</p><div><p class="MsoNormal">RESOLVED that</p>
<p class="MsoNormal">1.&nbsp;&nbsp; the hedge be cut; and</p></div></td></tr>
<tr><td class="mgItemNumberCell"><p class="mgAiTitleTxt">55.</p></td><td><p class="mgAiTitleTxt">Close</p></td></tr>
</table></div><div class="mgFooter"><p>Contact us</p></div></div></div></body></html>"##;

#[test]
fn moderngov_pages_are_read_as_printed() {
    let text = read("mgAi.aspx?ID=3", MODERNGOV);
    let expected = "Home > Meetings\n1 Agenda and minutes\n2 Roads Panel - Sunday 4 May 2031\n\
        Venue: Mill Hall\n2 Items\n3 54.\n3 Hedges\nTo hear of hedges along Mill~Lane.\n4 Minutes:\n\
        RESOLVED that\n* 1.~~ the hedge be cut; and\n3 55.\n3 Close\n";
    assert_eq!(blocks(&text), expected);
    assert_eq!(text.title.as_deref(), Some("Agenda for Roads Panel, 4 May 2031 - Ambleford"));
    // Skip, Councillors; Printed minutes PDF 99 KB; No., Item; PDF 1 MB; Contact us.
    assert_eq!(text.furniture_words, 14);
}

#[test]
fn only_the_main_part_of_a_page_is_read() {
    check(
        "<header><h1>Ambleford</h1><nav>Home</nav></header><div>Weather</div><main><article>\
         <header><h1>Minutes</h1></header><p>Present: A. Bell</p><nav>In this page</nav>\
         <div class='share-buttons'>Post this</div></article></main><footer>Cookies</footer>",
        &["1 Minutes", "Present: A. Bell"],
    );
    check("<main> </main><p>Minutes of the panel</p>", &["Minutes of the panel"]);
    check(
        "<p>Minutes of the panel and much else besides</p><article>See also</article>",
        &["Minutes of the panel and much else besides", "See also"],
    );
}

#[test]
fn furniture_must_not_be_the_page() {
    let page = "<div class='menu'><p>The panel met at noon to hear of hedges.</p></div><p>End</p>";
    check(page, &["The panel met at noon to hear of hedges.", "End"]);
    check("<nav><a href=a>Minutes</a></nav>", &["Minutes"]);
    check("<div hidden>Minutes</div>", &["Minutes"]);
    check(
        "<p>The panel met at noon to hear of hedges.</p><div class='social-care' id='adult-social-care'>\
         Carers</div><h2 id='cookies'>Cookies</h2><div id='cookie-banner'>We use cookies</div>",
        &["The panel met at noon to hear of hedges.", "Carers", "2 Cookies"],
    );
}

#[test]
fn white_space_and_line_ends_are_a_browsers() {
    check(
        "<p>one\n  two<b> three</b><i>four</i>\t<br> five<br><br>six</p>seven<div>eight</div>nine<hr>ten\
         <p>&nbsp; </p><p>&nbsp;eleven&#8203;</p>case&shy;loads",
        &["one two threefour/five", "six", "seven", "eight", "nine", "ten", "eleven", "caseloads"],
    );
    check("<pre>one\n  two\n\n\nthree </pre>", &["one/  two", "three"]);
    check("<p>a<img alt=logo>b<script>x</script><!-- y -->c<button>d</button></p>", &["a bc"]);
}

#[test]
fn lists_are_numbered_as_shown() {
    check(
        "<ol start=3><li>three<li value=7>seven<ul><li>inner</ul><li><p>eight</p><p>more</p></ol>\
         <ol type=i><li>one<li>two</ol><ol style='list-style-type: upper-alpha'><li>A</ol>\
         <ol reversed><li>two<li>one</ol><ul style='list-style:none'><li>bare</ul><li>stray",
        &[
            "* 3. three",
            "* 7. seven",
            "* • inner",
            "* 8. eight",
            "more",
            "* i. one",
            "* ii. two",
            "* A. A",
            "* 2. two",
            "* 1. one",
            "* bare",
            "* • stray",
        ],
    );
    check("<ol><li>&nbsp;<li><ol type=a><li>both</ol></ol>", &["* 2. a. both"]);
}

#[test]
fn rows_of_one_line_become_rows() {
    check(
        "<table><tr><th>Ward</th><th>Votes</th></tr><tr><td><p>Mill</p></td><td>12<br>of 20</td></tr>\
         <tr><td>&nbsp;</td><td><p>Only one</p></td></tr><tr><td>a<td>&nbsp;<td>c</table>",
        &["| Ward→Votes", "| Mill→12 of 20", "Only one", "| a→→c"],
    );
    check(
        "<table><tr><td>left</td><td><p>one</p><p>two</p><table><tr><td>a<td>b</table></td></tr></table>",
        &["left", "one", "two", "| a→b"],
    );
}

#[test]
fn labels_that_a_style_sets_apart_are_not_run_together() {
    check(
        "<p><span class=what>Taken up</span><span class=when>May 2031</span></p>",
        &["Taken up May 2031"],
    );
    check("<p><span class=SpellE>Had</span><span class=GramE>field</span></p>", &["Hadfield"]);
    check("<p><b>case</b><b>loads</b></p>", &["caseloads"]);
}

#[test]
fn addresses_must_be_absolute_and_name_a_page() {
    let page = |head: &str| read("a.html", &format!("<html><head>{head}</head><p>Minutes")).address;
    let canonical = "<link rel='canonical' href='https://a.uk/m?x=1&amp;y=2'>";
    let shared = "<meta property='og:url' content='https://a.uk/shared'>";
    let saved = "<!-- saved from url=(0017)https://a.uk/save -->";
    assert_eq!(
        page(&format!("{shared}{saved}{canonical}")).as_deref(),
        Some("https://a.uk/m?x=1&y=2")
    );
    assert_eq!(page(&format!("{saved}{shared}")).as_deref(), Some("https://a.uk/shared"));
    assert_eq!(page(saved).as_deref(), Some("https://a.uk/save"));
    assert_eq!(
        page("<link rel=canonical href=/minutes><link rel=canonical href='https://a.uk/'>"),
        None
    );
}

#[test]
fn markdown_is_read_as_shown() {
    let source = "---\ntitle: March\n---\nRoads Panel\n===========\n\n## 4. **Hedges**\n\n- one\n- [two](x)\n\n\
                  | a | b |\n|---|---|\n| c | d |\n\n```\ncode\n```\n";
    let text = read("a.md", source);
    assert_eq!(blocks(&text), "1 Roads Panel\n2 4. Hedges\n* • one\n* • two\n| a→b\n| c→d\ncode\n");
    assert_eq!(text.title.as_deref(), Some("March"));
}

#[test]
fn plain_text_stays_as_it_is() {
    let text = read("a.txt", "Minutes\n\n  4\tRoads \n(a) That it be noted\n");
    assert_eq!(text.content, "Minutes\n\n  4\tRoads \n(a) That it be noted\n");
    assert_eq!(blocks(&text), "Minutes\n4→Roads\n* (a) That it be noted\n");
}

#[test]
fn bytes_that_stand_for_nothing_are_counted() {
    let (text, problems) = extract::text("a.txt", b"caf\xc3\xa9s \x96 caf\xc3\xa9s");
    assert_eq!(text.content, "cafés – cafés");
    assert_eq!(
        (problems[0].kind, problems[0].detail.as_str()),
        (ProblemKind::Undecodable, "in 1 place")
    );
}

#[test]
fn what_holds_no_paper_is_named() {
    use ProblemKind::Damaged;
    use ProblemKind::NoText;
    use ProblemKind::NotAPaper;
    check_refused("minutes.pdf", b"%PDF-1.4 \0\0\0", Damaged, "PDF");
    check_refused("minutes.html", b"%PDF-1.4", Damaged, "PDF");
    check_refused("a.jpg", b"\xff\xd8\xff\xe0", NotAPaper, "picture");
    check_refused("a.css", b"p { color: red }", NotAPaper, "style sheet");
    check_refused("feed", b"<?xml version='1.0'?><rss></rss>", NotAPaper, "XML data");
    check_refused("a", b"{\"minutes\": []}", NotAPaper, "JSON data");
    check_refused("a.txt", &[7; 100], NotAPaper, "binary");
    check_refused("a.txt", b"", NoText, "the file is empty");
    check_refused("a.html", b"<html><body><img src=a.jpg>&nbsp;--", NoText, "");
    check_refused(
        "a.htm",
        b"<frameset><frame src=a><noframes><p>No frames</noframes></frameset>",
        NoText,
        "",
    );
}

#[test]
fn a_word_file_that_is_a_page_is_read() {
    let text = read(
        "minutes.doc",
        "<html xmlns:o='urn:x'><body><p class=MsoNormal>Minutes<o:p></o:p></p>",
    );
    assert_eq!(blocks(&text), "Minutes\n");
}
