//! How an operation is called over time: how often it may be, what to poll when it goes on after the answer, and what
//! has replaced it.
//!
//! A rule that the files leave to the reader: a pause below 100 is in seconds, others are in milliseconds (3 and 3000
//! both occur, and mean the same).

use super::keys;
use super::reader::{Object, Reader, shorten};
use super::wide::Limit;
use crate::diagnostic::Diagnostic;
use crate::import::draft::{Completion, Operation, Throttle};
use crate::import::json::{Json, Member};

/// Pauses below this many are seconds.
const SECONDS_BELOW: u64 = 100;
/// Longest pause that is believed, in milliseconds: a day.
const MAX_PAUSE: u64 = 24 * 60 * 60 * 1000;

impl<'t> Reader<'_, 't> {
    /// The operation's own limits, or those of the product-wide list; reports that the two differ.
    pub(super) fn read_throttle(&mut self, json: &Object<'t>, member: &Member<'t>) -> Vec<Throttle> {
        let own = self.read_throttles(json);
        let listed = self.wide.throttles.get(&member.key).cloned().unwrap_or_default();
        let facts = |limits: &[Limit]| -> Vec<Throttle> {
            limits.iter().map(|limit| limit.throttle.clone()).collect()
        };
        let (Some(first), Some(other)) = (own.first(), listed.first()) else {
            return facts(if own.is_empty() { &listed } else { &own });
        };
        if facts(&own) != facts(&listed) {
            let message = format!("two lists of the limits of calls of `{}` differ", shorten(&member.key));
            let diagnostic = Diagnostic::warning("sources-disagree", message)
                .label(self.origin(other.span), "the product's list: this one is left out")
                .label(self.origin(first.span), "the operation: this one counts");
            self.report.push(diagnostic);
        }
        facts(&own)
    }

    pub(super) fn read_static(&mut self, operation: &mut Operation, json: &Object<'t>) {
        let Some(info) = json.get("staticInfo") else { return };
        let info = self.object(info, &keys::STATIC);
        operation.completion = self.read_completion(&info);
        let own = format!("{}::{}::", self.product, self.version);
        let replacing = self.texts(&info, "substitutions");
        let short = |name: String| name.strip_prefix(&own).map(str::to_owned).unwrap_or(name);
        operation.replaced_by = replacing.into_iter().map(short).collect();
    }

    fn read_completion(&mut self, info: &Object<'t>) -> Option<Completion> {
        let callback = self.text(info, "callback")?;
        let span = info.get("callback")?.start();
        let poll = match callback.split("::").collect::<Vec<_>>()[..] {
            [product, version, poll]
                if product == self.product && version == self.version && !poll.is_empty() =>
            {
                poll.to_owned()
            }
            _ => {
                let message = format!(
                    "`{}` is polled, which is no operation of this product version",
                    shorten(&callback)
                );
                self.warn("foreign-poll", span, message);
                return None;
            }
        };
        let pause = self.read_count(info, "callbackInterval", MAX_PAUSE);
        let interval = pause.map(|pause| if pause < SECONDS_BELOW { pause * 1000 } else { pause });
        Some(Completion {
            poll,
            interval,
            attempts: self.read_count(info, "maxCallbackTimes", u32::MAX.into()),
        })
    }

    /// A number from one to the greatest that makes sense.
    fn read_count(&mut self, info: &Object<'t>, key: &str, most: u64) -> Option<u64> {
        let count = self.number(info, key)?;
        if (1..=most).contains(&count) {
            return Some(count);
        }
        let span = info.get(key).map(Json::span).unwrap_or_default();
        self.warn("bad-limit", span, format!("`{key}` is `{count}`, which is left out"));
        None
    }
}
