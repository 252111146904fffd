//! Conditions that a person asks for, as `IpAddress:acs:SourceIp=10.0.0.0/8`.

use std::net::IpAddr;
use std::str::FromStr;

use super::grants::Grants;
use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean, near_ones};

/// A condition: that the value of a key is as an operator wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The operator, one of [`Condition::OPERATORS`].
    pub operator: String,
    /// The key, of all services (`acs:SourceIp`) or of one (`log:TLSVersion`).
    pub key: String,
    /// The value.
    pub value: String,
}

impl Condition {
    /// The operators of the grammar.
    pub const OPERATORS: &[&str] = &[
        "StringEquals",
        "StringNotEquals",
        "StringEqualsIgnoreCase",
        "StringNotEqualsIgnoreCase",
        "StringLike",
        "StringNotLike",
        "NumericEquals",
        "NumericNotEquals",
        "NumericLessThan",
        "NumericLessThanEquals",
        "NumericGreaterThan",
        "NumericGreaterThanEquals",
        "DateEquals",
        "DateNotEquals",
        "DateLessThan",
        "DateLessThanEquals",
        "DateGreaterThan",
        "DateGreaterThanEquals",
        "Bool",
        "IpAddress",
        "NotIpAddress",
    ];

    /// Whether every service knows the key.
    pub fn is_global(&self) -> bool {
        self.key.starts_with("acs:")
    }

    /// Whether the actions of a grant may have it in their statement.
    pub(super) fn fits<'k>(&self, mut keys: impl Iterator<Item = &'k String>) -> bool {
        self.is_global() || keys.any(|key| key.eq_ignore_ascii_case(&self.key))
    }

    /// Checks that conditions have a key of all services, or one that is documented for these operations.
    ///
    /// # Errors
    ///
    /// Keys that no statement could use.
    pub fn check(conditions: &[Self], grants: &Grants) -> Result<(), Diagnostics> {
        let known = || grants.actions.values().flat_map(|grant| &grant.condition_keys);
        let mut diagnostics = Diagnostics::default();
        for condition in conditions.iter().filter(|condition| !condition.fits(known())) {
            let message =
                format!("`{}` is no condition key of these operations", condition.key.escape_debug());
            let help = near_ones(&condition.key, known().map(String::as_str));
            let help = help.unwrap_or_else(|| "keys of all services begin with `acs:`".to_owned());
            diagnostics.push(Diagnostic::error("condition-key", message).help(help));
        }
        diagnostics.propagate()
    }
}

impl FromStr for Condition {
    type Err = String;

    /// Reads `OPERATOR:KEY=VALUE`; an error says what is wrong with it.
    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once(':').and_then(|(operator, rest)| Some((operator, rest.split_once('=')?)));
        let Some((operator, (key, value))) = parts.filter(|(_, (key, _))| is_key(key)) else {
            return Err("write it as `IpAddress:acs:SourceIp=10.0.0.0/8`".to_owned());
        };
        if !Self::OPERATORS.contains(&operator) {
            let help = did_you_mean(operator, Self::OPERATORS.iter().copied());
            let help = help.unwrap_or_else(|| format!("there are {}", Self::OPERATORS.join(", ")));
            return Err(format!("`{}` is no operator; {help}", operator.escape_debug()));
        }
        if !takes(operator, value) {
            return Err(format!("`{operator}` does not take `{}`", value.escape_debug()));
        }
        Ok(Self { operator: operator.to_owned(), key: key.to_owned(), value: value.to_owned() })
    }
}

/// Whether it is the name of a service and that of a key, which may lead to a tag, as in `acs:RequestTag/team`.
fn is_key(key: &str) -> bool {
    let is_name =
        |name: &str| !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c.is_control());
    key.split_once(':').is_some_and(|(service, name)| is_name(service) && is_name(name))
}

fn takes(operator: &str, value: &str) -> bool {
    match operator {
        "Bool" => matches!(value, "true" | "false"),
        "IpAddress" | "NotIpAddress" => is_network(value),
        _ if operator.starts_with("Numeric") => value.parse::<f64>().is_ok_and(f64::is_finite),
        _ if operator.starts_with("Date") => is_date(value),
        _ => !value.is_empty(),
    }
}

/// An address, or an address and how many of its bits count.
fn is_network(value: &str) -> bool {
    let (address, bits) =
        value.split_once('/').map_or((value, None), |(address, bits)| (address, Some(bits)));
    let Ok(address) = address.parse::<IpAddr>() else { return false };
    let most = if address.is_ipv4() { 32 } else { 128 };
    bits.is_none_or(|bits| bits.parse::<u8>().is_ok_and(|bits| bits <= most))
}

/// Whether it looks like a time of ISO 8601: `2025-12-06T00:00:00+08:00`, or with `Z`.
fn is_date(value: &str) -> bool {
    const TIME: &str = "0000-00-00T00:00:00";
    let Some((time, zone)) = value.split_at_checked(TIME.len()) else { return false };
    is_like(time, TIME) && (zone == "Z" || is_like(zone, "+00:00") || is_like(zone, "-00:00"))
}

/// Whether a text has digits where the pattern has a nought, and otherwise the same characters.
fn is_like(text: &str, pattern: &str) -> bool {
    let fits = |(c, like): (char, char)| if like == '0' { c.is_ascii_digit() } else { c == like };
    text.len() == pattern.len() && text.chars().zip(pattern.chars()).all(fits)
}
