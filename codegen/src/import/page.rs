//! A documentation page, as text or as Markdown.
//!
//! Input: one page. Output: a draft of its operation, and the product version if a link of the page names it. The
//! layouts differ by age, so sections are told by their headings and columns by theirs, with all synonyms that are
//! known. What is not understood is reported where it stands.

mod columns;
mod example;
mod kind;
mod link;
mod markdown;
mod nest;
mod request;
mod section;
mod text;

use link::Link;
use section::Section;

use super::NO_PAGE;
use super::draft::{ErrorCode, Found, Operation};
use super::report::Report;
use crate::diagnostic::Diagnostic;
use crate::raw::Style;
use crate::span::{FileId, Origin, Span};

/// Largest page that is read, in bytes; the largest real ones have a quarter of it.
const MAX_BYTES: usize = 2 << 20;
/// Most parameters, fields and error codes of a page; the largest real ones have a fifth of it.
const MAX_ROWS: usize = 2000;

/// What a page describes.
#[derive(Clone, Debug)]
pub(super) struct Page {
    pub(super) operation: Operation,
    pub(super) product: Option<PageProduct>,
}

/// The product version that a page belongs to by its link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PageProduct {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) style: Option<Style>,
}

/// Reads a page.
///
/// # Errors
///
/// A page without a title, without any of the sections of an operation, in another language than English, or too
/// large.
pub(super) fn read(file: FileId, text: &str, report: &mut Report) -> Result<Page, Box<Diagnostic>> {
    if text.len() > MAX_BYTES {
        let message = format!("a page of {} bytes is too large; {MAX_BYTES} is the most", text.len());
        let origin = Origin { file, span: Span::default() };
        return Err(Box::new(Diagnostic::error("too-large", message).at(origin)));
    }
    let mut reader = Reader { file, text, report };
    let operation =
        if markdown::is_markdown(text) { markdown::read(&mut reader)? } else { text::read(&mut reader)? };
    let product = reader.read_product(&operation);
    Ok(Page { operation, product })
}

/// What reading any part of a page needs.
struct Reader<'r> {
    file: FileId,
    text: &'r str,
    report: &'r mut Report,
}

