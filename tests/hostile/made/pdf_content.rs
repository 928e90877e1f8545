//! PDFs whose streams, fonts and pictures are hostile.

use super::Hostile;
use super::bombs;
use super::chance::Chance;
use super::named;
use super::pdf_parts::after_words;
use super::pdf_parts::line;
use super::pdf_parts::page;
use super::pdf_parts::page_with;
use super::pdf_parts::words;

pub(super) fn files() -> Vec<Hostile> {
    let mut files = streams();
    files.extend(operators());
    files.extend(fonts());
    files.extend(pictures());
    files.extend(boxes());
    named("pdf", "pdf", files)
}

/// Streams that unpack to more than memory holds, or claim to.
fn streams() -> Vec<(&'static str, Vec<u8>)> {
    let second = |entries: &str, bytes: &[u8]| {
        let mut pdf = page_with("/Contents [4 0 R 6 0 R]", "/F1 5 0 R", "", words());
        pdf.stream(entries, bytes);
        pdf.file()
    };
    let flate = "/Filter /FlateDecode";
    let blanks = bombs::zlib(&bombs::mebibyte(b' '), 1_500);
    let twice = bombs::zlib(&blanks, 1);
    let operators = line("drain and hedge", 400).repeat(4_000);
    vec![
        ("flate_of_1500_mb", second(flate, &blanks)),
        ("flate_of_flate_of_1500_mb", second("/Filter [/FlateDecode /FlateDecode]", &twice)),
        ("flate_of_operators", second(flate, &bombs::zlib(operators.as_bytes(), 1_500))),
        ("flate_cut", second(flate, &blanks[..1_000])),
        ("flate_garbage", second(flate, &Chance::new(3).bytes(4_000))),
        (
            "filters_1000",
            second(&format!("/Filter [{}]", "/FlateDecode ".repeat(1_000)), &blanks[..99]),
        ),
        ("filter_unknown", second("/Filter /OfAnother", b"BT")),
        ("filter_is_itself", second("/Filter 6 0 R", b"BT")),
        ("lzw_garbage", second("/Filter /LZWDecode", &Chance::new(4).bytes(9_000))),
        (
            "run_length_of_zeros",
            second("/Filter [/RunLengthDecode /RunLengthDecode]", &[129, 129].repeat(100_000)),
        ),
        ("hex_odd", second("/Filter /ASCIIHexDecode", b"4 2 5 zz 4 >")),
        ("base_85_odd", second("/Filter /ASCII85Decode", b"zzzzz!!~uuuuuuuuuuuuuuu~>")),
        (
            "predictor_wide",
            second(
                "/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 2147483647 /Colors 32 /BitsPerComponent 16 >>",
                &bombs::zlib(b"ab", 3),
            ),
        ),
        (
            "predictor_of_no_columns",
            second(
                "/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 0 /Colors -1 >>",
                &bombs::zlib(b"ab", 3),
            ),
        ),
        (
            "contents_100k_times",
            page_with(
                &format!("/Contents [{}]", "4 0 R ".repeat(100_000)),
                "/F1 5 0 R",
                "",
                words(),
            )
            .file(),
        ),
    ]
}

/// Content that costs more than it shows.
fn operators() -> Vec<(&'static str, Vec<u8>)> {
    let mut chance = Chance::new(8);
    let lines = |count: usize, mut place: Box<dyn FnMut(usize) -> (i32, i32)>| {
        let shown: String = (0..count)
            .map(|at| {
                let (x, y) = place(at);
                format!("BT /F1 9 Tf {x} {y} Td (d) Tj ET\n")
            })
            .collect();
        after_words(shown)
    };
    let anywhere = move |_| (chance.below(500) as i32, chance.below(800) as i32);
    let grid: String = (0..10_000)
        .map(|at| {
            format!("{} 0 m {} 800 l S 0 {} m 500 {} l S\n", at % 500, at % 500, at % 800, at % 800)
        })
        .collect();
    let cells: String =
        (0..10_000).map(|at| format!("{} {} 5 8 re S\n", 5 * (at % 100), 8 * (at / 100))).collect();
    vec![
        ("array_deep_in_content", after_words("[".repeat(200_000))),
        ("dictionary_deep_in_content", after_words("/A <<".repeat(200_000))),
        ("states_saved_million", after_words("q ".repeat(1_000_000))),
        ("states_restored_million", after_words("Q ".repeat(1_000_000))),
        ("marks_open_200k", after_words("/P << /MCID 1 >> BDC ".repeat(200_000))),
        ("marks_closed_200k", after_words("EMC ".repeat(200_000))),
        ("clips_200k", after_words("0 0 9 9 re W n ".repeat(200_000))),
        ("operands_million", after_words("1 ".repeat(1_000_000) + "Td\n")),
        ("letters_200k_at_one_place", lines(200_000, Box::new(|_| (300, 300)))),
        ("letters_200k_anywhere", lines(200_000, Box::new(anywhere))),
        ("letters_200k_in_one_column", lines(200_000, Box::new(|at| (300, at as i32)))),
        ("letters_200k_in_one_line", lines(200_000, Box::new(|at| (at as i32, 300)))),
        ("rules_20k", after_words(grid)),
        ("boxes_10k", after_words(cells)),
        ("text_without_font", page(format!("BT (Minutes) Tj ET {}", words())).file()),
        (
            "font_size_extreme",
            after_words("BT /F1 1e38 Tf (a) Tj /F1 -12 Tf (b) Tj /F1 0 Tf (c) Tj ET\n"),
        ),
        (
            "matrix_extreme",
            after_words(
                "BT /F1 9 Tf 1e38 0 0 1e38 1e38 1e38 Tm (a) Tj 0 0 0 0 0 0 Tm (b) Tj ET 1e30 0 0 1e30 0 0 cm 1e30 0 0 1e30 0 0 cm\n",
            ),
        ),
        (
            "spaces_extreme",
            after_words(
                "BT /F1 9 Tf 1e30 Tc -1e30 Tw 1e9 Tz 9e9 TL [(a) 1e30 (b) -1e30 (c)] TJ T* ET\n",
            ),
        ),
        ("inline_picture_without_end", after_words("BI /W 9 /H 9 /BPC 8 /CS /G ID abcdefgh\n")),
        (
            "inline_picture_huge",
            after_words("BI /W 99999999 /H 99999999 /BPC 16 /CS /CMYK ID x EI\n"),
        ),
        ("string_of_8_mb", after_words(format!("BT /F1 9 Tf ({}) Tj ET\n", "d".repeat(8 << 20)))),
    ]
}

