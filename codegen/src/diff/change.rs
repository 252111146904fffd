//! A change: its kind, its places and its verdicts; and the list of them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::Api;
use crate::path::below;
use crate::sources::Sources;
use crate::span::Origin;

/// What changed between two states of the specs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report {
    /// The changes, worst first.
    pub changes: Vec<Change>,
    /// How many texts, examples and dates differ; they are not listed.
    pub texts: usize,
    /// Of these, how many are of each operation.
    #[serde(skip)]
    pub(super) texts_of: BTreeMap<String, usize>,
}

impl Report {
    /// The worst verdict on the crate; none where nothing but texts changed.
    pub fn level(&self) -> Option<Level> {
        self.changes.iter().map(|change| change.level).max()
    }

    /// Whether a call that was right before may be refused or understood differently.
    pub fn breaks_calls(&self) -> bool {
        self.changes.iter().any(|change| change.breaks_calls)
    }

    /// Whether nothing changed, texts included.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.texts == 0
    }

    pub(super) fn append(&mut self, other: Self) {
        self.changes.extend(other.changes);
        self.texts += other.texts;
        for (operation, count) in other.texts_of {
            *self.texts_of.entry(operation).or_default() += count;
        }
    }

    pub(super) fn sort(&mut self) {
        self.changes.sort_by(|one, other| one.order().cmp(&other.order()));
    }
}

/// A change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Change {
    /// What it is.
    pub kind: Kind,
    /// The product code.
    pub product: String,
    /// The API version.
    pub version: String,
    /// The operation; none for what several have in common.
    pub operation: Option<String>,
    /// What changed, as the overlay names it: `Operation.Parameter.Field`, `types.Type.Field`.
    pub path: String,
    /// The change in a sentence.
    pub message: String,
    /// What it is for those who compile against the crate.
    pub level: Level,
    /// Whether a call that was right before may be refused or understood differently, although it compiles.
    pub breaks_calls: bool,
    /// Whether it is a guess: what is gone and what is new are taken for the same thing by another name.
    pub guess: bool,
    /// What it is called now, where that is guessed.
    pub renamed: Option<String>,
    /// Its path by that name.
    #[serde(skip)]
    pub(super) new_path: Option<String>,
    /// Where it was said before, as file, line and column.
    pub old: Option<String>,
    /// Where it is said now.
    pub new: Option<String>,
}

impl Change {
    pub(super) fn is_of(&self, api: &Api) -> bool {
        self.product.eq_ignore_ascii_case(&api.product) && self.version == api.version
    }

    /// What changed, without the operation that it is in.
    pub fn place(&self) -> &str {
        let within = self.operation.as_deref().and_then(|operation| below(&self.path, operation));
        within.unwrap_or(&self.path)
    }

    /// Says that it is a guess, by which the thing has this name now, and this path.
    pub(super) fn guess(&mut self, name: &str, path: String) {
        self.guess = true;
        self.renamed = Some(name.to_owned());
        self.new_path = Some(path);
    }

    fn order(&self) -> impl Ord + '_ {
        let place = (&self.product, &self.version, &self.operation, &self.path);
        (Reverse(self.level), Reverse(self.breaks_calls), place, self.kind)
    }
}

/// What a change is for those who compile against the crate, in the terms of semantic versioning.
///
/// It is taken for granted that requests are filled in with `..Default::default()` or setters, and that nobody writes
/// the type parameters of a fluent type; so a new optional parameter is minor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// What they see is as it was.
    Patch,
    /// There is more, or something is deprecated.
    Minor,
    /// What they wrote may not compile.
    Major,
}

