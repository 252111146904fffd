//! The printer: text of Rust, with the places where a line may break.
//!
//! Emitters say what stands on a line and how it may be broken; whether it has to be is found out when the line ends
//! ([`layout`](super::layout)). The layouts are those of prettyplease, to the letter; a test compares them.

use super::imports::Scope;
use super::layout::{Break, Piece, lay_out};
use crate::plan::Deprecated;

/// Spaces of one level.
pub(super) const INDENT: usize = 4;

/// What stands before the use of a thing that is gone.
pub(super) const EXPECT_DEPRECATED: &str = "#[expect(deprecated)]";

/// The text of one module while it is printed.
pub(super) struct Printer<'s> {
    /// Where paths are shortened, and imports noted.
    pub(super) scope: Scope<'s>,
    out: String,
    /// The text of the line that is being printed.
    line: String,
    /// What the line consists of; empty as long as it has no place to break.
    pieces: Vec<Piece>,
    /// The open groups: how wide each may be on one line, and where it begins.
    open: Vec<(usize, usize)>,
    /// How wide the line is so far when it is not broken.
    width: usize,
    indent: usize,
    /// Whether the next item is the first one of its block.
    first: bool,
}

impl<'s> Printer<'s> {
    pub(super) fn new(scope: Scope<'s>) -> Self {
        Self {
            scope,
            out: String::new(),
            line: String::new(),
            pieces: Vec::new(),
            open: Vec::new(),
            width: 0,
            indent: 0,
            first: true,
        }
    }

    /// What was printed: the scope with its imports, and the text.
    pub(super) fn finish(self) -> (Scope<'s>, String) {
        (self.scope, self.out)
    }

    /// Text that does not break.
    pub(super) fn text(&mut self, text: &str) {
        self.line.push_str(text);
        self.width += text.len();
        if let Some(Piece::Text(length)) = self.pieces.last_mut() {
            *length += text.len();
        } else if !self.pieces.is_empty() {
            self.pieces.push(Piece::Text(text.len()));
        }
    }

    /// Text of a thing that others may use, which says so itself.
    pub(super) fn public(&mut self, text: &str) {
        self.text(self.scope.around.visibility);
        self.text(text);
    }

