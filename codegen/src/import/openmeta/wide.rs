//! What a file says of its operations outside of `apis`: directories, limits of calls, RAM actions, changes, and the
//! error codes that all of them have in common.

use std::collections::HashMap;

use super::keys;
use super::reader::{Object, Reader, shorten};
use crate::import::draft::{ErrorCode, Throttle};
use crate::import::json::Json;
use crate::span::Span;

/// Deepest directory that is read; real ones have a quarter of it.
const DEPTH: usize = 16;
/// Longest title of a directory that is a name rather than a sentence, in characters.
const MAX_TITLE: usize = 60;

/// Lists of the file by the names of operations.
#[derive(Default)]
pub(super) struct ProductWide<'t> {
    pub(super) groups: HashMap<String, String>,
    pub(super) throttles: HashMap<String, Vec<Limit>>,
    pub(super) actions: HashMap<String, Vec<Json<'t>>>,
    pub(super) changes: HashMap<String, String>,
}

/// A limit of calls, with the operation that it names and its place.
#[derive(Clone)]
pub(super) struct Limit {
    operation: Option<String>,
    pub(super) span: Span,
    pub(super) throttle: Throttle,
}

/// What the lists say of the product as a whole.
#[derive(Default)]
pub(super) struct ProductLists {
    pub(super) throttle: Vec<Throttle>,
    pub(super) updated: Option<String>,
    pub(super) errors: Vec<(String, ErrorCode)>,
}

