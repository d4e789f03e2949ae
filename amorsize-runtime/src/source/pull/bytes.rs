//! How long a text is that is about to be split: its parts cannot be counted in advance, but tell calls apart.
//!
//! Chosen by the type of what stands before `.lines()` and its kin; of anything but std's texts nothing is asked.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

/// Generated code calls `(&Bytes(&receiver)).bytes()`, with both traits in scope.
#[derive(Debug)]
pub struct Bytes<'a, T: ?Sized>(pub &'a T);

/// Of a text.
pub trait OfText {
    /// Its length.
    fn bytes(&self) -> Option<usize>;
}

macro_rules! texts {
    ($($text:ty),*) => {$(
        impl OfText for Bytes<'_, $text> {
            #[inline(always)]
            fn bytes(&self) -> Option<usize> {
                Some(self.0.len())
            }
        }
    )*};
}

texts!(
    str,
    &str,
    &&str,
    &mut str,
    String,
    &String,
    &mut String,
    Box<str>,
    Rc<str>,
    Arc<str>,
    Cow<'_, str>
);

/// Of anything else.
pub trait OfAny {
    /// Not known.
    fn bytes(&self) -> Option<usize>;
}

impl<T: ?Sized> OfAny for &Bytes<'_, T> {
    #[inline(always)]
    fn bytes(&self) -> Option<usize> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::needless_borrow, reason = "the spelling of generated code")]
    fn texts_and_others() {
        let text = String::from("abc");
        let other = vec![1u8];
        assert_eq!((&Bytes(&text)).bytes(), Some(3));
        assert_eq!((&Bytes(&text.as_str())).bytes(), Some(3));
        assert_eq!((&Bytes(text.as_str())).bytes(), Some(3));
        assert_eq!((&Bytes(&Cow::Borrowed("ab"))).bytes(), Some(2));
        assert_eq!((&Bytes(&other)).bytes(), None);
    }
}
