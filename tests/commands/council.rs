//! Makes the few papers that the tests of answers ask, and their index.

use crate::support::Corpus;

const PLANNING: &str = "\
Oakvale District Council

Planning Committee

Minutes of the meeting held on Monday, 4 March 2019 at the Council Offices

PRESENT: Councillors Able (Chair), Baker and Carter

1. Apologies for absence

Apologies were received from Councillor Dyer.

2. Bus lane in Mill Street

The Head of Transport said that the bus lane had shortened journeys by four minutes.
Members asked whether buses would run on Sundays.

RESOLVED: That the bus lane in Mill Street be made permanent.

3. Tree at the Old Forge

RESOLVED: That consent be given for the felling.

4. Date of next meeting

Monday, 1 April 2019.
";

const CABINET: &str = "\
Oakvale District Council

Cabinet

Minutes of the meeting held on Tuesday, 10 March 2020 at the Council Offices

PRESENT: Councillors Able (Chair) and Frost

1. Declarations of interest

There were none.

2. School transport

The bus budget was noted.

3. Leisure centre

The report of the Head of Leisure was noted.

4. Date of next meeting

Tuesday, 14 April 2020.
";

/// Two minutes of one council, a note of no one's, a picture and a PDF; not yet indexed.
pub(crate) fn papers() -> Corpus {
    let corpus = Corpus::new([
        ("papers/planning.txt", PLANNING),
        ("papers/cabinet.txt", CABINET),
        ("papers/note.txt", "A note about the tram, by no one in particular.\n"),
    ]);
    corpus.write("papers/map.png", b"\x89PNG\r\n\x1a\n");
    corpus.write("papers/scan.pdf", b"%PDF-1.4\n");
    corpus
}

/// The same papers with their index beside them.
pub(crate) fn indexed() -> Corpus {
    let corpus = papers();
    let told = corpus.minutebook(["index", "papers"]);
    assert!(told.ends_with("[exit 0]\n"), "{told}");
    corpus
}
