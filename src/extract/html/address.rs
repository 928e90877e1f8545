//! Tells where a page says it was published or saved from.
//!
//! Knows how browsers and mirror programs note it. Does not know which sites are councils'.

/// What a page says about its own address, in the order in which it is believed.
#[derive(Debug, Default)]
pub(super) struct Addresses {
    /// `<link rel="canonical">`.
    pub(super) canonical: Option<String>,
    /// `<meta property="og:url">`.
    pub(super) shared: Option<String>,
    /// A comment of the program that saved the page.
    pub(super) saved: Option<String>,
}

impl Addresses {
    /// The first address that counts.
    pub(super) fn first(self) -> Option<String> {
        self.canonical.or(self.shared).or(self.saved)
    }
}

/// Returns the address if it is absolute and names a page. Some sites give their front page
/// as the address of all.
pub(super) fn of_page(address: &str) -> Option<String> {
    let address = absolute(address)?;
    let (_, rest) = address.split_once("://")?;
    let below = &rest[rest.find(['/', '?', '#']).unwrap_or(rest.len())..];
    let page = below.split('#').next().unwrap_or_default();
    let is_front = page.is_empty() || page == "/";
    (!is_front).then(|| address.to_owned())
}

/// Returns the address if it is absolute.
pub(super) fn absolute(address: &str) -> Option<&str> {
    let address = address.trim();
    let (scheme, rest) = address.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let has_host = rest.starts_with(|c: char| c.is_alphanumeric() || c == '[');
    (is_web && has_host && !address.contains(char::is_whitespace)).then_some(address)
}

/// Returns the address in a comment that a browser or mirror program left.
pub(super) fn of_comment(comment: &str) -> Option<String> {
    let first = |rest: &str| rest.split_whitespace().next().unwrap_or_default().to_owned();
    // Browsers: `saved from url=(0042)https://…`; the number is the address's length.
    let found = if let Some((_, rest)) = comment.split_once("saved from url=") {
        let rest = rest.trim_start();
        let rest = match rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
            Some((length, rest)) if length.bytes().all(|b| b.is_ascii_digit()) => rest,
            _ => rest,
        };
        first(rest)
    } else if comment.contains("SingleFile") {
        let line = comment.lines().find_map(|line| line.trim().strip_prefix("url:"));
        first(line?)
    } else if let Some((_, rest)) = comment.split_once("Mirrored from ") {
        // It leaves out the scheme.
        format!("https://{}", rest.split_once(" by HTTrack")?.0.trim())
    } else {
        return None;
    };
    absolute(&found).map(|address| address.replace("&amp;", "&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_count() {
        let page = "https://www.ambleford.gov.uk/mgAi.aspx?ID=3";
        assert_eq!(of_page(&format!(" {page} ")).as_deref(), Some(page));
        assert_eq!(of_page("http://a.uk?ID=3").as_deref(), Some("http://a.uk?ID=3"));
        for address in [
            "https://a.uk",
            "https://a.uk/",
            "https://a.uk/#top",
            "/minutes",
            "//a.uk/b",
            "https:///b",
            "",
        ] {
            assert_eq!(of_page(address), None, "{address}");
        }
    }

    #[test]
    fn comments_of_programs_are_read() {
        for (comment, expected) in [
            (" saved from url=(0025)https://a.uk/b?c=1&amp;d=2 ", "https://a.uk/b?c=1&d=2"),
            (" saved from url=http://a.uk/b", "http://a.uk/b"),
            (
                "\n Page saved with SingleFile \n url: https://a.uk/b \n saved date: x",
                "https://a.uk/b",
            ),
            (" Mirrored from a.uk/b by HTTrack Website Copier/3.x, Mon ", "https://a.uk/b"),
        ] {
            assert_eq!(of_comment(comment).as_deref(), Some(expected));
        }
        assert_eq!(of_comment(" saved from url=(0014)about:internet "), None);
        assert_eq!(of_comment(" minutes start here "), None);
    }
}
