//! Path templates: `/clusters/{ClusterId}` as literal text and the names of parameters.

/// A piece of a path template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Text as it stands.
    Literal(&'t str),
    /// The name between a pair of braces.
    Parameter(&'t str),
}

/// The pieces of a path template, in their order. Braces that are empty, nested or not closed are literal text.
pub fn pieces(template: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = template;
    std::iter::from_fn(move || {
        if let Some((name, after)) = parameter(rest) {
            rest = after;
            return Some(Piece::Parameter(name));
        }
        let end = rest.char_indices().skip(1).find(|(at, _)| parameter(&rest[*at..]).is_some());
        let (literal, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        rest = after;
        (!literal.is_empty()).then_some(Piece::Literal(literal))
    })
}

/// The names of the parameters of a path template, each as often as it stands there.
pub fn parameters(template: &str) -> impl Iterator<Item = &str> {
    pieces(template).filter_map(|piece| match piece {
        Piece::Parameter(name) => Some(name),
        Piece::Literal(_) => None,
    })
}

/// The parameter that a text starts with, and what follows it.
fn parameter(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix('{')?;
    // Up to the next brace only, or many open ones would each look through all that follows.
    let (name, rest) = inside.split_at(inside.find(['{', '}'])?);
    let after = rest.strip_prefix('}')?;
    (!name.is_empty()).then_some((name, after))
}

#[cfg(test)]
mod tests {
    use super::Piece::{Literal, Parameter};
    use super::*;

    #[track_caller]
    fn check(template: &str, expected: &[Piece<'_>]) {
        assert_eq!(pieces(template).collect::<Vec<_>>(), expected, "{template}");
    }

    #[test]
    fn names_stand_in_braces() {
        check("", &[]);
        check("/a/b", &[Literal("/a/b")]);
        check(
            "/{a}/{b}.json",
            &[Literal("/"), Parameter("a"), Literal("/"), Parameter("b"), Literal(".json")],
        );
        check("{a}{b}", &[Parameter("a"), Parameter("b")]);
    }

    #[test]
    fn odd_braces_are_text() {
        check("/{}/a", &[Literal("/{}/a")]);
        check("/{a", &[Literal("/{a")]);
        check("/中{b{a}}", &[Literal("/中{b"), Parameter("a"), Literal("}")]);
    }

    #[test]
    fn parameters_are_named_in_order() {
        assert_eq!(parameters("/{b}/x/{a}/{b}").collect::<Vec<_>>(), ["b", "a", "b"]);
    }
}
