//! The types of log entries: a variant per logged statement of a loop, with its operand, or a tuple of several.
//!
//! They are here, not beside the loop, because then loops that log the same types share the code of their logs.

macro_rules! entries {
    ($($name:ident: $($variant:ident)*;)*) => {$(
        /// One of so many statements.
        #[derive(Debug)]
        #[allow(missing_docs, reason = "by their numbers")]
        pub enum $name<$($variant),*> {
            $($variant($variant)),*
        }
    )*};
}

entries! {
    Entries1: E0;
    Entries2: E0 E1;
    Entries3: E0 E1 E2;
    Entries4: E0 E1 E2 E3;
    Entries5: E0 E1 E2 E3 E4;
    Entries6: E0 E1 E2 E3 E4 E5;
    Entries7: E0 E1 E2 E3 E4 E5 E6;
    Entries8: E0 E1 E2 E3 E4 E5 E6 E7;
}
