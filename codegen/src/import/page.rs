//! A documentation page as text: what a browser gives when the whole page is copied.
//!
//! Input: the text of one page. Output: a draft of its operation. Tables have lost their lines, so a row is told by its
//! cells: a parameter is a name, a type, and `Yes` or `No`; the last paragraph of a row is the example unless it is a
//! sentence. Nesting is lost, too, so that a page alone describes flat operations only. What is not understood is
//! reported where it stands.

mod errors;
mod ram;
mod section;
mod table;

use section::{Line, Section, Title};

use super::draft::{Found, Operation};
use super::json::Json;
use super::report::Report;
use crate::diagnostic::Diagnostic;
use crate::span::{FileId, Origin, Span};

/// Reads a page.
///
/// # Errors
///
/// A page without a title, or without any of the sections of an operation.
pub(super) fn read(file: FileId, text: &str, report: &mut Report) -> Result<Operation, Box<Diagnostic>> {
    let lines = section::lines(text);
    let (preface, sections) = section::split(&lines);
    let mut reader = Reader { file, text, report };
    let start = Origin { file, span: lines.first().map(|line| line.span).unwrap_or_default() };
    let Some(title) = section::title(preface) else {
        return Err(no_page("a page has a title such as `Product:Operation` above `Last Updated:`", start));
    };
    if sections.is_empty() {
        return Err(no_page("a page has sections such as `Request parameters` and `Error codes`", start));
    }
    reader.report_missing(&sections, &title);
    Ok(reader.read_operation(title, &sections))
}

fn no_page(help: &str, origin: Origin) -> Box<Diagnostic> {
    let message = "this is neither OpenMeta nor the page of an operation";
    Box::new(Diagnostic::error("no-page", message).at(origin).help(help))
}

/// What reading any part of a page needs.
struct Reader<'r> {
    file: FileId,
    text: &'r str,
    report: &'r mut Report,
}

impl Reader<'_> {
    /// A page that was cut off has no end, and nothing else would show it.
    fn report_missing(&mut self, sections: &[(Section, &[Line<'_>])], title: &Title<'_>) {
        for (section, heading) in [
            (Section::Parameters, "Request parameters"),
            (Section::Response, "Response elements"),
            (Section::Examples, "Examples"),
            (Section::Errors, "Error codes"),
        ] {
            if !sections.iter().any(|(found, _)| *found == section) {
                let message = format!("the page has no section `{heading}`");
                let help = "if the page was cut off when it was saved, save it again";
                let diagnostic = Diagnostic::warning("missing-section", message).at(self.origin(title.span));
                self.report.push(diagnostic.help(help));
            }
        }
    }

    fn read_operation(&mut self, title: Title<'_>, sections: &[(Section, &[Line<'_>])]) -> Operation {
        let mut operation = Operation {
            origin: self.origin(title.span),
            name: title.name.to_owned(),
            doc: title.doc,
            ..Operation::default()
        };
        operation.updated = title.date.and_then(|line| self.read_date(line));
        for (section, lines) in sections {
            match section {
                Section::Authorization => self.read_authorization(&mut operation, lines),
                Section::Parameters => operation.parameters = self.read_parameters(lines),
                Section::Response => operation.response = self.read_response(lines),
                Section::Examples => operation.example = self.read_example(lines),
                Section::Errors => operation.errors = self.read_errors(lines),
                Section::Other => {}
            }
        }
        operation
    }

    fn origin(&self, span: Span) -> Origin {
        Origin { file: self.file, span }
    }

    /// Reports a line that is not understood.
    fn unknown(&mut self, line: &Line<'_>, what: &str) {
        let message = format!("`{}` is not understood {what}", line.text);
        self.report.warn("unknown-line", message, self.origin(line.span));
    }

    /// `Last Updated:Dec 06, 2025` as `2025-12-06`.
    fn read_date(&mut self, line: &Line<'_>) -> Option<String> {
        const MONTHS: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let date = line.text.split_once(':').map_or("", |(_, date)| date.trim());
        let mut words = date.split([' ', ',']).filter(|word| !word.is_empty());
        let month = words.next().and_then(|word| MONTHS.iter().position(|month| word.starts_with(month)));
        let day = words.next().and_then(|day| day.parse::<u8>().ok()).filter(|day| (1..=31).contains(day));
        let year =
            words.next().filter(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()));
        let (Some(month), Some(day), Some(year)) = (month, day, year) else {
            self.unknown(line, "as a date");
            return None;
        };
        Some(format!("{year}-{:02}-{day:02}", month + 1))
    }

    /// The JSON below `JSON format`.
    fn read_example(&mut self, lines: &[Line<'_>]) -> Option<Found<String>> {
        let start = lines.iter().position(|line| line.text == "JSON format")? + 1;
        let labels = ["XML format", "Error response"];
        let lines = &lines[start..];
        let end = lines.iter().position(|line| labels.contains(&line.text)).unwrap_or(lines.len());
        let (first, last) = (lines.first()?, lines[..end].last()?);
        let origin = self.origin(first.span);
        let value = format!("{}\n", self.text.get(first.span.start..last.span.end)?.replace("\r\n", "\n"));
        if let Err((_, message)) = Json::parse(&value) {
            let message = format!("the example of the response is no JSON: {message}");
            self.report.warn("bad-example", message, origin);
            return None;
        }
        Some(Found { value, origin })
    }
}

#[cfg(test)]
mod tests;
