//! Reads files whose formats can bring a program down in processes of their own.
//!
//! A PDF of a few kilobytes can ask for all memory there is, or for ever. No library can be
//! trusted to refuse each of them, so such files are read by this program in another process,
//! which has a limit of memory and of time; where it dies, that file is named and the next one
//! gets a new process. Pages and plain text are read here unless they are very large: their readers
//! have bounds.

mod bounds;
mod frame;
mod serve;

pub use serve::serve;

use std::io;
use std::io::Read;
use std::path::PathBuf;
use std::process::Child;
use std::process::ChildStderr;
use std::process::ChildStdin;
use std::process::Command;
use std::process::ExitStatus;
use std::process::Stdio;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::RwLock;
use std::sync::mpsc;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::RecvTimeoutError;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use crate::extract;
use crate::extract::Text;
use crate::problem::Problem;
use crate::problem::ProblemKind;

use super::Progress;

use bounds::Bounds;
use frame::Request;

/// The one argument that starts this program as a reader of files.
pub const WORKER: &str = "--extract-worker";

/// How much of what a process complained of is looked at, in bytes.
const COMPLAINT: u64 = 4_096;

/// How often is looked whether anyone still waits for an answer.
const BETWEEN_LOOKS: Duration = Duration::from_millis(50);

/// Where PDF and office files are read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Readers {
    /// In this process: a file that is made to break its reader breaks this program.
    #[default]
    Here,
    /// In processes of the program at this path, started with [`WORKER`].
    Apart(PathBuf),
}

/// Processes that read files, as many as are needed at once.
pub(super) struct Workers<'a> {
    readers: Readers,
    /// How many bytes of memory the whole program may take.
    memory: u64,
    progress: &'a dyn Progress,
    idle: Mutex<Vec<Worker>>,
    /// Held by all who read a file, and by one alone who needs more memory for it.
    reading: RwLock<()>,
}

/// A process that reads one file after another.
#[derive(Debug)]
struct Worker {
    child: Child,
    requests: ChildStdin,
    complaints: ChildStderr,
    answers: Receiver<io::Result<Vec<u8>>>,
    /// How many files it has read.
    served: u32,
}

/// Why there is no answer.
enum Failure {
    /// No one waits for it any more.
    Stopped,
    /// It did not come in time.
    Late,
    /// The process ended.
    Died,
}

/// A file to be read.
#[derive(Clone, Copy)]
struct File<'a> {
    path: &'a str,
    content_type: &'a str,
    bytes: &'a [u8],
}

/// What a file lacked to be read.
struct Lacking {
    is_memory: bool,
    /// In words for people.
    why: String,
}

impl<'a> Workers<'a> {
    /// Makes room for processes that share `memory` bytes with this one; none is started before it
    /// is needed.
    pub(super) fn new(readers: Readers, memory: u64, progress: &'a dyn Progress) -> Self {
        let (idle, reading) = (Mutex::default(), RwLock::default());
        Self { readers, memory, progress, idle, reading }
    }

    /// Extracts the text of a file, as [`extract::text_as`] does, where it can do no harm. Gives
    /// nothing where the work is stopped meanwhile.
    pub(super) fn text(
        &self,
        path: &str,
        content_type: Option<&str>,
        bytes: &[u8],
    ) -> Option<(Text, Vec<Problem>)> {
        match &self.readers {
            Readers::Apart(program) if self.reads_apart(bytes) => {
                let content_type = content_type.unwrap_or_default();
                self.apart(program, File { path, content_type, bytes })
            }
            _ => Some(serve::text(path, content_type, bytes)),
        }
    }

    /// Whether a file is to be read in a process of its own: it may break its reader, or is so large
    /// that it may take all memory.
    fn reads_apart(&self, bytes: &[u8]) -> bool {
        extract::is_delicate(bytes) || bounds::is_large(bytes.len(), self.memory)
    }

    /// Whether the work is to be stopped.
    pub(super) fn is_stopped(&self) -> bool {
        self.progress.is_stopped()
    }

    fn apart(&self, program: &PathBuf, file: File<'_>) -> Option<(Text, Vec<Problem>)> {
        let bounds = Bounds::of(file.bytes.len(), self.memory);
        let beside_others = || {
            let _beside = self.reading.read().unwrap_or_else(PoisonError::into_inner);
            self.asked(program, file, bounds)
        };
        let lacking = match beside_others()? {
            Ok(answer) => return Some(answer),
            Err(lacking) => lacking,
        };
        let given_up = |detail: String| {
            (Text::default(), vec![Problem::new(file.path, ProblemKind::GaveUp, detail)])
        };
        if !lacking.is_memory {
            return Some(given_up(lacking.why));
        }
        // Few files need so much; whether they are read must not depend on what is read beside.
        let _alone = self.reading.write().unwrap_or_else(PoisonError::into_inner);
        let answer = self.asked(program, file, bounds.alone())?;
        Some(answer.unwrap_or_else(|lacking| given_up(lacking.why)))
    }

