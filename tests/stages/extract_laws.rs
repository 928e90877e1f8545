//! What holds for any bytes: no panic, blocks in order, every line where it says it is, and a
//! named problem where there is no text.

use minutebook::extract;
use minutebook::extract::Text;
use minutebook::problem::ProblemKind;
use proptest::prelude::*;

/// The names under which the same bytes are read.
const NAMES: &[&str] = &["a", "a.html", "mgAi.aspx?ID=1", "a.md", "a.txt", "a.doc"];

/// Holds a text to its promises.
#[track_caller]
fn check(text: &Text) {
    let mut at = 0;
    for block in &text.blocks {
        assert!(text.content[at..block.span.start].trim().is_empty(), "words between blocks");
        let words = &text.content[block.span.clone()];
        assert!(!words.is_empty() && words.trim() == words, "a blank or ragged block");
        at = block.span.end;
    }
    assert!(text.content[at..].trim().is_empty(), "words after the last block");
    assert!(!text.content.contains(['\r', '\0']));
    for line in text.lines() {
        assert_eq!(&text.content[line.span.clone()], line.text);
    }
}

#[track_caller]
fn read(path: &str, bytes: &[u8]) -> (Text, Vec<ProblemKind>) {
    let (text, problems) = extract::text(path, bytes);
    check(&text);
    assert!(!text.blocks.is_empty() || !problems.is_empty(), "{path} vanished");
    (text, problems.into_iter().map(|problem| problem.kind).collect())
}

/// Pieces of pages and texts, good and broken.
fn piece() -> impl Strategy<Value = String> {
    let piece = |text: &str| Just(text.to_owned());
    prop_oneof![
        "[a-zA-Z0-9 .,&<>=\"'#*_|`~\\-\n\r\u{a0}é–\u{200b}\u{fffd}\x0c]{0,12}",
        "</?(p|div|table|tr|td|ol|ul|li|b|a|span|h[1-6]|main|nav|pre|br|template|svg|select|form|article)( (class|id|style|hidden|href|start|value)=?(menu|modgov|mgHide|crumb|'display:none'|7|list-style:none)?)?/?>?",
        piece("<!-- saved from url=(0014)https://a.uk/b -->"),
        piece("<script>if (a < b) { x = '</p>' }</script>"),
        piece("<![CDATA["),
        piece("&#0;&#xD800;&nbsp;&amp"),
        piece("1. "),
        piece("\n\n- "),
        piece("---\n"),
        piece("| a | b |\n|---|---|\n"),
        piece("<style>"),
        piece("<frameset>"),
    ]
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_named(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        for path in NAMES {
            read(path, &bytes);
        }
    }

    #[test]
    fn any_markup_is_read_or_named(pieces in proptest::collection::vec(piece(), 0..40)) {
        let source = pieces.concat();
        for path in NAMES {
            read(path, source.as_bytes());
        }
    }

    #[test]
    fn bytes_cut_or_changed_anywhere_are_read_or_named(
        pieces in proptest::collection::vec(piece(), 0..20),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = format!("<html><p>Minutes é – {}", pieces.concat()).into_bytes();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(cut.index(bytes.len()));
        for path in NAMES {
            read(path, &bytes);
        }
    }

    #[test]
    fn plain_text_loses_no_character(text in "[a-z \n\t.()0-9é\u{a0}\u{200b}]{0,200}[a-z]") {
        let (read, _) = read("a.txt", text.as_bytes());
        prop_assert_eq!(read.content, text);
    }
}

#[test]
fn deep_pages_are_cut_flat_and_keep_their_words() {
    for tag in ["div", "ul><li", "table><tr><td", "blockquote", "b", "span", "article", "svg"] {
        let close = format!("</{}>", tag.split('>').next().unwrap());
        let source = format!(
            "<html>{}deep{}after",
            format!("<{tag}>").repeat(100_000),
            close.repeat(100_000)
        );
        let (text, problems) = read("a.html", source.as_bytes());
        let words = match tag {
            "svg" => "after\n",
            // What is read is the article, and it has ended.
            "article" => "deep\n",
            "b" | "span" => "deepafter\n",
            _ => "deep\nafter\n",
        };
        // The markers of a list in a list in a list stand before its words.
        assert_eq!(text.content.trim_start_matches(['•', ' ', '\n']), words, "{tag}");
        assert_eq!(problems, [ProblemKind::TooComplex], "{tag}");
    }
}

#[test]
fn words_keep_their_edges_beyond_the_depth() {
    let source = format!("<html>{}<p>one</p><p>two</p>", "<div>".repeat(600));
    assert_eq!(read("a.html", source.as_bytes()).0.content, "one\ntwo\n");
}

#[test]
fn pages_with_too_much_of_anything_are_read() {
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=1")).collect();
    let (text, problems) = read("a.html", format!("<p{attributes}>Minutes").as_bytes());
    assert_eq!(
        (text.content.as_str(), &problems[..]),
        ("Minutes\n", &[ProblemKind::TooComplex][..])
    );

    let body: String = (0..50_000).map(|n| format!("<body a{n}=1>x")).collect();
    assert!(read("a.html", body.as_bytes()).1.is_empty());

    let state = format!("<form><input value='{}'>Minutes", "x y ".repeat(200_000));
    assert_eq!(read("a.aspx", state.as_bytes()).0.content, "Minutes\n");

    for source in ["> ", "[", "*a ", "1. ", "- a\n  ", "<div>\n\n", "|a", "`", "![", "a\n===\n"] {
        read("a.md", format!("Minutes {}", source.repeat(50_000)).as_bytes());
    }
}
