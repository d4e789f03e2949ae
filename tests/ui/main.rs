//! Every refusal, as the user sees it: one file per code, item kind and option, the compiler's output beside it.
//!
//! `TRYBUILD=overwrite cargo test -p amorsize-tests --test ui` writes the `.stderr` files anew; read them before you keep them.
//! The cases give messages of ours alone, so that they do not change with the compiler.

#[test]
fn refusals() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/*/*.rs");
}
