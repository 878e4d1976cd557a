"""What rests on what, read from the flowchart of the core."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

_NODE = re.compile(r"\s+(n\d+)(\W+?)\"(.*)\"\W+$")
_EDGE = re.compile(r"\s+(n\d+) --> (n\d+)$")

KINDS = {"([": "fact", "[/": "parameter", "[(": "foreign", "{{": "promotion", "{": "promotion", ">": "trigger"}
"""What the shapes of the flowchart mean; any other is a rule."""


@dataclass(frozen=True)
class Node:
    """A fact, parameter, rule or foreign field."""

    id: str
    name: str
    label: str
    kind: str


@dataclass
class Graph:
    """Nodes by their ids, and of each what it rests on."""

    nodes: dict[str, Node] = field(default_factory=dict)
    inputs: dict[str, list[str]] = field(default_factory=dict)

    def layers(self) -> list[list[str]]:
        """Puts every node one layer behind the last of its inputs, and near them within its layer.

        No step recurses, so a chain of thousands of rules is no deep stack.
        """
        users: dict[str, list[str]] = {at: [] for at in self.nodes}
        waits = {at: len(self.inputs[at]) for at in self.nodes}
        for at, inputs in self.inputs.items():
            for one in inputs:
                users[one].append(at)
        depth = dict.fromkeys(self.nodes, 0)
        ready = [at for at, count in waits.items() if count == 0]
        for at in ready:
            for user in users[at]:
                depth[user] = max(depth[user], depth[at] + 1)
                waits[user] -= 1
                if waits[user] == 0:
                    ready.append(user)
        # What is used late alone stands just before its first user: shorter lines, shorter columns.
        for at in reversed(ready):
            if users[at] and not self.inputs[at]:
                depth[at] = min(depth[user] for user in users[at]) - 1
        layers: list[list[str]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
        for at in self.nodes:
            layers[depth[at]].append(at)
        self._near(layers, users)
        return layers

    def _near(self, layers: list[list[str]], users: dict[str, list[str]]) -> None:
        """Orders each layer by the mean place of the neighbours, back and forth."""
        place: dict[str, float] = {at: number for layer in layers for number, at in enumerate(layer)}
        for sweep in range(6):
            neighbours = users if sweep % 2 == 0 else self.inputs
            for layer in reversed(layers) if sweep % 2 == 0 else layers:

                def mean(at: str, near: dict[str, list[str]] = neighbours) -> float:
                    found = [place[one] for one in near[at]]
                    return sum(found) / len(found) if found else place[at]

                layer.sort(key=mean)
                middle = (len(layer) - 1) / 2
                place.update((at, number - middle) for number, at in enumerate(layer))


def read(flowchart: str) -> Graph:
    """Reads a flowchart; foreign fields, which are many, are left out."""
    graph = Graph()
    edges: list[tuple[str, str]] = []
    for line in flowchart.splitlines():
        if edge := _EDGE.match(line):
            edges.append((edge.group(1), edge.group(2)))
        elif node := _NODE.match(line):
            at, shape, words = node.groups()
            name, _, label = words.partition("<br>")
            kind = KINDS.get(shape, "rule")
            if kind != "foreign":
                graph.nodes[at] = Node(at, html.unescape(name), html.unescape(label or name), kind)
                graph.inputs[at] = []
    for start, end in edges:
        if start in graph.nodes and end in graph.nodes:
            graph.inputs[end].append(start)
    return graph
