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
}

/// Ties a fieldless enum of error codes to the codes of a table, one variant per entry, in order.
///
/// The same variant may stand for several entries: a code that is documented under two statuses.
#[macro_export]
macro_rules! codes {
    ($name:ident of $spec:path { $($variant:ident),* $(,)? }) => {
        impl $crate::Codes for $name {
            const SPEC: &'static $crate::rules::OperationSpec<'static> = &$spec;
            const ALL: &'static [Self] = &[$(Self::$variant),*];
        }

        impl $name {
            /// The code as documented; `%s` stands for a part that varies.
            #[inline]
            pub fn as_str(self) -> &'static str {
                $crate::Codes::entry(self).code
            }

            /// The HTTP status that the code is documented with; the first one where there are several.
            #[inline]
            pub fn status(self) -> u16 {
                $crate::Codes::entry(self).status
            }
        }

        impl ::std::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                *self as u16 == *other as u16
            }
        }

        impl ::std::cmp::Eq for $name {}

        impl ::std::hash::Hash for $name {
            #[inline]
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                (*self as u16).hash(state);
            }
        }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(self.as_str(), f)
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}
