//! Says what each control word of rich text does.

use crate::extract::office::rtf::Ending;
use crate::extract::office::rtf::Goal;
use crate::extract::office::rtf::Head;
use crate::extract::office::rtf::Reader;
use crate::extract::office::rtf::State;

impl Reader<'_> {
    /// Takes in a control word.
    pub(super) fn word(&mut self, word: &str, number: Option<i32>) {
        if self.passing > 0 && word != "u" {
            self.passing -= 1;
            if word != "bin" {
                return;
            }
        }
        let is_optional = std::mem::take(&mut self.is_optional);
        let is_on = number != Some(0);
        match word {
            "bin" => self.tokens.pass_over(usize::try_from(number.unwrap_or(0)).unwrap_or(0)),
            "uc" => self.state.stand_ins = number.unwrap_or(1).clamp(0, 16) as u32,
            "u" => self.unicode(number.unwrap_or(i32::from(b'?'))),
            _ if self.goes_elsewhere(word, number) => {}
            _ if is_optional => self.leave_out(),
            "ansicpg" => self.fonts.set_page(number.unwrap_or(1252)),
            "mac" => self.fonts.set_page(10000),
            "deff" => {
                self.default_font = number.unwrap_or(0);
                self.state.font = self.default_font;
            }
            "titlepg" => self.has_title_page = true,
            "plain" => {
                self.state.font = self.default_font;
                self.state.is_hidden = false;
                self.state.is_deleted = false;
            }
            "f" => self.state.font = number.unwrap_or(0),
            "v" => self.state.is_hidden = is_on,
            "deleted" => self.state.is_deleted = is_on,
            "pard" => self.reset_paragraph(),
            "s" => self.state.style = number.unwrap_or(0),
            "outlinelevel" => self.state.outline = number,
            "intbl" => self.state.is_in_table = true,
            "itap" => self.state.tables = usize::try_from(number.unwrap_or(0)).unwrap_or(0),
            _ => self.in_text(word),
        }
    }

    /// Takes in a word that stands for a character, or ends a paragraph, a cell or a row.
    fn in_text(&mut self, word: &str) {
        let text = match word {
            "tab" => "\t",
            "line" | "page" | "column" | "softline" => "\n",
            "emdash" => "—",
            "endash" => "–",
            "lquote" => "‘",
            "rquote" => "’",
            "ldblquote" => "“",
            "rdblquote" => "”",
            "bullet" => "•",
            "emspace" | "enspace" | "qmspace" => " ",
            "par" | "sect" => return self.end_paragraph(),
            "cell" | "nestcell" | "row" | "nestrow" => return self.in_table(word),
            _ => return,
        };
        // What parts the number of a list item from its words is no part of either.
        if !(self.state.goal == Goal::Marker && word == "tab") {
            self.write(text);
        }
    }

    fn in_table(&mut self, word: &str) {
        if self.state.goal != Goal::Text {
            return;
        }
        let kind = self.kind();
        let depth = kind.tables.max(2);
        match word {
            "cell" => self.flow.end_cell(1, kind.heading),
            "nestcell" => self.flow.end_cell(depth, kind.heading),
            "row" => self.flow.end_row(1),
            _ => self.flow.end_row(depth),
        }
    }

    /// Sends the text of the group elsewhere if its first word says so.
    fn goes_elsewhere(&mut self, word: &str, number: Option<i32>) -> bool {
        match self.state.goal {
            Goal::Fonts if matches!(word, "f" | "fcharset" | "cpg") => {
                self.fonts.describe(word, number);
                return true;
            }
            Goal::Styles if matches!(word, "s" | "cs" | "ds" | "ts" | "outlinelevel") => {
                self.styles.describe(word, number);
                return true;
            }
            _ => {}
        }
        let is_text = self.state.goal == Goal::Text;
        match word {
            "fonttbl" => self.state.goal = Goal::Fonts,
            "stylesheet" => self.state.goal = Goal::Styles,
            "listtext" | "pntext" if is_text => self.state.goal = Goal::Marker,
            "info" => self.state = State { goal: Goal::Nowhere, inner: Goal::Title, ..self.state },
            "title" if self.state.inner == Goal::Title => self.state.goal = Goal::Title,
            "fldinst" => {
                self.instruction.clear();
                self.state.goal = if is_text { Goal::Instruction } else { Goal::Nowhere };
            }
            "fldrslt" if is_text => {
                if !self.around.is_empty() && self.is_page_number() {
                    self.leave_out();
                }
            }
            // What a shape holds, and the same text once in Unicode and once without it.
            "shpinst" | "shpgrp" | "do" | "upr" if is_text || self.state.inner == Goal::Text => {
                self.state.inner = Goal::Text;
                self.state.goal = Goal::Nowhere;
            }
            "ud" if self.state.inner == Goal::Text => self.state.goal = Goal::Text,
            "shptxt" | "dptxbxtext" if self.state.inner == Goal::Text => {
                self.state.goal = Goal::Text;
                let kind = self.kind();
                self.flow.enter_box(kind);
                self.endings.push((self.stack.len(), Ending::Box));
                self.reset_paragraph();
            }
            // It holds the end of a row of a table in a table.
            "nesttableprops" => {}
            "footnote" if is_text => self.part(Ending::Note),
            "headerf" if is_text => self.part(Ending::Head(Head::First)),
            "header" | "headerr" if is_text => self.part(Ending::Head(Head::Default)),
            "headerl" | "footer" | "footerf" | "footerl" | "footerr" if is_text => {
                self.part(Ending::Head(Head::Other));
            }
            "colortbl" | "pict" | "object" | "listtable" | "listoverridetable" | "nonshppict"
            | "shprslt" | "shppict" | "bkmkstart" | "bkmkend" | "xe" | "tc" | "tcn" | "rxe"
            | "txe" | "template" | "filetbl" | "revtbl" | "nonesttables" | "private" | "atnid"
            | "atnauthor" | "annotation" | "falt" | "panose" | "sp" | "pn" | "pgptbl"
            | "rsidtbl" | "userprops" | "fontemb" | "background" => self.leave_out(),
            _ => return false,
        }
        true
    }

    fn leave_out(&mut self) {
        self.state.goal = Goal::Nowhere;
        self.state.inner = Goal::Nowhere;
    }

    fn is_page_number(&self) -> bool {
        let name = self.instruction.split_whitespace().next().unwrap_or_default();
        ["PAGE", "NUMPAGES", "SECTIONPAGES"].iter().any(|it| name.eq_ignore_ascii_case(it))
    }
}
