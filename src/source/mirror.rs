//! Tells the address of a file from the mirror folder it lies in.
//!
//! A mirrored website is kept in a folder named after its host. Knows names only: it does not
//! look at the disk, and does not know which hosts belong to councils.

/// The last labels of host names that councils and the bodies around them use.
const ENDINGS: &[&str] = &[
    "biz", "com", "cymru", "ee", "eu", "gov", "ie", "im", "info", "int", "je", "gg", "london",
    "net", "nz", "org", "scot", "uk", "us", "wales", "zone",
];

/// Returns the address of the file at `path` (with `/` between folders), or `None` if no folder
/// on the way is named like a host. The outermost such folder is the host.
pub(super) fn address(path: &str) -> Option<String> {
    let (folders, name) = path.rsplit_once('/')?;
    let mut below = folders.split('/');
    let host = below.by_ref().find_map(host)?;
    let mut address = format!("https://{host}");
    for folder in below.filter(|folder| !folder.is_empty()) {
        address.push('/');
        push_escaped(&mut address, folder, false);
    }
    address.push('/');
    push_name(&mut address, name);
    Some(address)
}

/// Returns the host (with its port) that a folder is named after. On Windows a mirror writes
/// the colon before the port as `+`, and HTTrack as `_` everywhere.
fn host(folder: &str) -> Option<String> {
    let (name, port) = match folder.split_once([':', '+', '_']) {
        Some((name, port)) => (name, Some(port)),
        None => (folder, None),
    };
    if port.is_some_and(|port| port.is_empty() || !port.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let name = name.to_ascii_lowercase();
    let (before, ending) = name.rsplit_once('.')?;
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let is_host = ENDINGS.contains(&ending) && before.split('.').all(is_label);
    is_host.then(|| match port {
        Some(port) => format!("{name}:{port}"),
        None => name,
    })
}

/// Appends the file name as an address has it: the query parted by `?`, and without the
/// `.html` that a mirror adds after a query.
fn push_name(address: &mut String, name: &str) {
    let Some((page, query)) = parts(name) else {
        push_escaped(address, name, false);
        return;
    };
    let query = query.strip_suffix(".html").or_else(|| query.strip_suffix(".htm")).unwrap_or(query);
    push_escaped(address, page, false);
    address.push('?');
    push_escaped(address, query, true);
}

/// Parts a file name into page and query: at the `?`, or at an `@` or `%3F` that stands for it
/// where a file name may not hold `?` (`mgAi.aspx@ID=3045`).
fn parts(name: &str) -> Option<(&str, &str)> {
    if let Some(parts) = name.split_once('?') {
        return Some(parts);
    }
    let escaped = name.split_once("%3F").or_else(|| name.split_once("%3f"));
    let (page, query) = name.split_once('@').or(escaped)?;
    let (_, extension) = page.rsplit_once('.')?;
    let is_extension =
        (2..=5).contains(&extension.len()) && extension.bytes().all(|b| b.is_ascii_alphanumeric());
    let (key, _) = query.split_once('=')?;
    (is_extension && !key.is_empty()).then_some((page, query))
}

/// Appends `part`, its bytes escaped that may not stand in an address. What is escaped
/// already stays as it is.
fn push_escaped(address: &mut String, part: &str, in_query: bool) {
    for byte in part.bytes() {
        let plain = byte.is_ascii_graphic() && !b"\"#<>[\\]^`{|}".contains(&byte);
        if plain && (in_query || byte != b'?') {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, expected: &str) {
        assert_eq!(address(path).as_deref().unwrap_or(""), expected);
    }

    #[test]
    fn a_folder_named_like_a_host_gives_the_address() {
        check(
            "mirror/democracy.ambleford.gov.uk/mgAi.aspx?ID=3045",
            "https://democracy.ambleford.gov.uk/mgAi.aspx?ID=3045",
        );
        check("www.ambleford.co.uk/a/b/index.html", "https://www.ambleford.co.uk/a/b/index.html");
        check("Ambleford.Wales:8080/a.html", "https://ambleford.wales:8080/a.html");
        check("ambleford.wales+8080/a.html", "https://ambleford.wales:8080/a.html");
        check("ambleford.wales_8080/a.html", "https://ambleford.wales:8080/a.html");
    }

    #[test]
    fn the_outermost_host_counts() {
        check("a.gov.uk/www.b.org/c.html", "https://a.gov.uk/www.b.org/c.html");
    }

    #[test]
    fn windows_and_wget_names_are_undone() {
        check("a.gov.uk/mgAi.aspx@ID=3045", "https://a.gov.uk/mgAi.aspx?ID=3045");
        check("a.gov.uk/mgAi.aspx%3FID=3045&x=y", "https://a.gov.uk/mgAi.aspx?ID=3045&x=y");
        check("a.gov.uk/mgAi.aspx@ID=3045.html", "https://a.gov.uk/mgAi.aspx?ID=3045");
        check("a.gov.uk/index.html?page=2", "https://a.gov.uk/index.html?page=2");
        check("a.gov.uk/mgAi.aspx?ID=3045.html", "https://a.gov.uk/mgAi.aspx?ID=3045");
        check("a.gov.uk/minutes.aspx.html", "https://a.gov.uk/minutes.aspx.html");
        check("a.gov.uk/clerk@ambleford.html", "https://a.gov.uk/clerk@ambleford.html");
    }

    #[test]
    fn spaces_and_accents_are_escaped_once() {
        check("a.gov.uk/March minutes é.html", "https://a.gov.uk/March%20minutes%20%C3%A9.html");
        check("a.gov.uk/March%20minutes.html", "https://a.gov.uk/March%20minutes.html");
    }

    #[test]
    fn other_folders_are_no_hosts() {
        for path in [
            "papers/minutes.html",
            "minutes.2017/a.html",
            "archive.zip/a.html",
            "report.pdf/a.html",
            "a..uk/a.html",
            ".uk/a.html",
            "two words.org/a.html",
            "-a.org/a.html",
            "ambleford.gov.uk",
            "a.gov.uk:http/a.html",
            "minutes_2019.co.uk/a.html",
            "a_b.uk/a.html",
        ] {
            check(path, "");
        }
    }
}