/// Fonts that are bombs, or their own parts.
fn fonts() -> Vec<(&'static str, Vec<u8>)> {
    let composite = |widths: &str, entries: &str, map: &str| {
        let shown = words() + "BT /F2 12 Tf 72 600 Td <00010002FFFF> Tj ET\n";
        let mut pdf = page_with("", "/F1 5 0 R /F2 6 0 R", "", shown);
        pdf.add(format!(
            "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H \
             /DescendantFonts [7 0 R] /ToUnicode 8 0 R {entries} >>"
        ));
        pdf.add(format!(
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /W {widths} /DW 500 \
             /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
        ));
        let space = "begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n";
        pdf.stream("", format!("{space}{map}\nendcmap").as_bytes());
        pdf.file()
    };
    let simple = |font: &str, more: &[&[u8]]| {
        let shown = words() + "BT /F2 12 Tf 72 600 Td (abc) Tj ET\n";
        let mut pdf = page_with("", "/F1 5 0 R /F2 6 0 R", "", shown);
        pdf.add(font);
        for bytes in more {
            pdf.stream("/Type /XObject", bytes);
        }
        pdf.file()
    };
    let ranges = "1 beginbfrange <0000> <FFFF> <0041> endbfrange\n".repeat(20_000);
    let garbage = Chance::new(5).bytes(20_000);
    let embedded = |key: &str| {
        let shown = words() + "BT /F2 12 Tf 72 600 Td (abc) Tj ET\n";
        let mut pdf = page_with("", "/F1 5 0 R /F2 6 0 R", "", shown);
        pdf.add("<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 0 /LastChar 255 /FontDescriptor 7 0 R >>");
        pdf.add(format!("<< /Type /FontDescriptor /FontName /X /Flags 4 /{key} 8 0 R >>"));
        let mut font = b"\0\x01\0\0\0\x0a\xff\xff\0\0\0\0cmap".to_vec();
        font.extend(&garbage);
        pdf.stream("/Subtype /OpenType", &font);
        pdf.file()
    };
    vec![
        ("font_widths_of_2_billion", composite("[0 2147483647 500]", "", "")),
        ("font_widths_negative", composite("[-5 [1 2] 2147483647 [3 4] 9 3 1]", "", "")),
        ("font_widths_million", composite(&format!("[0 [{}]]", "500 ".repeat(1_000_000)), "", "")),
        (
            "font_map_of_4_billion",
            composite("[]", "", "1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange"),
        ),
        ("font_map_20k_ranges", composite("[]", "", &ranges)),
        (
            "font_map_long_target",
            composite(
                "[]",
                "",
                &format!("1 beginbfchar <0001> <{}> endbfchar", "0041".repeat(500_000)),
            ),
        ),
        ("font_map_uses_itself", composite("[]", "/UseCMap 8 0 R", "/X usecmap")),
        ("font_map_claims_billion", composite("[]", "", "1000000000 beginbfchar <0001> <0041>")),
        (
            "font_in_itself",
            simple(
                "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [6 0 R] >>",
                &[],
            ),
        ),
        ("font_null", simple("null", &[])),
        ("font_empty", simple("<< >>", &[])),
        (
            "font_encoding_is_itself",
            simple(
                "<< /Type /Font /Subtype /Type1 /BaseFont /X /Encoding << /BaseEncoding 6 0 R /Differences [99999999999 /a -1 /b 0 6 0 R] >> >>",
                &[],
            ),
        ),
        (
            "font_type_3_in_itself",
            simple(
                "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /FirstChar 97 /LastChar 99 \
             /Widths [9 9 9] /Encoding << /Differences [97 /a /b /c] >> /CharProcs << /a 7 0 R /b 7 0 R /c 7 0 R >> \
             /Resources << /Font << /F2 6 0 R >> >> >>",
                &[b"9 0 d0 BT /F2 9 Tf (abc) Tj (abc) Tj ET"],
            ),
        ),
        ("font_file_garbage", embedded("FontFile2")),
        ("font_file_3_garbage", embedded("FontFile3")),
        ("font_file_1_garbage", embedded("FontFile")),
    ]
}

