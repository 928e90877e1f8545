//! Recognises invented papers in the shape of real ones: pages of council software with their
//! headings, the same pages flattened to text, documents by clerks, and what is no paper at all.

use minutebook::extract::Block;
use minutebook::extract::BlockKind;
use minutebook::extract::Text;
use minutebook::paper::PaperKind;
use minutebook::recognise;

/// Makes a text of lines; `#` opens a heading, as many as its level.
fn text(plain: &str) -> Text {
    let (mut content, mut blocks) = (String::new(), Vec::new());
    for line in plain.lines() {
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        let kind = match u8::try_from(level) {
            Ok(level @ 1..=6) => BlockKind::Heading(level),
            _ => BlockKind::Paragraph,
        };
        let (start, shown) = (content.len(), line.trim_start_matches('#').trim_start());
        content.push_str(shown);
        if !shown.trim().is_empty() {
            blocks.push(Block { kind, span: start..content.len(), page: None });
        }
        content.push('\n');
    }
    Text { content, blocks, ..Text::default() }
}

#[track_caller]
fn check(path: &str, plain: &str, expected: PaperKind) {
    let verdict = recognise::kind(&text(plain), path);
    assert_eq!(verdict.kind, expected, "evidence: {:?}", verdict.evidence);
}

#[test]
fn pages_of_council_software() {
    check(
        "ieDecisionDetails.html",
        "# Decision details\n## The harbour wall\nDecision Maker: Harbour Board\nDecision status: Recommendations Approved\nIs Key decision?: No\n### Decision:\nThat the wall be mended.\nDate of decision: 04/08/2026",
        PaperKind::DecisionDetails,
    );
    check(
        "page.txt",
        "Home > Agenda item\nAgenda item\nThe harbour wall\nMinutes:\nThe Board heard that the wall leans.\nSupporting documents:",
        PaperKind::AgendaItem,
    );
    check(
        "page.txt",
        "Issue - meetings\nThe harbour wall\nMeeting: 21/01/2019 - Cabinet (Item 7.)\nAgreed.",
        PaperKind::IssueMeetings,
    );
    check(
        "page.txt",
        "Issue - decisions\nThe harbour wall\n21/01/2019 - Wall",
        PaperKind::IssueDecisions,
    );
    check(
        "Agenda_1.html",
        "Home > Committees > Meetings\n# Agenda, decisions and minutes\n## Harbour Board - Thursday 15 January 2026 7:30 pm\nVenue: Ash Hall\nContact: A. Reed\nNo.\tItem\n### 54.\n### Petitions\n#### Minutes:\nThere were none.",
        PaperKind::AgendaAndMinutes,
    );
    check(
        "Agenda_2.html",
        "# Agenda\n## Harbour Board - Thursday, 15th January, 2026 7.30 pm\nVenue: Ash Hall\nItems",
        PaperKind::Agenda,
    );
}

#[test]
fn documents_by_clerks() {
    check(
        "a.txt",
        "FOXHOLE PARISH COUNCIL\nMinutes of the meeting held on 5 May 2011\nPresent: A. Reed\nApologies were received from B. Ash.\nThe meeting closed at nine.",
        PaperKind::Minutes,
    );
    check(
        "post/index.html",
        "# Foxhole Parish Council - March\n## April 2015\nFOXHOLE PARISH COUNCIL Draft Minutes of the Ordinary Meeting held on Wednesday 4 March 2015 Present: Cllr A. Reed\nApologies were accepted from Cllr B. Ash.",
        PaperKind::Minutes,
    );
    check(
        "a.txt",
        "FOXHOLE PARISH COUNCIL\nYou are hereby summoned to a meeting of the Council to be held on 5 May 2011\nAGENDA\n1. Apologies\n2. To approve the minutes of the meeting held on 6 April 2011\n3. To consider the harbour wall",
        PaperKind::Agenda,
    );
    check(
        "a.txt",
        "Executive Summary\nThe wall leans.\nRecommendation\nThe Harbour Board is asked to note the report.\nConsultations\nN/A\nImplications:\nRisk management",
        PaperKind::Report,
    );
    check(
        "a.txt",
        "Record of officer decision\nDecision made by: the Harbour Master\nReasons for the decision\nThe wall leans.\nAlternative options considered and rejected",
        PaperKind::DelegatedDecision,
    );
    check("a.txt", "Appendix B\nBudget of the harbour\nWall 200", PaperKind::Appendix);
    check(
        "a.txt",
        "Forward Plan of key decisions\nDecision due: June\nLead officer: the Harbour Master\nNotice is given 28 clear days before.",
        PaperKind::ForwardPlan,
    );
}

#[test]
fn an_agenda_that_holds_the_last_minutes_is_an_agenda() {
    check(
        "a.txt",
        "AGENDA\nMeeting of the Harbour Board to be held on Monday 5 May 2014\n1. Apologies for absence\n2. Declarations of interest\n3. Minutes\n4. To consider the wall\nMinutes of the meeting held on 7 April 2014\nPresent: A. Reed\nIt was resolved that the wall be mended.",
        PaperKind::Agenda,
    );
}

