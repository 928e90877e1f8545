//! Turns bytes into characters.
//!
//! Looks at byte order marks, patterns of bytes and what a page says of itself, in that order;
//! guesses last. Does not know what the characters mean.

use chardetng::EncodingDetector;
use chardetng::Iso2022JpDetection;
use chardetng::Utf8Detection;
use encoding_rs::Encoding;
use encoding_rs::UTF_8;
use encoding_rs::UTF_16BE;
use encoding_rs::UTF_16LE;
use encoding_rs::WINDOWS_1252;

/// How much of a file is looked at to tell what it is.
const SAMPLE: usize = 64 << 10;

/// How far into a page its own word on its encoding may stand. Browsers look at 1,024 bytes;
/// some council pages put scripts first.
const HEAD: usize = 4 << 10;

/// The characters of a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// How many times bytes stood for no character.
    pub(super) replaced: usize,
}

/// Decodes `bytes`, or returns `None` if they hold no text. What a server `told` of the encoding
/// is often the same for all its pages, so that it goes before a guess alone.
pub(super) fn decode(bytes: &[u8], told: Option<&'static Encoding>) -> Option<Decoded> {
    let whole = bytes.len();
    let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    // A download that broke off may be filled up with zeros to its announced length. Few of them
    // may belong to the last letter of UTF-16.
    if end > 0 && whole - end > 16 {
        let mut decoded = decode_unpadded(&bytes[..end + end % 2], told)?;
        decoded.replaced += 1;
        return Some(decoded);
    }
    decode_unpadded(bytes, told)
}

fn decode_unpadded(bytes: &[u8], told: Option<&'static Encoding>) -> Option<Decoded> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return legible(decoded(&bytes[mark..], encoding));
    }
    if let Some(encoding) = utf_16(bytes) {
        return legible(decoded(bytes, encoding));
    }
    if is_binary(bytes) {
        return None;
    }
    if let Ok(text) = str::from_utf8(bytes) {
        return Some(Decoded { text: text.to_owned(), replaced: 0 });
    }
    if let Some(encoding) = declared(bytes) {
        return Some(decoded(bytes, encoding));
    }
    if let Some(decoded) = nearly_utf_8(bytes) {
        return Some(decoded);
    }
    if let Some(encoding) = told.filter(is_of_bytes) {
        return Some(decoded(bytes, encoding));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    Some(decoded(bytes, detector.guess(Some(b"uk"), Utf8Detection::Deny)))
}

fn decoded(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, has_errors) = encoding.decode_without_bom_handling(bytes);
    let replaced = if has_errors { text.matches('\u{fffd}').count() } else { 0 };
    Decoded { text: text.into_owned(), replaced }
}

/// Returns what was decoded unless a good part of it is no text.
fn legible(decoded: Decoded) -> Option<Decoded> {
    let sample = decoded.text.chars().take(SAMPLE);
    let (all, bad) = sample.fold((0, 0), |(all, bad), c| {
        let is_bad = c == '\u{fffd}' || (c.is_control() && !c.is_ascii_whitespace());
        (all + 1, bad + usize::from(is_bad))
    });
    (bad <= 2 + all / 10).then_some(decoded)
}

/// Tells UTF-16 without a byte order mark by its zeros: in English every other byte is one.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    // Nearly all files have no zero, which is told much faster than they are counted.
    memchr::memchr(0, sample)?;
    let pairs = sample.len() / 2;
    let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if pairs < 2 {
        None
    } else if odd * 10 > pairs * 3 && even * 4 < odd {
        Some(UTF_16LE)
    } else if even * 10 > pairs * 3 && odd * 4 < even {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Says whether so many control characters stand in `bytes` that they hold no text. A few
/// stray ones are forgiven: real exports have them.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let is_control = |byte: &u8| *byte < 0x20 && !matches!(*byte, b'\t'..=b'\r' | 0x1b);
    // Counted in bytes, many at once.
    let counts =
        sample.chunks(255).map(|chunk| chunk.iter().map(|b| u8::from(is_control(b))).sum());
    counts.map(|count: u8| usize::from(count)).sum::<usize>() > 2 + sample.len() / 50
}

/// The encoding a page says it is in. It cannot be UTF-16 if the word could be read, and is
/// not UTF-8 if it is not valid as that.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    if !has(&head, b"<meta") && !head.starts_with(b"<?xml") {
        return None;
    }
    let labels = [&b"charset"[..], b"encoding"].into_iter().flat_map(|key| labels(&head, key));
    labels.filter_map(Encoding::for_label).find(is_of_bytes)
}

