//! A small corpus that changes: some papers come, some go, some are written anew or renamed.
//!
//! What is told of a state depends on its number alone.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use crate::hostile::made::chance::Chance;

/// How many states there are; then the first comes again.
pub(super) const STATES: usize = 9;

/// The files of the folder `papers`: what each holds, by its path below the folder.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// The files of a state.
pub(super) fn state(number: usize) -> &'static Files {
    static MADE: LazyLock<Vec<Files>> = LazyLock::new(|| (0..STATES).map(made).collect());
    &MADE[number]
}

/// Papers that no other part of the tests makes: the folder of one council, and its samples.
const SAMPLES: &[&str] = &[
    "src/cli/samples/stonegarth/AI_2231.txt",
    "src/cli/samples/stonegarth/agenda-item-neglect.txt",
    "src/cli/samples/stonegarth/send-report.txt",
    "src/cli/samples/democracy.tarnbridge.gov.uk/mgDelegatedDecisions.aspx@DM=1&V=0",
    "src/cli/samples/brackenshire-county-council/Decision details - Foster Carer Allowances.html",
];

/// The folder whose papers are described by a file beside them: it and they may be read at
/// different moments.
pub(super) const DESCRIBED: &str = "stonegarth/";

/// Files that another process of the program reads, of which a state holds two, one or none.
const APART: &[&str] = &[
    "tests/fixtures/samples/formats/report.docx",
    "tests/fixtures/samples/formats/parish.pdf",
    "tests/fixtures/samples/formats/minutes.odt",
    "tests/fixtures/samples/formats/locked.pdf",
    "tests/fixtures/samples/formats/minutes.docx",
];

/// How many papers are invented, if all are there.
const INVENTED: usize = 10;

/// The state that is a state without some of its files: nothing needs to be read to go there.
pub(super) fn lessened(state: usize) -> Option<usize> {
    (state % 3 < 2).then_some(state + 1)
}

fn made(number: usize) -> Files {
    let mut chance = Chance::new(7 + number as u64);
    if !number.is_multiple_of(3) {
        let mut files = made(number - 1);
        files.retain(|path, _| path.contains("paper-0") || chance.below(4) > 0);
        // Without it the papers beside it would have to be read again.
        files.extend(made(number - 1).into_iter().filter(|(path, _)| path.ends_with(".csv")));
        return files;
    }
    let mut files = Files::new();
    for paper in 0..INVENTED {
        if chance.below(5) > 0 || paper == 0 {
            let version = chance.below(3);
            let folder = *chance.one_of(&["drains", "archive/drains 2031"]);
            files.insert(format!("{folder}/paper-{paper}.txt"), paper_text(paper, version));
        }
    }
    for sample in SAMPLES {
        if chance.below(4) > 0 {
            let name = sample.rsplit('/').next().unwrap();
            files.insert(format!("{DESCRIBED}{name}"), fixture(sample));
        }
    }
    let row = *chance.one_of(&["Drains Panel,2019-05-03", "Lamps Panel,2018-05-03"]);
    let rows = format!(
        "path,url,council,committee,date,kind,title\n\
         send-report.txt,,Stonegarth City Council,{row},report,\n\
         AI_2231.txt,,Stonegarth City Council,{row},,\n"
    );
    if chance.below(3) > 0 && files.keys().any(|path| path.starts_with(DESCRIBED)) {
        files.insert(format!("{DESCRIBED}papers.csv"), rows.into_bytes());
    }
    for at in [number / 3, number / 3 + 2].iter().take(2 - number / 3 % 3) {
        let sample = APART[at % APART.len()];
        let name = sample.rsplit('/').next().unwrap();
        files.insert(format!("office/{name}"), fixture(sample));
    }
    files
}

/// A file of the project.
pub(super) fn fixture(path: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// An invented paper. Versions 0 and 1 have the same length.
pub(super) fn paper_text(paper: usize, version: usize) -> Vec<u8> {
    let mut chance = Chance::new(1000 + paper as u64);
    let council = *chance.one_of(&["Brackenshire County Council", "Hollin Vale District Council"]);
    let body = *chance.one_of(&["Hedges and Drains Panel", "Ferry Lane Scrutiny Committee"]);
    let month = *chance.one_of(&["March", "April", "August"]);
    let day = 1 + chance.below(28);
    let mut text = format!(
        "{council}\n\n{body}\n\nMinutes of the meeting held on {day} {month} 2031\n\n\
         Present: Councillor Odo Fenwright (Chair), Councillor Ines Tarrow\n\n1. Apologies\n\n\
         None were received.\n\n"
    );
    for item in 2..4 + chance.below(3) {
        let heading = *chance.one_of(&["Foster carers", "School transport", "Lamps of the ferry"]);
        let figure = 1200 + 37 * paper + item + 400 * version.min(1);
        let count = 40 + chance.below(60);
        let words = chance.words(count);
        text.push_str(&format!(
            "{item}. {heading}\n\nThe Head of Safeguarding reported caseloads of {figure}. \
             Ofsted recommended that the panel review the allowances of looked after children \
             each year. {words}.\n\nRESOLVED: that the report be noted and £{figure} be set \
             aside for paper {paper}.\n\n"
        ));
    }
    if version == 2 {
        text.push_str("9. Urgent business\n\nA zebra crossing was asked for by residents.\n");
    }
    text.into_bytes()
}