#[test]
fn pages_that_only_list_others() {
    for page in [
        "# Search results\nResults 1 to 10 for your search 'wall'.\nThe harbour wall\nMeeting: 09/09/2020 - Harbour Board\nThe Board heard at length about the state of the wall and what the mending of it would cost in each of three years.",
        "# Browse meetings\n## Harbour Board\nThis page lists the meetings for Harbour Board.\n15 Jun 2026 7:30 pm\n3 Mar 2026 7:30 pm - Agenda, Decisions",
        "# Committee structure\nCouncil\nHarbour Board\nLicensing Committee",
        "Officer decisions\nTitle\tDate\nHarbour wall\t03/11/2025\nHarbour lamp\t04/11/2025",
        "# Meeting Details\nMeeting Name: Harbour Board\nFiles:\nAgenda - Harbour Board - 5th May 2014.pdf - [Original file](https://example.org/a.pdf) - [Extracted text](./a.md)\nMinutes - Harbour Board.pdf - [Original file](https://example.org/b.pdf)",
    ] {
        check("README.md", page, PaperKind::Listing);
    }
}

#[test]
fn what_is_no_paper_of_a_known_kind_is_other() {
    check(
        "2018-03-07-agenda.md",
        "# Village news\nThe bus will run late. The council has put this on its agenda, and the minutes will tell.",
        PaperKind::Other,
    );
    check(
        "a.html",
        "# A letter to the Editor\nDear Sir\nI refer to the minutes of the meeting of the committee of 23 February 2005.\nThey are wrong.\nYours sincerely\nA. Reed",
        PaperKind::Other,
    );
    check("Minutes 5 May 2011.txt", "A wall.", PaperKind::Other);
    check("a.txt", "", PaperKind::Other);
}

#[test]
fn evidence_names_the_lines_that_speak_for_the_kind() {
    let verdict = recognise::kind(&text("# Agenda item\n\n## The wall\nMinutes:\nNone."), "a.html");
    let shown: Vec<(usize, &str)> =
        verdict.evidence.iter().map(|met| (met.number, met.line.as_str())).collect();
    assert_eq!(shown, [(1, "Agenda item"), (3, "Minutes:")]);
}

#[test]
fn pages_of_an_issue_that_is_to_be_decided_are_a_forward_plan() {
    check(
        "mgIssueHistoryHome.html",
        "# Issue details\n## The harbour wall\nTo mend the wall.\nDecision type: Key\nDecision status: For Determination\nNotice of proposed decision first published: 11/08/2021\nDecision due: 9 Sep 2021 by Harbour Board",
        PaperKind::ForwardPlan,
    );
    check(
        "page.txt",
        "Issue details\nTo see who is here.\nDecision type: Non-key\nDecision status: Recommendations Approved\nAgenda items",
        PaperKind::ForwardPlan,
    );
}

#[test]
fn welsh_papers_are_recognised() {
    check(
        "page.txt",
        "Rhaglen a chofnodion\nLleoliad: Neuadd Bryn\nCyswllt: A. Reed\nRhif eitem\n1.\nDatgan cysylltiad\nCofnodion:\nNid oedd dim.",
        PaperKind::AgendaAndMinutes,
    );
    check(
        "page.txt",
        "Eitem Agenda\nY wal\nCofnodion:\nClywyd bod y wal yn gam.",
        PaperKind::AgendaItem,
    );
    check(
        "a.txt",
        "CYNGOR BRYN\nCofnodion y cyfarfod a gynhaliwyd ar 20 Medi, 2005\nYN BRESENNOL:\nA. Reed\nYMDDIHEURIADAU:\nB. Ash",
        PaperKind::Minutes,
    );
    check(
        "a.txt",
        "12 Chwefror 2020\nCynhaliwyd cyfarfod Cyngor Cymuned Bryn am 7pm ar y 12fed Chwefror 2020.\nPRESENNOL\nA. Reed\nCROESO AC YMDDIHEURIADAU\nCymerwyd y gadair gan B. Ash.",
        PaperKind::Minutes,
    );
}

#[test]
fn flattened_pages_and_bare_agendas_are_recognised() {
    check(
        "page.txt",
        "Skip to main content\nHome\nCommittees\nCommittee details\nHarbour Board\nBrowse meetings and agendas for this committee\nMembership\nA. Reed",
        PaperKind::Listing,
    );
    check(
        "page.txt",
        "Motion status:\nCarried\n| For | A. Reed, B. Ash | 2 |\n| Against | None | 0 |",
        PaperKind::RecordedVotes,
    );
    check(
        "page.txt",
        "This section allows you to view the general details of a Decision\nDecision Maker:\nHarbour Board\nIs a Key Decision:\nNo",
        PaperKind::DecisionDetails,
    );
    check(
        "a.txt",
        "2709. Police report\n2710. Public forum\n2711. Apologies\n2712. Declarations of interest\n2713. Minutes of the last meeting\n2714. Financial report\n2715. Correspondence",
        PaperKind::Agenda,
    );
    check(
        "a.txt",
        "Agendas are put up here a few days ahead.\nThese items appear on most agendas:\n1. Apologies\n2. Declarations of interest\n3. Minutes of the last meeting\n4. Matters arising",
        PaperKind::Other,
    );
}
