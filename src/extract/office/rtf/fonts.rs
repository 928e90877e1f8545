//! Knows the fonts of a rich text and how the bytes set in them are decoded.

use std::collections::HashMap;

use encoding_rs::Encoding;

use crate::extract::office::symbols;
use crate::extract::office::symbols::Font;

/// A font.
#[derive(Debug, Default)]
struct Entry {
    charset: Option<i32>,
    page: Option<i32>,
    name: String,
}

/// The fonts of a document.
#[derive(Debug)]
pub(super) struct Fonts {
    fonts: HashMap<i32, Entry>,
    /// The font that is being described.
    current: i32,
    /// The encoding of the document.
    encoding: &'static Encoding,
}

impl Default for Fonts {
    fn default() -> Self {
        Self { fonts: HashMap::new(), current: 0, encoding: encoding_rs::WINDOWS_1252 }
    }
}

impl Fonts {
    /// Sets the code page of the document.
    pub(super) fn set_page(&mut self, page: i32) {
        self.encoding = of_page(page).unwrap_or(encoding_rs::WINDOWS_1252);
    }

    /// Takes in a control word of the font table.
    pub(super) fn describe(&mut self, word: &str, number: Option<i32>) {
        match word {
            "f" => self.current = number.unwrap_or(0),
            "fcharset" => self.entry().charset = number,
            "cpg" => self.entry().page = number,
            _ => {}
        }
    }

    /// Takes in a piece of a font's name.
    pub(super) fn name(&mut self, text: &str) {
        let entry = self.entry();
        if entry.name.len() < 100 && !entry.name.ends_with(';') {
            entry.name.push_str(text);
        }
    }

    fn entry(&mut self) -> &mut Entry {
        self.fonts.entry(self.current).or_default()
    }

    /// Decodes bytes set in a font.
    pub(super) fn decode(&self, font: i32, bytes: &[u8]) -> String {
        let entry = self.fonts.get(&font);
        if entry.and_then(|entry| entry.charset) == Some(2) {
            let font = self.symbol_font(font).unwrap_or(Font::Symbol);
            let signs = bytes.iter().map(|byte| symbols::sign(font, char::from(*byte)));
            return signs.collect();
        }
        let page = entry.and_then(|entry| entry.page).and_then(of_page);
        let encoding = page.or_else(|| of_charset(entry?.charset?)).unwrap_or(self.encoding);
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    }

    /// The symbol font that a font is, if it is one.
    pub(super) fn symbol_font(&self, font: i32) -> Option<Font> {
        Font::named(self.fonts.get(&font)?.name.trim_end_matches(';'))
    }
}

/// The encoding of a code page of Windows.
fn of_page(page: i32) -> Option<&'static Encoding> {
    let label = match page {
        874 => "windows-874",
        932 => "shift_jis",
        936 => "gbk",
        949 => "euc-kr",
        950 => "big5",
        10000 => "macintosh",
        65001 => "utf-8",
        1250..=1258 => return Encoding::for_label(format!("windows-{page}").as_bytes()),
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

/// The encoding of a character set as fonts name them.
fn of_charset(charset: i32) -> Option<&'static Encoding> {
    of_page(match charset {
        0 => 1252,
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}
