//! `Debug` for structs that hold secrets.

/// Implements `Debug` for a struct and leaves its secrets out.
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
    ($name:ident { $($shown:ident),* $(,)? } hides { $($secret:ident),* $(,)? }) => {
        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct(::std::stringify!($name))
                    $(.field(::std::stringify!($shown), &self.$shown))*
                    $(.field(::std::stringify!($secret), &::std::format_args!("[redacted]")))*
                    .finish()
            }
        }
    };
}
