//! Open enums for serde: their text.

/// Implements `Serialize` and `Deserialize` for an enum of [`open_enum!`](crate::open_enum), as its text on the wire; any
/// text can be read.
///
/// ```
/// /// The kind of disk.
/// #[derive(Clone)]
/// pub enum Category {
///     /// Fast.
///     Ssd,
///     #[doc(hidden)]
///     Unknown(acs_runtime::Unknown),
/// }
///
/// acs_runtime::open_enum!(Category { Ssd = "ssd" });
/// acs_runtime::serde_text!(Category);
///
/// assert_eq!(serde_json::from_str::<Category>(r#""ssd""#)?, Category::Ssd);
/// assert_eq!(serde_json::to_string(&Category::from("later"))?, r#""later""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! serde_text {
    ($name:ident) => {
        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                let text = <::std::string::String as $crate::serde::Deserialize>::deserialize(deserializer)?;
                ::std::result::Result::Ok(Self::from(text))
            }
        }
    };
}
