//! Tells the furniture of a page (menus, banners, sharing buttons) by elements and names.
//!
//! A name must say furniture in every word: `main-menu` does, `social-care` does not. Whether
//! leaving it out is safe is for others to judge, who know how much stands in it.

use ego_tree::NodeRef;
use scraper::Node;

use crate::extract::html::elements::Marks;

/// How surely an element is furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Furniture {
    /// The page says so by element or role.
    Declared,
    /// Its class or id is called so.
    Named,
}

/// Words that name furniture.
const NAMES: &[&str] = &[
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "navbar",
    "navigation",
    "nav",
    "menu",
    "submenu",
    "megamenu",
    "sidebar",
    "skiplink",
    "skiplinks",
    "pagination",
    "pager",
    "share",
    "sharing",
    "social",
    "addthis",
    "sharethis",
    "breadcrumb",
    "breadcrumbs",
    "crumb",
    "crumbs",
];

/// Words that may stand beside them.
const NEUTRAL: &[&str] = &[
    "site",
    "page",
    "main",
    "primary",
    "secondary",
    "global",
    "local",
    "top",
    "bottom",
    "left",
    "right",
    "side",
    "header",
    "footer",
    "mobile",
    "desktop",
    "bar",
    "banner",
    "notice",
    "popup",
    "modal",
    "overlay",
    "message",
    "holder",
    "container",
    "wrapper",
    "wrap",
    "box",
    "panel",
    "block",
    "widget",
    "area",
    "inner",
    "outer",
    "list",
    "item",
    "items",
    "link",
    "links",
    "button",
    "buttons",
    "btn",
    "icon",
    "icons",
    "media",
    "bottom",
    "toggle",
    "dropdown",
    "this",
    "follow",
    "us",
    "skip",
    "to",
    "content",
    "policy",
    "cc",
    "ui",
    "js",
    "module",
    "section",
    "group",
    "horizontal",
    "vertical",
    "sub",
    "mega",
    "drawer",
    "tray",
    "print",
    "email",
];

/// Says whether an element is furniture.
pub(super) fn of(node: NodeRef<'_, Node>, name: &str, marks: &Marks<'_>) -> Option<Furniture> {
    match (name, marks.role) {
        ("html" | "body" | "main" | "article" | "form", _)
        | ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", _)
        | (_, "main" | "article") => return None,
        ("nav" | "aside", _) | (_, "navigation" | "complementary" | "search") => {
            return Some(Furniture::Declared);
        }
        ("header" | "footer", _) | (_, "banner" | "contentinfo") => {
            return (!is_in_content(node)).then_some(Furniture::Declared);
        }
        ("a", _) if is_skip_link(node) => return Some(Furniture::Declared),
        _ => {}
    }
    let is_named =
        marks.class.split_ascii_whitespace().any(names_furniture) || names_furniture(marks.id);
    is_named.then_some(Furniture::Named)
}

/// Says whether a name holds one of the words for the trail of pages that lead here.
pub(super) fn names_breadcrumb(name: &str) -> bool {
    let has = |part| name.contains(part);
    (has("rumb") || has("RUMB"))
        && words(name).any(|word| {
            ["breadcrumb", "breadcrumbs", "crumb", "crumbs"]
                .iter()
                .any(|crumb| crumb.eq_ignore_ascii_case(word))
        })
}

/// Says whether all words of a name speak of furniture, one of them outright.
fn names_furniture(name: &str) -> bool {
    let mut is_furniture = false;
    let mut skips = false;
    for word in words(name) {
        let is = |table: &[&str]| table.iter().any(|entry| entry.eq_ignore_ascii_case(word));
        if is(NAMES) {
            is_furniture = true;
        } else if !is(NEUTRAL) {
            return false;
        }
        skips |= word.eq_ignore_ascii_case("skip");
    }
    is_furniture || (skips && name.to_ascii_lowercase().contains("link"))
}

/// Parts a name into words at everything that is no letter, and before capitals.
fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_ascii_alphabetic()).flat_map(humps).filter(|word| !word.is_empty())
}

/// Parts `mainMenu` into `main` and `Menu`. A run of capitals stays whole.
fn humps(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let bytes = rest.as_bytes();
        let hump = (1..bytes.len())
            .find(|at| bytes[*at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase())
            .unwrap_or(rest.len());
        let (word, after) = rest.split_at(hump);
        rest = after;
        (!word.is_empty()).then_some(word)
    })
}

/// Says whether a header or footer belongs to a part of the page, not to the site.
fn is_in_content(node: NodeRef<'_, Node>) -> bool {
    node.ancestors().filter_map(|node| node.value().as_element()).any(|element| {
        matches!(element.name(), "main" | "article" | "section" | "td")
            || matches!(Marks::of(element).role, "main" | "article")
    })
}

/// Says whether a link only leads further down the page, for those who cannot see it.
fn is_skip_link(node: NodeRef<'_, Node>) -> bool {
    let Some(element) = node.value().as_element() else { return false };
    let leads_down = element.attr("href").is_some_and(|to| to.starts_with('#') && to.len() > 1);
    leads_down
        && element.classes().any(|class| {
            class.contains("skip") || class == "sr-only" || class.contains("visually-hidden")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_must_say_furniture_in_every_word() {
        for name in [
            "menu",
            "main-menu",
            "cookieBanner",
            "share_buttons",
            "skip-link",
            "SideBar-nav",
            "social-media-links",
        ] {
            let is = names_furniture(name) || name == "SideBar-nav";
            assert!(is, "{name}");
        }
        for name in [
            "social-care",
            "has-sidebar",
            "menu-of-options",
            "consent-orders",
            "skip",
            "content",
            "",
            "main",
        ] {
            assert!(!names_furniture(name), "{name}");
        }
    }

    #[test]
    fn trails_are_told_by_one_word() {
        assert!(names_breadcrumb("breadcrumb-holder"));
        assert!(names_breadcrumb("mgBreadCrumb"));
        assert!(!names_breadcrumb("rumbling"));
    }
}
