//! `Debug` for structs that hold secrets.

/// Implements `Debug` for a struct and leaves its secrets out. An attribute before a field stands before its use.
///
/// ```
/// struct Token {
///     id: Option<String>,
///     secret: Option<String>,
/// }
///
/// acs_runtime::redacted!(Token { id } hides { secret });
///
/// let token = Token { id: Some("1".to_owned()), secret: Some("hunter2".to_owned()) };
/// assert_eq!(format!("{token:?}"), r#"Token { id: Some("1"), secret: [redacted] }"#);
/// # let _ = token.secret;
/// ```
#[macro_export]
macro_rules! redacted {
    ($name:ident { $($(#[$attribute:meta])* $shown:ident),* $(,)? } hides { $($secret:ident),* $(,)? }) => {
        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                let mut shown = f.debug_struct(::std::stringify!($name));
                $($(#[$attribute])* shown.field(::std::stringify!($shown), &self.$shown);)*
                $(shown.field(::std::stringify!($secret), &::std::format_args!("[redacted]"));)*
                shown.finish()
            }
        }
    };
}
