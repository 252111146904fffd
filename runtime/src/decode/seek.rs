//! Seek: single values of an answer, by where they stand, whatever its type; all else is skipped.

use super::{DecodeError, Decoder, Form, List, Mismatch, Object, Presence, Scalar, Shape, Slot, fill};

/// What stands at a place of an answer.
#[derive(Default)]
pub(crate) struct Found {
    /// The scalars, as texts.
    pub(crate) texts: Vec<String>,
    /// The items of all lists on the way; none where the answer has no such list.
    pub(crate) items: Option<usize>,
}

/// What stands at a place such as `Data.NextToken` or `AnycastList[].Status`. Names may differ in case.
pub(crate) fn seek(body: &[u8], place: &'static str) -> Result<Found, DecodeError> {
    let mut seek = Seek { place, found: Found::default() };
    fill(&mut seek, body)?;
    Ok(seek.found)
}

/// A value on the way to the place; `place` is what is left of the way.
#[derive(Default)]
struct Seek {
    place: &'static str,
    found: Found,
}

/// A list on the way.
#[derive(Default)]
struct Each(Seek);

impl Slot for Seek {
    fn blank() -> Self {
        Self::default()
    }

    fn scalar(&mut self, scalar: Scalar<'_>) -> Result<Presence, Mismatch> {
        if self.place.is_empty() {
            self.found.texts.push(match scalar {
                Scalar::Text(text) => text.to_owned(),
                Scalar::Boolean(value) => value.to_string(),
                Scalar::Integer(number) => number.to_string(),
                Scalar::Unsigned(number) => number.to_string(),
                Scalar::Number(number) => number.to_string(),
            });
        }
        Ok(Presence::Present)
    }

    fn shape(&mut self) -> Shape<'_> {
        if self.place.is_empty() { Shape::Nothing } else { Shape::Object(self) }
    }
}

impl Object for Seek {
    fn field(&mut self, name: &str, from: &mut Decoder<'_>) -> Result<(), DecodeError> {
        let (wanted, rest) = self.place.split_once('.').unwrap_or((self.place, ""));
        let (wanted, is_list) = wanted.strip_suffix("[]").map_or((wanted, false), |wanted| (wanted, true));
        if !wanted.eq_ignore_ascii_case(name) {
            return Ok(());
        }
        let inner = Seek { place: rest, found: std::mem::take(&mut self.found) };
        self.found = if is_list {
            let mut each = Each(inner);
            from.read(&mut each)?;
            each.0.found
        } else {
            let mut inner = inner;
            from.read(&mut inner)?;
            inner.found
        };
        Ok(())
    }
}

impl Slot for Each {
    fn blank() -> Self {
        Self::default()
    }

    /// An empty text is an empty list.
    fn scalar(&mut self, scalar: Scalar<'_>) -> Result<Presence, Mismatch> {
        if scalar == Scalar::Text("") {
            self.clear();
        }
        Ok(Presence::Present)
    }

    fn shape(&mut self) -> Shape<'_> {
        Shape::List(self)
    }
}

impl List for Each {
    /// All items are sought through in the same way.
    fn push(&mut self) -> &mut dyn Slot {
        *self.0.found.items.get_or_insert(0) += 1;
        &mut self.0
    }

    fn pop(&mut self) {
        self.0.found.items = self.0.found.items.map(|items| items.saturating_sub(1));
    }

    /// Begins a list, which leaves what was found in those before.
    fn clear(&mut self) {
        self.0.found.items.get_or_insert(0);
    }

    fn item_form(&self) -> Form {
        Form::Open
    }

    fn as_slot(&mut self) -> &mut dyn Slot {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(body: &str, place: &'static str, found: &[&str]) {
        assert_eq!(seek(body.as_bytes(), place).expect("the body is read").texts, found, "{place} of {body}");
    }

    #[track_caller]
    fn check_items(body: &str, place: &'static str, items: Option<usize>) {
        assert_eq!(seek(body.as_bytes(), place).expect("the body is read").items, items, "{place} of {body}");
    }

    #[test]
    fn a_scalar_is_found_by_names() {
        check(r#"{"A": [1], "NextToken": "t"}"#, "NextToken", &["t"]);
        check(r#"{"Data": {"Other": {"Total": 1}, "Total": 12}}"#, "Data.Total", &["12"]);
        check(r#"{"nextToken": "t"}"#, "NextToken", &["t"]);
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        for body in ["{}", "", r#"{"Data": null}"#, r#"{"Data": {}}"#, r#"{"Data": {"Total": null}}"#] {
            check(body, "Data.Total", &[]);
        }
        check(r#"{"Total": {"Total": 1}}"#, "Total", &[]);
    }

    #[test]
    fn every_item_of_a_list_is_looked_at() {
        let body = r#"{"List": [{"Status": "A"}, {"Other": 1}, {"Status": "B"}]}"#;
        check(body, "List[].Status", &["A", "B"]);
        check(r#"{"List": {"Item": [{"Status": "A"}]}}"#, "List.Item[].Status", &["A"]);
        check(r#"{"List": []}"#, "List[].Status", &[]);
        check(r#"{"States": ["A", "B"]}"#, "States[]", &["A", "B"]);
    }

    #[test]
    fn a_wrapper_around_a_list_is_taken_off() {
        check(r#"{"List": {"Item": [{"Status": "A"}, {"Status": "B"}]}}"#, "List[].Status", &["A", "B"]);
        check(r#"{"List": {"Status": "A"}}"#, "List[].Status", &["A"]);
    }

    #[test]
    fn an_empty_list_is_another_thing_than_none() {
        for body in [r#"{"List": []}"#, r#"{"List": {"Item": []}}"#, r#"{"List": ""}"#, r#"{"List": [null]}"#]
        {
            check_items(body, "List[].Status", Some(0));
        }
        for body in ["{}", "", r#"{"List": null}"#, r#"{"Other": []}"#] {
            check_items(body, "List[].Status", None);
        }
        check_items(r#"{"List": [{"Status": "A"}, {}]}"#, "List[].Status", Some(2));
        check_items(r#"{"List": [{"Inner": []}]}"#, "List[].Inner[].Status", Some(1));
        check_items(r#"{"Status": "A"}"#, "Status", None);
    }

    #[test]
    fn what_is_no_json_is_an_error() {
        assert!(seek(b"<html>", "NextToken").is_err());
        assert!(seek(b"[1]", "NextToken").is_err());
    }
}
