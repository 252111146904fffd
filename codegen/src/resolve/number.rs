//! Numbers of a spec: limits as rules, and what reading would make of a number that is not in the file.

use super::Resolver;
use crate::diagnostic::Diagnostic;
use crate::model::RuleKind;
use crate::raw::{Bounds, Limit, Parameter, Scalar};
use crate::span::Spanned;

/// From here on a number has no place for all of its digits.
const ROUNDED: f64 = 9_007_199_254_740_992.0;

impl Resolver<'_> {
    /// Reports numbers that would change on the way into Rust, and limits that nothing can have.
    pub(super) fn check_numbers(&mut self, raw: &Parameter) {
        let values = raw.values.iter().flat_map(|values| &values.value);
        for scalar in raw.default.iter().chain(&raw.example).chain(values) {
            self.check_scalar(scalar);
        }
        let starts = raw.starts_with.iter().chain(&raw.not_starts_with);
        let conditions = raw.only_when.iter().chain(&raw.required_when).flat_map(|when| when.value.iter());
        for scalar in starts.chain(conditions.map(|(_, values)| values)).flat_map(Spanned::scalars) {
            self.check_scalar(&scalar);
        }
        self.check_limits("length", raw.length.as_ref(), is_count);
        self.check_limits("items", raw.items.as_ref(), is_count);
        self.check_limits("range", raw.range.as_ref(), is_exact);
    }

    /// `changed-number`: a number that is read as another one, or with other digits.
    fn check_scalar(&mut self, scalar: &Spanned<Scalar>) {
        if !matches!(scalar.value, Scalar::Integer(_) | Scalar::Number(_)) {
            return;
        }
        let (span, read) = (scalar.origin.span, scalar.value.text());
        let file = self.sources.file(scalar.origin.file);
        let Some(written) = file.and_then(|file| file.text.get(span.start..span.end)) else { return };
        if !written.is_empty() && written != read {
            let message = format!("the number `{written}` is read as `{read}`");
            let help = "put it in quotes, so that it stays as it is";
            self.diagnostics.push(Diagnostic::error("changed-number", message).at(scalar.origin).help(help));
        }
    }

    /// `bad-limit`: a limit that no count is, or that is rounded.
    fn check_limits(&mut self, key: &str, bounds: Option<&Spanned<Bounds>>, holds: fn(Limit) -> bool) {
        let Some(Spanned { value, origin }) = bounds else { return };
        for limit in value.min.into_iter().chain(value.max).filter(|limit| !holds(*limit)) {
            let limit = match limit {
                Limit::Integer(number) => number.to_string(),
                Limit::Number(number) => number.to_string(),
            };
            let message = format!("`{limit}` is no limit of `{key}`");
            let help = match key {
                "range" => "a number of more than 15 digits is rounded; leave it out",
                _ => "a number of things is whole and not below zero",
            };
            self.diagnostics.push(Diagnostic::error("bad-limit", message).at(*origin).help(help));
        }
    }
}

fn is_count(limit: Limit) -> bool {
    matches!(limit, Limit::Integer(0..))
}

fn is_exact(limit: Limit) -> bool {
    match limit {
        Limit::Integer(_) => true,
        Limit::Number(number) => number.is_finite() && number.abs() < ROUNDED,
    }
}

/// Limits of a count; those that are none are reported.
pub(super) fn count(bounds: &Bounds, least: fn(u64) -> RuleKind, most: fn(u64) -> RuleKind) -> Vec<RuleKind> {
    let whole = |limit: Limit| match limit {
        Limit::Integer(number) => u64::try_from(number).ok(),
        Limit::Number(_) => None,
    };
    let least = bounds.min.and_then(whole).filter(|min| *min > 0).map(least);
    let most = bounds.max.and_then(whole).map(most);
    least.into_iter().chain(most).collect()
}

/// Limits of a number.
pub(super) fn range(bounds: &Bounds) -> Vec<RuleKind> {
    let least = bounds.min.map(|limit| match limit {
        Limit::Integer(number) => RuleKind::Minimum(number),
        Limit::Number(number) => RuleKind::MinimumNumber(number),
    });
    let most = bounds.max.map(|limit| match limit {
        Limit::Integer(number) => RuleKind::Maximum(number),
        Limit::Number(number) => RuleKind::MaximumNumber(number),
    });
    least.into_iter().chain(most).collect()
}
