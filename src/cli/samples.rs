//! Holds the sample papers of the demo: invented councils, in the shape of real papers.
//!
//! The files lie in `samples/`, below folders and under names such as people save them with. A
//! file that is not listed here fails a test.

/// Lists files of `samples/` with their bytes.
macro_rules! samples {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_bytes!(concat!("samples/", $path)))),*]
    };
}

/// Each sample: its path below the folder of papers, and its bytes.
pub(crate) const SAMPLES: &[(&str, &[u8])] = samples![
    "brackenshire-county-council/Agenda for Highways and Transport Committee on Tuesday 7 March 2023.html",
    "brackenshire-county-council/Agenda item - Childrens Services progress.html",
    "brackenshire-county-council/Cabinet 15 Nov 2021.txt",
    "brackenshire-county-council/Decision details - Foster Carer Allowances.html",
    "brackenshire-county-council/Decision details - Social Work Workforce and Placement Costs.txt",
    "brackenshire-county-council/Minutes 13 November 2019.txt",
    "brackenshire-county-council/Public report Thursday 16-Sep-2021 10.30 Children and Families Scrutiny Committee.txt",
    "democracy.tarnbridge.gov.uk/documents/g2290/Printed minutes Tuesday 11-Jun-2024 18.30 Housing and Communities Panel.txt",
    "democracy.tarnbridge.gov.uk/ieDecisionDetails.aspx@ID=913",
    "democracy.tarnbridge.gov.uk/ieIssueDetails.aspx@IId=5120&Opt=3",
    "democracy.tarnbridge.gov.uk/ieListDocuments.aspx@CId=142&MID=1187",
    "democracy.tarnbridge.gov.uk/mgAi.aspx@ID=3045",
    "democracy.tarnbridge.gov.uk/mgDecisionDetails.aspx@IId=4410&Opt=1",
    "democracy.tarnbridge.gov.uk/mgDelegatedDecisions.aspx@DM=1&V=0",
    "much-hallowby-parish-council/2021-07-14-minutes.md",
    "much-hallowby-parish-council/Annual Parish Council Meeting May 2022.html",
    "much-hallowby-parish-council/Minutes 9 October 2019.txt",
    "stonegarth/AI_2231.txt",
    "stonegarth/agenda-item-neglect.txt",
    "stonegarth/library hours.txt",
    "stonegarth/papers.csv",
    "stonegarth/planning 20-0417.txt",
    "stonegarth/send-report.txt",
];

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::SAMPLES;

    /// The files below `folder`, as paths below `root`.
    fn files(root: &Path, folder: &Path) -> Vec<String> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                found.extend(files(root, &path));
            } else {
                let below = path.strip_prefix(root).unwrap();
                found.push(below.to_str().unwrap().replace('\\', "/"));
            }
        }
        found
    }

    #[test]
    fn every_file_of_the_folder_is_listed_in_order() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/samples");
        let mut on_disk = files(&root, &root);
        on_disk.sort();
        let listed: Vec<&str> = SAMPLES.iter().map(|(path, _)| *path).collect();
        assert_eq!(listed, on_disk);
    }
}
