//! `ramActions`: what a RAM policy says about an operation, where the file has it.

use super::reader::{Object, Reader};
use crate::import::draft::{Authorization, Found, Operation, Resource};
use crate::import::json::Json;

const ACTION_KEYS: &[&str] = &["ramAction", "operationType", "additionalActions", "apiName", "description"];
const RAM_KEYS: &[&str] = &["action", "authLevel", "actionConditions", "resources"];
const CONDITION_KEYS: &[&str] = &["conditionKey", "validationType"];
const RESOURCE_KEYS: &[&str] = &["resourceType", "arn", "validationType", "product"];

impl<'t> Reader<'_, 't> {
    /// Reads the first action; an operation with several has the others reported.
    pub(super) fn read_ram(&mut self, operation: &mut Operation, json: &Object<'t>) {
        let mut actions = self.items(json, "ramActions").into_iter();
        let Some(first) = actions.next() else { return };
        if let Some(other) = actions.next() {
            self.warn("more-actions", other.start(), "a second RAM action is left out".to_owned());
        }
        let action = self.object(first, "a RAM action", ACTION_KEYS);
        let Some(ram) = action.get("ramAction") else { return };
        let mut authorization = self.read_authorization(ram);
        for item in self.items(&action, "additionalActions") {
            match item.text() {
                Some(name) => authorization.dependent_actions.push(name),
                None => self.warn("wrong-type", item.start(), "a further action is no text".to_owned()),
            }
        }
        let origin = self.origin(ram.start());
        operation.authorization = Some(Found { value: authorization, origin });
    }

    fn read_authorization(&mut self, json: Json<'t>) -> Authorization {
        let ram = self.object(json, "a RAM action", RAM_KEYS);
        let mut authorization = Authorization {
            action: self.text(&ram, "action").unwrap_or_default(),
            ..Authorization::default()
        };
        for item in self.items(&ram, "actionConditions") {
            let condition = self.object(item, "a RAM condition", CONDITION_KEYS);
            authorization.condition_keys.extend(self.text(&condition, "conditionKey"));
        }
        for item in self.items(&ram, "resources") {
            let resource = self.object(item, "a RAM resource", RESOURCE_KEYS);
            let arn = self.text(&resource, "arn");
            let (Some(kind), Some(arn)) = (self.text(&resource, "resourceType"), arn) else {
                self.warn("ram-resource", item.start(), "a RAM resource lacks its type or ARN".to_owned());
                continue;
            };
            let required = self.text(&resource, "validationType").as_deref() == Some("always");
            authorization.resources.push(Resource { kind, required, arn });
        }
        authorization
    }
}
