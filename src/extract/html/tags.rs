//! Finds tags with more attributes than any real page has, before they are parsed.
//!
//! The tokenizer compares each attribute of a tag with all others: 200,000 of them on one tag
//! take ten seconds. It follows the rules of HTML for where a tag ends, and knows nothing else.

/// The most attributes a tag may have. Long values are no trouble: pages of old servers carry
/// their whole state in one.
const ATTRIBUTES: usize = 256;

/// Elements whose content is not parsed for tags.
const RAW: &[&str] =
    &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// Cuts `html` into pieces that leave out the attributes of overlong tags, and says how many
/// such tags there were.
pub(super) fn trimmed(html: &str) -> (Vec<&str>, usize) {
    let bytes = html.as_bytes();
    let mut pieces = Vec::new();
    let (mut taken, mut at, mut overlong) = (0, 0, 0);
    while let Some(open) = html[at..].find('<').map(|found| at + found) {
        if bytes[open..].starts_with(b"<!--") {
            match html[open + 4..].find("-->") {
                Some(end) => at = open + 4 + end + 3,
                None => break,
            }
            continue;
        }
        let is_end_tag = bytes.get(open + 1) == Some(&b'/');
        let name_start = open + 1 + usize::from(is_end_tag);
        if !bytes.get(name_start).is_some_and(u8::is_ascii_alphabetic) {
            at = open + 1;
            continue;
        }
        let tag = Tag::at(bytes, name_start);
        if tag.attributes > ATTRIBUTES {
            pieces.push(&html[taken..tag.name_end]);
            pieces.push(">");
            taken = tag.end;
            overlong += 1;
        }
        let name = &html[name_start..tag.name_end];
        at = match RAW.iter().find(|raw| raw.eq_ignore_ascii_case(name)) {
            Some(raw) if !is_end_tag => match end_of_raw(bytes, tag.end, raw) {
                Some(end) => end,
                None => break,
            },
            _ => tag.end,
        };
    }
    pieces.push(&html[taken..]);
    (pieces, overlong)
}

/// The extent of a tag.
struct Tag {
    name_end: usize,
    /// Just behind its `>`, or the end of the text. Always at a character's edge.
    end: usize,
    attributes: usize,
}

impl Tag {
    fn at(bytes: &[u8], name_start: usize) -> Self {
        let is_space = |b: &u8| b.is_ascii_whitespace();
        let ends_name = |b: &u8| b.is_ascii_whitespace() || matches!(*b, b'/' | b'>');
        let skip = |from: usize, stop: &dyn Fn(&u8) -> bool| {
            bytes[from..].iter().position(stop).map_or(bytes.len(), |found| from + found)
        };
        let name_end = skip(name_start, &ends_name);
        let mut at = name_end;
        let mut attributes = 0;
        loop {
            at = skip(at, &|b| !is_space(b) && *b != b'/');
            match bytes.get(at) {
                None => return Self { name_end, end: bytes.len(), attributes },
                Some(b'>') => return Self { name_end, end: at + 1, attributes },
                Some(_) => attributes += 1,
            }
            // An equals sign in front belongs to the name.
            at = skip(at + 1, &|b| ends_name(b) || *b == b'=');
            let equals = skip(at, &|b| !is_space(b));
            if bytes.get(equals) != Some(&b'=') {
                continue;
            }
            at = skip(equals + 1, &|b| !is_space(b));
            at = match bytes.get(at) {
                Some(quote @ (b'"' | b'\'')) => {
                    (skip(at + 1, &|b| b == quote) + 1).min(bytes.len())
                }
                _ => skip(at, &|b| is_space(b) || *b == b'>'),
            };
        }
    }
}

/// Where the end tag of a raw element begins, from `from` on.
fn end_of_raw(bytes: &[u8], from: usize, name: &str) -> Option<usize> {
    let mut at = from;
    loop {
        at += bytes.get(at..)?.windows(2).position(|two| two == b"</")?;
        let found = bytes.get(at + 2..at + 2 + name.len())?;
        if found.eq_ignore_ascii_case(name.as_bytes()) {
            return Some(at);
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_pages_stay_whole() {
        let html = "<!-- <a --><p class='a>b' id=c>x < y</p><script>if (a<b) {}</script>é<br/>";
        assert_eq!(trimmed(html), (vec![html], 0));
        let cut = "<p>x</p><div class=\"a";
        assert_eq!(trimmed(cut), (vec![cut], 0));
    }

    #[test]
    fn a_long_value_is_no_trouble() {
        let html = format!("<input value=\"{}\">Minutes", "a b ".repeat(100_000));
        assert_eq!(trimmed(&html), (vec![&html[..]], 0));
    }

    #[test]
    fn attributes_of_overlong_tags_are_left_out() {
        let many: String = (0..300).map(|n| format!(" a{n}='>'")).collect();
        let html = format!("<b>é</b><p{many}>Minutes</p><title><p{many}></title>");
        let (pieces, overlong) = trimmed(&html);
        assert_eq!(overlong, 1);
        assert!(pieces.concat().starts_with("<b>é</b><p>Minutes</p><title>"));
    }
}
