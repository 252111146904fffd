//! Resources as documentation writes them: `acs:<service>:<region>:<account>:<what>`, with names in it that stand for what
//! a caller has.

use std::fmt;

/// A resource, or all of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arn {
    parts: Vec<Part>,
}

/// A part of a resource.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Text(String),
    Name { name: String, field: Field },
}

/// The part between two colons that a name stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    Service,
    Region,
    Account,
    What,
}

const FIELDS: [Field; 4] = [Field::Service, Field::Region, Field::Account, Field::What];

impl Arn {
    /// All resources, `*`.
    pub fn any() -> Self {
        Self { parts: vec![Part::Text("*".to_owned())] }
    }

    /// Reads what documentation says; none where the grammar has no such resource.
    ///
    /// Names stand as `{#name}`, and in older pages as `{name}`, `${name}`, `$name` or `<name>`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text == "*" {
            return Some(Self::any());
        }
        let fields: Vec<&str> = text.strip_prefix("acs:")?.splitn(FIELDS.len(), ':').collect();
        let [service, _, _, what] = fields[..] else { return None };
        if service.is_empty() || what.is_empty() {
            return None;
        }
        let mut parts = vec![Part::Text("acs".to_owned())];
        for (text, field) in fields.into_iter().zip(FIELDS) {
            add_text(":", &mut parts);
            read_parts(text, field, &mut parts)?;
        }
        Some(Self { parts })
    }

    /// Whether it is `*`.
    pub fn is_any(&self) -> bool {
        *self == Self::any()
    }

    pub(super) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Whether whoever may use this may use the other one, too, whatever stands for the names.
    pub fn covers(&self, other: &Self) -> bool {
        matches(&self.shape(), &other.shape())
    }

    /// The characters, with one that no resource has for each name: how it is called makes no difference.
    fn shape(&self) -> Vec<char> {
        const NAME: char = '\0';
        let mut shape = Vec::new();
        for part in &self.parts {
            match part {
                Part::Text(text) => shape.extend(text.chars()),
                Part::Name { .. } => shape.push(NAME),
            }
        }
        shape
    }
}

impl fmt::Display for Arn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts.iter().try_for_each(|part| match part {
            Part::Text(text) => f.write_str(text),
            Part::Name { name, .. } => write!(f, "{{#{name}}}"),
        })
    }
}

/// Reads texts and names; none where a name has no end, or a character stands where it cannot.
fn read_parts(mut text: &str, field: Field, parts: &mut Vec<Part>) -> Option<()> {
    while let Some(at) = text.find(['{', '<', '$']) {
        add_sound(&text[..at], field, parts)?;
        let (name, rest) = read_name(&text[at..])?;
        parts.push(Part::Name { name: name.to_owned(), field });
        text = rest;
    }
    add_sound(text, field, parts)
}

impl Field {
    /// Whether a text may stand there.
    pub(super) fn takes(self, text: &str) -> bool {
        let is_code = |c: char| c.is_ascii_alphanumeric() || "-_*".contains(c);
        let is_sound = |c: char| !c.is_whitespace() && !c.is_control() && !"\"{}<>".contains(c);
        text.chars().all(|c| match self {
            Field::Service | Field::Region | Field::Account => is_code(c),
            Field::What => is_sound(c),
        })
    }
}

/// The name that a text begins with, and what follows it.
fn read_name(text: &str) -> Option<(&str, &str)> {
    let text = text.strip_prefix('$').unwrap_or(text);
    let (name, rest) = match text.chars().next()? {
        '{' => text[1..].split_once('}')?,
        '<' => text[1..].split_once('>')?,
        _ => text.split_at(text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len())),
    };
    let name = name.trim_start_matches(['#', ' ']).trim_end_matches(' ');
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "_-. ".contains(c));
    is_name.then_some((name, rest))
}

fn add_sound(text: &str, field: Field, parts: &mut Vec<Part>) -> Option<()> {
    field.takes(text).then(|| add_text(text, parts))
}

fn add_text(text: &str, parts: &mut Vec<Part>) {
    match parts.last_mut() {
        Some(Part::Text(last)) => last.push_str(text),
        _ if text.is_empty() => {}
        _ => parts.push(Part::Text(text.to_owned())),
    }
}

/// Whether a text is of a pattern, in which `*` stands for any characters.
fn matches(pattern: &[char], text: &[char]) -> bool {
    let (mut at, mut seen) = (0, 0);
    // Where to go on after the last star has to take one character more.
    let mut back: Option<(usize, usize)> = None;
    while seen < text.len() {
        match pattern.get(at) {
            Some('*') => {
                back = Some((at, seen));
                at += 1;
            }
            Some(c) if *c == text[seen] => (at, seen) = (at + 1, seen + 1),
            _ => {
                let Some((star, from)) = back else { return false };
                back = Some((star, from + 1));
                (at, seen) = (star + 1, from + 1);
            }
        }
    }
    pattern[at..].iter().all(|c| *c == '*')
}
