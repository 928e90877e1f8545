//! The names of members: decoded, and cleaned so that they are nothing but names.

use flate2::Crc;

use crate::source::archive::zip::u16_at;
use crate::source::archive::zip::u32_at;

/// The upper half of the letters that old zip programs write, from 0x80.
const CODE_PAGE_437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// Decodes a name. Most programs write UTF-8 today, also where they do not say so.
pub(super) fn decoded(name: &[u8], flags: u16, extra: &[u8]) -> String {
    const SAYS_UTF_8: u16 = 1 << 11;
    if let Some(told) = unicode_name(name, extra) {
        return told.to_owned();
    }
    match str::from_utf8(name) {
        Ok(text) => text.to_owned(),
        Err(_) if flags & SAYS_UTF_8 != 0 => String::from_utf8_lossy(name).into_owned(),
        Err(_) => name.iter().map(|byte| letter(*byte)).collect(),
    }
}

fn letter(byte: u8) -> char {
    let upper = byte.checked_sub(0x80).and_then(|at| CODE_PAGE_437.chars().nth(usize::from(at)));
    upper.unwrap_or(char::from(byte))
}

/// The name in the field that some programs add, if it belongs to this name.
fn unicode_name<'a>(name: &[u8], extra: &'a [u8]) -> Option<&'a str> {
    const UNICODE_PATH: u16 = 0x7075;
    let field = extra_field(extra, UNICODE_PATH)?;
    let mut crc = Crc::new();
    crc.update(name);
    let is_of_this = field.first() == Some(&1) && u32_at(field, 1) == crc.sum();
    str::from_utf8(field.get(5..)?).ok().filter(|_| is_of_this)
}

/// Returns one field of the extra fields.
pub(super) fn extra_field(extra: &[u8], wanted: u16) -> Option<&[u8]> {
    let mut rest = extra;
    while rest.len() >= 4 {
        let length = usize::from(u16_at(rest, 2));
        let field = rest.get(4..4 + length)?;
        if u16_at(rest, 0) == wanted {
            return Some(field);
        }
        rest = &rest[4 + length..];
    }
    None
}

/// Says whether a member of this name is a folder.
pub(super) fn is_folder(name: &str) -> bool {
    name.ends_with('/') || name.ends_with('\\') && !name.contains('/')
}

/// The name as a path of plain parts with `/` between them: no `..`, no drive, no root, no
/// control characters. Empty where nothing is left.
pub(in crate::source::archive) fn cleaned(name: &str) -> String {
    // Old programs on Windows write backslashes throughout.
    let parts: Vec<&str> =
        if name.contains('/') { name.split('/').collect() } else { name.split('\\').collect() };
    let parts =
        parts.iter().enumerate().map(|(at, part)| if at == 0 { no_drive(part) } else { part });
    let plain: Vec<String> = parts
        .filter(|part| !matches!(*part, "" | "." | ".."))
        .map(|part| part.replace(char::is_control, "\u{fffd}"))
        .collect();
    plain.join("/")
}

/// The first part of a path without the drive of Windows before it.
fn no_drive(part: &str) -> &str {
    match part.split_once(':') {
        Some((drive, rest)) if drive.len() == 1 && drive.as_bytes()[0].is_ascii_alphabetic() => {
            rest
        }
        _ => part,
    }
}

/// Returns how much of a cleaned name is that of a hidden file or folder, or `None`.
pub(in crate::source::archive) fn is_hidden(cleaned: &str) -> Option<&str> {
    let mut start = 0;
    for part in cleaned.split('/') {
        let end = start + part.len();
        // macOS keeps its own notes on each file there.
        if part.starts_with('.') || part == "__MACOSX" || part == "hts-cache" {
            return Some(&cleaned[..end]);
        }
        start = end + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_only_names() {
        for (name, expected) in [
            ("a/b.html", "a/b.html"),
            ("../../etc/passwd", "etc/passwd"),
            ("/etc/passwd", "etc/passwd"),
            ("C:\\papers\\a.doc", "papers/a.doc"),
            ("c:/a.doc", "a.doc"),
            ("c:a.doc", "a.doc"),
            ("a.gov.uk:8080/b", "a.gov.uk:8080/b"),
            ("a//./b\0c.txt", "a/b\u{fffd}c.txt"),
            ("a\\..\\b.txt", "a/b.txt"),
            ("mg/a.aspx?x=\\y", "mg/a.aspx?x=\\y"),
            ("..", ""),
            ("", ""),
        ] {
            assert_eq!(cleaned(name), expected, "{name}");
        }
    }

    #[test]
    fn old_letters_are_decoded() {
        assert_eq!(CODE_PAGE_437.chars().count(), 128);
        assert_eq!(decoded(b"Caf\x82 \x9c5.txt", 0, b""), "Café £5.txt");
        assert_eq!(decoded("Café.txt".as_bytes(), 0, b""), "Café.txt");
        assert_eq!(decoded(b"Caf\x82", 1 << 11, b""), "Caf\u{fffd}");
        let mut crc = Crc::new();
        crc.update(b"Caf?");
        let told = [&[1][..], &crc.sum().to_le_bytes(), "Café".as_bytes()].concat();
        let extra = [&b"\x75\x70"[..], &[told.len() as u8, 0], &told].concat();
        assert_eq!(decoded(b"Caf?", 0, &extra), "Café");
        assert_eq!(decoded(b"Cafe", 0, &extra), "Cafe");
    }

    #[test]
    fn hidden_members_are_told_by_any_part() {
        assert_eq!(is_hidden("a/.git/config"), Some("a/.git"));
        assert_eq!(is_hidden("__MACOSX/a/._b.txt"), Some("__MACOSX"));
        assert_eq!(is_hidden("a/b.txt"), None);
    }
}
