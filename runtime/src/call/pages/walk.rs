//! Walk: which page comes next. Not generic, and without I/O.

use std::borrow::Cow;

use acs_rules::{Kind, OperationSpec, Paging, Role, Value};

use crate::decode::seek;

/// The way through the pages of one answer.
pub(super) struct Walk {
    spec: &'static OperationSpec<'static>,
    paging: Paging<'static>,
    by: By,
    stage: Stage,
    /// The token of the page to ask for.
    token: Option<String>,
    /// The number of the page to ask for.
    number: i64,
    /// The items of all pages, as the service counts them; none where it cannot have counted all.
    total: Option<u64>,
    /// Whether the total may be that of the first page alone.
    is_doubtful: bool,
    /// The items of a full page, where the request says it.
    size: Option<u64>,
    /// The items so far, with those of the pages that the caller skipped.
    seen: u64,
    tokens: Tokens,
}

/// What pages are asked for by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Token,
    Number,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// The page to ask for is the one that the request asks for.
    First,
    Later,
    Over,
}

impl Walk {
    /// The way from the page that the written request asks for.
    pub(super) fn new(spec: &'static OperationSpec<'static>, request: &[(Cow<'_, str>, Value<'_>)]) -> Self {
        let given = |role| {
            let name = spec.role(role)?.name;
            let (_, value) = request.iter().find(|(given, _)| given == name)?;
            value.text().map(Cow::into_owned).filter(|text| !text.is_empty())
        };
        let (token, number) = (given(Role::PageToken), given(Role::PageNumber));
        let paging = spec.paging.unwrap_or(Paging::new(""));
        let by_token = !paging.token.is_empty() && spec.role(Role::PageToken).is_some() && number.is_none();
        Self {
            spec,
            paging,
            by: if by_token { By::Token } else { By::Number },
            stage: Stage::First,
            token,
            number: number.and_then(|number| number.parse().ok()).unwrap_or(1),
            total: None,
            is_doubtful: false,
            size: given(Role::PageSize).and_then(|size| size.parse().ok()),
            seen: 0,
            tokens: Tokens { kept: None, steps: 0, limit: 1 },
        }
    }

    pub(super) fn is_over(&self) -> bool {
        self.stage == Stage::Over
    }

    pub(super) fn end(&mut self) {
        self.stage = Stage::Over;
    }

    pub(super) fn total(&self) -> Option<u64> {
        self.total
    }

    pub(super) fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// Whether the next page may be this one again, as of a service that gives its last page for every number after it.
    pub(super) fn may_repeat(&self) -> bool {
        self.by == By::Number && !self.is_over()
    }

    /// The parameter that asks for the page; none where the request does already.
    pub(super) fn parameter(&self) -> Option<(&'static str, Value<'static>)> {
        match (self.stage, self.by) {
            (Stage::First | Stage::Over, _) => None,
            (Stage::Later, By::Token) => {
                Some((self.spec.role(Role::PageToken)?.name, self.token.clone()?.into()))
            }
            (Stage::Later, By::Number) => {
                let parameter = self.spec.role(Role::PageNumber)?;
                let is_text = parameter.kind == Kind::Text;
                let number =
                    if is_text { self.number.to_string().into() } else { Value::Integer(self.number) };
                Some((parameter.name, number))
            }
        }
    }

    /// Goes on to the page after this one, which has so many items. Whether this is a page at all, and not only the sign
    /// that they are over.
    pub(super) fn advance(&mut self, body: &[u8], items: usize) -> bool {
        let is_first = self.stage == Stage::First;
        let items = items as u64;
        if is_first && self.by == By::Number {
            // So many at least were skipped; with fewer than there are, one more page is asked for.
            self.seen = items.saturating_mul(self.number.saturating_sub(1).max(0).unsigned_abs());
        }
        self.seen = self.seen.saturating_add(items);
        if is_first || self.by == By::Number {
            let total = read(body, self.paging.total).and_then(|total| total.parse().ok());
            // Some services count the items of each page, or none.
            self.total = total.filter(|total| *total >= self.seen);
        }
        match self.by {
            By::Token => self.after_token(read(body, self.paging.token), is_first),
            By::Number => {
                self.is_doubtful = is_first && self.total == Some(items) && self.is_full(body, items);
                self.after_number(items);
            }
        }
        is_first || items > 0 || self.by == By::Token
    }

    fn after_token(&mut self, token: Option<String>, is_first: bool) {
        let sent = std::mem::replace(&mut self.token, token);
        self.stage = match &self.token {
            Some(token) if self.tokens.is_new(sent.as_deref(), token) => Stage::Later,
            // Some services number their pages unless they are asked for tokens.
            None if is_first && sent.is_none() && self.has_rest() && self.takes_numbers() => {
                self.by = By::Number;
                self.number = 2;
                Stage::Later
            }
            Some(_) | None => {
                self.token = None;
                Stage::Over
            }
        };
    }

    fn after_number(&mut self, items: u64) {
        let goes_on = items > 0 && (self.total.is_none() || self.is_doubtful || self.has_rest());
        self.number = self.number.saturating_add(1);
        self.stage = if goes_on { Stage::Later } else { Stage::Over };
    }

    /// Whether a page can have no more items than these, as far as the request or the answer says how many it can have.
    fn is_full(&self, body: &[u8], items: u64) -> bool {
        let answered = || read(body, self.spec.role(Role::PageSize)?.name)?.parse().ok();
        self.size.or_else(answered).is_none_or(|size| items >= size)
    }

    fn has_rest(&self) -> bool {
        self.total.is_some_and(|total| self.seen < total)
    }

    fn takes_numbers(&self) -> bool {
        self.spec.role(Role::PageNumber).is_some()
    }
}

/// The text at a place of an answer, unless it is empty. An answer that cannot be read has none.
fn read(body: &[u8], place: &'static str) -> Option<String> {
    if place.is_empty() {
        return None;
    }
    let found = seek(body, place).ok()?;
    found.texts.into_iter().next().filter(|text| !text.is_empty())
}

/// Tells whether tokens go round in a circle, however long, by keeping one of them (Brent's algorithm).
struct Tokens {
    kept: Option<String>,
    /// Steps since that one was kept.
    steps: u64,
    /// Steps after which another one is kept.
    limit: u64,
}

impl Tokens {
    fn is_new(&mut self, sent: Option<&str>, token: &str) -> bool {
        if sent == Some(token) || self.kept.as_deref() == Some(token) {
            return false;
        }
        self.steps += 1;
        if self.steps == self.limit {
            (self.kept, self.steps, self.limit) = (Some(token.to_owned()), 0, self.limit.saturating_mul(2));
        }
        true
    }
}
