"""One session of Spark for all tests: of this process, or with `TIMBANG_SPARK=cluster` of a master and two workers."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
import sessions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import SparkSession


@pytest.fixture(scope="session")
def spark(request: pytest.FixtureRequest) -> Iterator[SparkSession]:
    """The session."""
    if os.environ.get("TIMBANG_SPARK") != "cluster":
        with sessions.session("local[2]") as made:
            yield made
        return
    with sessions.cluster() as master, sessions.session(master) as made:
        yield made
        assert not request.session.testsfailed, "something failed: the logs are kept"
