//! route: whether a request's path is made as a documented template says, and how closely.
//!
//! Templates are as in the documentation: `/clusters/{Id}`, with parameters that are a part of a segment, with a query
//! that the path brings along (`/alerts/{Name}?action=enable`), with or without a slash at the end.

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
        let template = template.split('#').next().unwrap_or_default();
        let (path, query) = template.split_once('?').unwrap_or((template, ""));
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let mut route = Self {
            fixed: pairs.map(|pair| pair.split_once('=').unwrap_or((pair, ""))).collect(),
            ..Self::default()
        };
        let is_there = |fixed: &(&str, &str)| {
            received.query.iter().any(|(name, value)| (name.as_str(), value.as_str()) == *fixed)
        };
        if !route.fixed.iter().all(is_there) {
            return None;
        }
        route.closeness.open_pairs = received.query.len() - route.fixed.len().min(received.query.len());
        route.match_path(path, &received.path)?;
        Some(route)
    }

    /// Whether this template says more about the path than the other.
    pub(crate) fn is_closer(&self, other: &Self) -> bool {
        self.closeness < other.closeness
    }

    fn match_path(&mut self, template: &'m str, path: &str) -> Option<()> {
        self.closeness.is_slash_ignored = template.ends_with('/') != path.ends_with('/');
        let (templates, segments) = (segments(template), segments(path));
        if templates.clone().count() != segments.clone().count() {
            return None;
        }
        for (template, segment) in templates.zip(segments) {
            self.match_segment(template, segment)?;
        }
        Some(())
    }

    fn match_segment(&mut self, template: &'m str, segment: &str) -> Option<()> {
        let kind = match template.split_once('{') {
            None => SegmentKind::Literal,
            Some(("", rest)) if rest.find('}') == Some(rest.len() - 1) => SegmentKind::Parameter,
            Some(_) => SegmentKind::Mixed,
        };
        self.closeness.segments.push(kind);
        let (mut template, mut segment) = (template, segment);
        while let Some((before, rest)) = template.split_once('{') {
            let (name, after) = rest.split_once('}')?;
            segment = segment.strip_prefix(before)?;
            // The parameter ends where the text that follows it begins, and takes at least one character.
            let literal = after.split('{').next().unwrap_or_default();
            let end = if after.len() == literal.len() {
                segment.len().checked_sub(literal.len())?
            } else {
                let mut ends = segment.char_indices().map(|(at, _)| at).skip(1);
                ends.find(|at| segment[*at..].starts_with(literal))?
            };
            let value = percent_decode_str(segment.get(..end)?).decode_utf8().ok()?;
            self.parameters.push((name, Some(value.into_owned()).filter(|value| !value.is_empty())?));
            (template, segment) = (after, &segment[end..]);
        }
        (template == segment || percent_decode_str(segment).eq(template.bytes())).then_some(())
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
        check("/{A", "/x", None);
        check("/*", "/%2A", Some(&[]));
    }

    #[test]
    fn a_slash_at_the_end_makes_no_difference() {
        check("/a/", "/a", Some(&[]));
        check("/a/{B}", "/a/b/", Some(&[("B", "b")]));
    }

    #[test]
    fn a_documented_query_belongs_to_the_path() {
        check("/a/{B}?action=enable", "/a/b?x=1&action=enable", Some(&[("B", "b")]));
        check("/a/{B}?action=enable", "/a/b?action=disable", None);
        check("/?acl", "/?acl", Some(&[]));
        check("/?acl", "/", None);
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
