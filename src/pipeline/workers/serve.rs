//! The other end: a process that reads the files it is sent.

use std::io;
use std::io::Read;
use std::io::Write;
use std::panic;
use std::panic::AssertUnwindSafe;

use crate::extract;
use crate::extract::Text;
use crate::problem::Problem;
use crate::problem::ProblemKind;

use super::bounds;
use super::frame;
use super::frame::Request;

/// Reads the files that come as requests, until there are no more, and writes what they say.
///
/// Takes on the limits of a process that reads files: where a file passes them the process ends.
/// Fails where requests or answers cannot be carried.
pub fn serve(mut input: impl Read, mut out: impl Write) -> io::Result<()> {
    bounds::leave_no_image();
    while let Some(request) = Request::read(&mut input)? {
        bounds::limit_time(request.cpu_seconds);
        bounds::limit_memory(request.memory);
        let content_type = Some(&*request.content_type).filter(|it| !it.is_empty());
        frame::write_answer(text(&request.path, content_type, &request.bytes), &mut out)?;
    }
    Ok(())
}

/// Extracts the text of a file. A reader that breaks is a problem of that file.
pub(super) fn text(path: &str, content_type: Option<&str>, bytes: &[u8]) -> (Text, Vec<Problem>) {
    let text = || extract::text_as(path, content_type, bytes);
    panic::catch_unwind(AssertUnwindSafe(text)).unwrap_or_else(|_| {
        (Text::default(), vec![Problem::new(path, ProblemKind::GaveUp, "its reader broke")])
    })
}
