//! Statements in the shapes in which papers print them.
