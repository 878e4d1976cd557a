"""Sessions of Spark: two cores of this process, or a master with two workers on this machine."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyspark
from pyspark.sql import SparkSession

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = "127.0.0.1"
WORKERS = 2


@contextmanager
def session(master: str) -> Iterator[SparkSession]:
    """A session whose workers have this interpreter."""
    os.environ |= {"PYSPARK_PYTHON": sys.executable, "PYSPARK_DRIVER_PYTHON": sys.executable, "SPARK_LOCAL_IP": HERE}
    settings = {
        "spark.driver.bindAddress": HERE,
        "spark.driver.host": HERE,
        "spark.driver.memory": "1g",
        "spark.executor.memory": "512m",
        "spark.sql.session.timeZone": "Asia/Jakarta",
        "spark.sql.shuffle.partitions": "2",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    builder = SparkSession.builder.master(master).appName("timbang")
    for name, value in settings.items():
        builder = builder.config(name, value)
    made = builder.getOrCreate()
    made.sparkContext.setLogLevel("OFF")
    try:
        yield made
    finally:
        made.stop()


@contextmanager
def cluster() -> Iterator[str]:
    """The address of a master with its workers, on ports that are free; their logs stay where something fails."""
    folder = Path(tempfile.mkdtemp(prefix="timbang-spark-"))
    port = free_port()
    master = f"spark://{HERE}:{port}"
    try:
        with ExitStack() as running:
            options = ["--host", HERE, "--port", str(port), "--webui-port", "0"]
            running.enter_context(daemon("master.Master", options, folder / "master.log", "started at"))
            for number in range(WORKERS):
                log, work = folder / f"worker-{number}.log", folder / f"work-{number}"
                options = ["--host", HERE, "--webui-port", "0", "-c", "1", "-m", "1G", "-d", str(work), master]
                running.enter_context(daemon("worker.Worker", options, log, "registered with master"))
            yield master
    except BaseException:
        print(f"logs of the master and its workers: {folder}", file=sys.stderr)
        raise
    shutil.rmtree(folder)


@contextmanager
def daemon(name: str, options: list[str], log: Path, ready: str) -> Iterator[None]:
    """A process of Spark, from when its log says that it is ready."""
    home = Path(pyspark.__file__).parent
    command = [str(home / "bin/spark-class"), f"org.apache.spark.deploy.{name}", *options]
    own = {"SPARK_LOCAL_IP": HERE, "SPARK_HOME": str(home), "SPARK_NO_DAEMONIZE": "1"}
    with log.open("wb") as told:
        process = subprocess.Popen(command, env=os.environ | own, stdout=told, stderr=told)
    try:
        deadline = time.monotonic() + 300
        while ready not in log.read_text(errors="replace"):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{name} did not start; see {log}")
            time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait(timeout=60)


def free_port() -> int:
    """A port that nobody has right now."""
    with socket.socket() as found:
        found.bind((HERE, 0))
        return int(found.getsockname()[1])
