//! Reads rich text.
//!
//! Follows the groups and the control words that change what is read or where it goes.

mod fonts;
mod styles;
#[cfg(test)]
mod tests;
mod tokens;
mod words;

use crate::extract::office::archive::Refusal;
use crate::extract::office::flow::Flow;
use crate::extract::office::flow::Kind;
use crate::extract::office::rtf::fonts::Fonts;
use crate::extract::office::rtf::styles::Styles;
use crate::extract::office::rtf::tokens::Token;
use crate::extract::office::rtf::tokens::Tokens;
use crate::extract::office::story::Piece;
use crate::extract::office::story::Story;
use crate::extract::office::symbols;
use crate::problem::ProblemKind;

/// How many groups may stand in one another with a state of their own. Deeper ones share it.
const GROUPS: usize = 10_000;

/// The longest instruction of a field that is kept, in bytes.
const INSTRUCTION: usize = 200;

/// Where text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Goal {
    Text,
    /// The number of a list item.
    Marker,
    /// The title in the properties.
    Title,
    Fonts,
    Styles,
    /// The instruction of a field.
    Instruction,
    Nowhere,
}

/// What holds within a group.
#[derive(Debug, Clone, Copy)]
struct State {
    goal: Goal,
    /// Where the text goes that a shape or a choice of encodings holds deeper down.
    inner: Goal,
    /// How many characters stand in for one in Unicode.
    stand_ins: u32,
    font: i32,
    is_hidden: bool,
    is_deleted: bool,
    style: i32,
    /// The outline level of the paragraph, counted from 0.
    outline: Option<i32>,
    tables: usize,
    is_in_table: bool,
}

/// What the end of a group must do.
#[derive(Debug)]
enum Ending {
    Head(Head),
    Note,
    Box,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Head {
    First,
    Default,
    Other,
}

/// Rich text under way.
struct Reader<'a> {
    tokens: Tokens<'a>,
    state: State,
    stack: Vec<State>,
    /// Groups that stand too deep for a state of their own.
    flat: usize,
    /// What must be done when the stack is as short again as noted.
    endings: Vec<(usize, Ending)>,
    flow: Flow,
    /// The texts around a note or header.
    around: Vec<Flow>,
    fonts: Fonts,
    styles: Styles,
    default_font: i32,
    bytes: Vec<u8>,
    high: Option<u16>,
    /// How many characters are still to be passed over.
    passing: u32,
    /// The group began with `\*`: if its word is not known, nothing of it is.
    is_optional: bool,
    instruction: String,
    title: String,
    heads: Vec<(Head, Vec<Piece>)>,
    has_title_page: bool,
}

