//! Rich text: braces, counts and letters that lie.

use super::Hostile;
use super::chance::Chance;
use super::named;

const WORDS: &str = "\\pard Minutes of the Drains Panel held on 3 May 2031\\par\n";

/// A document with `body` in it.
pub(super) fn document(body: &str) -> Vec<u8> {
    format!(
        "{{\\rtf1\\ansi\\ansicpg1252\\uc1{{\\fonttbl{{\\f0 Arial;}}}}\n{WORDS}{body}\n{WORDS}}}"
    )
    .into_bytes()
}

pub(super) fn files() -> Vec<Hostile> {
    let raw =
        |body: &[u8]| [b"{\\rtf1\\ansi\n", WORDS.as_bytes(), body, WORDS.as_bytes(), b"}"].concat();
    let list = "{\\*\\listtable{\\list\\listtemplateid1{\\listlevel\\levelnfc1\\levelstartat2147483647\
        {\\leveltext\\'ff\\'00\\'01\\'02\\'99;}{\\levelnumbers\\'01\\'ff;}}\\listid7}}\
        {\\*\\listoverridetable{\\listoverride\\listid7\\listoverridecount999999999\\ls1}}";
    let cells = "x\\cell ".repeat(100_000);
    let hex: String =
        Chance::new(21).bytes(2_000_000).iter().map(|byte| format!("{byte:02x}")).collect();
    let files = vec![
        ("braces_2_million_open", document(&"{".repeat(2_000_000))),
        ("braces_2_million_closed", document(&"}".repeat(2_000_000))),
        ("braces_million_pairs", document(&"{}".repeat(1_000_000))),
        (
            "braces_200k_deep_with_state",
            document(&format!(
                "{}deep{}",
                "{\\b\\i\\f0\\fs24 ".repeat(200_000),
                "}".repeat(200_000)
            )),
        ),
        ("binary_too_long", document("\\bin2147483647 abc")),
        ("binary_negative", document("\\bin-1 abc \\bin99999999999999999999 x")),
        ("binary_of_braces", raw(b"\\bin9 }}}}}}}}} after ")),
        (
            "letters_out_of_range",
            document("\\u99999999? \\u-99999? \\u-1? \\u0? \\u55357? \\u56832? \\u-10179?x"),
        ),
        (
            "skips_extreme",
            document("\\uc2147483647\\u233 abc {\\uc-1\\u233?}{\\uc0\\u233}{\\uc2\\u233}"),
        ),
        ("skips_over_braces", document("\\uc5\\u233 a{bc}d\\par e\\'e9f")),
        ("bytes_odd", document("\\'zz\\'e\\'\\' \\'e9 \\'")),
        ("word_of_1_mb", document(&format!("\\{} after", "w".repeat(1 << 20)))),
        ("number_of_1_mb", document(&format!("\\fs{} after", "9".repeat(1 << 20)))),
        ("paragraphs_million", document(&"\\par".repeat(1_000_000))),
        ("tabs_million", document(&"\\tab ".repeat(1_000_000))),
        ("cells_100k", document(&format!("\\trowd\\intbl {cells}\\row\n"))),
        ("rows_100k", document(&"\\trowd\\cellx9\\intbl x\\cell\\row\n".repeat(100_000))),
        (
            "tables_10k_deep",
            document(
                &(1..10_000)
                    .map(|at| {
                        format!(
                            "\\intbl\\itap{at} x\\nestcell{{\\*\\nesttableprops\\trowd\\nestrow}}"
                        )
                    })
                    .collect::<String>(),
            ),
        ),
        (
            "table_depth_extreme",
            document("\\intbl\\itap2147483647 x\\nestcell\\nestrow \\itap-5 y\\cell\\row"),
        ),
        (
            "lists_extreme",
            document(&format!(
                "{list}\\ls1\\ilvl2147483647 x\\par\\ls-1\\ilvl-1 y\\par\\ls1\\ilvl0 z\\par"
            )),
        ),
        (
            "fields_50k_deep",
            document(&format!(
                "{}deep{}",
                "{\\field{\\*\\fldinst HYPERLINK}{\\fldrslt ".repeat(50_000),
                "}}".repeat(50_000)
            )),
        ),
        ("object_of_4_mb", document(&format!("{{\\object\\objemb{{\\*\\objdata {hex}}}}}"))),
        ("picture_of_4_mb", document(&format!("{{\\pict\\jpegblip\\picw2147483647 {hex}}}"))),
        (
            "fonts_100k",
            document(&format!(
                "{{\\fonttbl{}}}",
                (0..100_000)
                    .map(|at| format!("{{\\f{at}\\fcharset{} F;}}", at % 300))
                    .collect::<String>()
            )),
        ),
        (
            "code_page_unknown",
            document("\\ansicpg99999\\'e9 {\\f99999\\'e9} \\ansicpg-1\\'e9 \\mac\\'8e \\pca\\'82"),
        ),
        ("code_page_of_two_bytes", document("\\ansicpg932\\'83\\'7d\\'83} after \\'83\\par")),
        ("deleted_all", document("{\\deleted gone {\\*\\unknown hidden} {\\v hidden}}")),
        ("starred_unclosed", document("{\\*\\generator never closed")),
        ("not_unicode", raw(b"caf\xe9 \xff\xfe\x80 caf\xc3\xa9 ")),
        ("zeros", raw(&[0; 10_000])),
        ("head_only", b"{\\rtf1".to_vec()),
        ("head_and_backslash", b"{\\rtf1\\ansi Minutes\\".to_vec()),
        ("closed_at_once", format!("{{\\rtf1}}{WORDS}{{{WORDS}}}").into_bytes()),
        ("in_itself", document(&String::from_utf8_lossy(&document("")).repeat(50))),
    ];
    named("rtf", "rtf", files)
}
