//! route: whether a request's path is made as a documented template says, and how closely.
//!
//! Templates are as in the documentation: `/clusters/{Id}`, with parameters that are a part of a segment, with a query
//! that the path brings along (`/alerts/{Name}?action=enable`), with or without a slash at the end.

use acs_rules::template::{Piece, pieces};
use percent_encoding::percent_decode_str;

use crate::received::Received;

/// A path that is made as a template says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Route<'m> {
    /// The parameters in the path, decoded.
    pub(crate) parameters: Vec<(&'m str, String)>,
    /// The pairs of the query that belong to the path.
    pub(crate) fixed: Vec<(&'m str, &'m str)>,
    closeness: Closeness,
}

/// How closely a template describes a path; the least is the closest.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Closeness {
    /// The pairs of the query that it has and the request does not.
    missing_pairs: usize,
    /// The pairs of the query that it leaves open.
    open_pairs: usize,
    /// A literal segment before one with a parameter, from the left.
    segments: Vec<SegmentKind>,
    is_slash_ignored: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum SegmentKind {
    Literal,
    Mixed,
    Parameter,
}

impl<'m> Route<'m> {
    /// Matches a request; each parameter is at least one character.
    pub(crate) fn find(template: &'m str, received: &Received) -> Option<Self> {
        let (path, query) = template.split_once('?').unwrap_or((template, ""));
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let mut route = Self {
            fixed: pairs.map(|pair| pair.split_once('=').unwrap_or((pair, ""))).collect(),
            ..Self::default()
        };
        route.match_path(path, &received.path)?;
        route.match_query(&received.query);
        Some(route)
    }

    /// Whether this template says more about the path than the other.
    pub(crate) fn is_closer(&self, other: &Self) -> bool {
        self.closeness < other.closeness
    }

    /// Whether the request has what the path brings along in the query; a parameter of the same name may say otherwise.
    pub(crate) fn has_fixed(&self) -> bool {
        self.closeness.missing_pairs == 0
    }

    fn match_query(&mut self, query: &[(String, String)]) {
        let fixed = self.fixed.iter();
        let there = fixed.filter(|(name, value)| {
            query.iter().any(|(n, v)| n == name && (v == value || value.contains('{')))
        });
        let there = there.count();
        self.closeness.missing_pairs = self.fixed.len() - there;
        self.closeness.open_pairs = query.len().saturating_sub(there);
    }

    fn match_path(&mut self, template: &'m str, path: &str) -> Option<()> {
        self.closeness.is_slash_ignored = template.ends_with('/') != path.ends_with('/');
        let (templates, segments) = (segments(template), segments(path));
        if templates.clone().count() != segments.clone().count() {
            return None;
        }
        for (template, segment) in templates.zip(segments) {
            let pieces: Vec<_> = pieces(template).collect();
            self.closeness.segments.push(match pieces.as_slice() {
                [] | [Piece::Literal(_)] => SegmentKind::Literal,
                [Piece::Parameter(_)] => SegmentKind::Parameter,
                _ => SegmentKind::Mixed,
            });
            self.match_segment(&pieces, segment)?;
        }
        Some(())
    }

