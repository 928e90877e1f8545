//! Times the whole program, from its start to its end.

use std::path::Path;
use std::process::Command;
use std::process::Stdio;
use std::time::Instant;

use crate::Result;
use crate::measured::median;

/// The program, built with the bench.
const PROGRAM: &str = env!("CARGO_BIN_EXE_minutebook");

/// The fewest runs.
const RUNS: usize = 21;

/// What the program is started for.
pub(crate) struct Start {
    pub(crate) command: &'static str,
    pub(crate) typed: String,
}

/// How long it took, in seconds: the median of the wall, the mean of the CPU.
pub(crate) struct Started {
    pub(crate) start: String,
    pub(crate) wall: f64,
    pub(crate) cpu: f64,
}

/// Starts the program for each, on the index in `folder`.
pub(crate) fn measure(folder: &Path, starts: &[Start], runs: usize) -> Result<Vec<Started>> {
    let runs = runs.max(RUNS);
    let mut started = Vec::new();
    for Start { command, typed } in starts {
        let mut wall = Vec::new();
        for _ in 0..runs {
            let mut program = Command::new(PROGRAM);
            program.arg(command).arg(typed).arg("--index").arg(folder).stdout(Stdio::null());
            let began = Instant::now();
            let status = program.status()?;
            wall.push(began.elapsed());
            if !status.success() {
                return Err(format!("{command} {typed}: {status}").into());
            }
        }
        let cpu = cpu(command, typed, folder, runs)?;
        let start = format!("minutebook {command} {typed}");
        started.push(Started { start, wall: median(wall), cpu });
    }
    Ok(started)
}

/// CPU seconds of a run, the mean: that of one is too short for the clock of other processes.
fn cpu(command: &str, typed: &str, folder: &Path, runs: usize) -> Result<f64> {
    let script = "TIMEFORMAT='%3U %3S'; time for run in $(seq \"$1\"); do \
                  \"$2\" \"$3\" \"$4\" --index \"$5\" > /dev/null; done";
    let mut bash = Command::new("bash");
    bash.arg("-c").arg(script).arg("bash").arg(runs.to_string());
    bash.args([PROGRAM, command, typed]).arg(folder).env("LC_ALL", "C");
    let said = String::from_utf8(bash.output()?.stderr)?;
    let last = said.lines().next_back().unwrap_or_default();
    let times: Vec<f64> = last.split(' ').filter_map(|it| it.parse().ok()).collect();
    let &[user, system] = times.as_slice() else { return Err(said.into()) };
    Ok((user + system) / runs as f64)
}
