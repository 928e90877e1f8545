//! Sets apart what a Markdown file says about itself before its text begins.
//!
//! Reads the few lines it needs and no more of YAML.

/// What stands before the text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter<'a> {
    /// The title.
    pub(super) title: Option<String>,
    /// Where the text was published.
    pub(super) address: Option<String>,
    /// Whether the file is one of an archive that parts pages by `---`.
    pub(super) has_pages: bool,
    /// The text itself.
    pub(super) rest: &'a str,
}

/// How many lines may stand before an archive's link to its source.
const LINES: usize = 5;

/// Parts a file into front matter and text.
pub(super) fn of(text: &str) -> FrontMatter<'_> {
    let text = text.trim_start_matches('\u{feff}');
    match yaml(text) {
        Some(front) => front,
        None => original(text).unwrap_or(FrontMatter { rest: text, ..FrontMatter::default() }),
    }
}

/// Reads a block between lines of three hyphens in which every line could be YAML.
fn yaml(text: &str) -> Option<FrontMatter<'_>> {
    let mut front = FrontMatter::default();
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        at += line.len();
        let line = line.trim_end();
        match (number, line) {
            (0, "---") => continue,
            (0, _) => return None,
            (_, "---" | "...") => {
                front.rest = &text[at..];
                return Some(front);
            }
            _ => {}
        }
        let is_more = line.is_empty() || line.starts_with([' ', '\t', '-', '#', ']', '}']);
        match line.split_once(':') {
            _ if is_more => {}
            Some((key, value)) if is_key(key) => front.note(key, value),
            _ => return None,
        }
    }
    None
}

fn is_key(key: &str) -> bool {
    let key = key.trim_matches(['"', '\'']);
    !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.".contains(&b))
}

impl FrontMatter<'_> {
    fn note(&mut self, key: &str, value: &str) {
        let value = unquoted(value.trim());
        if value.is_empty() {
            return;
        }
        match key.trim_matches(['"', '\'']).to_ascii_lowercase().as_str() {
            "title" => self.title = Some(value),
            "url" | "source" | "source_url" | "original_url" | "historic_url" | "canonical_url"
            | "canonical"
                if is_address(&value) =>
            {
                self.address = self.address.take().or(Some(value));
            }
            _ => {}
        }
    }
}

/// A value without its quotation marks.
fn unquoted(value: &str) -> String {
    let inner = |quote| value.strip_prefix(quote).and_then(|rest: &str| rest.strip_suffix(quote));
    if let Some(inner) = inner('"') {
        inner.replace("\\\"", "\"")
    } else if let Some(inner) = inner('\'') {
        inner.replace("''", "'")
    } else {
        value.to_owned()
    }
}

/// Reads the line `[Original file](https://…)` with which a public archive begins its texts.
fn original(text: &str) -> Option<FrontMatter<'_>> {
    let mut at = 0;
    for line in text.split_inclusive('\n').take(LINES) {
        at += line.len();
        let link = line.trim();
        if link.is_empty() {
            continue;
        }
        let address = link.strip_prefix("[Original file](")?.strip_suffix(')')?;
        let address = is_address(address).then(|| address.to_owned())?;
        return Some(FrontMatter {
            address: Some(address),
            has_pages: true,
            rest: &text[at..],
            ..FrontMatter::default()
        });
    }
    None
}

fn is_address(value: &str) -> bool {
    (value.starts_with("https://") || value.starts_with("http://"))
        && !value.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_is_set_apart() {
        let front = of(
            "---\ntitle: \"Bus \\\"26\\\" moves\"\ntags:\n  - bus\n\nurl: http://a.uk/b\n---\r\nText",
        );
        assert_eq!(front.title.as_deref(), Some("Bus \"26\" moves"));
        assert_eq!(front.address.as_deref(), Some("http://a.uk/b"));
        assert_eq!((front.rest, front.has_pages), ("Text", false));
    }

    #[test]
    fn rules_are_no_front_matter() {
        for text in [
            "---\nThe clerk: present\n---\nText",
            "---\nno end: here",
            "Text\n---\na: b\n---",
            "---",
        ] {
            assert_eq!(of(text).rest, text);
        }
    }

    #[test]
    fn an_archive_names_its_source() {
        let front = of("[Original file](https://a.ie/March%20(1).pdf)\n\n---\nMinutes");
        assert_eq!(front.address.as_deref(), Some("https://a.ie/March%20(1).pdf"));
        assert_eq!((front.rest, front.has_pages), ("\n---\nMinutes", true));
        assert_eq!(of("Minutes\n[Original file](https://a.ie/b.pdf)").address, None);
    }
}
