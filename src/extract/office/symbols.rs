//! Turns the characters of symbol fonts into letters and signs that a search can find.
//!
//! Such a font shows a tick where the file has a `ü`. What the table does not know is drawn as
//! a dot.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// `font;code;sign`, the code in hexadecimal.
const TABLE: &str = include_str!("symbols.csv");

static SIGNS: LazyLock<HashMap<(Font, u8), &'static str>> = LazyLock::new(|| {
    let rows = TABLE.lines().skip(1).filter_map(|row| {
        let mut fields = row.splitn(3, ';');
        let font = Font::named(fields.next()?)?;
        let code = u8::from_str_radix(fields.next()?, 16).ok()?;
        Some(((font, code), fields.next()?))
    });
    rows.collect()
});

/// A font whose characters are no letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Font {
    Symbol,
    Wingdings,
}

impl Font {
    /// The symbol font called `name`, if it is one.
    pub(super) fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase();
        match name.as_str() {
            "symbol" => Some(Self::Symbol),
            "wingdings" | "wingdings 2" | "wingdings 3" | "webdings" | "zapfdingbats" => {
                Some(Self::Wingdings)
            }
            _ => None,
        }
    }
}

/// The sign that a symbol font shows for a character.
pub(super) fn sign(font: Font, character: char) -> &'static str {
    let code = match character as u32 {
        code @ 0x20..=0xff => code as u8,
        code @ 0xf020..=0xf0ff => (code & 0xff) as u8,
        _ => return "",
    };
    match SIGNS.get(&(font, code)) {
        Some(sign) => sign,
        None if code == b' ' => " ",
        None => "•",
    }
}

/// Writes `text` as it is seen. Only the characters that symbol fonts keep for themselves are
/// read by their font, which is `Symbol` where none is known: letters that carry the name of
/// such a font are shown as letters all the same.
pub(super) fn seen(text: &str, font: Option<Font>) -> Cow<'_, str> {
    let is_private = |c: char| matches!(c, '\u{f020}'..='\u{f0ff}');
    if !text.contains(is_private) {
        return Cow::Borrowed(text);
    }
    let mut seen = String::with_capacity(text.len());
    for c in text.chars() {
        if is_private(c) {
            seen.push_str(sign(font.unwrap_or(Font::Symbol), c));
        } else {
            seen.push(c);
        }
    }
    Cow::Owned(seen)
}
