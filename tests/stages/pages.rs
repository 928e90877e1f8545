//! Pages of council software that were flattened to plain text, in invented words: what is read
//! of each, from its kind to the titles of its items.

use minutebook::extract::Block;
use minutebook::extract::BlockKind;
use minutebook::extract::Text;
use minutebook::normalise;
use minutebook::paper::Origin;
use minutebook::paper::Part;
use minutebook::recognise;

/// Makes a text as a page without markup gives it: a paragraph for each line.
fn text(plain: &str) -> Text {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in plain.split('\n') {
        if !line.trim().is_empty() {
            let span = start..start + line.len();
            blocks.push(Block { kind: BlockKind::Paragraph, span, page: None });
        }
        start += line.len() + 1;
    }
    Text { content: plain.to_owned(), blocks, ..Text::default() }
}

/// `facts` are kind, council, committee and date in one line, `-` for what is absent; `items` are
/// numbers and titles.
#[track_caller]
fn check(plain: &str, facts: &str, items: &[&str]) {
    let text = text(plain);
    let verdict = recognise::kind(&text, "page.txt");
    let (paper, _) = normalise::paper(text, &verdict, Origin::default());
    let none = || "-".to_owned();
    let shown = [
        paper.kind.to_string(),
        paper.council.map_or_else(none, |council| council.value.name),
        paper.committee.map_or_else(none, |committee| committee.value.name),
        paper.date.map_or_else(none, |date| date.value.to_string()),
    ];
    let found: Vec<String> = paper
        .items
        .iter()
        .filter(|item| item.part == Part::Item)
        .map(|item| {
            let (number, title) = (item.number.as_deref(), item.title.as_deref());
            format!("{} {}", number.unwrap_or("-"), title.unwrap_or("-"))
        })
        .collect();
    assert_eq!(
        (shown.join(" | ").as_str(), found),
        (facts, items.iter().map(|item| (*item).to_owned()).collect())
    );
}

#[test]
fn a_meeting_with_its_name_and_day_on_two_lines() {
    check(
        "Agenda and minutes\n\nHarbour Scrutiny Panel\nMonday 20 May 2019 7.00 pm\n\nVenue: Ash Hall, Alderwick. View directions\n\nMedia\n\nItems\nNo. Item\n\nHB119\n\nNotice of the Meeting\n\nAdditional documents:\n\nMinutes:\n\nThe Clerk read the notice.\n\nHB219\n\nAttendance and Apologies\n\nAdditional documents:\n\nMinutes:\n\nNo apologies were recorded.\n\nHB319\n\nRepair of the Sea Wall\n\nMinutes:\n\nCouncillor Reed moved and Councillor Ash seconded that the wall be mended.",
        "agenda_and_minutes | - | Harbour Scrutiny Panel | 2019-05-20",
        &[
            "HB119 Notice of the Meeting",
            "HB219 Attendance and Apologies",
            "HB319 Repair of the Sea Wall",
        ],
    );
}

#[test]
fn a_meeting_in_one_heading_with_numbers_of_the_year() {
    check(
        "Councillors and committees\n\nAgenda, decisions and minutes\n\nCabinet - Tuesday, 27 April 2021 2.00 pm\n\nVenue: Remote Meeting\n\nContact: Ada Reed  Email: ada.reed@kent.gov.uk\n\nMedia\n\nItems\nNo. Item\n\n77/21\n\nApologies for Absence\n\n    Share this item\n\n    Additional documents:\n\n    Decision:\n\n    There were none.\n\n    Minutes:\n\n    There were none.\n\n78/21\n\nMinutes of Previous Meeting: 30 March 2021 pdf icon PDF 365 KB\n\n    Minutes:\n\n    The minutes were approved as a correct record.\n\n79/21\n\nProcedural Matters\n\n    Minutes:\n\n    The Leader spoke of two matters:\n\n    1. the lamps of the harbour; and\n\n    2. the trees on the hill.\n\n80/21\n\nLamps of the Harbour pdf icon PDF 1 MB\n\n    Resolved:\n\n    That ten lamps be bought.",
        "agenda_and_minutes | Kent County Council | Cabinet | 2021-04-27",
        &[
            "77/21 Apologies for Absence",
            "78/21 Minutes of Previous Meeting: 30 March 2021",
            "79/21 Procedural Matters",
            "80/21 Lamps of the Harbour",
        ],
    );
}

#[test]
fn a_meeting_of_thousands_with_the_number_on_the_agenda_behind_the_title() {
    check(
        "Agendas, Meetings and Minutes - Agenda and minutes\n\nAgenda and minutes\n\nCouncil - Thursday, 12 May 2016 10.00 am\n\nVenue: Ash Hall\n\nContact: Ben Hill  Committee Officer\n\nItems\nNo. Item\n\n1772.\n\nApologies and Declaration of Interests (Agenda item 1)\n\nTo receive apologies and invite members to declare interests.\n\nAdditional documents:\n\nMinutes:\n\nApologies were received from Mr C Lane.\n\n1773.\n\nChairman's Announcements (Agenda item 6)\n\nMinutes:\n\nThe Chairman thanked everyone.\n\n1774.\n\nElection of Chairman (Agenda item 2)\n\nMinutes:\n\nRESOLVED that Mrs D Reed be elected.",
        "agenda_and_minutes | - | Council | 2016-05-12",
        &[
            "1772 Apologies and Declaration of Interests (Agenda item 1)",
            "1773 Chairman's Announcements (Agenda item 6)",
            "1774 Election of Chairman (Agenda item 2)",
        ],
    );
}

