//! The documented error codes of an operation, as an enum over its table.

use acs_rules::{Code, OperationSpec};

/// An enum of the documented error codes of one operation; [`codes!`](crate::codes) implements it.
pub trait Codes: Copy + PartialEq + 'static {
    /// The operation's table.
    const SPEC: &'static OperationSpec<'static>;
    /// The variant of each entry of the table's codes, in its order; a code under two statuses stands twice.
    const ALL: &'static [Self];

    /// The entry of the table; the first one where there are several.
    fn entry(self) -> Code<'static> {
        let index = Self::ALL.iter().position(|code| *code == self);
        index.and_then(|index| Self::SPEC.codes.get(index)).copied().unwrap_or(Code::new(0, ""))
    }

    /// The code as documented; `%s` stands for a part that varies.
    fn as_str(self) -> &'static str {
        self.entry().code
    }

    /// The HTTP status that the code is documented with; the first one where there are several.
    fn status(self) -> u16 {
        self.entry().status
    }
}

/// Ties a fieldless enum of error codes to the codes of a table, one variant per entry, in order.
///
/// The same variant may stand for several entries: a code that is documented under two statuses. What the enums can do is
/// in the trait, for crates have thousands of them, and every line here is compiled for each. An attribute before a variant
/// stands before its use.
#[macro_export]
macro_rules! codes {
    ($name:ident of $spec:path { $($(#[$attribute:meta])* $variant:ident),* $(,)? }) => {
        impl $crate::Codes for $name {
            const SPEC: &'static $crate::rules::OperationSpec<'static> = &$spec;
            const ALL: &'static [Self] = &[$($(#[$attribute])* Self::$variant),*];
        }

        impl ::std::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                *self as u16 == *other as u16
            }
        }

        impl ::std::cmp::Eq for $name {}

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt($crate::Codes::as_str(*self), f)
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad($crate::Codes::as_str(*self))
            }
        }
    };
}
