//! What calls of some operations must be allowed, action by action.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use acs_rules::Auth;

use super::arn::Arn;
use crate::diagnostic::{Diagnostic, Diagnostics, near_ones};
use crate::generate::Model;
use crate::model::{Api, Operation};

/// What must be allowed. Operations are named as `example/2024-01-01/DescribeThings`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grants {
    /// The actions.
    pub actions: BTreeMap<String, Grant>,
    /// The operations of which documentation names no action, or none that the grammar has.
    pub undocumented: BTreeSet<String>,
    /// Documented resources that the grammar does not have, with their operations; all resources stand for them.
    pub unreadable: BTreeSet<(String, String)>,
    /// Actions of operations of which documentation names no resource; all resources stand for them.
    pub unlimited: BTreeSet<String>,
}

/// What must be allowed of an action.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grant {
    /// The resources; where all of them are meant, that alone.
    pub resources: BTreeSet<Arn>,
    /// The condition keys of the service that a statement may use.
    pub condition_keys: BTreeSet<String>,
    /// The operations that need it.
    pub operations: BTreeSet<String>,
}

impl Grants {
    /// What the operations of these names need, or all of them; a name may have its product and version before it, as in
    /// `example/2024-01-01/DescribeThings`.
    ///
    /// An operation that anybody may call needs nothing. A further action that an operation depends on has the resources of
    /// the operation that it is the action of, where the model has that, and all of them where not.
    pub fn of(model: &Model, names: Option<&[String]>) -> Self {
        let mut grants = Self::default();
        let all = || model.apis.iter().flat_map(|api| api.operations.iter().map(move |op| (api, op)));
        let mut owners: HashMap<&str, Vec<&Operation>> = HashMap::new();
        for (_, op) in all() {
            op.action.iter().for_each(|action| owners.entry(action.as_str()).or_default().push(op));
        }
        let is_meant = |api: &Api, op: &Operation| match names {
            None => true,
            Some(names) => names.iter().any(|name| is_named(api, op, name)),
        };
        for (api, op) in all().filter(|(api, op)| op.auth != Auth::Anonymous && is_meant(api, op)) {
            grants.add(&full_name(api, op), op, &owners);
        }
        grants.actions.values_mut().filter(|grant| grant.resources.iter().any(Arn::is_any)).for_each(
            |grant| {
                grant.resources = BTreeSet::from([Arn::any()]);
            },
        );
        grants
    }

    fn add(&mut self, name: &str, op: &Operation, owners: &HashMap<&str, Vec<&Operation>>) {
        match op.action.as_deref().map(str::trim).filter(|action| is_action(action)) {
            Some(action) => self.allow(action, op, name),
            None => {
                self.undocumented.insert(name.to_owned());
            }
        }
        for action in
            op.dependent_actions.iter().map(|action| action.trim()).filter(|action| is_action(action))
        {
            match owners.get(action) {
                Some(owners) => owners.iter().for_each(|owner| self.allow(action, owner, name)),
                None => {
                    self.unlimited.insert(action.to_owned());
                    self.grant(action, name).resources.extend([Arn::any()]);
                }
            }
        }
    }

    /// Allows an action on the resources of the operation that it is of, for an operation that needs it.
    fn allow(&mut self, action: &str, of: &Operation, name: &str) {
        let mut resources = BTreeSet::new();
        for resource in &of.resources {
            let arn = Arn::parse(&resource.arn);
            if arn.is_none() {
                self.unreadable.insert((resource.arn.clone(), name.to_owned()));
            }
            resources.insert(arn.unwrap_or_else(Arn::any));
        }
        if resources.is_empty() {
            self.unlimited.insert(action.to_owned());
            resources.insert(Arn::any());
        }
        let grant = self.grant(action, name);
        grant.resources.extend(resources);
        grant.condition_keys.extend(of.condition_keys.iter().cloned());
    }

