"""Progress of long work."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def telling(progress: bool | Callable[[int, int], object]) -> Iterator[Callable[[int, int], object] | None]:
    """Gives what is called with how many rows are done, of how many: nothing, the caller's own, or a bar of tqdm."""
    if progress is False:
        yield None
        return
    if progress is not True:
        yield progress
        return
    try:
        from tqdm.auto import tqdm
    except ImportError:
        yield None
        return
    with tqdm(unit=" baris", unit_scale=True) as bar:

        def tell(done: int, total: int) -> None:
            bar.total = total or None
            bar.update(done - bar.n)

        yield tell