impl<'t> Reader<'_, 't> {
    /// Reads the lists: what is about an operation is kept for it.
    pub(super) fn read_wide(&mut self, file: &Object<'t>) -> ProductLists {
        for item in self.items(file, "directories") {
            self.read_directory(item, "", 0);
        }
        self.read_actions(file);
        let updated = self.read_product_changes(file);
        let throttle = self.read_product_throttle(file);
        ProductLists { throttle, updated, errors: self.read_product_errors(file) }
    }

    /// Keeps the titles around each operation; the first directory of an operation counts.
    fn read_directory(&mut self, json: Json<'t>, parents: &str, depth: usize) {
        if let Some(operation) = json.text() {
            if !parents.is_empty() {
                self.wide.groups.entry(operation).or_insert_with(|| parents.to_owned());
            }
            return;
        }
        if depth > DEPTH {
            return self.warn("deep", json.start(), "a directory is nested too deeply".to_owned());
        }
        let directory = self.object(json, &keys::DIRECTORY);
        let title = self.text(&directory, "title").filter(|title| is_title(title));
        let path = match (parents, title) {
            (parents, None) => parents.to_owned(),
            ("", Some(title)) => title,
            (parents, Some(title)) => format!("{parents} / {title}"),
        };
        for child in self.items(&directory, "children") {
            self.read_directory(child, &path, depth + 1);
        }
    }

    fn read_actions(&mut self, file: &Object<'t>) {
        let Some(json) = file.get("ram") else { return };
        let ram = self.object(json, &keys::RAM);
        for item in self.items(&ram, "ramActions") {
            let action = self.object(item, &keys::RAM_ACTION);
            match self.text(&action, "apiName") {
                Some(name) => self.wide.actions.entry(name).or_default().push(item),
                None => {
                    self.warn("ram-action", item.start(), "a RAM action names no operation".to_owned());
                }
            }
        }
    }

    /// The newest date; and the one of each operation that a change is about.
    fn read_product_changes(&mut self, file: &Object<'t>) -> Option<String> {
        let mut newest = None;
        for item in self.items(file, "changeSet") {
            let change = self.object(item, &keys::CHANGE);
            let Some(date) = self.read_date(&change) else { continue };
            for item in self.items(&change, "apis") {
                let changed = self.object(item, &keys::CHANGED);
                if let Some(name) = self.text(&changed, "api") {
                    let known = self.wide.changes.entry(name).or_default();
                    *known = date.clone().max(std::mem::take(known));
                }
            }
            newest = newest.max(Some(date));
        }
        newest
    }

    /// The date of a change: the day of `2025-12-03T01:37:06.000Z`.
    pub(super) fn read_date(&mut self, change: &Object<'t>) -> Option<String> {
        let text = self.text(change, "createdAt")?;
        let day = text.get(..10).filter(|day| is_date(day)).map(str::to_owned);
        if day.is_none() {
            let span = change.get("createdAt").map(Json::span).unwrap_or_default();
            self.warn("bad-date", span, "the date of a change is not understood".to_owned());
        }
        day
    }

    fn read_product_throttle(&mut self, file: &Object<'t>) -> Vec<Throttle> {
        let mut product = Vec::new();
        for limit in self.read_throttles(file) {
            match limit.operation.clone() {
                Some(name) => self.wide.throttles.entry(name).or_default().push(limit),
                None => product.push(limit.throttle),
            }
        }
        product
    }

    /// The limits of `flowControl`, each with the operation that it names. A negative one is none.
    pub(super) fn read_throttles(&mut self, object: &Object<'t>) -> Vec<Limit> {
        let Some(json) = object.get("flowControl") else { return Vec::new() };
        let control = self.object(json, &keys::FLOW_CONTROL);
        let mut throttles = Vec::new();
        for item in self.items(&control, "flowControlList") {
            let flow = self.object(item, &keys::FLOW);
            let operation = self.text(&flow, "api");
            let region = self.text(&flow, "regionId").filter(|region| region != "*");
            let threshold = self.scalar(&flow, "threshold").and_then(|text| text.parse::<i64>().ok());
            let window = self.number(&flow, "countWindow");
            match (threshold, window) {
                (Some(..=-1), _) => {}
                (Some(calls @ 1..), Some(per @ 1..=MAX_WINDOW)) => {
                    let throttle = Throttle { calls: calls.unsigned_abs(), per, region };
                    throttles.push(Limit { operation, span: item.start(), throttle });
                }
                _ => self.warn(
                    "bad-limit",
                    item.start(),
                    "a limit of calls has no number of calls or of seconds".to_owned(),
                ),
            }
        }
        throttles
    }

    fn read_product_errors(&mut self, file: &Object<'t>) -> Vec<(String, ErrorCode)> {
        let mut errors = Vec::new();
        for item in self.items(file, "errorCodes") {
            let error = self.object(item, &keys::PRODUCT_ERROR);
            let span = error.get("code").unwrap_or(item).span();
            let status = self.scalar(&error, "http_code");
            let status = status.and_then(|status| self.read_status(&status, span));
            let doc = self.text(&error, "message").or_else(|| self.text(&error, "description"));
            let code = self.text(&error, "code").unwrap_or_default();
            self.add_error(&mut errors, code, span, status, doc);
        }
        errors
    }

    /// The HTTP status of an error; reports what is none.
    pub(super) fn read_status(&mut self, text: &str, span: Span) -> Option<u16> {
        let status = text.trim().parse::<u16>().ok().filter(|status| (100..600).contains(status));
        if status.is_none() {
            let message = format!("`{}` is no HTTP status; its codes have none", shorten(text));
            self.warn("bad-status", span, message);
        }
        status
    }
}

/// Longest span of time of a limit, in seconds: a year.
const MAX_WINDOW: u64 = 366 * 24 * 60 * 60;

/// Whether a title names a directory; a sentence is documentation.
fn is_title(title: &str) -> bool {
    let sentence = title.ends_with(['.', '。', '!', '?']) || title.contains(". ");
    !sentence && !title.chars().any(char::is_control) && title.chars().count() <= MAX_TITLE
}

/// `YYYY-MM-DD`.
fn is_date(text: &str) -> bool {
    let shape =
        |(index, c): (usize, char)| if matches!(index, 4 | 7) { c == '-' } else { c.is_ascii_digit() };
    text.len() == 10 && text.chars().enumerate().all(shape)
}
