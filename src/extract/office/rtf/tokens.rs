//! Parts rich text into groups, control words and text.
//!
//! It does not know what the control words mean.

/// The longest control word, in bytes; what follows is text.
const WORD: usize = 32;

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// A control word with its number, if it has one.
    Word(&'a str, Option<i32>),
    /// A control sign such as `\~`.
    Sign(u8),
    /// `\'hh`, or a byte of text.
    Byte(u8),
}

/// Rich text being read.
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    /// Begins to read.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Passes over bytes that are no text.
    pub(super) fn pass_over(&mut self, count: usize) {
        self.at = self.at.saturating_add(count).min(self.bytes.len());
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn take(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    fn control(&mut self) -> Option<Token<'a>> {
        let start = self.at;
        let rest = &self.bytes[start..];
        let length = rest.iter().take(WORD).take_while(|byte| byte.is_ascii_alphabetic()).count();
        if length == 0 {
            return Some(match self.take()? {
                b'\'' => match self.hexadecimal() {
                    Some(byte) => Token::Byte(byte),
                    None => Token::Sign(b'\''),
                },
                sign => Token::Sign(sign),
            });
        }
        self.at += length;
        let word = std::str::from_utf8(&rest[..length]).unwrap_or_default();
        let number = self.number();
        if self.peek() == Some(b' ') {
            self.at += 1;
        }
        Some(Token::Word(word, number))
    }

    fn number(&mut self) -> Option<i32> {
        let is_negative = self.peek() == Some(b'-');
        let digits = self.at + usize::from(is_negative);
        if !self.bytes.get(digits).is_some_and(u8::is_ascii_digit) {
            return None;
        }
        self.at = digits;
        let mut number: i32 = 0;
        while let Some(digit) = self.peek().filter(u8::is_ascii_digit) {
            number = number.saturating_mul(10).saturating_add(i32::from(digit - b'0'));
            self.at += 1;
        }
        Some(if is_negative { -number } else { number })
    }

    fn hexadecimal(&mut self) -> Option<u8> {
        let digits = std::str::from_utf8(self.bytes.get(self.at..self.at + 2)?).ok()?;
        let byte = u8::from_str_radix(digits, 16).ok()?;
        self.at += 2;
        Some(byte)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            return match self.take()? {
                b'{' => Some(Token::Open),
                b'}' => Some(Token::Close),
                b'\\' => self.control(),
                b'\r' | b'\n' | b'\0' => continue,
                byte => Some(Token::Byte(byte)),
            };
        }
    }
}
