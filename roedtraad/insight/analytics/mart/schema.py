"""The tables of the mart. Keys are those of our own tables; no name of a person is among them."""

from __future__ import annotations

import pyarrow as pa

SCHEMAS: dict[str, pa.Schema] = {
    # a version of the tree holds from one reorganisation to the next
    "tree": pa.schema([("tree", pa.int32()), ("starts_on", pa.date32()), ("ends_on", pa.date32())]),
    "edge": pa.schema(
        [
            ("tree", pa.int32()),
            ("unit", pa.int32()),
            ("parent", pa.int32()),
            ("level", pa.int8()),
        ]
    ),
    "unit": pa.schema([("unit", pa.int32()), ("name", pa.string()), ("kind", pa.string())]),
    "indicator": pa.schema(
        [
            ("indicator", pa.int32()),
            ("title", pa.string()),
            ("measured_in", pa.string()),
            ("direction", pa.string()),
            ("over_units", pa.string()),
            ("over_time", pa.string()),
            ("scale", pa.float64()),
            ("is_about_persons", pa.bool_()),
        ]
    ),
    "period": pa.schema(
        [
            ("period", pa.int32()),
            ("starts_on", pa.date32()),
            ("ends_on", pa.date32()),
            ("tree", pa.int32()),
        ]
    ),
    "measurement": pa.schema(
        [
            ("unit", pa.int32()),
            ("indicator", pa.int32()),
            ("period", pa.int32()),
            ("value", pa.float64()),
            ("numerator", pa.float64()),
            ("denominator", pa.float64()),
            ("units", pa.int32()),
        ]
    ),
    # of development profiles: only what may be told of them
    "told": pa.schema(
        [
            ("starts_on", pa.date32()),
            ("counted_at", pa.timestamp("us", "UTC")),
            ("key", pa.string()),
            ("unit", pa.int32()),
            ("division", pa.string()),
            ("part", pa.string()),
            ("within", pa.string()),
            ("figures", pa.string()),
        ]
    ),
    "about": pa.schema(
        [("part", pa.string()), ("stamp", pa.string()), ("read_at", pa.timestamp("us", "UTC"))]
    ),
}
