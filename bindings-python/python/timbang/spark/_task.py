"""What a task of Spark does with the rows of its partition."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from timbang import _timbang

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from timbang._plan import Plan


def task(
    plan: Plan, keep: list[str], results: list[pa.Field], *, issues: bool, strict: bool
) -> Callable[[Iterable[Any]], Iterator[Any]]:
    """Gives the function for ``mapInArrow``."""
    sent = pickle.dumps(plan)
    absent = _timbang.text_of_no_package()

    # INVARIANT: it is pickled by value, for it is no name of a module, and needs nothing of this package to be
    # unpickled: else a worker without the package could not tell what it lacks.
    def evaluate(batches: Iterable[Any]) -> Iterator[Any]:
        try:
            from timbang.spark._task import rows
        except ImportError as error:
            raise RuntimeError(absent) from error
        return rows(batches, sent, keep, results, issues, strict)

    return evaluate


def rows(
    batches: Iterable[pa.RecordBatch],
    sent: bytes,
    keep: list[str],
    results: list[pa.Field],
    issues: bool,
    strict: bool,
) -> Iterator[pa.RecordBatch]:
    """Works out the batches of a partition, on one thread: Spark has a task for each of its cores.

    Raises:
        TimbangError: where this worker has another version of the package than the driver.
    """
    plan: Plan = pickle.loads(sent)
    for scored in plan.evaluate_batches(
        batches, keep=keep, issues="column" if issues else False, strict=strict, threads=1
    ):
        batch = scored.frame
        kept = [(batch.schema.field(at), batch.column(at)) for at in range(len(keep))]
        made = [(field, batch.column(field.name).cast(field.type)) for field in results]
        fields, columns = zip(*kept, *made, strict=True)
        yield pa.RecordBatch.from_arrays(list(columns), schema=pa.schema(fields))
