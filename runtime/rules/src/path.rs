//! Where `check` stands in a request: a chain of segments on the stack, spelled out only for a violation.

/// A place in a request.
#[derive(Clone, Copy)]
pub(crate) struct Path<'p> {
    parent: Option<&'p Path<'p>>,
    segment: Segment<'p>,
}

#[derive(Clone, Copy)]
enum Segment<'p> {
    Root,
    Field { wire: &'p str, rust: &'p str },
    Index(usize),
    Key(&'p str),
}

impl<'p> Path<'p> {
    pub(crate) const ROOT: Path<'static> = Path { parent: None, segment: Segment::Root };

    pub(crate) fn field<'c>(&'c self, wire: &'c str, rust: &'c str) -> Path<'c> {
        Path { parent: Some(self), segment: Segment::Field { wire, rust } }
    }

    /// The item at an index counted from zero.
    pub(crate) fn index<'c>(&'c self, index: usize) -> Path<'c> {
        Path { parent: Some(self), segment: Segment::Index(index) }
    }

    pub(crate) fn key<'c>(&'c self, key: &'c str) -> Path<'c> {
        Path { parent: Some(self), segment: Segment::Key(key) }
    }

    /// As on the wire: `Tag.3.Key`.
    pub(crate) fn wire(&self) -> String {
        let mut text = self.parent.map(Path::wire).unwrap_or_default();
        let part = match self.segment {
            Segment::Root => return text,
            Segment::Field { wire, .. } => wire.to_owned(),
            Segment::Index(index) => (index + 1).to_string(),
            Segment::Key(key) => key.to_owned(),
        };
        if !text.is_empty() {
            text.push('.');
        }
        text + &part
    }

    /// As in Rust: `tag[2].key`.
    pub(crate) fn rust(&self) -> String {
        let mut text = self.parent.map(Path::rust).unwrap_or_default();
        match self.segment {
            Segment::Root => {}
            Segment::Field { rust, .. } => {
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(rust);
            }
            Segment::Index(index) => text.push_str(&format!("[{index}]")),
            Segment::Key(key) => text.push_str(&format!("[{key:?}]")),
        }
        text
    }
}
