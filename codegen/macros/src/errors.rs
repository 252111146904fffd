//! Errors of several places, so that whoever is wrong hears it at once.

use std::fmt::Display;

use proc_macro2::Span;

/// The values, or all that is wrong with them.
pub(crate) fn all<T>(values: impl IntoIterator<Item = syn::Result<T>>) -> syn::Result<Vec<T>> {
    let mut errors = Errors::default();
    let values = values.into_iter().filter_map(|value| errors.keep(value)).collect();
    errors.finish().map(|()| values)
}

/// Errors of several places, shown together.
#[derive(Default)]
pub(crate) struct Errors(Option<syn::Error>);

impl Errors {
    pub(crate) fn push(&mut self, span: Span, message: impl Display) {
        self.add(syn::Error::new(span, message));
    }

    pub(crate) fn add(&mut self, error: syn::Error) {
        match &mut self.0 {
            Some(errors) => errors.combine(error),
            None => self.0 = Some(error),
        }
    }

    /// The value, if there is one; what is wrong otherwise is kept.
    pub(crate) fn keep<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.add(error)).ok()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    pub(crate) fn finish(self) -> syn::Result<()> {
        self.0.map_or(Ok(()), Err)
    }
}
