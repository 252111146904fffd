//! `ramActions`: what a RAM policy says about an operation, in the operation itself or in the product's list.

use super::keys;
use super::reader::{Object, Reader};
use crate::diagnostic::Diagnostic;
use crate::import::draft::{Authorization, Found, Operation, Resource};
use crate::import::json::Json;

impl<'t> Reader<'_, 't> {
    /// Reads the first action of the operation, or of the product's list; reports that the two differ, and further
    /// actions.
    pub(super) fn read_ram(&mut self, operation: &mut Operation, json: &Object<'t>) {
        let own = self.items(json, "ramActions");
        let listed = self.wide.actions.get(&operation.name).cloned().unwrap_or_default();
        let actions = if own.is_empty() { &listed } else { &own };
        let Some(first) = actions.first() else { return };
        if let Some(other) = actions.get(1) {
            self.warn("more-actions", other.start(), "a second RAM action is left out".to_owned());
        }
        let authorization = self.read_action(operation, *first);
        if let (Some(own), Some(listed)) = (own.first(), listed.first()) {
            self.compare_actions(operation, *own, *listed);
        }
        operation.authorization = authorization;
    }

    fn compare_actions(&mut self, operation: &Operation, own: Json<'t>, listed: Json<'t>) {
        // The list says nothing that the operation does not, so its own level does not count either.
        let mut unused = Operation::default();
        let read = |found: Option<Found<Authorization>>| found.map(|found| found.value);
        let first = read(self.read_action(&mut unused, own));
        if first != read(self.read_action(&mut unused, listed)) {
            let message = format!("two RAM actions of `{}` differ", operation.name);
            let diagnostic = Diagnostic::warning("sources-disagree", message)
                .label(self.origin(listed.start()), "the product's list: this one is left out")
                .label(self.origin(own.start()), "the operation: this one counts");
            self.report.push(diagnostic);
        }
    }

    fn read_action(&mut self, operation: &mut Operation, json: Json<'t>) -> Option<Found<Authorization>> {
        let action = self.object(json, &keys::RAM_ACTION);
        let level = self.read_access(&action);
        operation.access = operation.access.take().or(level);
        let ram = action.get("ramAction")?;
        let mut authorization = self.read_authorization(ram);
        authorization.dependent_actions = self.texts(&action, "additionalActions");
        Some(Found { value: authorization, origin: self.origin(ram.start()) })
    }

    fn read_authorization(&mut self, json: Json<'t>) -> Authorization {
        let ram = self.object(json, &keys::RAM_DETAIL);
        let mut authorization = Authorization {
            action: self.text(&ram, "action").unwrap_or_default(),
            ..Authorization::default()
        };
        for item in self.items(&ram, "actionConditions") {
            let condition = self.object(item, &keys::RAM_CONDITION);
            authorization.condition_keys.extend(self.text(&condition, "conditionKey"));
        }
        for item in self.items(&ram, "resources") {
            let resource = self.object(item, &keys::RAM_RESOURCE);
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
