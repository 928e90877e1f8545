//! Writes generated papers as files, to try the program on: the same words give the same bytes.
//!
//! `cargo bench --bench papers -- FORM SIZE FOLDER`, such as `-- html 20k made/`.

// It tells what it wrote.
#![allow(clippy::print_stdout)]

/// Papers made from a seed.
mod made;

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use made::Form;
use made::Maker;
use made::SEED;
use made::Size;

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo adds flags of its own, such as `--bench`.
    let words: Vec<String> = std::env::args().skip(1).filter(|it| !it.starts_with('-')).collect();
    let [form, size, folder] = words.as_slice() else {
        println!("name a form, a size and a folder: cargo bench --bench papers -- text 1k FOLDER");
        return if words.is_empty() { Ok(()) } else { Err("three words are wanted".into()) };
    };
    let form: Form = form.parse()?;
    let size: Size = size.parse()?;
    let folder = PathBuf::from(folder);
    if folder.exists() && fs::read_dir(&folder)?.next().is_some() {
        return Err(format!("{} is not empty", folder.display()).into());
    }
    let written = Maker::new(SEED).write(size, form, &folder)?;
    println!("{} files, {} bytes", written.files, written.bytes);
    Ok(())
}
