//! The layout of a line: which of its places break.
//!
//! A group breaks as a whole if it does not fit, together with all that follows up to the next place to break; this is
//! Oppen's algorithm, on one line of source at a time, so that the sizes are known before anything is printed.

use super::printer::INDENT;

/// The width of a line, in bytes.
const WIDTH: isize = 89;
/// What even a line that stands far in has.
const LEAST: isize = 60;
/// The width of what never fits.
const ENDLESS: usize = 0xffff;

/// A piece of a line.
#[derive(Clone, Copy, Debug)]
pub(super) enum Piece {
    /// So many bytes of the line's text.
    Text(usize),
    /// Where the line may break.
    Break(Break),
    /// The beginning of a group, whose lines stand one level further in unless they are filled.
    Open { fill: bool },
    /// The end of a group.
    Close,
    /// Nothing, which does not fit.
    Wide,
}

/// A place where a line may break.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Break {
    /// Spaces where it does not break.
    pub(super) blank: usize,
    /// Whether the next line stands one level less in than the group.
    pub(super) outdent: bool,
    /// What the line ends in when it breaks.
    pub(super) before: &'static str,
    /// What the next line begins with when it breaks.
    pub(super) after: &'static str,
    /// What stands here when it does not break; it does not count.
    pub(super) flat: &'static str,
    /// Whether it only marks how far a group before it has to fit.
    pub(super) never: bool,
}

/// How an open group is printed.
#[derive(Clone, Copy)]
enum Frame {
    Flat,
    Broken { fill: bool, outside: isize },
}

struct Layout<'o> {
    out: &'o mut String,
    /// The indentation of the next line.
    indent: isize,
    /// What is left of the line.
    room: isize,
    /// Spaces that stand before the next text; there are none at the end of a line.
    pending: usize,
    frames: Vec<Frame>,
}

/// Prints a line of source as one or more lines.
pub(super) fn lay_out(pieces: &[Piece], line: &str, indent: usize, out: &mut String) {
    let sizes = measure(pieces);
    let indent = indent as isize;
    let mut layout = Layout { out, indent, room: room(indent), pending: indent as usize, frames: Vec::new() };
    let mut rest = line;
    for (piece, size) in pieces.iter().zip(sizes) {
        match *piece {
            Piece::Text(length) => {
                let (text, after) = rest.split_at(length);
                rest = after;
                layout.print(text);
            }
            Piece::Break(place) => layout.print_break(place, size),
            Piece::Open { fill } => layout.open(fill, size),
            Piece::Close => layout.close(),
            Piece::Wide => {}
        }
    }
}

/// For each group and each place its width, with what follows up to the next place to break.
fn measure(pieces: &[Piece]) -> Vec<isize> {
    let mut sizes = vec![0; pieces.len()];
    // Counted from the end: the position of a piece, and that of the next place to break after it.
    let (mut position, mut next) = (0, 0);
    let mut groups = Vec::new();
    for (piece, size) in pieces.iter().zip(&mut sizes).rev() {
        match *piece {
            Piece::Text(length) => position += length as isize,
            Piece::Wide => position += ENDLESS as isize,
            Piece::Break(place) => {
                position += place.blank as isize;
                *size = position - next;
                next = position;
            }
            Piece::Close => groups.push(next),
            // What stands before the group sees past it.
            Piece::Open { .. } => {
                next = groups.pop().unwrap_or_default();
                *size = position - next;
            }
        }
    }
    sizes
}

fn room(indent: isize) -> isize {
    (WIDTH - indent).max(LEAST)
}

impl Layout<'_> {
    fn print(&mut self, text: &str) {
        self.print_pending();
        self.out.push_str(text);
        self.room -= text.len() as isize;
    }

    fn print_pending(&mut self) {
        self.out.extend(std::iter::repeat_n(' ', std::mem::take(&mut self.pending)));
    }

    fn open(&mut self, fill: bool, size: isize) {
        if size <= self.room {
            self.frames.push(Frame::Flat);
            return;
        }
        self.frames.push(Frame::Broken { fill, outside: self.indent });
        self.indent += if fill { 0 } else { INDENT as isize };
    }

    fn close(&mut self) {
        if let Some(Frame::Broken { outside, .. }) = self.frames.pop() {
            self.indent = outside;
        }
    }

    fn print_break(&mut self, place: Break, size: isize) {
        let fits = match self.frames.last() {
            Some(Frame::Flat) => true,
            Some(Frame::Broken { fill: false, .. }) => false,
            Some(Frame::Broken { fill: true, .. }) | None => size <= self.room,
        };
        if fits || place.never {
            self.pending += place.blank;
            self.room -= place.blank as isize;
            self.out.push_str(place.flat);
            self.room -= place.flat.len() as isize;
            return;
        }
        if !place.before.is_empty() {
            self.print_pending();
            self.out.push_str(place.before);
        }
        self.out.push('\n');
        let indent = self.indent - if place.outdent { INDENT as isize } else { 0 };
        self.pending = indent.max(0) as usize;
        self.room = room(indent);
        if !place.after.is_empty() {
            self.print(place.after);
        }
    }
}
