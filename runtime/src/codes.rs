//! The documented error codes of an operation, as an enum over its table.

use acs_rules::OperationSpec;

/// An enum of the documented error codes of one operation; [`codes!`](crate::codes) implements it.
pub trait Codes: Copy + 'static {
    /// The operation's table.
    const SPEC: &'static OperationSpec<'static>;
    /// The variant of each entry of the table's codes, in its order; a code under two statuses stands twice.
    const ALL: &'static [Self];
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
            pub fn as_str(self) -> &'static str {
                self.entry().map_or("", |entry| entry.code)
            }

            /// The HTTP status that the code is documented with; the first one where there are several.
            pub fn status(self) -> u16 {
                self.entry().map_or(0, |entry| entry.status)
            }

            fn entry(self) -> ::std::option::Option<&'static $crate::rules::Code<'static>> {
                let all = <Self as $crate::Codes>::ALL;
                let index = all.iter().position(|code| *code == self)?;
                <Self as $crate::Codes>::SPEC.codes.get(index)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}
