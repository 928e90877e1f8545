//! Takes the language out of the address of a page.

/// Names of parameters that choose the language of a page: that of ModernGov, and the usual ones.
const LANGUAGE: [&str; 4] = ["lll", "lang", "language", "locale"];

/// Returns `address` as it is compared: without scheme, language, empty parameters and the part
/// behind `#`; host and names of parameters in lower case, parameters in order.
///
/// `None` where nothing in it tells one page from another: neither a parameter nor a part of its
/// path has a digit.
pub(super) fn without_language(address: &str) -> Option<String> {
    let address = address.trim().replace("&amp;", "&");
    let address = address.split('#').next()?;
    let (_, rest) = address.split_once("://")?;
    let (place, asked) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let mut parameters: Vec<(String, &str)> = asked
        .split('&')
        .filter_map(|parameter| parameter.split_once('='))
        .map(|(name, value)| (name.to_lowercase(), value))
        .filter(|(name, value)| !value.is_empty() && !LANGUAGE.contains(&name.as_str()))
        .collect();
    parameters.sort_unstable();
    let digits = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    if !digits(path) && !parameters.iter().any(|(_, value)| digits(value)) {
        return None;
    }
    let mut told = format!("{}/{}", host.to_lowercase(), path.trim_end_matches('/'));
    for (name, value) in parameters {
        told.push_str(&format!("&{name}={value}"));
    }
    Some(told)
}

#[cfg(test)]
mod tests {
    use super::without_language;

    #[track_caller]
    fn check(address: &str, expected: Option<&str>) {
        assert_eq!(without_language(address).as_deref(), expected);
    }

    #[test]
    fn both_faces_of_a_page_have_one_address() {
        let one = Some("democracy.fernshire.gov.uk/ieListDocuments.aspx&cid=141&mid=2500&ver=4");
        for address in [
            "https://democracy.fernshire.gov.uk/ieListDocuments.aspx?CId=141&MId=2500&Ver=4",
            "http://democracy.fernshire.gov.uk/ieListDocuments.aspx?CId=141&MId=2500&Ver=4&LLL=1",
            "HTTP://Democracy.Fernshire.gov.uk/ieListDocuments.aspx?LLL=0&MId=2500&CId=141&Ver=4&J=",
            "https://democracy.fernshire.gov.uk/ieListDocuments.aspx?mid=2500&amp;CId=141&amp;Ver=4#AI7",
        ] {
            check(address, one);
        }
        check("https://fernshire.gov.uk/papers/2500/", Some("fernshire.gov.uk/papers/2500"));
    }

    #[test]
    fn an_address_that_tells_nothing_apart_is_none() {
        check("https://fernshire.gov.uk/ieDocHome.aspx?LLL=1", None);
        check("https://fernshire.gov.uk/council/minutes?lang=cy", None);
        check("https://host7.gov.uk", None);
        check("papers/2500.html", None);
    }
}
