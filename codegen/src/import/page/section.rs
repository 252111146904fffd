//! What a section of a page is about, by its heading.

/// What a section is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    Authorization,
    Syntax,
    Parameters,
    Response,
    Examples,
    Errors,
    /// A description.
    Prose,
    /// Known, and without facts.
    Other,
}

/// The sections that every page has, with the heading of the newest layout.
pub(super) const EXPECTED: [(Section, &str); 4] = [
    (Section::Parameters, "Request parameters"),
    (Section::Response, "Response elements"),
    (Section::Examples, "Examples"),
    (Section::Errors, "Error codes"),
];

/// The headings in lower case. A line of text is one only if it is spelled exactly so but for case.
const HEADINGS: &[(&str, Section)] = &[
    ("try it now", Section::Other),
    ("try it", Section::Other),
    ("debugging", Section::Other),
    ("debug", Section::Other),
    ("make the api call", Section::Other),
    ("release notes", Section::Other),
    ("change history", Section::Other),
    ("references", Section::Other),
    ("sdk reference", Section::Other),
    ("ram authorization", Section::Authorization),
    ("authorization information", Section::Authorization),
    ("authorization", Section::Authorization),
    ("permissions", Section::Authorization),
    ("ram permissions", Section::Authorization),
    ("request syntax", Section::Syntax),
    ("request line", Section::Syntax),
    ("request structure", Section::Syntax),
    ("request parameters", Section::Parameters),
    ("request parameter", Section::Parameters),
    ("parameters", Section::Parameters),
    ("path parameters", Section::Parameters),
    ("query parameters", Section::Parameters),
    ("request body parameters", Section::Parameters),
    ("response elements", Section::Response),
    ("response parameters", Section::Response),
    ("response parameter", Section::Response),
    ("response body parameters", Section::Response),
    ("returned data", Section::Response),
    ("return parameters", Section::Response),
    ("returned parameters", Section::Response),
    ("examples", Section::Examples),
    ("example", Section::Examples),
    ("sample code", Section::Examples),
    ("error codes", Section::Errors),
    ("errors codes", Section::Errors),
    ("error code", Section::Errors),
    ("errors", Section::Errors),
];

/// Headings of descriptions, which only Markdown marks well enough.
const PROSE: &[&str] = &[
    "description",
    "descriptions",
    "operation description",
    "api description",
    "usage notes",
    "usage note",
    "limits",
    "limitations",
    "prerequisites",
    "background information",
    "precautions",
    "scenarios",
    "qps limits",
    "qps limit",
    "billing",
];

/// The section that a heading of any layout begins.
pub(super) fn section(heading: &str) -> Option<Section> {
    let heading = heading.trim().trim_end_matches([':', '：']).trim_end().to_lowercase();
    HEADINGS.iter().find(|(known, _)| *known == heading).map(|(_, section)| *section)
}

/// The section that a marked heading begins.
pub(super) fn marked_section(heading: &str) -> Option<Section> {
    let prose = || PROSE.contains(&heading.trim().to_lowercase().as_str()).then_some(Section::Prose);
    section(heading).or_else(prose)
}
