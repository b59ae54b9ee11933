/// A part of an [`Outline`].
pub type NodeId = usize;

/// What kind of record an [`Outline`] cuts out of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordKind {
    /// A whole document.
    Document,
    /// An element of an array that is a whole document.
    Element,
    /// An element of a document's `items`.
    Item,
    /// An element of `maintenance`.
    Maintenance,
    /// An element of `outages`.
    Outage,
    /// An entry of a task's `logs`.
    TaskLog,
    /// An element of a response's `result`.
    Series,
    /// An element of a series' `values`.
    Sample,
}

impl RecordKind {
    /// How many kinds there are.
    pub(super) const COUNT: usize = Self::Sample as usize + 1;
}

/// What to do with the value at a place in a document.
#[derive(Clone, Debug)]
pub enum Node {
    /// Pass over it.
    Skip,
    /// Keep it: a string, number, boolean or null.
    Scalar,
    /// Keep the named members of an object.
    Object {
        /// The members kept: key, without quotes, and node.
        members: Vec<(Vec<u8>, NodeId)>,
        /// Whether other members leave a trace, `"key":0`, by which a foreign format can be named.
        note_others: bool,
        /// Whether a document's own first key may come first here.
        document: bool,
        /// By which node members that are not named are kept, if not [`Outline::SKIP`].
        others: NodeId,
    },
    /// Keep each element of an array.
    List(NodeId),
    /// Cut each element of an array out as a record of its own: objects, or arrays where the node is a list.
    Records(RecordKind, NodeId),
    /// Take the samples of a series: `[time,"value"]`, or an array of such. They go to [`Sink::run`](crate::Sink::run).
    Samples,
    /// An object by one node, an array by another.
    Either(NodeId, NodeId),
    /// Keep it as it is written, white space and all; only its brackets and strings are looked at.
    Raw,
}

/// Which parts of a document are read. All others are passed over without being looked at.
///
/// An outline is a tree whose depth bounds the scanner's stack, whatever the depth of the data.
#[derive(Clone, Debug)]
pub struct Outline {
    nodes: Vec<Node>,
    root: NodeId,
}

impl Outline {
    /// The node that passes over its value.
    pub const SKIP: NodeId = 0;
    /// The node that keeps a scalar.
    pub const SCALAR: NodeId = 1;

    /// An outline that reads nothing yet.
    pub fn new() -> Self {
        Self { nodes: vec![Node::Skip, Node::Scalar], root: Self::SKIP }
    }

    /// Adds a node.
    pub fn add(&mut self, node: Node) -> NodeId {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    /// Adds an object of which only the named members are kept.
    pub fn object<'k>(&mut self, members: impl IntoIterator<Item = (&'k str, NodeId)>) -> NodeId {
        let members = members.into_iter().map(|(key, node)| (key.as_bytes().to_vec(), node)).collect();
        self.add(Node::Object { members, note_others: false, document: false, others: Self::SKIP })
    }

    /// Adds an object that may be a whole document; members that are not named leave a trace.
    pub fn document<'k>(&mut self, members: impl IntoIterator<Item = (&'k str, NodeId)>) -> NodeId {
        let members = members.into_iter().map(|(key, node)| (key.as_bytes().to_vec(), node)).collect();
        self.add(Node::Object { members, note_others: true, document: true, others: Self::SKIP })
    }

    /// Adds an object of which all members are kept: the named ones by their nodes, all others by `others`.
    pub fn mapping<'k>(&mut self, members: impl IntoIterator<Item = (&'k str, NodeId)>, others: NodeId) -> NodeId {
        let members = members.into_iter().map(|(key, node)| (key.as_bytes().to_vec(), node)).collect();
        self.add(Node::Object { members, note_others: false, document: false, others })
    }

    /// Adds an array whose elements are all kept.
    pub fn list(&mut self, each: NodeId) -> NodeId {
        self.add(Node::List(each))
    }

    /// Says which node a document is read by.
    pub fn set_root(&mut self, root: NodeId) {
        self.root = root;
    }

    /// The node that a document is read by.
    pub fn root(&self) -> NodeId {
        self.root
    }

    /// The node.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id]
    }
}

impl Default for Outline {
    fn default() -> Self {
        Self::new()
    }
}
