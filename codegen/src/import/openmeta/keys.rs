//! Every object of the format: the keys that are read, and those that are left out, with the reason.
//!
//! A key that stands in neither list is reported where it is found. Two more things are left out: the schemas of answers
//! that are no success, because the runtime reads the service's error envelope whatever the operation is; and what the
//! product-wide lists say of operations that `apis` does not have.

/// The keys of one kind of object.
pub(super) struct Keys {
    /// What the object is, for messages.
    pub(super) what: &'static str,
    read: &'static [&'static str],
    /// Keys with the reason why they are left out.
    left_out: &'static [(&'static str, &'static str)],
}

impl Keys {
    /// Whether a key is read, or left out on purpose.
    pub(super) fn know(&self, key: &str) -> bool {
        self.read.contains(&key) || self.left_out.iter().any(|(known, _)| *known == key)
    }
}

const MAKING: &str = "how the page is made and shown";
const BUILD: &str = "how the service and its client libraries are built inside";
const TESTS: &str = "how the service is tested";

pub(super) const FILE: Keys = Keys {
    what: "the file",
    read: &[
        "info",
        "apis",
        "components",
        "endpoints",
        "directories",
        "changeSet",
        "ram",
        "flowControl",
        "errorCodes",
    ],
    left_out: &[("version", "the version of the format, which has been the same in all files")],
};

pub(super) const INFO: Keys = Keys { what: "`info`", read: &["product", "version", "style"], left_out: &[] };

pub(super) const COMPONENTS: Keys = Keys { what: "`components`", read: &["schemas"], left_out: &[] };

pub(super) const ENDPOINT: Keys = Keys {
    what: "an end point",
    read: &["regionId", "endpoint", "public", "vpc"],
    left_out: &[("areaId", MAKING), ("areaName", MAKING), ("regionName", MAKING)],
};

pub(super) const DIRECTORY: Keys = Keys {
    what: "a directory",
    read: &["title", "children"],
    left_out: &[("id", MAKING), ("type", "a directory has children, whatever its type")],
};

pub(super) const CHANGE: Keys = Keys {
    what: "a change",
    read: &["createdAt", "apis"],
    left_out: &[("description", "which section of the page changed, without a fact")],
};

pub(super) const CHANGED: Keys = Keys {
    what: "a changed operation",
    read: &["api"],
    left_out: &[("description", "which section of the page changed, without a fact")],
};

pub(super) const FLOW_CONTROL: Keys =
    Keys { what: "`flowControl`", read: &["flowControlList"], left_out: &[] };

pub(super) const FLOW: Keys =
    Keys { what: "a limit of calls", read: &["threshold", "countWindow", "regionId", "api"], left_out: &[] };

pub(super) const RAM: Keys = Keys {
    what: "`ram`",
    read: &["ramActions"],
    left_out: &[
        ("productCode", "said by `info`"),
        ("productName", "said by `info`"),
        ("ramCodes", "the prefixes of the actions, which each action has"),
        ("ramLevel", "follows from the resources of the actions"),
        ("ramConditions", "what the service compares in a condition; each action names its condition keys"),
        ("resourceTypes", "each action names its resources"),
    ],
};

pub(super) const RAM_ACTION: Keys = Keys {
    what: "a RAM action",
    read: &["ramAction", "operationType", "additionalActions", "apiName"],
    left_out: &[("description", "a sentence about the operation, which has its own")],
};

pub(super) const RAM_DETAIL: Keys = Keys {
    what: "a RAM action",
    read: &["action", "actionConditions", "resources"],
    left_out: &[("authLevel", "follows from the resources")],
};

pub(super) const RAM_CONDITION: Keys = Keys {
    what: "a RAM condition",
    read: &["conditionKey"],
    left_out: &[("validationType", "a policy may use the key either way")],
};

pub(super) const RAM_RESOURCE: Keys = Keys {
    what: "a RAM resource",
    read: &["resourceType", "arn", "validationType"],
    left_out: &[("product", "the resource name has it")],
};

