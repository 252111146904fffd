//! Error codes of an operation: in the order of the file, each with all of its statuses.

use super::keys;
use super::reader::{Object, Reader};
use crate::import::draft::ErrorCode;
use crate::import::json::Json;
use crate::span::Span;

impl<'t> Reader<'_, 't> {
    pub(super) fn read_errors(&mut self, json: &Object<'t>) -> Vec<(String, ErrorCode)> {
        let mut errors: Vec<(String, ErrorCode)> = Vec::new();
        let Some(statuses) = json.get("errorCodes") else { return errors };
        // A list without items, where there are no codes.
        if statuses.items().is_some_and(|items| items.is_empty()) {
            return errors;
        }
        for status in self.members(statuses, "`errorCodes`") {
            let Some(list) = status.value.items() else {
                self.warn("wrong-type", status.span, "error codes of a status must be a list".to_owned());
                continue;
            };
            let number = self.read_status(&status.key, status.span);
            for item in list {
                self.read_error(&mut errors, item, number);
            }
        }
        errors
    }

    fn read_error(&mut self, errors: &mut Vec<(String, ErrorCode)>, item: Json<'t>, status: Option<u16>) {
        let json = self.object(item, &keys::ERROR);
        let span = json.get("errorCode").unwrap_or(item).span();
        let code = self.text(&json, "errorCode").unwrap_or_default();
        let doc = self.text(&json, "errorMessage").or_else(|| self.text(&json, "description"));
        self.add_error(errors, code, span, status, doc);
    }

    /// Adds a code, or a further status of one that is known.
    pub(super) fn add_error(
        &mut self,
        errors: &mut Vec<(String, ErrorCode)>,
        code: String,
        span: Span,
        status: Option<u16>,
        doc: Option<String>,
    ) {
        if !self.check_name(&code, span, "an error code") {
            return;
        }
        match errors.iter_mut().find(|(known, _)| *known == code) {
            Some((_, known)) => {
                known.statuses.extend(status.filter(|status| !known.statuses.contains(status)));
            }
            None => {
                let statuses = status.into_iter().collect();
                errors.push((code, ErrorCode { origin: self.origin(span), statuses, doc }));
            }
        }
    }
}
