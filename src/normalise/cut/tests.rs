//! Tests where titles end.

use super::*;

#[track_caller]
fn check(printed: &str, expected: Option<&str>) {
    assert_eq!(cut_title(printed, printed.ends_with('.')).as_deref(), expected, "{printed}");
}

#[test]
fn a_title_is_the_whole_of_a_short_line_or_the_head_of_a_paragraph() {
    check("Apologies for absence", Some("Apologies for absence"));
    check("Part 2: Roads", Some("Part 2: Roads"));
    check("Petitions  PDF 99 KB", Some("Petitions"));
    check(
        "Harbour wall: The wall had been looked at and was found to be in want of repair.",
        Some("Harbour wall"),
    );
    check(
        "Gravel in the lane. The district is to be told of it again.",
        Some("Gravel in the lane"),
    );
    check(
        "PUBLIC FORUM There were two questions from the public about the wall.",
        Some("PUBLIC FORUM"),
    );
    check("Petitions\tNone were received", Some("Petitions"));
    check("Public forum: No one present", Some("Public forum"));
    check("The lamp: It was lit.", Some("The lamp"));
    check("APOLOGIES B. Ash - Reeve", Some("APOLOGIES"));
    check("CADARNHAU COFNODION Y CYFARFOD", Some("CADARNHAU COFNODION Y CYFARFOD"));
    check("HARBOUR wall and lamp", Some("HARBOUR wall and lamp"));
    check("Matters arising The wall leans", Some("Matters arising"));
}

#[test]
fn a_title_ends_where_a_sentence_or_a_list_begins() {
    check(
        "To Note: Lamp Outside the Old Mill Cllr Ann Reed advised that it had been lit. It was seen.",
        Some("To Note: Lamp Outside the Old Mill"),
    );
    check("To Note: Lamp: It was lit.", Some("To Note: Lamp"));
    check(
        "To hear of the lamp and the wall • The lamp was lit in May, and the wall leans. • The wall fell.",
        Some("To hear of the lamp and the wall"),
    );
    check("Fire Drill was read by the reeve.", Some("Fire Drill"));
    check(
        "Lamps a new owner may wish to buy, from the list of the county. BA asked whether that is so or not, and it is.",
        Some("Lamps a new owner may wish to buy, from the list of the county"),
    );
    check("Minutes of the last meeting – none yet", Some("Minutes of the last meeting"));
    check("Money for lamps – Agreed", Some("Money for lamps"));
    check(
        "DECLARATIONS OF EVERY KIND OF REGISTERED INTEREST(s) The reeve left, and so did the lamplighter.",
        Some("DECLARATIONS OF EVERY KIND OF REGISTERED INTEREST(s)"),
    );
    check("Money for lamps i. The lamp in the lane", Some("Money for lamps"));
    check("News from Mr. Reed of Ash Hall", Some("News from Mr. Reed of Ash Hall"));
    check("LAMPS No lamp was out", Some("LAMPS"));
    check(
        "LAMPS and LANTERNS – see what is out and say what is to be done about it this year.",
        Some("LAMPS and LANTERNS"),
    );
    check("Lamp in the lane a. It is out. b. It is to be lit.", Some("Lamp in the lane"));
    check("News of lamps – 12/00345/F - a shed at the Old Mill", Some("News of lamps"));
    check("Lamps at the mill. None", Some("Lamps at the mill"));
    check(
        "Closing. The reeve thanked all who came to the hall that night. Clerk: B. Ash",
        Some("Closing"),
    );
    check(
        "TO SIGN THE MINUTES OF THE MEETING held 4 May 2021. They were signed by the reeve at once.",
        Some("TO SIGN THE MINUTES OF THE MEETING held 4 May 2021"),
    );
    check(
        "INTERESTS OF MEMBERS (on the agenda) None had any but the reeve, who left.",
        Some("INTERESTS OF MEMBERS (on the agenda)"),
    );
    check("ITEMS FOR THE NEXT MEETING • Lamps • Walls", Some("ITEMS FOR THE NEXT MEETING"));
}

#[test]
fn a_title_ends_before_the_first_paragraph() {
    assert_eq!(before_paragraph("Reports 7.1 Wall 7.2 Lamp", "7"), "Reports");
    assert_eq!(before_paragraph("Reports 7.1 Wall", "7.0"), "Reports");
    assert_eq!(before_paragraph("Version 17.1 of it", "7"), "Version 17.1 of it");
}

#[test]
fn a_paragraph_and_a_figure_are_no_titles() {
    check(
        "The wall, which was built by the last harbour master, leans out to sea and is to be mended as soon as the money for it has been found somewhere",
        None,
    );
    check("12.5", None);
}