/// Reads a document.
pub(super) fn read(bytes: &[u8]) -> Result<Story, Refusal> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if !bytes.starts_with(b"{\\rtf") {
        return Err((ProblemKind::Damaged, "it does not begin as rich text".to_owned()));
    }
    let mut reader = Reader::new(bytes);
    while !reader.flow.draft.is_full() {
        let Some(token) = reader.tokens.next() else { break };
        reader.take(token);
    }
    Ok(reader.finish())
}

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        let state = State {
            goal: Goal::Text,
            inner: Goal::Nowhere,
            stand_ins: 1,
            font: -1,
            is_hidden: false,
            is_deleted: false,
            style: 0,
            outline: None,
            tables: 0,
            is_in_table: false,
        };
        Self {
            tokens: Tokens::new(bytes),
            state,
            stack: Vec::new(),
            flat: 0,
            endings: Vec::new(),
            flow: Flow::default(),
            around: Vec::new(),
            fonts: Fonts::default(),
            styles: Styles::default(),
            default_font: -1,
            bytes: Vec::new(),
            high: None,
            passing: 0,
            is_optional: false,
            instruction: String::new(),
            title: String::new(),
            heads: Vec::new(),
            has_title_page: false,
        }
    }

    fn take(&mut self, token: Token<'_>) {
        match token {
            Token::Byte(_) if self.passing > 0 => self.passing -= 1,
            Token::Byte(byte) => self.bytes.push(byte),
            Token::Sign(_) if self.passing > 0 => self.passing -= 1,
            token => {
                self.flush();
                match token {
                    Token::Open => self.open(),
                    Token::Close => self.close(),
                    Token::Word(word, number) => self.word(word, number),
                    Token::Sign(sign) => self.sign(sign),
                    Token::Byte(_) => {}
                }
                return;
            }
        }
        if self.bytes.len() > 1 << 16 {
            self.flush();
        }
    }

    fn open(&mut self) {
        self.passing = 0;
        self.is_optional = false;
        if self.stack.len() < GROUPS {
            self.stack.push(self.state);
        } else {
            self.flat += 1;
        }
    }

    fn close(&mut self) {
        self.passing = 0;
        self.is_optional = false;
        if self.flat > 0 {
            self.flat -= 1;
            return;
        }
        let Some(state) = self.stack.pop() else { return };
        while self.endings.last().is_some_and(|(depth, _)| *depth > self.stack.len()) {
            if let Some((_, ending)) = self.endings.pop() {
                self.end(ending);
            }
        }
        if self.state.goal == Goal::Styles && state.goal == Goal::Styles {
            self.styles.end();
        }
        self.state = state;
    }

    fn end(&mut self, ending: Ending) {
        if let Ending::Box = ending {
            return self.flow.leave_box();
        }
        let Some(around) = self.around.pop() else { return };
        let pieces = std::mem::replace(&mut self.flow, around).into_pieces();
        match ending {
            Ending::Head(head) => self.heads.push((head, pieces)),
            _ => self.flow.draft.note(pieces),
        }
    }

    /// Sends the text of the group apart, until it ends.
    fn part(&mut self, ending: Ending) {
        self.around.push(std::mem::take(&mut self.flow));
        self.endings.push((self.stack.len(), ending));
        self.state.goal = Goal::Text;
        self.state.inner = Goal::Nowhere;
        self.reset_paragraph();
    }

    fn reset_paragraph(&mut self) {
        self.state.style = 0;
        self.state.outline = None;
        self.state.tables = 0;
        self.state.is_in_table = false;
    }

    fn kind(&self) -> Kind {
        let outline = self.state.outline.or_else(|| self.styles.outline(self.state.style));
        let heading = outline.filter(|level| (0..9).contains(level));
        let tables = match (self.state.tables, self.state.is_in_table) {
            (0, true) => 1,
            (tables, _) => tables,
        };
        Kind { heading: heading.map(|level| level.min(5) as u8 + 1), tables }
    }

    /// Decodes the bytes that wait and writes them.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let text = self.fonts.decode(self.state.font, &bytes);
        self.write(&text);
    }

    fn write(&mut self, text: &str) {
        self.is_optional = false;
        match self.state.goal {
            Goal::Text | Goal::Marker if self.state.is_hidden || self.state.is_deleted => {}
            Goal::Text => {
                let seen = symbols::seen(text, self.fonts.symbol_font(self.state.font));
                let kind = self.kind();
                self.flow.text(&seen, kind);
            }
            Goal::Marker => {
                let seen = symbols::seen(text, self.fonts.symbol_font(self.state.font));
                self.flow.marker(&seen);
            }
            Goal::Title if self.title.len() < 1_000 => self.title.push_str(text),
            Goal::Fonts => self.fonts.name(text),
            Goal::Styles => self.styles.name(text),
            Goal::Instruction if self.instruction.len() < INSTRUCTION => {
                self.instruction.push_str(text);
            }
            _ => {}
        }
    }

    fn unicode(&mut self, number: i32) {
        self.passing = self.state.stand_ins;
        // Numbers from 32,768 on may be written as negative ones.
        if !(-0x8000..0xfffe).contains(&number) {
            return;
        }
        let unit = number as u16;
        match (self.high.take(), unit) {
            (_, 0xd800..0xdc00) => self.high = Some(unit),
            (Some(high), 0xdc00..0xe000) => {
                for c in char::decode_utf16([high, unit]).flatten() {
                    self.write(c.encode_utf8(&mut [0; 4]));
                }
            }
            _ => {
                if let Some(c) = char::from_u32(u32::from(unit)) {
                    self.write(c.encode_utf8(&mut [0; 4]));
                }
            }
        }
    }

    fn sign(&mut self, sign: u8) {
        match sign {
            b'*' => self.is_optional = true,
            b'~' => self.write("\u{a0}"),
            b'_' => self.write("-"),
            b'\\' | b'{' | b'}' => self.bytes.push(sign),
            b'\t' => self.write("\t"),
            b'\n' | b'\r' => self.end_paragraph(),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        if self.state.goal == Goal::Text && !self.state.is_deleted {
            let kind = self.kind();
            self.flow.end_paragraph(kind);
        }
    }

    fn finish(mut self) -> Story {
        self.flush();
        let cut = self.flow.draft.is_full();
        while let Some((_, ending)) = self.endings.pop() {
            self.end(ending);
        }
        let mut story = Story { body: self.flow.into_pieces(), ..Story::default() };
        if cut {
            let detail = "more text than one paper may hold; the rest was left out";
            story.cut = Some(detail.to_owned());
        }
        let shown = |wanted: Head| {
            self.heads.iter().position(|(head, pieces)| *head == wanted && !pieces.is_empty())
        };
        let first = shown(Head::First).filter(|_| self.has_title_page);
        let letterhead = first.or_else(|| shown(Head::Default));
        for (at, (_, pieces)) in self.heads.into_iter().enumerate() {
            if letterhead == Some(at) {
                story.letterhead = pieces;
            } else if !story.running.contains(&pieces) && story.letterhead != pieces {
                story.running.push(pieces);
            }
        }
        story.title = Some(self.title);
        story
    }
}
