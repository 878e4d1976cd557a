//! What was given for the nodes of a program.

use crate::typing::program::NodeId;
use crate::value::Node;

/// What was given for the nodes of a program.
#[derive(Clone, Debug, Default)]
pub struct Given(Vec<Option<Node>>);

impl Given {
    pub(crate) fn new(nodes: usize) -> Given {
        Given((0..nodes).map(|_| None).collect())
    }

    pub(crate) fn insert(&mut self, id: NodeId, node: Node) {
        if let Some(slot) = self.0.get_mut(id.0) {
            *slot = Some(node);
        }
    }

    /// What was given for a node.
    #[must_use]
    pub fn get(&self, id: NodeId) -> Option<&Node> {
        self.0.get(id.0)?.as_ref()
    }

    /// All that was given, in the order of the nodes.
    pub fn iter(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        self.0.iter().enumerate().filter_map(|(number, node)| Some((NodeId(number), node.as_ref()?)))
    }
}
