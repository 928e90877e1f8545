//! Tests tables: one row a hit, and no cell that a spreadsheet would run.

use std::io::Result;
use std::io::Write;

use insta::assert_snapshot;
use minutebook::paper::PaperKind;
use minutebook::present::Inspected;
use minutebook::present::csv;

use super::values;

fn written(write: impl FnOnce(&mut dyn Write) -> Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The lines as a reader of files sees them.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

#[test]
fn a_hit_is_a_row() {
    let found = values::found();
    assert_snapshot!(lines(&written(|out| csv::found(&found, out))), @r#"
    id,score,title,item_number,part,kind,council,council_layer,committee,committee_layer,date,date_layer,decision_date,people,topics,url,path,page,ocr,same_as,snippets
    brackenshire/scrutiny/2017-01-18/minutes-3f9a1c/4,7.25,Improvement Board Update,4,item,minutes,Brackenshire County Council,explicit,Children's Services Scrutiny Committee,explicit,2017-01-18,supplied,,A. Example (Director of Children's Services); Chair,children/front-door,https://democracy.brackenshire.example/mgAi.aspx?ID=3045,minutes/2017-01-18.txt,3,,,"…informed that caseloads fell, “naïve” case loads … Members enquired how caseloads were measured…"
    other/other-000000/0,2,,,body,other,,,,,,,,,,,"a folder/a rather long name, as people give them to files that they save from the web, with its date 2017.txt",,,,no match is marked here
    brackenshire/scrutiny/2017-01-18/minutes-3f9a1c/12,1.5,Budget monitoring,12,item,minutes,Brackenshire County Council,explicit,Children's Services Scrutiny Committee,explicit,2017-01-18,supplied,,A. Example (Director of Children's Services); Chair,children/front-door,https://democracy.brackenshire.example/mgAi.aspx?ID=3045,minutes/2017-01-18.txt,,,,
    "#);
}

#[test]
fn no_cell_is_a_formula_or_an_escape() {
    let found = values::hostile();
    let text = written(|out| csv::found(&found, out));
    assert!(!text.contains(['\u{1b}', '\u{9b}', '\u{7}', '\u{202e}']));
    let mut rows = ::csv::Reader::from_reader(text.as_bytes());
    let names = rows.headers().unwrap().clone();
    let row = rows.records().next().unwrap().unwrap();
    assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
    let cell = |name: &str| &row[names.iter().position(|it| it == name).unwrap()];
    assert_eq!(cell("title"), "'=cmd|' /C calc'!A0 [31mred[2J1A]0;t\n=two, \"lines\"");
    assert_eq!(cell("item_number"), "'+1");
    assert_eq!(cell("committee"), "'@eettimmoc");
    assert_eq!(cell("path"), "'\ttab\r\nc.txt");
}

#[test]
fn an_empty_answer_is_a_header() {
    let text = written(|out| csv::found(&values::nothing(), out));
    assert_eq!(text.lines().count(), 1);
}

#[test]
fn values_shown_items_holdings_and_problems_are_tables_too() {
    let facet = values::facet("kind", &[("minutes", 12), ("(unknown)", 1)]);
    assert_snapshot!(lines(&written(|out| csv::facet(&facet, 0, out))), @"
    field,value,count,chosen
    kind,minutes,12,true
    kind,(unknown),1,false
    ");
    assert_snapshot!(lines(&written(|out| csv::shown(&values::shown(), out))), @r#"
    id,paper,title,item_number,part,kind,council,council_layer,committee,committee_layer,date,date_layer,decision_date,people,topics,url,path,page,ocr,same_as,text
    brackenshire/scrutiny/2017-01-18/minutes-3f9a1c/4,brackenshire/scrutiny/2017-01-18/minutes-3f9a1c,Improvement Board Update,4,item,minutes,Brackenshire County Council,explicit,Children's Services Scrutiny Committee,explicit,2017-01-18,supplied,,A. Example (Director of Children's Services); Chair,children/front-door,https://democracy.brackenshire.example/mgAi.aspx?ID=3045,minutes/2017-01-18.txt,3,,,"4. Improvement Board Update


    The Board noted	a [31mred[0m line.
    "
    "#);
    assert_snapshot!(lines(&written(|out| csv::holdings(&values::holdings(), out))), @"
    field,value,papers
    council,Brackenshire,3
    council,(unknown),2
    kind,minutes,5
    ");
    assert_snapshot!(lines(&written(|out| csv::problems(&values::holdings(), out))), @"
    path,problem,detail
    scans/1.pdf,format_not_read_yet,PDF
    scans/2.pdf,format_not_read_yet,PDF
    scans/3.pdf,format_not_read_yet,PDF
    scans/4.pdf,format_not_read_yet,PDF
    scans/5.pdf,format_not_read_yet,PDF
    logo.png,not_a_paper,
    a[31m.txt,weekday_disagrees,Monday 18 January 2017
    ");
}

#[test]
fn items_of_files_are_rows_and_a_file_without_a_paper_has_one() {
    let (paper, problems) = (values::paper(), values::problems());
    let files = [
        Inspected {
            path: "papers/cabinet.txt",
            kind: Some(PaperKind::Minutes),
            evidence: Vec::new(),
            paper: Some(&paper),
            furniture_words: 0,
            problems: &[],
        },
        Inspected {
            path: "logo.png",
            kind: None,
            evidence: Vec::new(),
            paper: None,
            furniture_words: 0,
            problems: &problems[5..6],
        },
    ];
    assert_snapshot!(lines(&written(|out| csv::inspected(&files, out))), @r#"
    path,kind,council,council_layer,committee,committee_layer,date,date_layer,decision_date,problems,part,item_number,title,page,text
    papers/cabinet.txt,minutes,,,Cabinet,explicit,2021-11-15,supplied,,,header,,,,"Cabinet
    "
    papers/cabinet.txt,minutes,,,Cabinet,explicit,2021-11-15,supplied,,,item,1,Apologies,,"1. Apologies
    None [5mwere received.
    "
    logo.png,,,,,,,,,not_a_paper,,,,,
    "#);
}