/// Declares the kinds with what is known of each: its least level, whether it breaks calls, and whether it can take
/// something away from those who use the crate, or ask something of them.
macro_rules! kinds {
    ($($(#[$docs:meta])* $kind:ident $level:ident $breaks:literal $loses:literal;)*) => {
        /// What a change is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "kebab-case")]
        #[non_exhaustive]
        pub enum Kind {
            $($(#[$docs])* $kind,)*
        }

        impl Kind {
            /// All of them.
            pub const ALL: &[Kind] = &[$(Kind::$kind),*];

            /// The level where the compiler misses nothing.
            pub(super) fn least_level(self) -> Level {
                match self {
                    $(Kind::$kind => Level::$level,)*
                }
            }

            /// Whether it can take something away from those who use the crate, or ask something of them.
            pub(super) fn may_lose(self) -> bool {
                match self {
                    $(Kind::$kind => $loses,)*
                }
            }

            /// Whether a call that was right before may be refused or understood differently, where nothing else decides that:
            /// a guard that sees a risk, values that answers hold.
            pub fn breaks_calls(self) -> bool {
                match self {
                    $(Kind::$kind => $breaks,)*
                }
            }
        }
    };
}

kinds! {
    /// A product version is there for the first time.
    ProductAdded Minor false false;
    /// A product version is gone.
    ProductRemoved Major true true;
    /// The style of the product, or how it is signed.
    ProtocolChanged Patch true false;
    /// A host name for a region that had none.
    EndpointAdded Patch false false;
    /// The host name of a region, or the rule for those without.
    EndpointChanged Patch false false;
    /// A region has no host name any more.
    EndpointRemoved Patch true false;

    /// An operation is new.
    OperationAdded Minor false false;
    /// An operation is gone.
    OperationRemoved Minor true true;
    /// An operation has another name.
    OperationRenamed Minor true true;
    /// The documentation advises against an operation, a parameter or a field.
    Deprecated Minor false false;
    /// The documentation does not advise against it any more.
    Undeprecated Patch false false;
    /// The HTTP method or the path.
    RouteChanged Patch true false;
    /// The media types of the body that it takes, or of the one that it answers.
    MediaChanged Patch true false;
    /// The access level, by which retries and guards go, or whether calls are signed.
    AccessChanged Patch false false;
    /// The risk or the cost of a call, by which guards go.
    RiskChanged Patch false false;
    /// How often it may be called.
    ThrottleChanged Patch false false;
    /// The RAM action, its resources, condition keys or further actions.
    PermissionChanged Patch true false;

    /// A parameter that may be left out is new.
    ParameterAdded Minor false false;
    /// A parameter that must be given is new.
    RequiredParameterAdded Minor true true;
    /// A parameter is gone.
    ParameterRemoved Minor true true;
    /// A parameter has another name.
    ParameterRenamed Minor true true;
    /// A parameter must be given now.
    ParameterRequired Patch true true;
    /// A parameter may be left out now.
    ParameterOptional Patch false false;
    /// The type of a parameter or of a field.
    TypeChanged Patch true true;
    /// Where a parameter stands in the request, or how it is written there.
    PlaceChanged Patch true false;
    /// What the runtime uses a parameter for.
    RoleChanged Patch true true;
    /// Whether a value is a secret.
    SecrecyChanged Patch false false;
    /// The value that the service takes where none is given.
    DefaultChanged Patch true false;
    /// A value is new.
    ValueAdded Minor false false;
    /// A value is gone.
    ValueRemoved Minor true true;
    /// What had any value has a list of them.
    ValuesListed Patch true true;
    /// What had a list of values has any.
    ValuesUnlisted Patch false true;
    /// A limit allows less.
    LimitTightened Patch true false;
    /// A limit allows more.
    LimitLoosened Patch false false;
    /// There is a rule where there was none.
    RuleAdded Patch true false;
    /// A rule is gone.
    RuleRemoved Patch false false;
    /// A rule says something else.
    RuleChanged Patch true false;

    /// A field of a response is new.
    FieldAdded Minor false false;
    /// A field of a response is gone.
    FieldRemoved Minor true true;
    /// A field of a response has another name.
    FieldRenamed Minor true true;
    /// A response is something else, or has other statuses.
    ResponseChanged Patch true true;

    /// An error code is new.
    CodeAdded Minor false false;
    /// An error code is gone.
    CodeRemoved Minor true true;
    /// An error code has another name.
    CodeRenamed Minor true true;
    /// An error code comes with another status.
    CodeStatusChanged Patch false false;

    /// How to wait for the operation.
    CompletionChanged Patch true true;
    /// How the pages of its answer follow each other.
    PagingChanged Patch true true;
    /// What was kept after the documentation had dropped it is gone.
    TombstoneDropped Patch false true;
    /// What the compiler sees, where the documentation says the same as before.
    RustChanged Patch false false;
}

/// What a comparison notes down, about one product version.
pub(super) struct Notes<'n> {
    old: &'n Sources,
    new: &'n Sources,
    product: String,
    version: String,
    /// The operation that is compared.
    pub(super) operation: Option<String>,
    pub(super) changes: Vec<Change>,
    texts: usize,
    texts_of: BTreeMap<String, usize>,
}

impl<'n> Notes<'n> {
    pub(super) fn new(old: &'n Sources, new: &'n Sources, api: &Api) -> Self {
        let (product, version) = (api.product.clone(), api.version.clone());
        let (changes, texts_of) = (Vec::new(), BTreeMap::new());
        Self { old, new, product, version, operation: None, changes, texts: 0, texts_of }
    }

    /// What was noted.
    pub(super) fn into_report(self) -> Report {
        Report { changes: self.changes, texts: self.texts, texts_of: self.texts_of }
    }

    /// Notes a change of what stands at `old` and `new`, if it does.
    pub(super) fn push(&mut self, kind: Kind, path: &str, at: Places, message: String) -> &mut Change {
        self.changes.push(Change {
            kind,
            product: self.product.clone(),
            version: self.version.clone(),
            operation: self.operation.clone(),
            path: path.to_owned(),
            message,
            level: kind.least_level(),
            breaks_calls: kind.breaks_calls(),
            guess: false,
            renamed: None,
            new_path: None,
            old: at.0.and_then(|origin| self.old.describe(origin)),
            new: at.1.and_then(|origin| self.new.describe(origin)),
        });
        let last = self.changes.len() - 1;
        &mut self.changes[last]
    }

    /// Notes a change of kind, if the two differ.
    pub(super) fn note<T: PartialEq>(
        &mut self,
        kind: Kind,
        path: &str,
        at: Places,
        (old, new): (&T, &T),
        message: impl FnOnce() -> String,
    ) {
        if old != new {
            self.push(kind, path, at, message());
        }
    }

    /// Counts a text that differs.
    pub(super) fn text<T: PartialEq>(&mut self, old: &T, new: &T) {
        if old != new {
            self.texts += 1;
            if let Some(operation) = &self.operation {
                *self.texts_of.entry(operation.clone()).or_default() += 1;
            }
        }
    }
}

/// How a thing came that was not documented before: new, or back, where the crate still has it from the time before it was dropped.
pub(super) fn came(is_back: bool) -> &'static str {
    if is_back { "is documented again" } else { "is new" }
}

/// Where something was said before, and where it is said now.
pub(super) type Places = (Option<Origin>, Option<Origin>);

/// The places of something that was there and is there.
pub(super) fn both(old: Origin, new: Origin) -> Places {
    (Some(old), Some(new))
}
