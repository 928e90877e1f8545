//! Times queries over a built index. Written with the search room.

fn main() {
    divan::main();
}
