//! PDFs whose structure is hostile: loops, depth, lies in tables and counts, locks.

use super::Hostile;
use super::chance::Chance;
use super::named;
use super::pdf_parts::Pdf;
use super::pdf_parts::after_words;
use super::pdf_parts::line;
use super::pdf_parts::page;
use super::pdf_parts::page_with;
use super::pdf_parts::trailer_of;
use super::pdf_parts::words;

pub(super) fn files() -> Vec<Hostile> {
    let mut files = trees();
    files.extend(tables());
    files.extend(objects());
    files.extend(locks());
    files.extend(forms());
    named("pdf", "pdf", files)
}

/// How many pages the pack has.
pub(crate) const PACK_PAGES: usize = 500;

/// A pack for a meeting, good in all but its length, and how many words it has.
pub(crate) fn pack() -> (Vec<u8>, usize) {
    let mut pdf = Pdf::default();
    pdf.add("<< /Type /Catalog /Pages 2 0 R >>");
    let kids: String = (0..PACK_PAGES).map(|at| format!("{} 0 R ", 4 + 2 * at)).collect();
    pdf.add(format!("<< /Type /Pages /Kids [{kids}] /Count {PACK_PAGES} >>"));
    pdf.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
    let mut chance = Chance::new(500);
    let mut count = 0;
    for number in 1..=PACK_PAGES {
        let mut content = String::new();
        for row in 0..40 {
            content.push_str(&line(&chance.words(11), 780 - 16 * row));
            count += 11;
        }
        let place = 4 + 2 * (number - 1);
        pdf.add(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R \
             /Resources << /Font << /F1 3 0 R >> >> >>",
            place + 1
        ));
        pdf.stream("", content.as_bytes());
    }
    (pdf.file(), count)
}

/// Pages in trees that are none.
fn trees() -> Vec<(&'static str, Vec<u8>)> {
    let tree = |pages: &str| {
        let mut pdf = Pdf::default();
        pdf.add("<< /Type /Catalog /Pages 2 0 R >>");
        pdf.add(pages);
        pdf.add(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
             /Resources << /Font << /F1 5 0 R >> >> >>",
        );
        pdf.stream("", words().as_bytes());
        pdf.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        pdf
    };
    let mut deep = tree("<< /Type /Pages /Kids [6 0 R] /Count 1 >>");
    for at in 0..50_000 {
        let kid = if at == 49_999 { 3 } else { at + 7 };
        let parent = if at == 0 { 2 } else { at + 5 };
        deep.add(format!("<< /Type /Pages /Parent {parent} 0 R /Kids [{kid} 0 R] /Count 1 >>"));
    }
    let mut inherits = tree("<< /Type /Pages /Parent 6 0 R /Kids [3 0 R] /Count 1 >>");
    inherits.add("<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>");
    let mut two = tree("<< /Type /Pages /Kids [6 0 R 3 0 R] /Count 2 >>");
    two.add("<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 2 0 R] /Count 2 >>");
    let wide = format!("<< /Type /Pages /Kids [{}] /Count 1 >>", "3 0 R ".repeat(100_000));
    let mut doubling = tree("<< /Type /Pages /Kids [6 0 R 6 0 R] /Count 2 >>");
    for at in 0..40 {
        let kid = if at == 39 { 3 } else { at + 7 };
        doubling.add(format!("<< /Type /Pages /Kids [{kid} 0 R {kid} 0 R] /Count 2 >>"));
    }
    vec![
        ("page_tree_loop", tree("<< /Type /Pages /Kids [2 0 R] /Count 1 >>").file()),
        ("page_tree_loop_and_page", two.file()),
        ("page_tree_deep", deep.file()),
        ("page_tree_doubling", doubling.file()),
        ("page_tree_one_page_100k_times", tree(&wide).file()),
        ("parents_loop", inherits.file()),
        ("count_billion", tree("<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>").file()),
        ("count_negative", tree("<< /Type /Pages /Kids [3 0 R] /Count -7 >>").file()),
        ("kids_null", tree("<< /Type /Pages /Kids [null 99 0 R 3 0 R] /Count 3 >>").file()),
        ("kids_are_themselves", tree("<< /Type /Pages /Kids 2 0 R /Count 1 >>").file()),
        ("no_pages", tree("<< /Type /Pages /Kids [] /Count 0 >>").file()),
        ("root_is_a_number", tree("7").file_with("/Root 2 0 R")),
        ("no_root", tree("<< /Type /Pages /Kids [3 0 R] /Count 1 >>").file_with("")),
    ]
}

