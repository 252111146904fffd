//! path: places in a product version as people write them, `Operation.Parameter.Field`: names joined by dots.
//!
//! Names have dots in them where the documentation's have (`SystemDisk.Category`), so a path alone does not tell where they end:
//! it is read beside the names that are there. Of several that it may begin with, it begins with the longest.
//!
//! A way through an answer is another thing: the runtime walks it by its dots, so that names with dots are on none.

/// The path of what is called `name` in what stands at `path`.
pub(crate) fn join(path: &str, name: &str) -> String {
    format!("{path}.{name}")
}

/// What follows a name and a dot.
pub(crate) fn below<'p>(path: &'p str, name: &str) -> Option<&'p str> {
    path.strip_prefix(name)?.strip_prefix('.')
}

/// Whether a path is `of`, or that of something in it.
pub(crate) fn is_within(path: &str, of: &str) -> bool {
    path == of || below(path, of).is_some()
}

/// The thing that a path begins with, and what follows its name, if something does.
pub(crate) fn first<T>(
    things: impl IntoIterator<Item = T>,
    path: &str,
    name: impl Fn(&T) -> &str,
) -> Option<(T, Option<&str>)> {
    let begun = things.into_iter().filter(|thing| is_within(path, name(thing)));
    let thing = begun.max_by_key(|thing| name(thing).len())?;
    let rest = below(path, name(&thing));
    Some((thing, rest))
}

/// Each way to take a path for a name and what follows it, the shortest name first.
pub(crate) fn splits(path: &str) -> impl DoubleEndedIterator<Item = (&str, &str)> {
    path.match_indices('.').map(|(dot, _)| (&path[..dot], &path[dot + 1..]))
}

/// The path and the key of a fact about what stands there; keys have no dots.
pub(crate) fn split_key(fact: &str) -> Option<(&str, &str)> {
    fact.rsplit_once('.')
}

/// The names on a way through an answer.
pub(crate) fn steps(way: &str) -> impl Iterator<Item = &str> {
    way.split('.')
}

/// Whether a way through an answer can lead by this name.
pub(crate) fn is_step(name: &str) -> bool {
    !name.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_begins_with_the_longest_of_the_names_that_are_there() {
        let check = |names: &[&str], path: &str, expected: Option<(&str, Option<&str>)>| {
            let found = first(names, path, |name| name).map(|(name, rest)| (*name, rest));
            assert_eq!(found, expected, "{path} among {names:?}");
        };
        check(&["Get", "Get.Thing"], "Get.Thing.Id", Some(("Get.Thing", Some("Id"))));
        check(&["Get", "Get.Thing"], "Get.Thing", Some(("Get.Thing", None)));
        check(&["Get", "Get.Thing"], "Get.Id", Some(("Get", Some("Id"))));
        check(&["Get"], "GetThing.Id", None);
        check(&["Get.Thing"], "Get", None);
        check(&[], "", None);
    }

    #[test]
    fn a_name_that_begins_like_another_is_not_within_it() {
        assert!(is_within("Get", "Get") && is_within("Get.Id", "Get"));
        assert!(!is_within("GetThing", "Get") && !is_within("Get", "Get.Id"));
        assert_eq!(below("Get.Thing.Id", "Get"), Some("Thing.Id"));
        assert_eq!(below("Get", "Get"), None);
    }

    #[test]
    fn a_path_is_split_at_each_of_its_dots() {
        assert_eq!(splits("A.B.C").collect::<Vec<_>>(), [("A", "B.C"), ("A.B", "C")]);
        assert_eq!(splits("A").next(), None);
        assert_eq!(split_key("A.B.length"), Some(("A.B", "length")));
    }
}
