//! Compares what is written of values made by hand, hostile ones among them.

mod compared;
mod csv;
mod json;
mod json_files;
mod mentions;
mod text;
mod text_files;
mod values;
