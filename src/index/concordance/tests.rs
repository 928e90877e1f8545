//! Any text comes back as it was, with its words where they stand; damage gives an error.
