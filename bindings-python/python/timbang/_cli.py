"""The console script ``timbang``: the whole command line."""

import signal
import sys

from timbang._timbang import run_command


def main() -> int:
    """Runs the command line with the arguments of this process and gives its exit code."""
    # The command has no Python to interrupt: Ctrl-C ends it as it ends any command.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return run_command(sys.argv)


if __name__ == "__main__":
    sys.exit(main())