impl Reader<'_> {
    fn origin(&self, span: Span) -> Origin {
        Origin { file: self.file, span }
    }

    /// The error about a file that is no page; one in Chinese gets its own.
    fn no_page(&self, help: &str, span: Span) -> Box<Diagnostic> {
        let origin = self.origin(span);
        if is_chinese(self.text) {
            let help = "save the English page, whose address has `/en/` in it";
            let message = "this page is in Chinese, and only English ones are read";
            return Box::new(Diagnostic::error("page-language", message).at(origin).help(help));
        }
        let message = "this is neither OpenMeta nor the page of an operation";
        Box::new(Diagnostic::error(NO_PAGE, message).at(origin).help(help))
    }

    /// A page that was cut off has no end, and nothing else would show it.
    fn report_missing(&mut self, sections: impl Iterator<Item = Section> + Clone, title: Span) {
        for (section, heading) in section::EXPECTED {
            if !sections.clone().any(|found| found == section) {
                let message = format!("the page has no section `{heading}`");
                let help = "if the page was cut off when it was saved, save it again";
                let diagnostic = Diagnostic::warning("missing-section", message).at(self.origin(title));
                self.report.push(diagnostic.help(help));
            }
        }
    }

    /// Reports a text that is not understood.
    fn unknown(&mut self, text: &str, span: Span, what: &str) {
        let message = format!("`{}` is not understood {what}", excerpt(text));
        self.report.warn("unknown-line", message, self.origin(span));
    }

    /// Reports a row after which there is no more.
    fn too_many(&mut self, span: Span) {
        let message = format!("a page has {MAX_ROWS} rows at most, so this one and those below are left out");
        self.report.warn("too-large", message, self.origin(span));
    }

    /// `Last Updated:Dec 06, 2025` as `2025-12-06`.
    fn read_date(&mut self, text: &str, span: Span) -> Option<String> {
        let date = date(text);
        if date.is_none() {
            self.unknown(text, span, "as a date");
        }
        date
    }

    /// Adds a row of the error codes; one code may have several statuses and several messages.
    fn add_error(
        &mut self,
        errors: &mut Vec<(String, ErrorCode)>,
        span: Span,
        (status, code): (u16, &str),
        doc: &str,
    ) {
        let doc = Some(doc.trim()).filter(|doc| !doc.is_empty()).map(str::to_owned);
        let index = errors.iter().position(|(known, _)| known == code);
        let Some((_, known)) = index.map(|index| &mut errors[index]) else {
            if errors.len() == MAX_ROWS {
                return self.too_many(span);
            }
            let error = ErrorCode { origin: self.origin(span), statuses: vec![status], doc };
            return errors.push((code.to_owned(), error));
        };
        if !known.statuses.contains(&status) {
            known.statuses.push(status);
        }
        match (&mut known.doc, doc) {
            (Some(known), Some(doc)) if !known.lines().any(|line| line == doc) => {
                known.push('\n');
                known.push_str(&doc);
            }
            (known @ None, doc) => *known = doc,
            _ => {}
        }
    }

    /// The product version of the link that is about this operation.
    fn read_product(&mut self, operation: &Operation) -> Option<PageProduct> {
        let links = link::find(self.text);
        let (own, other): (Vec<Link>, Vec<Link>) =
            links.into_iter().partition(|link| link.operation == operation.name);
        if let (true, Some(link)) = (own.is_empty(), other.first()) {
            let message =
                format!("the page of `{}` has a link for `{}` only", operation.name, link.operation);
            self.report.warn("page-link", message, self.origin(link.span));
        }
        let first = own.first()?;
        for link in own.iter().filter(|link| link.product != first.product) {
            let message = format!("the links of `{}` name different product versions", operation.name);
            let diagnostic = Diagnostic::warning("page-link", message)
                .label(self.origin(link.span), "this one is left out")
                .label(self.origin(first.span), "this one counts");
            self.report.push(diagnostic);
        }
        Some(first.product.clone())
    }

    /// A response that the page shows, where it is JSON.
    fn checked_example(&mut self, text: &str, span: Span) -> Option<Found<String>> {
        let origin = self.origin(span);
        match example::check(text) {
            Ok(value) => Some(Found { value, origin }),
            Err(message) => {
                let message = format!("the example of the response is no JSON: {message}");
                self.report.warn("bad-example", message, origin);
                None
            }
        }
    }
}

/// The beginning of a text, on one line.
fn excerpt(text: &str) -> String {
    const MOST: usize = 80;
    let mut words: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = words.char_indices().nth(MOST) {
        words.truncate(end);
        words.push('…');
    }
    words
}

/// `Dec 06, 2025` or `2025-12-06`, after a colon or not.
fn date(text: &str) -> Option<String> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let date = text.split_once([':', '：']).map_or(text, |(_, date)| date).trim();
    let is_year = |year: &&str| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let day = |day: &str| day.parse::<u8>().ok().filter(|day| (1..=31).contains(day));
    let mut words = date.split([' ', ',']).filter(|word| !word.is_empty());
    let first = words.next()?;
    if let [year, month, last] = first.split(['-', '/']).collect::<Vec<_>>()[..] {
        let month = month.parse::<u8>().ok().filter(|month| (1..=12).contains(month))?;
        return Some(format!("{}-{month:02}-{:02}", Some(year).filter(is_year)?, day(last)?));
    }
    let month = MONTHS.iter().position(|month| first.starts_with(month))?;
    let day = day(words.next()?)?;
    let year = words.next().filter(is_year)?;
    Some(format!("{year}-{:02}-{day:02}", month + 1))
}

/// The number of an HTTP status.
fn read_status(word: &str) -> Option<u16> {
    word.parse().ok().filter(|status| word.len() == 3 && (100..600).contains(status))
}

fn is_code(word: &str) -> bool {
    !word.is_empty() && !word.contains(char::is_whitespace) && word.len() <= 256
}

/// `product:Name`.
fn is_action(text: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "-_*./".contains(c))
    };
    text.split_once(':').is_some_and(|(product, name)| part(product) && name.split(':').all(part))
}

/// Whether every fourth letter is Chinese: an English page has few, a Chinese one many names in English.
fn is_chinese(text: &str) -> bool {
    let chinese = text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
    chinese * 4 > text.chars().filter(|c| c.is_alphabetic()).count()
}

#[cfg(test)]
mod tests;
