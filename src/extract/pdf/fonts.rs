//! Tells letters by the font itself, where a PDF does not say which letters it draws.
//!
//! Word 2013, Publisher and Ghostscript write such files. The font's own map is read
//! backwards, then the names of its glyphs, then the order that Apple gave the first 258
//! glyphs of a font. Nothing is guessed from shapes.

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::sync::LazyLock;

use hayro_interpret::font::Glyph;
use serde::Deserialize;
use skrifa::FontRef;
use skrifa::GlyphNames;
use skrifa::MetadataProvider;
use skrifa::raw::tables::post::DEFAULT_GLYPH_NAMES;
use unicode_normalization::char::compose;

/// The names of glyphs, from `glyph_names.toml`.
#[derive(Debug, Deserialize)]
struct Names {
    /// Accents by the end of a name.
    accents: BTreeMap<String, char>,
    /// Letters by name.
    letters: BTreeMap<String, char>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    toml::from_str(include_str!("glyph_names.toml"))
        .expect("glyph_names.toml is embedded and parsed in a test")
});

/// A font that maps fewer letters than this has no map worth the name.
const SOME_LETTERS: usize = 3;

/// The fonts of one document whose letters had to be told from the font.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    /// For each font, by its key, the letter of each glyph.
    tables: HashMap<u128, HashMap<u32, char>>,
}

impl Fonts {
    /// Returns the letter that a glyph shows, if its font tells.
    pub(super) fn recover(&mut self, glyph: &Glyph<'_>) -> Option<char> {
        let Glyph::Outline(outline) = glyph else { return None };
        let id = outline.glyph_id().to_u32();
        if id == 0 {
            return None;
        }
        let font = outline.font_data()?;
        let table = self.tables.entry(font.cache_key).or_insert_with(|| {
            let is_symbols = font.postscript_name.as_deref().is_some_and(is_symbol_font);
            table((*font.data).as_ref(), is_symbols)
        });
        table.get(&id).copied()
    }
}

/// Says whether a font of that name holds signs in the place of letters.
fn is_symbol_font(name: &str) -> bool {
    ["Symbol", "ingding", "ingbat", "ebding"].iter().any(|it| name.contains(it))
}

/// Returns the letter of each glyph of a font.
fn table(bytes: &[u8], is_symbols: bool) -> HashMap<u32, char> {
    let mut letters = HashMap::new();
    let Ok(font) = FontRef::new(bytes) else { return letters };
    for (code, glyph) in font.charmap().mappings() {
        let code = match code {
            0xf001 => 0xfb01,
            0xf002 => 0xfb02,
            // Fonts of signs keep their place; others moved plain letters there.
            0xf020..=0xf07e if !is_symbols => code - 0xf000,
            code => code,
        };
        let Some(c) = char::from_u32(code).filter(|c| !c.is_control()) else { continue };
        let known = letters.entry(glyph.to_u32()).or_insert(c);
        *known = c.min(*known);
    }
    if letters.len() < SOME_LETTERS {
        letters.clear();
    }
    let names = GlyphNames::new(&font);
    for (glyph, name) in names.iter().filter(|(_, name)| !name.is_synthesized()) {
        if let Some(c) = letter_named(name.as_str()) {
            letters.entry(glyph.to_u32()).or_insert(c);
        }
    }
    if letters.is_empty() && !is_symbols {
        // The first three are no letters.
        for (glyph, name) in (0..).zip(DEFAULT_GLYPH_NAMES).skip(3) {
            letters.extend(letter_named(name).map(|c| (glyph, c)));
        }
    }
    letters
}

/// Returns the letter that goes by a glyph name, such as `wcircumflex`, `f.alt` or `uni0175`.
fn letter_named(name: &str) -> Option<char> {
    let name = name.split('.').next().unwrap_or_default();
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return Some(c);
    }
    if let Some(c) = NAMES.letters.get(name) {
        return Some(*c);
    }
    let code = name
        .strip_prefix("uni")
        .filter(|code| code.len() == 4)
        .or_else(|| name.strip_prefix('u').filter(|code| (4..=6).contains(&code.len())));
    if let Some(c) = code.and_then(|code| u32::from_str_radix(code, 16).ok()) {
        return char::from_u32(c).filter(|c| !c.is_control());
    }
    let base = name.chars().next().filter(char::is_ascii_alphabetic)?;
    compose(base, *NAMES.accents.get(&name[1..])?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_glyphs_are_letters() {
        for (name, letter) in [
            ("A", 'A'),
            ("seven", '7'),
            ("wcircumflex", 'ŵ'),
            ("Ygrave", 'Ỳ'),
            ("eacute", 'é'),
            ("udieresis", 'ü'),
            ("ccedilla", 'ç'),
            ("germandbls", 'ß'),
            ("sterling", '£'),
            ("uni0177", 'ŷ'),
            ("u00F1", 'ñ'),
            ("e.sc", 'e'),
            ("fi", '\u{fb01}'),
        ] {
            assert_eq!(letter_named(name), Some(letter), "{name}");
        }
        for name in ["", ".notdef", "g12", "cid00012", "uniZZZZ", "éa", "u110000"] {
            assert_eq!(letter_named(name), None, "{name}");
        }
    }

    #[test]
    fn every_name_of_apples_order_is_known_but_marks() {
        let unknown: Vec<&str> = DEFAULT_GLYPH_NAMES[3..]
            .iter()
            .copied()
            .filter(|name| letter_named(name).is_none())
            .collect();
        assert_eq!(unknown, ["apple"]);
    }

    #[test]
    fn fonts_that_are_none_have_no_letters() {
        assert!(table(b"", false).is_empty());
        assert!(table(b"OTTO\0\x01", false).is_empty());
        assert!(is_symbol_font("ABCDEF+Wingdings-Regular"));
        assert!(!is_symbol_font("Arial"));
    }
}
