//! Holds the hand-kept tables and their matchers, each built once a run.
//!
//! Tables are data beside this file, parsed in a test. Knows no paper and no file.