/// Tables of objects that lie.
fn tables() -> Vec<(&'static str, Vec<u8>)> {
    let good = page(words());
    let (body, starts) = good.body();
    let with = |end: &str| [&body, end.as_bytes()].concat();
    let count = starts.len() + 1;
    let table = body.len();
    let rows: String = starts.iter().map(|start| format!("{start:010} 00000 n \n")).collect();
    let rows = format!("xref\n0 {count}\n0000000000 65535 f \n{rows}");
    let wrong: String =
        starts.iter().map(|start| format!("{:010} 00000 n \n", start + 7)).collect();
    let root = "/Root 1 0 R";
    let itself = format!("{root} /Prev {table}");
    let second =
        table + rows.len() + trailer_of(count, "/Root 1 0 R /Prev 0000000000", table).len();
    let chain = format!("{root} /Prev {second:010}");
    let mut streams = page(words());
    streams.stream(
        "/Type /XRef /Size 2147483647 /W [8 8 8] /Index [0 2147483647] /Root 1 0 R",
        &[0xff; 48],
    );
    let (streams_body, streams_starts) = streams.body();
    let stream_end = format!("startxref\n{}\n%%EOF\n", streams_starts.last().unwrap());
    let mut nothing_wide = page(words());
    nothing_wide.stream("/Type /XRef /Size 1000000000 /W [0 0 0] /Root 1 0 R", b"");
    let (nothing_body, nothing_starts) = nothing_wide.body();
    let nothing_end = format!("startxref\n{}\n%%EOF\n", nothing_starts.last().unwrap());
    vec![
        ("table_missing", with(&format!("trailer\n<< /Size {count} {root} >>\n%%EOF\n"))),
        ("table_and_trailer_missing", body.clone()),
        (
            "table_wrong_places",
            with(&format!(
                "xref\n0 {count}\n0000000000 65535 f \n{wrong}{}",
                trailer_of(count, root, table)
            )),
        ),
        ("table_before_itself", with(&format!("{rows}{}", trailer_of(count, &itself, table)))),
        (
            "table_two_before_each_other",
            with(&format!(
                "{rows}{}{rows}{}",
                trailer_of(count, &chain, table),
                trailer_of(count, &itself, second)
            )),
        ),
        (
            "table_of_a_billion",
            with(&format!(
                "xref\n0 999999999\n{}{}",
                &rows[rows.len().min(9)..],
                trailer_of(999_999_999, root, table)
            )),
        ),
        (
            "table_from_negative",
            with(&format!("xref\n-5 {count}\n{}", trailer_of(count, root, table))),
        ),
        ("table_place_beyond_end", with(&trailer_of(count, root, 999_999_999_999))),
        ("table_stream_of_2_billion", [&streams_body, stream_end.as_bytes()].concat()),
        ("table_stream_of_no_width", [&nothing_body, nothing_end.as_bytes()].concat()),
        ("head_only", b"%PDF-1.7\n".to_vec()),
        ("head_and_4_mb_of_blanks", [b"%PDF-1.7\n".to_vec(), vec![b' '; 4 << 20]].concat()),
        ("head_100_times", b"%PDF-1.4\n%%EOF\n".repeat(100)),
        ("junk_before_and_after", [vec![b'\n'; 900], good.file(), vec![0xff; 3000]].concat()),
        (
            "end_of_file_100k_times",
            [good.file(), b"startxref\n0\n%%EOF\n".repeat(100_000)].concat(),
        ),
        ("objects_200k", {
            let mut pdf = page(words());
            for _ in 0..200_000 {
                pdf.add("null");
            }
            pdf.file()
        }),
    ]
}

/// Objects that are deep, long, or their own parts.
fn objects() -> Vec<(&'static str, Vec<u8>)> {
    let extra = |object: String| {
        let mut pdf = page_with("/Thing 6 0 R", "/F1 5 0 R", "", words());
        pdf.add(object);
        pdf.file()
    };
    let resource = |object: &str| {
        let mut pdf = page_with("", "/F1 5 0 R", "/ExtGState 6 0 R", words());
        pdf.add(object);
        pdf.file()
    };
    let length = |length: &str, more: &[&str]| {
        let mut pdf = Pdf::default();
        pdf.add("<< /Type /Catalog /Pages 2 0 R >>");
        pdf.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        pdf.add(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
             /Resources << /Font << /F1 5 0 R >> >> >>",
        );
        pdf.stream_of_length("", length, words().as_bytes());
        pdf.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        more.iter().for_each(|object| {
            pdf.add(object);
        });
        pdf.file()
    };
    let in_stream = |entries: &str, inside: &str| {
        let mut pdf = page_with("/Thing 7 0 R", "/F1 5 0 R", "", words());
        let inside = inside.as_bytes();
        pdf.stream(&format!("/Type /ObjStm /N 1 /First 4 {entries}"), inside);
        let (mut file, starts) = pdf.body();
        let mut rows: Vec<u8> = vec![0, 0, 0, 0, 0, 0, 0];
        for start in &starts {
            rows.push(1);
            rows.extend((*start as u32).to_be_bytes());
            rows.extend([0, 0]);
        }
        rows.extend([2, 0, 0, 0, 6, 0, 0]);
        let table = file.len();
        let head = format!(
            "8 0 obj\n<< /Type /XRef /Size 8 /W [1 4 2] /Root 1 0 R /Length {} >>\nstream\n",
            rows.len()
        );
        file.extend(head.bytes());
        file.extend(rows);
        file.extend(format!("\nendstream\nendobj\nstartxref\n{table}\n%%EOF\n").bytes());
        file
    };
    let brackets = 200_000;
    vec![
        ("array_deep", extra("[".repeat(brackets) + &"]".repeat(brackets))),
        ("array_deep_unclosed", extra("[".repeat(brackets))),
        ("dictionary_deep", extra("<</A ".repeat(brackets) + "1" + &">>".repeat(brackets))),
        ("dictionary_200k_entries", {
            let entries: String = (0..200_000).map(|at| format!("/K{at} {at} ")).collect();
            extra(format!("<< {entries} >>"))
        }),
        ("string_of_200k_brackets", extra("(".repeat(brackets) + &")".repeat(brackets))),
        ("string_unclosed", extra("(never closed".to_owned())),
        ("name_of_1_mb", extra(format!("/{}", "N".repeat(1 << 20)))),
        ("number_of_1_mb", extra("9".repeat(1 << 20))),
        ("numbers_odd", after_words("1e999 --5 +-.7 0x7 9999999999999999999999 -. . 1.2.3 Td\n")),
        ("reference_to_itself", extra("6 0 R".to_owned())),
        ("resources_refer_to_themselves", resource("6 0 R")),
        ("resources_hold_themselves", resource("<< /G 6 0 R /H << /Font 6 0 R >> >>")),
        ("length_is_itself", length("4 0 R", &[])),
        ("length_refers_to_itself", length("6 0 R", &["6 0 R"])),
        ("length_too_long", length("9223372036854775807", &[])),
        ("length_negative", length("-1", &[])),
        ("length_zero", length("0", &[])),
        ("length_missing", length("null", &[])),
        ("objects_in_themselves", in_stream("", "7 0 << /X 7 0 R >>")),
        ("objects_extend_themselves", in_stream("/Extends 6 0 R", "7 0 << /X 6 0 R >>")),
        ("objects_first_beyond_end", in_stream("/First 999999999 /N 2147483647", "7 0 null")),
    ]
}

