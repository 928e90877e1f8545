//! What is said between this program and the processes that read files for it.
//!
//! A request is the processor time and the memory allowed, the path, what the server called the file
//! and its bytes, each number in 8 bytes,
//! little-endian; an answer is its length and then JSON. Both ends are the same program.

use std::io;
use std::io::Read;
use std::io::Write;

use serde::Deserialize;
use serde::Serialize;

use crate::extract::Text;
use crate::problem::Problem;
use crate::problem::ProblemKind;

/// The largest file or answer that is taken, in bytes: more is a broken pipe.
const LARGEST: u64 = 4 << 30;

/// One file to be read.
pub(super) struct Request<P, B> {
    /// Its path for people.
    pub(super) path: P,
    /// What a server called it; empty where none did.
    pub(super) content_type: P,
    /// What it holds.
    pub(super) bytes: B,
    /// How many seconds of processor time it may take.
    pub(super) cpu_seconds: u64,
    /// How many bytes of memory it may take.
    pub(super) memory: u64,
}

impl Request<&str, &[u8]> {
    /// Writes the request.
    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(&self.cpu_seconds.to_le_bytes())?;
        out.write_all(&self.memory.to_le_bytes())?;
        write(self.path.as_bytes(), out)?;
        write(self.content_type.as_bytes(), out)?;
        write(self.bytes, out)
    }
}

impl Request<String, Vec<u8>> {
    /// Reads a request, or `None` at the end of all.
    pub(super) fn read(input: &mut impl Read) -> io::Result<Option<Self>> {
        let mut first = [0];
        if input.read(&mut first)? == 0 {
            return Ok(None);
        }
        let mut seconds = [0; 8];
        seconds[0] = first[0];
        input.read_exact(&mut seconds[1..])?;
        let mut memory = [0; 8];
        input.read_exact(&mut memory)?;
        let (cpu_seconds, memory) = (u64::from_le_bytes(seconds), u64::from_le_bytes(memory));
        let path = String::from_utf8_lossy(&read(input)?).into_owned();
        let content_type = String::from_utf8_lossy(&read(input)?).into_owned();
        let bytes = read(input)?;
        Ok(Some(Self { path, content_type, bytes, cpu_seconds, memory }))
    }
}

/// Writes bytes with their number before them.
fn write(bytes: &[u8], out: &mut impl Write) -> io::Result<()> {
    out.write_all(&(bytes.len() as u64).to_le_bytes())?;
    out.write_all(bytes)?;
    out.flush()
}

/// Reads bytes with their number before them. Fails at the end of all.
pub(super) fn read(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 8];
    input.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    if length > LARGEST {
        return Err(io::Error::other("a length makes no sense"));
    }
    let mut bytes = Vec::new();
    input.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

/// An answer on its way.
#[derive(Serialize, Deserialize)]
struct Answer {
    text: Text,
    problems: Vec<(String, ProblemKind, String)>,
}

/// Writes an answer.
pub(super) fn write_answer(
    (text, problems): (Text, Vec<Problem>),
    out: &mut impl Write,
) -> io::Result<()> {
    let problems = problems.into_iter().map(|it| (it.path, it.kind, it.detail)).collect();
    write(&serde_json::to_vec(&Answer { text, problems })?, out)
}

/// Takes an answer apart, or returns `None` if it is none.
pub(super) fn answer(bytes: &[u8]) -> Option<(Text, Vec<Problem>)> {
    let answer: Answer = serde_json::from_slice(bytes).ok()?;
    let problems = answer.problems.into_iter();
    let problems = problems.map(|(path, kind, detail)| Problem { path, kind, detail });
    Some((answer.text, problems.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_and_answers_come_as_they_went() {
        let mut pipe = Vec::new();
        let request = Request {
            path: "a/ŵ.pdf",
            content_type: "application/pdf",
            bytes: &b"%PDF"[..],
            cpu_seconds: 21,
            memory: 1 << 40,
        };
        request.write(&mut pipe).unwrap();
        let read = Request::read(&mut &*pipe).unwrap().unwrap();
        assert_eq!((&*read.path, &*read.bytes), ("a/ŵ.pdf", &b"%PDF"[..]));
        assert_eq!((read.cpu_seconds, read.memory), (21, 1 << 40));
        assert_eq!(read.content_type, "application/pdf");
        assert!(Request::read(&mut io::empty()).unwrap().is_none());
        assert!(Request::read(&mut &pipe[..28]).is_err());

        let text = Text { content: "Minutes\n".to_owned(), pages: 2, ..Text::default() };
        let problems = vec![Problem::new("a", ProblemKind::NoTextLayer, "page 2 of 2")];
        let mut pipe = Vec::new();
        write_answer((text.clone(), problems.clone()), &mut pipe).unwrap();
        let bytes = super::read(&mut &*pipe).unwrap();
        assert_eq!(answer(&bytes), Some((text, problems)));
        assert_eq!(answer(b"{"), None);
    }
}