#[test]
fn an_agenda_alone() {
    check(
        "Agenda\n\nLicensing Sub-Committee - Friday, 3rd February, 2023 9.30 am\n\nVenue: Room 2, Ash Hall. View directions\n\nContact: Cy Lane  Tel: 01234 567890\n\nItems\nNo. Item\n\n1.\n\nApologies\n\n2.\n\nDeclarations of Interest\n\nMembers are asked to declare any interests.\n\n3.\n\nThe Anchor, Quay Street pdf icon PDF 203 KB\n\nTo consider an application for a licence.\n\nAdditional documents:\n\nPlan of the house\n\n4.\n\nExclusion of the Press and Public",
        "agenda | - | Licensing Sub-Committee | 2023-02-03",
        &[
            "1 Apologies",
            "2 Declarations of Interest",
            "3 The Anchor, Quay Street",
            "4 Exclusion of the Press and Public",
        ],
    );
}

#[test]
fn pages_of_one_matter() {
    check(
        "Agenda item\n\nRepair of the Sea Wall\n\nMeeting of Harbour Board, Tuesday, 4th June, 2019 6.30 pm (Item 12.)\n\nTo consider the report of the engineer.\n\nMinutes:\n\nThe engineer presented the report.\n\nResolved\n\n1. That the wall be mended.\n\n2. That the cost be met.\n\nSupporting documents:\n\nReport, item 12. pdf icon PDF 80 KB",
        "agenda_item | - | Harbour Board | 2019-06-04",
        &["12 Repair of the Sea Wall"],
    );
    check(
        "Decision details\n\nRepair of the Sea Wall\n\nDecision Maker: Harbour Board\n\nDecision status: Recommendations Approved\n\nIs Key decision?: Yes\n\nIs subject to call in?: No\n\nPurpose:\n\nTo mend the wall.\n\nDecision:\n\nThat the wall be mended.\n\nReport author: Ada Reed\n\nPublication date: 06/06/2019\n\nDate of decision: 05/06/2019\n\nDecided at meeting: 04/06/2019 - Harbour Board\n\nAccompanying Documents:\n\nReport PDF 80 KB",
        "decision_details | - | Harbour Board | 2019-06-04",
        &["- Repair of the Sea Wall"],
    );
}

#[test]
fn pages_of_an_issue() {
    check(
        "Issue - meetings\n\nRepair of the Sea Wall\n\nMeeting: 04/06/2019 - Harbour Board (Item 12)\n\n12 Repair of the Sea Wall pdf icon PDF 80 KB\n\nDecision:\n\nThat the wall be mended.\n\nMeeting: 07/05/2019 - Cabinet (Item 31.)\n\n31 Repair of the Sea Wall\n\nMinutes:\n\nIt was deferred.",
        "issue_meetings | - | Harbour Board | 2019-06-04",
        &["12 Repair of the Sea Wall", "31 Repair of the Sea Wall"],
    );
    check(
        "Issue - decisions\n\nCalendar of the Harbour\n\n09/01/2018 - Calendar of the Harbour\n\n(a)       That the calendar be approved; and\n\n(b)       That the clerk print it.",
        "issue_decisions | - | - | -",
        &["- Calendar of the Harbour"],
    );
}

#[test]
fn pages_that_only_list_others() {
    check(
        "Browse meetings\n\nHarbour Board\n\nThis page lists the meetings for Harbour Board.\n\n4 Jun 2019 6.30 pm\n\n7 May 2019 6.30 pm CANCELLED\n\nInformation about Harbour Board\n\nThe Board looks after the harbour.",
        "listing | - | - | -",
        &[],
    );
    check(
        "Search\n\nKent County Council\n\nHome\n\nPlease enter search criteria.\n\nSearch Results (22 Documents Found)\n\nHits\n\nAgenda Pack - Harbour Board - 01/09/2026\n\nMeeting: Harbour Board - 01/Sep/2026",
        "listing | Kent County Council | - | -",
        &[],
    );
}

#[test]
fn reports_and_short_agendas() {
    check(
        "Report to: Harbour Board\n\nDate of meeting: 4 June 2019\n\nReport of: Director of Works\n\nReport title: Repair of the Sea Wall\n\nSummary\n\nThe wall leans.\n\nRecommendations\n\nThe Board is asked to note the report.\n\nFinancial implications\n\nNone.\n\nBackground papers\n\nNone.",
        "report | - | Harbour Board | 2019-06-04",
        &[],
    );
    check(
        "4811. To receive apologies for absence\n4812. Declarations of interest for items on the agenda\n4813. Public Session\n4814. To choose a lamp for \tAsh Village Hall\n4815. Correspondence",
        "agenda | - | - | -",
        &[
            "4811 To receive apologies for absence",
            "4812 Declarations of interest for items on the agenda",
            "4813 Public Session",
            "4814 To choose a lamp for Ash Village Hall",
            "4815 Correspondence",
        ],
    );
}