pub(super) const OPERATION: Keys = Keys {
    what: "an operation",
    read: &[
        "summary",
        "title",
        "description",
        "requestParamsDescription",
        "responseParamsDescription",
        "extraInfo",
        "methods",
        "schemes",
        "path",
        "consumes",
        "produces",
        "security",
        "deprecated",
        "systemTags",
        "parameters",
        "responses",
        "errorCodes",
        "staticInfo",
        "ramActions",
        "flowControl",
        "changeSet",
        "responseDemo",
    ],
    left_out: &[
        ("operationType", "`read` or `write`, which is often wrong; `systemTags` has the access level"),
        ("eventInfo", "events that the operation leaves in an audit trail, not what a caller meets"),
        ("translator", MAKING),
        ("tags", MAKING),
    ],
};

pub(super) const TAGS: Keys = Keys {
    what: "`systemTags`",
    read: &["operationType", "riskType", "chargeType"],
    left_out: &[
        ("abilityTreeNodes", BUILD),
        ("abilityTreeCode", BUILD),
        ("tenantRelevance", BUILD),
        ("autoTest", TESTS),
        ("notSupportAutoTestReason", TESTS),
    ],
};

pub(super) const STATIC: Keys = Keys {
    what: "`staticInfo`",
    read: &["callback", "callbackInterval", "maxCallbackTimes", "substitutions"],
    left_out: &[
        ("returnType", "an operation that goes on after the answer says what to poll"),
        ("noSubstitutionReason", "a sentence on why nothing replaces a deprecated operation"),
    ],
};

pub(super) const PARAMETER: Keys = Keys {
    what: "a parameter",
    read: &["name", "in", "schema", "style"],
    left_out: &[
        ("allowEmptyValue", "an empty value is sent as it is"),
        ("examples", "the schema has the example"),
    ],
};

pub(super) const RESPONSE: Keys = Keys {
    what: "a response",
    read: &["schema", "headers"],
    left_out: &[("description", MAKING), ("examples", "`responseDemo` has the example")],
};

pub(super) const HEADER: Keys = Keys {
    what: "a header of a response",
    read: &["schema"],
    left_out: &[
        ("style", "a header is read as its text"),
        ("description", MAKING),
        ("name", "the key is the name"),
    ],
};

pub(super) const ERROR: Keys =
    Keys { what: "an error code", read: &["errorCode", "errorMessage", "description"], left_out: &[] };

pub(super) const PRODUCT_ERROR: Keys =
    Keys { what: "an error code", read: &["code", "message", "http_code", "description"], left_out: &[] };

pub(super) const DEMO: Keys = Keys {
    what: "an example",
    read: &["type", "example"],
    left_out: &[("errorExample", "an error envelope, which the runtime knows")],
};

pub(super) const SCHEMA: Keys = Keys {
    what: "a schema",
    read: &[
        "type",
        "format",
        "$ref",
        "properties",
        "items",
        "additionalProperties",
        "required",
        "docRequired",
        "example",
        "description",
        "enum",
        "default",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "minLength",
        "maxLength",
        "minItems",
        "maxItems",
        "pattern",
        "deprecated",
        "sensitive",
    ],
    left_out: &[
        ("title", "the description says more"),
        ("visibility", MAKING),
        ("enumValueTitles", "what values mean, in words; `enum` has the values"),
        ("backendName", BUILD),
        ("itemNode", BUILD),
        ("itemName", BUILD),
        ("index", BUILD),
        ("name", "the key above is the name"),
        ("extendType", BUILD),
        ("parseType", BUILD),
        ("nullToEmpty", BUILD),
        ("nullable", "every field of a response may be missing"),
        ("trim", BUILD),
        ("checkBlank", BUILD),
        ("isFileTransferUrl", BUILD),
        ("sdkPropertyName", BUILD),
        ("sdkIgnore", BUILD),
        ("valueMapping", BUILD),
        ("xml", "how XML is laid out, which only products with a signature of their own need"),
    ],
};