/// Pictures and patterns of garbage.
fn pictures() -> Vec<(&'static str, Vec<u8>)> {
    let picture = |entries: &str, bytes: &[u8]| {
        let mut pdf = page_with("", "/F1 5 0 R", "/XObject << /X 6 0 R >>", words() + "/X Do\n");
        pdf.stream(&format!("/Type /XObject /Subtype /Image {entries}"), bytes);
        pdf.file()
    };
    let pattern = |entries: &str, content: &str| {
        let shown = words() + "/Pattern cs /P scn 0 0 595 842 re f /P sh\n";
        let resources = "/Pattern << /P 6 0 R >> /Shading << /P 6 0 R >>";
        let mut pdf = page_with("", "/F1 5 0 R", resources, shown);
        pdf.stream(entries, content.as_bytes());
        pdf.file()
    };
    let garbage = Chance::new(6).bytes(6_000);
    let size = "/Width 100000 /Height 100000 /BitsPerComponent 8 /ColorSpace /DeviceRGB";
    let small = "/Width 8 /Height 8 /BitsPerComponent 8 /ColorSpace /DeviceGray";
    let filter = |name: &str, head: &[u8]| {
        picture(&format!("{small} /Filter /{name}"), &[head, &garbage].concat())
    };
    vec![
        ("picture_huge", picture(size, b"x")),
        (
            "picture_huge_flate",
            picture(
                &format!("{size} /Filter /FlateDecode"),
                &bombs::zlib(&bombs::mebibyte(0), 1_000),
            ),
        ),
        (
            "picture_negative",
            picture("/Width -1 /Height -1 /BitsPerComponent -8 /ColorSpace 6 0 R", b"x"),
        ),
        ("picture_mask_is_itself", picture(&format!("{small} /SMask 6 0 R /Mask 6 0 R"), &[0; 64])),
        ("picture_jbig2_garbage", filter("JBIG2Decode", b"")),
        ("picture_jpx_garbage", filter("JPXDecode", b"\0\0\0\x0cjP  \r\n\x87\n\xff\x4f\xff\x51")),
        (
            "picture_dct_garbage",
            filter("DCTDecode", b"\xff\xd8\xff\xc0\0\x11\x08\xff\xff\xff\xff\x03"),
        ),
        (
            "picture_fax_garbage",
            picture(
                "/Width 60000 /Height 60000 /BitsPerComponent 1 /ImageMask true /Filter /CCITTFaxDecode \
             /DecodeParms << /K -1 /Columns 2147483647 /Rows 2147483647 >>",
                &garbage,
            ),
        ),
        (
            "colours_in_themselves",
            picture(
                "/Width 8 /Height 8 /BitsPerComponent 8 /ColorSpace [/Indexed 6 0 R 255 6 0 R]",
                &[0; 64],
            ),
        ),
        (
            "pattern_in_itself",
            pattern(
                "/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 0.00001 /YStep 0.00001 \
             /Resources << /Pattern << /P 6 0 R >> >>",
                "/Pattern cs /P scn 0 0 9 9 re f",
            ),
        ),
        (
            "shading_function_in_itself",
            pattern(
                "/PatternType 2 /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 1 1] /FunctionType 3 \
             /Domain [0 1] /Functions [6 0 R 6 0 R] /Bounds [0.5] /Encode [0 1 0 1] /Function 6 0 R",
                "",
            ),
        ),
        (
            "shading_function_huge",
            pattern(
                "/ShadingType 1 /ColorSpace /DeviceRGB /Function 6 0 R /FunctionType 0 /BitsPerSample 32 \
             /Size [100000 100000] /Domain [0 1 0 1] /Range [0 1 0 1 0 1]",
                "x",
            ),
        ),
    ]
}

/// Pages without sensible edges.
fn boxes() -> Vec<(&'static str, Vec<u8>)> {
    let of = |entries: &str| page_with(entries, "/F1 5 0 R", "", words()).file();
    vec![
        ("box_huge", of("/MediaBox [0 0 1e30 1e30]")),
        ("box_negative", of("/MediaBox [595 842 -595 -842] /Rotate -450")),
        ("box_empty", of("/MediaBox [0 0 0 0] /CropBox [5 5 5 5]")),
        ("box_of_nothing", of("/MediaBox [] /UserUnit 1e30 /Rotate 7")),
        ("box_is_the_page", of("/MediaBox 3 0 R")),
    ]
}
