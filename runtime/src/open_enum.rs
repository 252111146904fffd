//! Open enums: named values, and room for values that the service adds later.

use std::fmt;

/// A value that was not documented when the code was generated. It never holds a documented one.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Unknown(Box<str>);

impl Unknown {
    /// For [`open_enum!`](crate::open_enum) only, which has compared the text with the documented ones.
    #[doc(hidden)]
    pub fn from_undocumented(text: &str) -> Self {
        Self(text.into())
    }

    /// The text on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// Gives an enum of named values, with a last variant `Unknown(acs_runtime::Unknown)`, what every open enum has.
///
/// ```
/// /// The kind of endpoint.
/// #[derive(Clone, Debug, PartialEq, Eq, Hash)]
/// #[non_exhaustive]
/// pub enum BindInstanceType {
///     /// A load balancer.
///     SlbInstance,
///     /// A network interface.
///     NetworkInterface,
///     #[doc(hidden)]
///     Unknown(acs_runtime::Unknown),
/// }
///
/// acs_runtime::open_enum!(BindInstanceType {
///     SlbInstance = "SlbInstance",
///     NetworkInterface = "NetworkInterface",
/// });
///
/// assert_eq!(BindInstanceType::from("SlbInstance"), BindInstanceType::SlbInstance);
/// assert_eq!(BindInstanceType::from("Later"), "Later");
/// assert_eq!(BindInstanceType::VALUES, ["SlbInstance", "NetworkInterface"]);
/// ```
#[macro_export]
macro_rules! open_enum {
    ($name:ident { $($variant:ident = $text:literal),* $(,)? }) => {
        impl $name {
            /// The documented values.
            pub const VALUES: &'static [&'static str] = &[$($text),*];

            /// The text on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unknown(unknown) => unknown.as_str(),
                }
            }
        }

        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    _ => Self::Unknown($crate::Unknown::from_undocumented(text)),
                }
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::cmp::PartialEq<str> for $name {
            fn eq(&self, text: &str) -> bool {
                self.as_str() == text
            }
        }

        impl ::std::cmp::PartialEq<&str> for $name {
            fn eq(&self, text: &&str) -> bool {
                self.as_str() == *text
            }
        }

        impl $crate::encode::Encode for $name {
            fn encode(&self) -> ::std::option::Option<$crate::rules::Value<'_>> {
                ::std::option::Option::Some($crate::rules::Value::from(self.as_str()))
            }
        }

        impl $crate::decode::Slot for $name {
            fn blank() -> Self {
                Self::from("")
            }

            fn scalar(
                &mut self,
                scalar: $crate::decode::Scalar<'_>,
            ) -> ::std::result::Result<$crate::decode::Presence, $crate::decode::Mismatch> {
                $crate::decode::read_enum(scalar, &mut |text| *self = Self::from(text))
            }

            fn shape(&mut self) -> $crate::decode::Shape<'_> {
                $crate::decode::Shape::Scalar("a text")
            }

            fn reset(&mut self) {
                *self = Self::from("");
            }
        }
    };
}
