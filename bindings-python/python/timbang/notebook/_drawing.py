"""A graph as a drawing: plain SVG, laid out here, without scripts and without anything from outside."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from timbang.notebook._markup import esc

if TYPE_CHECKING:
    from timbang.notebook._graph import Graph, Node

_WIDTH, _HEIGHT = 208, 44
_ACROSS, _DOWN = 238, 56
_LETTERS = 30

_STYLE = """
.timbang.timbang svg {
text { font: 11.5px/1.2 system-ui, "Segoe UI", "Noto Sans", sans-serif; fill: var(--ink); }
.line { fill: none; stroke: var(--soft); stroke-opacity: .55; stroke-width: 1.2; }
.box { fill: var(--card); stroke: var(--soft); stroke-width: 1.2; }
.fact { fill: var(--wash); }
.parameter { stroke-dasharray: 4 3; }
.promotion, .trigger { stroke: var(--accent); stroke-width: 2.2; }
}
"""


def drawn(graph: Graph) -> str:
    """Draws facts on the left and what rests on them to the right; a label that is cut is whole when pointed at."""
    layers = graph.layers()
    tallest = max((len(layer) for layer in layers), default=0)
    at: dict[str, tuple[float, float]] = {}
    for across, layer in enumerate(layers):
        above = (tallest - len(layer)) * _DOWN / 2
        at.update((one, (across * _ACROSS + 4, above + down * _DOWN + 6)) for down, one in enumerate(layer))
    lines = [_line(at[start], at[end]) for end, inputs in graph.inputs.items() for start in inputs]
    boxes = [_box(graph.nodes[one], *place) for one, place in at.items()]
    width = max(len(layers) - 1, 0) * _ACROSS + _WIDTH + 8
    height = tallest * _DOWN
    return (
        f'<style>{_STYLE}</style><div class="scroll"><svg role="img" xmlns="http://www.w3.org/2000/svg"'
        f' width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f"{''.join(lines)}{''.join(boxes)}</svg></div>"
    )


def _line(start: tuple[float, float], end: tuple[float, float]) -> str:
    x, y = start[0] + _WIDTH, start[1] + _HEIGHT / 2
    to_x, to_y = end[0], end[1] + _HEIGHT / 2
    bend = (_ACROSS - _WIDTH) / 2
    return f'<path class="line" d="M{x:g} {y:g}C{x + bend:g} {y:g} {to_x - bend:g} {to_y:g} {to_x:g} {to_y:g}"/>'


def _box(node: Node, x: float, y: float) -> str:
    lines = textwrap.wrap(node.label, _LETTERS, max_lines=2, placeholder=" …")
    first = y + _HEIGHT / 2 + (4 if len(lines) == 1 else -3)
    words = "".join(
        f'<text x="{x + 12:g}" y="{first + number * 14:g}">{esc(line)}</text>' for number, line in enumerate(lines)
    )
    radius = _HEIGHT / 2 if node.kind == "fact" else 5
    return (
        f"<g><title>{esc(node.label)} ({esc(node.name)})</title>"
        f'<rect class="box {node.kind}" x="{x:g}" y="{y:g}" width="{_WIDTH}" height="{_HEIGHT}" rx="{radius:g}"/>'
        f"{words}</g>"
    )