    fn grant(&mut self, action: &str, name: &str) -> &mut Grant {
        let grant = self.actions.entry(action.to_owned()).or_default();
        grant.operations.insert(name.to_owned());
        grant
    }

    pub(super) fn resources(&self) -> impl Iterator<Item = &Arn> {
        self.actions.values().flat_map(|grant| &grant.resources)
    }
}

/// Whether it is the name of a service and that of an action, as in `ecs:DescribeInstances`.
fn is_action(text: &str) -> bool {
    let is_service =
        |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    let is_name = |text: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_*/.".contains(c))
    };
    text.split_once(':').is_some_and(|(service, name)| is_service(service) && is_name(name))
}

fn full_name(api: &Api, op: &Operation) -> String {
    format!("{}/{}/{}", api.product.to_lowercase(), api.version, op.name)
}

/// Products are known by their names in whatever case.
fn is_named(api: &Api, op: &Operation, name: &str) -> bool {
    match name.rsplit_once('/') {
        None => op.name == name,
        Some((of, name)) => {
            let folder = format!("{}/{}", api.product, api.version);
            op.name == name && folder.eq_ignore_ascii_case(of)
        }
    }
}

/// The names without product and version that several product versions have, each with the full names.
pub fn shared_names(model: &Model, names: &[String]) -> Vec<(String, Vec<String>)> {
    let all = || model.apis.iter().flat_map(|api| api.operations.iter().map(move |op| (api, op)));
    let of = |name: &String| -> Vec<String> {
        all().filter(|(api, op)| is_named(api, op, name)).map(|(api, op)| full_name(api, op)).collect()
    };
    let named = names.iter().map(|name| (name.clone(), of(name)));
    named.filter(|(_, full)| full.len() > 1).collect()
}

/// The operations of these names that another one tells the end of, which none of the names is of, each with that one. Who waits
/// for them polls it, and needs its permission.
pub fn polls(model: &Model, names: &[String]) -> BTreeSet<(String, String)> {
    let is_meant = |api: &Api, op: &Operation| names.iter().any(|name| is_named(api, op, name));
    let of = |api: &Api| -> Vec<(String, String)> {
        let meant = api.operations.iter().filter(|op| is_meant(api, op));
        let polled = meant.filter_map(|op| Some((op, api.operation(&op.completion.as_ref()?.poll)?)));
        let polled = polled.filter(|(_, poll)| !is_meant(api, poll));
        polled.map(|(op, poll)| (full_name(api, op), full_name(api, poll))).collect()
    };
    model.apis.iter().flat_map(of).collect()
}

/// Checks that each name is that of an operation.
///
/// # Errors
///
/// Names of operations that no model has.
pub fn check_operations(models: &[&Model], names: &[String]) -> Result<(), Diagnostics> {
    let all = || {
        models
            .iter()
            .flat_map(|model| &model.apis)
            .flat_map(|api| api.operations.iter().map(move |op| (api, op)))
    };
    let mut diagnostics = Diagnostics::default();
    for name in names.iter().filter(|name| !all().any(|(api, op)| is_named(api, op, name))) {
        let message = format!("there is no operation `{}` in the specs", name.escape_debug());
        let full: Vec<String> = all().map(|(api, op)| full_name(api, op)).collect();
        let help = match name.contains('/') {
            true => of_that_name(name, &full).or_else(|| near_ones(name, full.iter().map(String::as_str))),
            false => near_ones(name, all().map(|(_, op)| op.name.as_str())),
        };
        diagnostics.push(Diagnostic::error("no-operation", message).maybe_help(help));
    }
    diagnostics.propagate()
}

/// The operation that a name with a wrong or incomplete product version is of.
fn of_that_name(name: &str, full: &[String]) -> Option<String> {
    let (_, last) = name.rsplit_once('/')?;
    let found = full.iter().find(|it| it.rsplit_once('/').is_some_and(|(_, name)| name == last))?;
    Some(format!("did you mean `{found}`?"))
}
