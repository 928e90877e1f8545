//! Knows the classes that the council software ModernGov gives its pages.
//!
//! It reads no page: it does not know where in one a class stands.

/// The id of the element that holds all that ModernGov writes.
pub(super) const ID: &str = "modgov";

/// The class of the cell with an agenda item's number.
pub(super) const NUMBER_CELL: &str = "mgItemNumberCell";

/// Returns the level of the heading that an element with these classes is.
pub(super) fn heading(class: &str) -> Option<u8> {
    if !class.contains("mg") {
        return None;
    }
    class.split_ascii_whitespace().find_map(|class| {
        Some(match class {
            "mgMainTitleTxt" => 1,
            "mgSubTitleTxt" | "mgSectionTitle" => 2,
            "mgSubSubTitleTxt" | "mgAiTitleTxt" | NUMBER_CELL => 3,
            "mgSubItemTitleTxt" => 4,
            _ => return None,
        })
    })
}

/// Says whether an element with these classes is no part of the paper: words for screen
/// readers, file sizes ("PDF 99 KB"), tools of the page.
pub(super) fn is_furniture(class: &str) -> bool {
    class.contains("mg")
        && class.split_ascii_whitespace().any(|class| {
            matches!(class, "mgHide" | "mgFileSize" | "mgActionList" | "mgLinks" | "mgFooter")
        })
}
