"""Writes pyarrow.json: a table as pyarrow writes it (Parquet and Arrow, in base64) and what pyarrow reads of the files of Phasebook.

Needs pyarrow; run as `python pyarrowFiles.py FOLDER > pyarrow.json`, where FOLDER has table.parquet and table.arrow, which files.test.ts
writes into the folder that the variable PHASEBOOK_TABLES names.
"""
import base64
import io
import json
import math
import sys

import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as parquet

table = pa.table(
    {
        "map": pa.array(["hash", None, "ü,\"quoted\"\n"], pa.string()),
        "processes": pa.array([1000, 2**40, None], pa.int64()),
        "overhead": pa.array([0.1, math.nan, math.inf], pa.float64()),
        "single": pa.array([0.5, 1.5, None], pa.float32()),
        "done": pa.array([True, False, None], pa.bool_()),
    }
)


def written(write):
    buffer = io.BytesIO()
    write(buffer)
    return base64.b64encode(buffer.getvalue()).decode()


def stream(buffer):
    with pa.ipc.new_stream(buffer, table.schema) as writer:
        writer.write_table(table)


def seen(found):
    plain = lambda value: value if not isinstance(value, float) or math.isfinite(value) else str(value)
    return {
        "types": {field.name: str(field.type) for field in found.schema},
        "rows": [{name: plain(value) for name, value in row.items()} for row in found.to_pylist()],
    }


folder = sys.argv[1]
print(
    json.dumps(
        {
            "files": {
                "parquet": written(lambda buffer: parquet.write_table(table, buffer)),
                "arrow": written(lambda buffer: feather.write_feather(table, buffer, compression="uncompressed")),
                "stream": written(stream),
            },
            "seen": {
                "parquet": seen(parquet.read_table(f"{folder}/table.parquet")),
                "arrow": seen(feather.read_table(f"{folder}/table.arrow")),
            },
        },
        indent=1,
        ensure_ascii=False,
    )
)
