//! Turns words that stand for all their forms into words that stand for themselves.
//!
//! It changes what is looked for in running text, at any depth; words of titles, wildcards and
//! misspellings stay what they were.

use super::Near;
use super::Part;
use super::Pattern;
use super::Query;

impl Query {
    /// Returns this query with every word taken in the typed form only, as if it stood in quotes.
    pub fn exact(&self) -> Self {
        let all = |queries: &[Self]| queries.iter().map(Self::exact).collect();
        match self {
            Self::And(children) => Self::And(all(children)),
            Self::Or(children) => Self::Or(all(children)),
            Self::Not(inner) => Self::Not(Box::new(inner.exact())),
            Self::Match(pattern) => Self::Match(pattern.exact()),
            Self::All | Self::Filter(_) => self.clone(),
        }
    }

    /// Returns what narrows this query without looking at running text: those parts joined with
    /// AND that hold no pattern. What answers it is what was searched for the patterns.
    pub fn narrowing(&self) -> Self {
        match self {
            Self::And(children) => {
                Self::all_of(children.iter().filter(|child| !child.looks_at_text()).cloned())
            }
            query if query.looks_at_text() => Self::All,
            query => query.clone(),
        }
    }

    fn looks_at_text(&self) -> bool {
        match self {
            Self::Match(_) => true,
            Self::And(children) | Self::Or(children) => children.iter().any(Self::looks_at_text),
            Self::Not(inner) => inner.looks_at_text(),
            Self::All | Self::Filter(_) => false,
        }
    }
}

impl Pattern {
    fn exact(&self) -> Self {
        let all = |patterns: &[Self]| patterns.iter().map(Self::exact).collect();
        match self {
            Self::Word(word) => Self::Phrase(vec![Part::Word(word.clone())]),
            Self::Near(near) => {
                Self::Near(Near { left: all(&near.left), right: all(&near.right), ..near.clone() })
            }
            Self::Phrase(_) | Self::Wildcard(_) | Self::Misspelt { .. } => self.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Query;

    fn query(typed: &str) -> Query {
        typed.parse().unwrap()
    }

    #[test]
    fn words_are_quoted_and_nothing_else_changes() {
        for (typed, exact) in [
            ("caseloads -school council:leeds", "\"caseloads\" -\"school\" council:leeds"),
            ("(bus OR tram*) title:lane", "(\"bus\" OR tram*) title:lane"),
            ("social NEAR/5 (work OR works)", "\"social\" NEAR/5 (\"work\" OR \"works\")"),
            ("\"bus lane\" ofsed~", "\"bus lane\" ofsed~"),
        ] {
            assert_eq!(query(typed).exact(), query(exact), "{typed}");
        }
    }

    #[test]
    fn what_narrows_holds_no_words_of_the_text() {
        for (typed, narrowing) in [
            ("caseloads -school council:leeds", "council:leeds"),
            ("caseloads -council:leeds title:budget", "-council:leeds title:budget"),
            ("bus (tram OR council:leeds)", "*"),
            ("council:leeds", "council:leeds"),
            ("bus", "*"),
        ] {
            assert_eq!(query(typed).narrowing(), query(narrowing), "{typed}");
        }
    }
}
