//! What a server said a file is.

use encoding_rs::Encoding;

/// What a server said.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Told {
    /// That it is text without markup.
    pub(super) is_plain: bool,
    /// The encoding of its characters.
    pub(super) encoding: Option<&'static Encoding>,
}

impl Told {
    /// Reads `text/html; charset=windows-1252`.
    pub(super) fn of(content_type: &str) -> Self {
        let mut parts = content_type.split(';').map(str::trim);
        let is_plain = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("text/plain"));
        let label = parts.find_map(|part| {
            let (key, label) = part.split_once('=')?;
            key.trim().eq_ignore_ascii_case("charset").then_some(label)
        });
        let encoding = label.and_then(|label| {
            Encoding::for_label(label.trim().trim_matches(['"', '\'']).as_bytes())
        });
        Self { is_plain, encoding }
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::UTF_8;
    use encoding_rs::WINDOWS_1252;

    use super::*;

    #[test]
    fn types_are_read_as_servers_write_them() {
        assert_eq!(Told::of("text/html; Charset=\"ISO-8859-1\"").encoding, Some(WINDOWS_1252));
        assert_eq!(Told::of("text/html;level=1;charset = utf-8").encoding, Some(UTF_8));
        assert_eq!(Told::of("Text/Plain"), Told { is_plain: true, encoding: None });
        assert_eq!(Told::of("text/html; charset=klingon"), Told::default());
        assert_eq!(Told::of(""), Told::default());
    }
}
