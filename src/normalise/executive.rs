//! Knows the posts of the executive whose holders decide alone: `Cabinet Member for Housing`.
//!
//! Works on a name that was cut out already. An officer's post is none of these, nor is the name
//! of a person. The words it goes by are in `executive.toml`.

use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use crate::normalise::bodies;
use crate::normalise::bodies::CommitteeName;
use crate::normalise::reading::folded_space;

#[derive(Deserialize)]
struct Words {
    post: String,
    before: String,
    sentence: String,
}

struct Patterns {
    post: Regex,
    before: Regex,
    sentence: Regex,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let words: Words = toml::from_str(include_str!("executive.toml"))
        .expect("executive.toml is embedded and parsed in a test");
    let any_case = |pattern: &str| {
        let pattern = pattern.replace(r"\b", r"(?-u:\b)");
        Regex::new(&format!("(?i){pattern}")).expect("executive.toml is compiled in a test")
    };
    Patterns {
        post: any_case(&words.post),
        before: any_case(&words.before),
        sentence: any_case(&words.sentence),
    }
});

/// Returns the committee that `printed` names, or the post of a member of the executive who
/// decides alone, which council sites list among the committees. A person's name beside the post
/// is left out; a person alone, or an officer, is neither.
pub(super) fn decision_maker(printed: &str) -> Option<CommitteeName> {
    bodies::committee(printed).or_else(|| member(printed))
}

fn member(printed: &str) -> Option<CommitteeName> {
    let folded = folded_space(printed);
    let name = folded.trim_matches(|c: char| !c.is_alphanumeric() && c != '(' && c != ')');
    let (name, expired) = bodies::without_mark(name);
    if bodies::is_sentence(name) || PATTERNS.sentence.is_match(name) {
        return None;
    }
    let post = PATTERNS.post.captures(name)?.name("post")?;
    let begins = post.as_str().starts_with(char::is_uppercase);
    let stands_first = PATTERNS.before.is_match(&name[..post.start()]);
    let name = post.as_str().trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
    (begins && stands_first).then(|| CommitteeName { name: name.to_owned(), expired })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_maker(printed: &str, expected: Option<&str>) {
        assert_eq!(
            decision_maker(printed).map(|found| found.name).as_deref(),
            expected,
            "{printed}"
        );
    }

    #[test]
    fn a_member_of_the_executive_decides_alone_by_post() {
        check_maker("Audit Panel", Some("Audit Panel"));
        for post in [
            "Cabinet Member for Housing and Homes",
            "Executive Member for Children's Services",
            "Portfolio Holder – Parks, Coast & Climate",
            "Leader of the Council",
            "Deputy Leader and Cabinet Member for Finance",
            "Aelod Cabinet dros Addysg",
        ] {
            check_maker(post, Some(post));
        }
        check_maker("The Leader of the Council", Some("Leader of the Council"));
        for print in [
            "Councillor Ada Reed, Cabinet Member for Housing",
            "Cllr A Reed - Cabinet Member for Housing",
            "Cabinet Member for Housing (Councillor Ada Reed)",
            "Cabinet Member for Housing - Cllr A Reed",
            "Cabinet Member for Housing, Councillor Ada Reed",
        ] {
            check_maker(print, Some("Cabinet Member for Housing"));
        }
        for other in [
            "Ada Reed",
            "Councillor Ada Reed",
            "Director of Housing",
            "Assistant Director Highways",
            "Leader, following consultation with the Chief Executive",
            "to be agreed with the Leader of the Council",
            "The Director in consultation with the Cabinet Member for Housing",
            "",
        ] {
            check_maker(other, None);
        }
    }
}