    /// A string literal.
    pub(super) fn literal(&mut self, text: &str) {
        self.text("\"");
        if text.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\') {
            self.text(text);
        } else {
            let mut escaped = String::with_capacity(text.len() + 8);
            push_escaped(text, &mut escaped);
            self.text(&escaped);
        }
        self.text("\"");
    }

    /// A name that begins with a capital letter, below the runtime's path: `call::Call` becomes `Call`, imported.
    pub(super) fn path(&mut self, path: &'static str) {
        let path = self.scope.runtime_path(path);
        self.text(&path);
    }

    /// The same below the path of the standard library.
    pub(super) fn std_path(&mut self, path: &'static str) {
        let path = self.scope.std_path(path);
        self.text(&path);
    }

    /// A marker type of a required parameter.
    pub(super) fn marker(&mut self, name: &str) {
        self.scope.need("required");
        self.text("required::");
        self.text(name);
    }

    /// A shared type of the product.
    pub(super) fn shared(&mut self, name: &str) {
        if let Some(module) = self.scope.shared_module() {
            self.text(module);
            self.text("::");
        }
        self.text(name);
    }

    /// Ends the line.
    pub(super) fn newline(&mut self) {
        if self.pieces.is_empty() {
            push_spaces(&mut self.out, self.indent);
            self.out.push_str(&self.line);
        } else {
            lay_out(&self.pieces, &self.line, self.indent, &mut self.out);
            self.pieces.clear();
        }
        self.out.push('\n');
        self.line.clear();
        self.width = 0;
    }

    /// The text and the end of the line.
    pub(super) fn line(&mut self, text: &str) {
        self.text(text);
        self.newline();
    }

    /// Doc comments, one per line.
    pub(super) fn docs<S: AsRef<str>>(&mut self, lines: &[S]) {
        for line in lines {
            let line = line.as_ref().trim_end_matches(' ');
            self.text(if line.is_empty() { "///" } else { "/// " });
            self.line(line);
        }
    }

    /// What the compiler says of a thing that is gone.
    pub(super) fn deprecated(&mut self, gone: Option<&Deprecated>) {
        if let Some(Deprecated { since, note }) = gone {
            self.text("#[deprecated(");
            self.open_group();
            self.soft();
            self.text("since = ");
            self.literal(since);
            self.next();
            self.text("note = ");
            self.literal(note);
            self.push_break(Break { outdent: true, ..Break::default() });
            self.close_group();
            self.line(")]");
        }
    }

    /// Lets what follows use a thing that is gone.
    pub(super) fn expect_deprecated(&mut self, is_gone: bool) {
        if is_gone {
            self.line(EXPECT_DEPRECATED);
        }
    }

    /// Begins an item: a blank line before it, unless it is the first one of its block.
    pub(super) fn item(&mut self) {
        if !std::mem::take(&mut self.first) {
            self.out.push('\n');
        }
    }

    /// Opens a block after what stands on the line, and ends the line.
    pub(super) fn open_block(&mut self) {
        self.text(" ");
        self.open_bare_block();
    }

    /// Opens a block on a line of its own.
    pub(super) fn open_bare_block(&mut self) {
        self.line("{");
        self.indent += INDENT;
        self.first = true;
    }

    /// Closes a block.
    pub(super) fn close_block(&mut self) {
        self.indent -= INDENT;
        self.line("}");
        self.first = false;
    }

    /// Lines that stand one level further in.
    pub(super) fn within(&mut self, print: impl FnOnce(&mut Self)) {
        self.indent += INDENT;
        print(self);
        self.indent -= INDENT;
    }

    /// Prints things in braces, each on lines of its own.
    pub(super) fn block<T>(&mut self, things: &[T], mut print: impl FnMut(&mut Self, &T)) {
        if things.is_empty() {
            self.line(" {}");
            self.first = false;
            return;
        }
        self.open_block();
        things.iter().for_each(|thing| print(self, thing));
        self.close_block();
    }

    /// Opens a group, which is printed on one line if it fits, with what follows up to the next place to break;
    /// otherwise all its own places break, with what follows one level further in.
    pub(super) fn open_group(&mut self) {
        self.open_group_within(usize::MAX);
    }

    /// Opens a group that must not be wider than this on one line.
    pub(super) fn open_group_within(&mut self, widest: usize) {
        self.push(Piece::Open { fill: false });
        self.open.push((widest, self.width));
    }

    /// Opens a group in which lines are filled: a place breaks only where what follows it does not fit.
    pub(super) fn open_fill(&mut self) {
        self.push(Piece::Open { fill: true });
        self.open.push((usize::MAX, self.width));
    }

    /// Closes a group.
    pub(super) fn close_group(&mut self) {
        let (widest, start) = self.open.pop().unwrap_or((usize::MAX, 0));
        if self.width - start > widest {
            self.push(Piece::Wide);
        }
        self.push(Piece::Close);
    }

    /// A place where the line may break, and where nothing stands otherwise.
    pub(super) fn soft(&mut self) {
        self.push_break(Break::default());
    }

    /// A place where the line may break, and where a space stands otherwise.
    pub(super) fn space(&mut self) {
        self.push_break(Break { blank: 1, ..Break::default() });
    }

    /// A mark up to which what stands before has to fit.
    pub(super) fn never(&mut self) {
        self.push_break(Break { never: true, ..Break::default() });
    }

    /// Any other place where the line may break.
    pub(super) fn push_break(&mut self, place: Break) {
        self.push(Piece::Break(place));
        self.width += place.blank;
    }

    fn push(&mut self, piece: Piece) {
        if self.pieces.is_empty() && !self.line.is_empty() {
            self.pieces.push(Piece::Text(self.line.len()));
        }
        self.pieces.push(piece);
    }
}

fn push_spaces(out: &mut String, count: usize) {
    out.extend(std::iter::repeat_n(' ', count));
}

/// Escapes as the compiler's own printer does: what can be seen stays as it is.
fn push_escaped(text: &str, literal: &mut String) {
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\'' => literal.push(c),
            // Followed by a digit, `\0` would look like an octal escape.
            '\0' if chars.as_str().starts_with(|next| matches!(next, '0'..='7')) => literal.push_str("\\x00"),
            c => literal.extend(c.escape_debug()),
        }
    }
}
