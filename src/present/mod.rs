//! Writes answers as text, JSON or CSV, and a comparison as a picture too.
//!
//! Takes values, gives bytes in the writer it is handed. Knows neither stdout nor the terminal:
//! how wide a line may be and whether it may carry colour is told to it.

mod asked;
mod axis;
mod built;
mod checked;
mod clean;
mod inspected;
mod words;

pub mod csv;
pub mod json;
pub mod svg;
pub mod text;

pub use asked::Asked;
pub use built::Built;
pub use checked::Checked;
pub use inspected::Inspected;