/// Says whether an encoding can still be that of bytes that are neither UTF-8 nor UTF-16.
fn is_of_bytes(encoding: &&'static Encoding) -> bool {
    ![UTF_8, UTF_16BE, UTF_16LE].contains(encoding)
}

/// The words that follow `key` and an equals sign.
fn labels<'a>(head: &'a [u8], key: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
    let ends = (0..head.len()).filter(|at| head[*at..].starts_with(key)).map(|at| at + key.len());
    ends.filter_map(|at| {
        let rest = head[at..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
        let is_label = |b: &u8| b.is_ascii_alphanumeric() || b"-_:.+".contains(b);
        Some(&rest[..rest.iter().position(|b| !is_label(b)).unwrap_or(rest.len())])
    })
}

fn has(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

/// Decodes UTF-8 with some bad bytes in it, or returns `None` if it has more bad places than
/// characters of several bytes.
///
/// A bad byte is most often one character pasted from windows-1252; bytes cut off at the end
/// stand for nothing.
fn nearly_utf_8(bytes: &[u8]) -> Option<Decoded> {
    let mut text = String::with_capacity(bytes.len());
    let (mut good, mut bad) = (0, 0);
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        text.push_str(chunk.valid());
        if chunk.invalid().is_empty() {
            continue;
        }
        bad += 1;
        let is_cut = chunks.peek().is_none() && chunk.invalid()[0] >= 0xc2;
        if is_cut {
            text.push('\u{fffd}');
        } else {
            text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
        }
    }
    (good >= bad && good > 0).then_some(Decoded { text, replaced: bad })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str, replaced: usize) {
        assert_eq!(decode(bytes, None), Some(Decoded { text: text.to_owned(), replaced }));
    }

    fn utf_16le(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn marks_and_zeros_tell_utf_16() {
        let plain = utf_16le("Minutes – approved");
        check(&plain, "Minutes – approved", 0);
        check(&[b"\xff\xfe", &plain[..]].concat(), "Minutes – approved", 0);
        let swapped: Vec<u8> = "Minutes".encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&swapped, "Minutes", 0);
        check(b"\xef\xbb\xbfcaf\xc3\xa9", "café", 0);
    }

    #[test]
    fn broken_utf_16_is_counted() {
        let mut bytes = utf_16le("Minutes of the");
        bytes.extend([0x00, 0xd8, b'x', 0, b'y']);
        check(&bytes, "Minutes of the\u{fffd}x\u{fffd}", 2);
    }

    #[test]
    fn a_page_is_taken_at_its_word() {
        check(
            b"<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>\x93No\x94",
            "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>“No”",
            0,
        );
        check(b"<META CHARSET = \"macintosh\">caf\x8e", "<META CHARSET = \"macintosh\">café", 0);
    }

    #[test]
    fn a_server_is_asked_before_a_guess() {
        let bytes = b"Wei\xdfe\xb3";
        let told = |encoding| decode(bytes, Some(encoding)).map(|decoded| decoded.text);
        assert_eq!(told(encoding_rs::WINDOWS_1250).as_deref(), Some("Weiße\u{142}"));
        assert_eq!(told(WINDOWS_1252).as_deref(), Some("Weiße³"));
        assert_eq!(told(UTF_8), decode(bytes, None).map(|decoded| decoded.text));
    }

    #[test]
    fn nearly_valid_utf_8_keeps_its_good_characters() {
        check(b"caf\xc3\xa9 \x96 th\xc3\xa9", "café – thé", 1);
        check(b"caf\xc3\xa9 and caf\xc3", "café and caf\u{fffd}", 1);
        check(b"the clerk\x92s report", "the clerk’s report", 0);
    }

    #[test]
    fn zeros_that_fill_a_file_up_do_not_make_it_binary() {
        let mut bytes = b"Minutes of the harbour board".to_vec();
        bytes.extend([0; 1000]);
        let decoded = decode(&bytes, None).unwrap();
        assert_eq!(decoded.text.trim_end_matches('\0'), "Minutes of the harbour board");
        assert_eq!(decoded.replaced, 1);
    }

    #[test]
    fn binary_is_no_text() {
        assert_eq!(decode(&[0, 1, 2, 3, 4, 5, 6, 7].repeat(9), None), None);
        assert_eq!(decode(&[0; 100], None), None);
        check(b"a few\0 strays\x1a", "a few\0 strays\x1a", 0);
        check(b"", "", 0);
    }
}
