//! Writes a command line that can be pasted into a shell to get the same answer again.

/// A command line, word by word.
#[derive(Debug)]
pub(crate) struct Again {
    words: Vec<String>,
}

impl Again {
    /// Begins with `minutebook` and a subcommand.
    pub(crate) fn new(subcommand: &str) -> Self {
        Self { words: vec!["minutebook".to_owned(), subcommand.to_owned()] }
    }

    /// Adds a flag with its value.
    pub(crate) fn flag(&mut self, name: &str, value: &str) -> &mut Self {
        self.words.extend([name.to_owned(), quoted(value)]);
        self
    }

    /// Adds a flag without a value, if it was given.
    pub(crate) fn switch(&mut self, name: &str, given: bool) -> &mut Self {
        self.words.extend(given.then(|| name.to_owned()));
        self
    }

    /// Ends with the words of a query, as one argument, or with nothing if there are none.
    pub(crate) fn ending(&self, words: &[&str]) -> String {
        let mut line = self.words.clone();
        let words: Vec<&&str> = words.iter().filter(|word| !word.is_empty()).collect();
        if words.iter().any(|word| word.starts_with('-')) {
            line.push("--".to_owned());
        }
        line.extend(words.into_iter().map(|word| quoted(word)));
        line.join(" ")
    }
}

/// Quotes a word for the shells of Unix where it needs quotes.
pub(crate) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-./:,+@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::Again;

    #[test]
    fn the_line_can_be_pasted_into_a_shell() {
        let mut again = Again::new("search");
        again.flag("--sort", "-date").flag("--index", "my index");
        assert_eq!(
            again.ending(&[r#"o'neill council:"st helens""#]),
            r#"minutebook search --sort -date --index 'my index' 'o'\''neill council:"st helens"'"#
        );
        assert_eq!(
            again.ending(&["-x"]),
            "minutebook search --sort -date --index 'my index' -- -x"
        );
        assert!(again.ending(&[""]).ends_with("'my index'"));
    }
}