    /// Asks a process for the text of a file. Gives nothing where the work is stopped meanwhile.
    fn asked(
        &self,
        program: &PathBuf,
        file: File<'_>,
        bounds: Bounds,
    ) -> Option<Result<(Text, Vec<Problem>), Lacking>> {
        loop {
            let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let worker = idle.map_or_else(|| Worker::start(program), Ok);
            let mut worker = match worker {
                Ok(worker) => worker,
                Err(error) => {
                    let why = format!("its reader could not be started: {error}");
                    return Some(Err(Lacking { is_memory: false, why }));
                }
            };
            match worker.ask(file, bounds, self.progress) {
                Ok(answer) => {
                    worker.served += 1;
                    self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
                    return Some(Ok(answer));
                }
                Err(Failure::Stopped) => {
                    worker.end();
                    return None;
                }
                // What files before it left behind shall not decide what becomes of this one.
                Err(_) if worker.served > 0 => worker.end(),
                Err(failure) => return Some(Err(worker.autopsy(&failure, bounds))),
            }
        }
    }
}

impl Drop for Workers<'_> {
    fn drop(&mut self) {
        for worker in self.idle.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
            worker.end();
        }
    }
}

impl Worker {
    fn start(program: &PathBuf) -> io::Result<Self> {
        let mut command = Command::new(program);
        command.arg(WORKER).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // Ctrl-C is for the main process alone: else each file under way would be called broken.
        #[cfg(unix)]
        {
            use std::os::unix::process::CommandExt;
            command.process_group(0).arg0("minutebook");
        }
        let mut child = command.spawn()?;
        let missing = || io::Error::other("a process has no pipes");
        let requests = child.stdin.take().ok_or_else(missing)?;
        let mut output = child.stdout.take().ok_or_else(missing)?;
        let complaints = child.stderr.take().ok_or_else(missing)?;
        let (sender, answers) = mpsc::channel();
        // A pipe cannot be read with a deadline; a channel can. The thread ends with its process.
        thread::Builder::new().name("answers".to_owned()).spawn(move || {
            loop {
                let answer = frame::read(&mut output);
                let is_last = answer.is_err();
                if sender.send(answer).is_err() || is_last {
                    break;
                }
            }
        })?;
        Ok(Self { child, requests, complaints, answers, served: 0 })
    }

    /// Has one file read.
    fn ask(
        &mut self,
        File { path, content_type, bytes }: File<'_>,
        bounds: Bounds,
        progress: &dyn Progress,
    ) -> Result<(Text, Vec<Problem>), Failure> {
        let (cpu_seconds, memory) = (bounds.cpu_seconds, bounds.memory);
        let request = Request { path, content_type, bytes, cpu_seconds, memory };
        request.write(&mut self.requests).map_err(|_| Failure::Died)?;
        let begun = Instant::now();
        let answer = loop {
            match self.answers.recv_timeout(BETWEEN_LOOKS) {
                Ok(Ok(answer)) => break answer,
                Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => return Err(Failure::Died),
                Err(RecvTimeoutError::Timeout) if progress.is_stopped() => {
                    return Err(Failure::Stopped);
                }
                Err(RecvTimeoutError::Timeout) if begun.elapsed() > bounds.patience => {
                    return Err(Failure::Late);
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        };
        frame::answer(&answer).filter(|(text, _)| text.is_sound()).ok_or(Failure::Died)
    }

    /// Ends a process that is not needed any more.
    fn end(mut self) {
        // It ends by itself when its requests end; one that hangs would be waited for for ever.
        let _: io::Result<()> = self.child.kill();
        let _: io::Result<ExitStatus> = self.child.wait();
    }

    /// Ends a process that gave no answer and says why, for people.
    fn autopsy(mut self, failure: &Failure, bounds: Bounds) -> Lacking {
        if matches!(failure, Failure::Late) {
            self.end();
            let why = format!("no answer after {} seconds", bounds.patience.as_secs());
            return Lacking { is_memory: false, why };
        }
        let _: io::Result<()> = self.child.kill();
        let mut complaint = Vec::new();
        let complaints = self.complaints.by_ref().take(COMPLAINT);
        // What cannot be read is no reason to say nothing.
        let _: io::Result<usize> = { complaints }.read_to_end(&mut complaint);
        let complaint = String::from_utf8_lossy(&complaint);
        let status = self.child.wait();
        let why = bounds::cause(status.ok(), &complaint, bounds);
        Lacking { is_memory: bounds::is_out_of_memory(&complaint), why }
    }
}
