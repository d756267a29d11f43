"""Small towns drawn by hand."""

from pathlib import Path

import osmium
from osmium.osm.mutable import Node, Relation, Way

Tags = dict[str, str]


class Town:
    """Draws an extract on a grid whose step is 0.001 degrees; writes nodes, ways and relations in that order."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.spots: dict[tuple[float, float], int] = {}
        self.nodes: list[Node] = []
        self.ways: list[Way] = []
        self.relations: list[Relation] = []

    def node(self, x: float, y: float, tags: Tags | None = None) -> int:
        number = len(self.nodes) + 1
        self.nodes.append(Node(id=number, location=(x / 1000, y / 1000), tags=tags or {}))
        return number

    def way(self, spots: list[tuple[float, float]], tags: Tags | None = None) -> int:
        number = len(self.ways) + 1
        self.ways.append(Way(id=number, nodes=[self.spot(*spot) for spot in spots], tags=tags or {}))
        return number

    def block(self, x: float, y: float, tags: Tags | None = None, side: float = 1) -> int:
        ring = [(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]
        return self.way(ring, tags)

    def relation(self, members: list[tuple[str, int, str]], tags: Tags) -> int:
        number = len(self.relations) + 1
        self.relations.append(Relation(id=number, members=members, tags=tags))
        return number

    def spot(self, x: float, y: float) -> int:
        if (x, y) not in self.spots:
            self.spots[x, y] = self.node(x, y)
        return self.spots[x, y]

    def save(self) -> Path:
        with osmium.SimpleWriter(self.path) as writer:
            for node in self.nodes:
                writer.add_node(node)
            for way in self.ways:
                writer.add_way(way)
            for relation in self.relations:
                writer.add_relation(relation)
        return self.path
