//! What the parts of a signature are read as.

use super::*;

#[test]
fn dates_are_utc_to_the_second() {
    let start = SystemTime::UNIX_EPOCH;
    assert_eq!(read_date("1970-01-01T00:01:00Z"), Some(start + Duration::from_secs(60)));
    for text in
        ["", "1970-01-01 00:01:00Z", "1970-01-01T00:01:00+00", "1970-13-01T00:01:00Z", "1969-01-01T00:01:00Z"]
    {
        assert_eq!(read_date(text), None, "{text}");
    }
}

#[test]
fn a_header_that_is_there_twice_is_signed_sorted_and_joined() {
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let received =
        Received { headers: vec![header("x-acs-a", "2 "), header("x-acs-a", "1")], ..Received::default() };
    assert_eq!(joined_values(&received, "x-acs-a"), "1,2");
}
