"""What all peers share: reading rows, timing a run, and counting the rows that differ from the exact answers."""

import json
import resource
import sys
import time

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from spec import OUTPUTS, WORDS


def rows_of(path, rows):
    """The first rows of a file."""
    file, parts, have = pq.ParquetFile(path), [], 0
    for batch in file.iter_batches(65_536):
        parts.append(batch)
        have += batch.num_rows
        if have >= rows:
            break
    return pa.Table.from_batches(parts).slice(0, rows).combine_chunks()


def plain(column):
    """Numbers as binary floats, truth values as they are, enums as codes: differences up to 1e-9 do not count."""
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    if pa.types.is_dictionary(column.type) or pa.types.is_string(column.type):
        column = pc.index_in(column.cast(pa.string()), pa.array(WORDS))
    return column if pa.types.is_boolean(column.type) else column.cast(pa.float64(), safe=False)


def differing(found, answers):
    """In how many rows the outputs differ, and in which outputs."""
    any_row, outputs = None, {}
    for name in OUTPUTS:
        a, b = plain(found[name]), plain(answers.column(name))
        if pa.types.is_boolean(b.type):
            differ = pc.xor(a.cast(pa.bool_()), b)
        else:
            differ = pc.greater(pc.abs(pc.subtract(a, b)), 1e-9)
        nulls = pc.xor(pc.is_null(a, nan_is_null=True), pc.is_null(b))
        differ = pc.or_(pc.fill_null(differ, False), nulls)
        count = pc.sum(differ).as_py() or 0
        if count:
            outputs[name] = count
        any_row = differ if any_row is None else pc.or_(any_row, differ)
    return pc.sum(any_row).as_py() or 0, outputs


def measure(prepare, run, find=None):
    """Runs one peer: `prepare(table)` is not timed, `run(data)` is; it gives columns by name.

    A run that streams keeps no columns: `find(data)` then does the same once more, not timed, and gives them."""
    path, answers, rows = sys.argv[1], sys.argv[2], int(sys.argv[3])
    data = prepare(rows_of(path, rows))
    wall, cpu = time.perf_counter(), time.process_time()
    found = run(data)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if find is not None:
        found = find(data)
    found = {name: found[name] if isinstance(found[name], (pa.Array, pa.ChunkedArray)) else pa.array(found[name])
             for name in OUTPUTS}
    wrong, outputs = differing(found, rows_of(answers, rows))
    print(json.dumps({"rows": rows, "wall": wall, "cpu": cpu, "peak_kib": peak, "differ": wrong, "outputs": outputs}))


def by_row(prepare_row, evaluate):
    """Runs a peer that takes one row at a time."""

    def run(rows):
        found = [evaluate(row) for row in rows]
        return {name: [row[name] for row in found] for name in OUTPUTS}

    measure(lambda table: [prepare_row(row) for row in table.to_pylist()], run)
