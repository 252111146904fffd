//! Open enums: named values, and room for values that the service adds later.

use std::fmt;

/// A value that was not documented when the code was generated. It never holds a documented one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
/// Everything goes by the text, so that each method is one line, whatever the number of values: crates have thousands
/// of these enums, and every line is compiled for each. An attribute before a variant, such as `#[expect(deprecated)]`, stands
/// wherever the variant is used. Equality is with anything that is a text, the enum included.
///
/// ```
/// /// The kind of endpoint.
/// #[derive(Clone)]
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
    ($name:ident { $($(#[$attribute:meta])* $variant:ident = $text:literal),* $(,)? }) => {
        impl $name {
            /// The documented values.
            pub const VALUES: &'static [&'static str] = &[$($text),*];

            /// The text on the wire.
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $($(#[$attribute])* Self::$variant => $text,)*
                    Self::Unknown(unknown) => unknown.as_str(),
                }
            }
        }

        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($(#[$attribute])* $text => Self::$variant,)*
                    text => Self::Unknown($crate::Unknown::from_undocumented(text)),
                }
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            #[inline]
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
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

        impl<T: ::std::convert::AsRef<str> + ?::std::marker::Sized> ::std::cmp::PartialEq<T> for $name {
            #[inline]
            fn eq(&self, other: &T) -> bool {
                self.as_str() == other.as_ref()
            }
        }

        impl ::std::cmp::Eq for $name {}

        impl ::std::hash::Hash for $name {
            #[inline]
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl $crate::encode::Encode for $name {
            #[inline]
            fn encode(&self) -> ::std::option::Option<$crate::rules::Value<'_>> {
                ::std::option::Option::Some($crate::rules::Value::from(self.as_str()))
            }
        }

        impl $crate::encode::AsText for $name {}

        impl $crate::decode::Slot for $name {
            #[inline]
            fn blank() -> Self {
                Self::from("")
            }

            #[inline]
            fn shape(&mut self) -> $crate::decode::Shape<'_> {
                $crate::decode::Shape::Text(self)
            }
        }

        impl $crate::decode::TextSlot for $name {}
    };
}
