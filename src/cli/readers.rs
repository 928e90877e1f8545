//! Says where PDF and office files are read: in processes of this very program.

use std::env;
use std::io;
use std::panic;
use std::path::Path;
use std::process::ExitCode;

use minutebook::pipeline;
use minutebook::pipeline::Readers;

/// On Linux the program that runs, also where its file was replaced while it does.
const ITSELF: &str = "/proc/self/exe";

/// Reading processes of this program; where it cannot tell where it lies, none.
pub(crate) fn apart() -> Readers {
    if Path::new(ITSELF).exists() {
        return Readers::Apart(ITSELF.into());
    }
    env::current_exe().map_or(Readers::Here, Readers::Apart)
}

/// Reads the files that are sent to stdin. What a broken reader says is told by the other end.
pub(crate) fn serve() -> ExitCode {
    panic::set_hook(Box::new(|_| {}));
    match pipeline::serve(io::stdin().lock(), io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(2),
    }
}
