//! The shapes that code has: lists, literals of structs, chains of calls, closures, macros.

use std::fmt;

use super::layout::Break;
use super::printer::Printer;

/// The widest literal of a struct that stays on one line.
const STRUCT_WIDTH: usize = 34;

impl Printer<'_> {
    /// Begins a list after its opening bracket: arguments, items of an array, a tuple, generics.
    pub(super) fn start(&mut self, bracket: &str) {
        self.text(bracket);
        self.open_group();
        self.soft();
    }

    /// Goes on to the next thing of a list.
    pub(super) fn next(&mut self) {
        self.text(",");
        self.space();
    }

    /// Ends a list that is not empty; broken, its last line ends in a comma, too.
    pub(super) fn end(&mut self, bracket: &str) {
        self.push_break(Break { outdent: true, before: ",", ..Break::default() });
        self.close_group();
        self.text(bracket);
    }

    /// Ends a tuple of one thing, which has a comma in any case.
    pub(super) fn end_single(&mut self, bracket: &str) {
        self.text(",");
        self.push_break(Break { outdent: true, ..Break::default() });
        self.close_group();
        self.text(bracket);
    }

    /// A whole list.
    pub(super) fn list<T>(
        &mut self,
        brackets: [&str; 2],
        items: impl IntoIterator<Item = T>,
        mut print: impl FnMut(&mut Self, T),
    ) {
        let mut items = items.into_iter();
        let Some(first) = items.next() else {
            self.text(brackets[0]);
            self.text(brackets[1]);
            return;
        };
        self.start(brackets[0]);
        print(self, first);
        for item in items {
            self.next();
            print(self, item);
        }
        self.end(brackets[1]);
    }

    /// String literals as a slice.
    pub(super) fn literals<T: AsRef<str>>(&mut self, texts: impl IntoIterator<Item = T>) {
        self.list(["&[", "]"], texts, |p, text| p.literal(text.as_ref()));
    }

    /// A call with a number for its argument.
    pub(super) fn number(&mut self, call: &str, number: &impl fmt::Display) {
        self.start(call);
        self.text(&number.to_string());
        self.end(")");
    }

    /// A variant of an enum of the runtime, which is called as in `acs_rules`.
    pub(super) fn variant(&mut self, of: &'static str, value: &impl fmt::Debug) {
        self.path(of);
        self.text("::");
        self.text(&format!("{value:?}"));
    }

    /// A thing with one generic argument.
    pub(super) fn generic(&mut self, name: &str, argument: impl FnOnce(&mut Self)) {
        self.text(name);
        self.start("<");
        argument(self);
        self.end(">");
    }

    /// A field of a variable.
    pub(super) fn member(&mut self, of: &str, field: &str) {
        self.open_group();
        self.text(of);
        self.soft();
        self.text(".");
        self.text(field);
        self.close_group();
    }

    /// Begins a literal of a struct before its name.
    pub(super) fn start_struct(&mut self, name: impl FnOnce(&mut Self)) {
        self.open_group_within(STRUCT_WIDTH);
        name(self);
        self.text(" {");
        self.space();
    }

    /// Ends a literal of a struct after its last field.
    pub(super) fn end_struct(&mut self) {
        self.push_break(Break { blank: 1, outdent: true, before: ",", ..Break::default() });
        self.close_group();
        self.text("}");
    }

    /// Ends a literal of a struct after a comma, with the value that all other fields come from.
    pub(super) fn end_struct_with(&mut self, base: impl FnOnce(&mut Self)) {
        self.text("..");
        base(self);
        self.push_break(Break { blank: 1, outdent: true, ..Break::default() });
        self.close_group();
        self.text("}");
    }

    /// Begins a closure after the name of a method.
    pub(super) fn start_closure(&mut self, parameters: impl FnOnce(&mut Self)) {
        self.text("(");
        self.open_fill();
        self.open_group();
        self.text("|");
        self.soft();
        parameters(self);
        self.text("|");
        self.push_break(Break { blank: 1, outdent: true, ..Break::default() });
        self.close_group();
        self.never();
    }

    /// Ends a closure.
    pub(super) fn end_closure(&mut self) {
        self.close_group();
        self.text(")");
    }

    /// Code that stands in braces where it does not fit; `last` is what it ends in there, `flat` what it ends in here.
    pub(super) fn in_braces(
        &mut self,
        last: &'static str,
        flat: &'static str,
        print: impl FnOnce(&mut Self),
    ) {
        self.open_group();
        self.push_break(Break { before: "{", ..Break::default() });
        print(self);
        self.push_break(Break { outdent: true, before: last, after: "}", flat, ..Break::default() });
        self.close_group();
    }

    /// Begins an item that is a macro of the runtime.
    pub(super) fn start_macro(&mut self, name: &str) {
        self.text(&self.scope.around.runtime);
        self.text("::");
        self.text(name);
        self.text("!(");
        self.open_group();
        self.soft();
        self.open_fill();
    }

    /// Ends an item that is a macro.
    pub(super) fn end_macro(&mut self) {
        self.close_group();
        self.push_break(Break { outdent: true, ..Break::default() });
        self.close_group();
        self.line(");");
    }

    /// Things in braces within a macro, as many on a line as fit.
    pub(super) fn braced<T>(
        &mut self,
        things: impl IntoIterator<Item = T>,
        mut print: impl FnMut(&mut Self, T),
    ) {
        self.text("{");
        let mut is_empty = true;
        for thing in things {
            self.space();
            print(self, thing);
            self.text(",");
            is_empty = false;
        }
        if !is_empty {
            self.space();
        }
        self.text("}");
    }
}
