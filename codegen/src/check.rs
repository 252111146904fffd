//! check: lints.
use crate::diagnostic::Diagnostics;
use crate::model::Api;
pub(crate) fn check(_apis: &[Api], _diagnostics: &mut Diagnostics) {}