/// Locks without sense.
fn locks() -> Vec<(&'static str, Vec<u8>)> {
    let locked = |dictionary: &str| {
        let mut pdf = page(words());
        pdf.add(dictionary);
        pdf.file_with("/Root 1 0 R /ID [<00><00>] /Encrypt 6 0 R")
    };
    let zeros = "00".repeat(32);
    let six = "00".repeat(48);
    let of = |version: i64, revision: i64, length: i64, hash: &str| {
        format!(
            "<< /Filter /Standard /V {version} /R {revision} /Length {length} /P -1 \
             /O <{hash}> /U <{hash}> /OE <{zeros}> /UE <{zeros}> /Perms <{zeros}> \
             /CF << /StdCF << /CFM /AESV3 /Length 32 >> >> /StmF /StdCF /StrF /StdCF >>"
        )
    };
    vec![
        ("lock_empty", locked("<< >>")),
        ("lock_is_itself", locked("6 0 R")),
        ("lock_unknown", locked("<< /Filter /Of.Another /V 99 >>")),
        ("lock_rc4", locked(&of(2, 3, 128, &zeros))),
        ("lock_aes", locked(&of(5, 6, 256, &six))),
        ("lock_long_key", locked(&of(2, 3, 2_147_483_640, &zeros))),
        ("lock_negative_key", locked(&of(1, 2, -40, ""))),
        ("lock_short_hash", locked(&of(5, 5, 256, "00"))),
    ]
}

/// Drawings within drawings.
fn forms() -> Vec<(&'static str, Vec<u8>)> {
    let form = |resources: &str, content: &str| {
        let xobjects = "/XObject << /X 6 0 R >>";
        let mut pdf = page_with("", "/F1 5 0 R", xobjects, words() + "/X Do\n");
        pdf.stream(
            &format!(
                "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << {resources} >>"
            ),
            content.as_bytes(),
        );
        pdf
    };
    let mut chain = form("/XObject << /X 7 0 R >>", &"/X Do ".repeat(10));
    for at in 0..12 {
        chain.stream(
            &format!(
                "/Type /XObject /Subtype /Form /BBox [0 0 595 842] \
                 /Resources << /XObject << /X {} 0 R >> /Font << /F1 5 0 R >> >>",
                8 + at
            ),
            "/X Do ".repeat(10).as_bytes(),
        );
    }
    chain.stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >>",
        line("drain", 500).as_bytes(),
    );
    let mut pair = form("/XObject << /X 7 0 R >>", "/X Do /X Do");
    pair.stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X 6 0 R >> >>",
        b"/X Do /X Do",
    );
    let mut long = form("/XObject << /X 7 0 R >>", "/X Do");
    for at in 0..20_000 {
        long.stream(
            &format!(
                "/Type /XObject /Subtype /Form /BBox [0 0 595 842] \
                 /Resources << /XObject << /X {} 0 R >> >>",
                8 + at
            ),
            b"/X Do",
        );
    }
    vec![
        ("form_in_itself", form("/XObject << /X 6 0 R >>", "/X Do").file()),
        ("form_in_itself_twice", form("/XObject << /X 6 0 R >>", "/X Do /X Do").file()),
        ("forms_in_each_other", pair.file()),
        ("forms_that_multiply", chain.file()),
        ("forms_20k_deep", long.file()),
    ]
}
