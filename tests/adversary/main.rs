//! The unforgivable defect is a silent wrong answer: here are the nastiest loops we could think of.
//!
//! `right/` holds those that are understood: each is compared with its plain copy. `watched/` holds those that may be refused:
//! each is a file of its own whose first line says what must happen (see [`watched`]).

// The cases are written to be nasty, not to be tidy.
#![allow(warnings, clippy::all)]

#[macro_use]
mod kit;
mod watched;

mod right {
    mod apart;
    mod best;
    mod elements;
    mod ends;
    mod exits;
    mod heads;
    mod macros;
    mod methods;
    mod names;
    mod numbers;
    mod owned;
    mod temporaries;
}
