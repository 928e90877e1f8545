//! The options by which pages that are pictures are read.

/// Whether and how pages without text are read from their pictures.
#[derive(Debug, clap::Args)]
pub(crate) struct Ocr {
    /// Read pages without text (scans) from their pictures
    ///
    /// Needs Tesseract and Poppler (the programs `tesseract` and `pdftoppm`) and some 2 seconds a
    /// page. Answers mark such pages as OCR: a machine misreads words.
    #[arg(long)]
    ocr: bool,

    /// The language of scans, as Tesseract calls it: `eng`, `cym`, `eng+cym`
    #[arg(long, value_name = "LANGUAGE", default_value = "eng", requires = "ocr")]
    ocr_language: String,
}

impl Ocr {
    /// The language to read pictures in, where that was asked.
    pub(crate) fn language(&self) -> Option<String> {
        self.ocr.then(|| self.ocr_language.clone())
    }
}