    fn match_segment(&mut self, pieces: &[Piece<'m>], mut segment: &str) -> Option<()> {
        if let [Piece::Literal(text)] = pieces {
            // A client may encode what the documentation shows as it is.
            return (*text == segment || percent_decode_str(segment).eq(text.bytes())).then_some(());
        }
        for (index, piece) in pieces.iter().enumerate() {
            segment = match piece {
                Piece::Literal(text) => segment.strip_prefix(text)?,
                Piece::Parameter(name) => {
                    let (value, rest) = segment.split_at_checked(end(segment, &pieces[index + 1..])?)?;
                    let value =
                        percent_decode_str(value).decode_utf8().ok().filter(|value| !value.is_empty())?;
                    self.parameters.push((name, value.into_owned()));
                    rest
                }
            };
        }
        segment.is_empty().then_some(())
    }
}

/// Where a parameter ends that the text starts with: at the end, or where the literal text after it begins, which is the
/// last there is if nothing follows it.
fn end(text: &str, following: &[Piece<'_>]) -> Option<usize> {
    match following {
        [] => Some(text.len()),
        [Piece::Literal(literal)] => text.strip_suffix(literal).map(str::len),
        [next, ..] => {
            let literal = if let Piece::Literal(literal) = next { literal } else { "" };
            let mut ends = text.char_indices().map(|(at, _)| at).skip(1);
            ends.find(|at| text[*at..].starts_with(literal))
        }
    }
}

/// The parts between slashes, without the empty one after a slash at the end.
fn segments(path: &str) -> impl Iterator<Item = &str> + Clone {
    path.strip_suffix('/').unwrap_or(path).split('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(target: &str) -> Received {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let pair = |pair: &str| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (name.to_owned(), value.to_owned())
        };
        Received { path: path.to_owned(), query: pairs.map(pair).collect(), ..Received::default() }
    }

    #[track_caller]
    fn check(template: &str, target: &str, expected: Option<&[(&str, &str)]>) {
        let route = Route::find(template, &request(target));
        let found: Option<Vec<(&str, &str)>> = route
            .as_ref()
            .map(|route| route.parameters.iter().map(|(name, value)| (*name, value.as_str())).collect());
        assert_eq!(found.as_deref(), expected, "{template} {target}");
    }

    #[test]
    fn paths_are_matched_segment_by_segment() {
        check("/", "/", Some(&[]));
        check("/", "/a", None);
        check("/a/{B}", "/a/c", Some(&[("B", "c")]));
        check("/a/{B}", "/a/c%2Fd%20%E4%B8%AD", Some(&[("B", "c/d 中")]));
        check("/a/{B}", "/a/", None);
        check("/a/{B}", "/a/%FF", None);
        check("/a/{B}", "/a/b/c", None);
        check("/a/{B}", "/A/b", None);
    }

    #[test]
    fn a_segment_can_have_text_and_several_parameters() {
        check("/a/v{B}.json/{C}", "/a/v1.json/d", Some(&[("B", "1"), ("C", "d")]));
        check("/{A}-{B}:run", "/x-y-z:run", Some(&[("A", "x"), ("B", "y-z")]));
        check("/{A}-{B}:run", "/-:run", None);
        check("/{A}{B}", "/中文", Some(&[("A", "中"), ("B", "文")]));
        check("/{A", "/{A", Some(&[]));
        check("/{}/{a{B}}", "/%7B%7D/{ax}", Some(&[("B", "x")]));
        check("/*", "/%2A", Some(&[]));
        check("/a#b", "/a%23b", Some(&[]));
    }

    #[test]
    fn a_slash_at_the_end_makes_no_difference() {
        check("/a/", "/a", Some(&[]));
        check("/a/{B}", "/a/b/", Some(&[("B", "b")]));
    }

    #[test]
    fn a_documented_query_belongs_to_the_path() {
        for (template, target, is_complete) in [
            ("/a/{B}?action=enable", "/a/b?x=1&action=enable", true),
            ("/a/{B}?action=enable", "/a/b?action=disable", false),
            ("/a/{B}?action={C}", "/a/b?action=disable", true),
            ("/?acl", "/?acl", true),
            ("/?acl", "/", false),
            ("/", "/?acl", true),
        ] {
            let route = Route::find(template, &request(target));
            assert_eq!(route.map(|route| route.has_fixed()), Some(is_complete), "{template} {target}");
        }
    }

    #[track_caller]
    fn check_order(target: &str, closest_first: &[&str]) {
        let request = request(target);
        let routes: Vec<_> = closest_first.iter().map(|template| Route::find(template, &request)).collect();
        for pair in routes.windows(2) {
            let [Some(first), Some(second)] = pair else { panic!("{target} is not matched by all") };
            assert!(first.is_closer(second) && !second.is_closer(first), "{first:?} {second:?}");
        }
    }

    #[test]
    fn what_says_more_goes_first() {
        check_order("/a/b", &["/a/b", "/a/b/", "/a/{B}", "/{A}/b", "/{A}/{B}"]);
        check_order("/a/b1?x=1&y=2", &["/a/{B}?x=1&y=2", "/a/{B}?x=1", "/a/b{B}", "/a/{B}"]);
    }
}
