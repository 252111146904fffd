//! What a request is, beyond its table of parameters.

use super::Reader;
use super::nest::Row;
use crate::import::draft::{Fields, Operation};
use crate::import::words;
use crate::raw::{Method, Place};
use crate::span::Span;

impl Reader<'_> {
    /// Takes out the name of the operation, which older pages list as a parameter of its own.
    pub(super) fn without_action(&mut self, mut rows: Vec<Row>, operation: &str) -> Vec<Row> {
        let is_action = |row: &Row| {
            let example = row.parameter.example.as_deref();
            row.name == "Action" && row.indent == 0 && example.is_none_or(|example| example == operation)
        };
        rows.retain(|row| !is_action(row));
        if let Some(row) = rows.iter().find(|row| row.name == "Action" && row.indent == 0) {
            let message = format!("`Action` is a parameter of `{operation}` and does not name it");
            self.report.warn("action", message, self.origin(row.span));
        }
        rows
    }

    /// Reads the first line such as `POST /clusters/[ClusterId]/nodes HTTPS|HTTP`, which only ROA operations have.
    pub(super) fn read_syntax<'t>(
        &mut self,
        operation: &mut Operation,
        lines: impl Iterator<Item = (&'t str, Span)>,
    ) {
        for (line, span) in lines {
            match request_line(line) {
                Some((method, path)) if operation.path.is_none() => {
                    operation.methods = vec![method];
                    operation.path = Some(path).filter(|path| path != "/");
                }
                Some(_) => self.unknown(line, span, "beside the request line above"),
                None => {}
            }
        }
    }
}

fn request_line(line: &str) -> Option<(Method, String)> {
    let mut words = line.split_whitespace();
    let method = words.next().filter(|word| word.chars().all(|c| c.is_ascii_uppercase()))?;
    let path = words.next().filter(|path| path.starts_with('/'))?;
    let path = path.split('?').next()?.replace(['[', '<'], "{").replace([']', '>'], "}");
    Some((words::read_method(method)?, path))
}

/// Parameters that the path names are in it, wherever the table says nothing else.
pub(super) fn place_in_path(operation: &mut Operation) {
    let Some(path) = &operation.path else { return };
    place(&mut operation.parameters, path);
}

fn place(parameters: &mut Fields, path: &str) {
    for (name, parameter) in parameters {
        if path.contains(&format!("{{{name}}}")) && parameter.place.is_none() {
            parameter.place = Some(Place::Path);
        }
    }
}

/// The place that a cell names.
pub(super) fn read_place(cell: &str) -> Option<Place> {
    Some(match cell.trim().to_lowercase().as_str() {
        "path" => Place::Path,
        "query" => Place::Query,
        "header" | "headers" => Place::Header,
        "host" => Place::Host,
        "body" => Place::Field,
        "form" | "formdata" => Place::Form,
        _ => return None,
    })
}
