"""Where a learner's code runs: a process without network, repository, environment or answers, and with limits."""

import contextlib
import itertools
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import m4ds
from m4ds.course import wire

__all__ = ["Limits", "NoSandbox", "Process", "Room", "prepare"]

LONGEST_LINE = 64_000_000
STRANGERS = itertools.cycle(range(60_000, 64_000))     # user numbers that belong to nobody
STUB = '''"""Checks wait for the grader."""


def check(label, seed=0):
    """Say nothing: the grader judges."""


def numbers(label, seed=0):
    """Say nothing: the grader knows the numbers."""
    return ""
'''


class NoSandbox(RuntimeError):
    """There is no way to run a stranger's code safely here."""


@dataclass(frozen=True)
class Limits:
    """What one notebook may use: seconds in all, seconds a question, bytes of memory and of files, processes."""

    seconds: float = 120.0
    question_seconds: float = 10.0
    memory: int = 2_000_000_000
    disk: int = 64_000_000
    processes: int = 64


@dataclass(frozen=True)
class Room:
    """What every sandbox shares: the way to start one, and a folder with what it may read."""

    command: tuple[str, ...]
    environment: dict[str, str]
    walls: bool


def prepare(folder, *, trusted: bool = False) -> Room:
    """Return how to run a learner's code.

    Parameters
    ----------
    folder : Path
        An empty folder that lives as long as the room: it gets the runner and the fonts' index.
    trusted : bool
        If there is no bubblewrap, run the code as it is: only for code that you would run yourself.

    Raises
    ------
    NoSandbox
        If bubblewrap is missing or cannot start here, and the code is not trusted.
    """
    folder = Path(folder)
    here = Path(__file__).parent
    (folder / "run").mkdir()
    library, copy = Path(m4ds.__file__).parent, folder / "run" / "m4ds"
    shutil.copytree(library, copy, ignore=shutil.ignore_patterns("exercises", "course", "cli.py", "__pycache__"))
    (copy / "course").mkdir()
    (copy / "course" / "__init__.py").write_text(STUB, encoding="utf8")
    for name in ("runner.py", "wire.py"):
        shutil.copy(here / name, copy / "course" / name)
    environment = {"PATH": "/usr/bin:/bin", "HOME": "/tmp", "LANG": "C.UTF-8", "MPLBACKEND": "Agg",
                   "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, "-c", "import matplotlib.font_manager"], env={**environment, "MPLCONFIGDIR": str(
        folder / "run" / "fonts")}, check=False, capture_output=True)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    if _walls_stand():
        return Room(_bubblewrap(folder), environment, True)
    if not trusted:
        raise NoSandbox("a stranger's notebook is code: it needs a sandbox to run in. Install bubblewrap (Debian: "
                        "apt-get install bubblewrap), or add --trust-code if you have read every notebook")
    return Room((sys.executable, "-I", "-B", "-c", _START, str(folder / "run")), environment, False)


# A limit on processes does not bind the superuser: step down first, each sandbox to a number of its own.
_START = """
import os, resource, runpy, shutil, sys
place, stranger, limits = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
if stranger and os.geteuid() == 0:
    os.setgroups([]), os.setgid(stranger), os.setuid(stranger)
for name, most in (limit.split("=") for limit in limits):
    resource.setrlimit(getattr(resource, "RLIMIT_" + name), (int(most),) * 2)
os.environ["MPLCONFIGDIR"] = shutil.copytree(place + "/fonts", "fonts")
sys.path.insert(0, place)
runpy.run_module("m4ds.course.runner", run_name="__main__")
"""


def _bubblewrap(folder):
    """Return the command: the system and Python read-only, a small /tmp, no network, its own process numbers."""
    shown = []
    for path in ("/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/alternatives"):
        if Path(path).is_symlink():
            shown += ["--symlink", os.readlink(path), path]
        elif Path(path).exists():
            shown += ["--ro-bind", path, path]
    shown += ["--perms", "1777", "--size", "64000000", "--tmpfs", "/tmp"]       # before Python, which may lie below it
    pythons = dict.fromkeys(str(Path(p).resolve()) for p in (sys.prefix, sys.base_prefix))
    for prefix in pythons:
        if not prefix.startswith("/usr"):
            for above in reversed(Path(prefix).parents[:-1]):
                shown += [] if str(above) == "/tmp" else ["--perms", "0755", "--dir", str(above)]
            shown += ["--ro-bind", prefix, prefix]
        for installed in Path(prefix).glob("lib/python*/site-packages/m4ds"):
            shown += ["--tmpfs", str(installed)]
    return ("bwrap", *shown, "--proc", "/proc", "--dev", "/dev",
            "--ro-bind", str(folder / "run"), "/m4ds-run", "--chdir", "/tmp", *_unshared(), "--die-with-parent",
            "--new-session", sys.executable, "-I", "-B", "-c", _START, "/m4ds-run")


def _walls_stand() -> bool:
    if shutil.which("bwrap") is None:
        return False
    test = ["bwrap", "--ro-bind", "/", "/", *_unshared(), "--die-with-parent", "true"]
    return subprocess.run(test, capture_output=True, check=False).returncode == 0


def _unshared() -> list[str]:
    """Return what the sandbox does not share with the system; the superuser steps down instead of a user namespace."""
    alone = ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try",
             "--cap-drop", "ALL"]
    if os.geteuid() == 0:
        return [*alone, "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    return ["--unshare-user", *alone]


class Process:
    """One learner's process, spoken to line by line, never waited for longer than `deadline`."""

    def __init__(self, room: Room, limits: Limits):
        self.deadline = time.monotonic() + limits.seconds
        self.buffer = b""
        self.home = None if room.walls else tempfile.TemporaryDirectory()

        bounds = {"AS": limits.memory, "FSIZE": limits.disk, "CPU": int(limits.seconds) + 5, "CORE": 0}
        if room.walls:                  # outside they would count the processes of everybody's work
            bounds["NPROC"] = limits.processes
        command = [*room.command, str(next(STRANGERS) if room.walls else 0),
                   *(f"{name}={most}" for name, most in bounds.items())]
        self.child = subprocess.Popen(command, env=room.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                      stderr=subprocess.DEVNULL, start_new_session=True, bufsize=0,
                                      cwd=self.home.name if self.home else "/")

    def send(self, message: dict) -> None:
        """Write one message.

        Raises
        ------
        EOFError, TimeoutError
            If the process has ended, or does not read.
        """
        data, pipe = wire.pack(message), self.child.stdin.fileno()
        os.set_blocking(pipe, False)
        while data:
            if not select.select([], [pipe], [], max(0.0, self.deadline - time.monotonic()))[1]:
                raise TimeoutError("the time is up")
            try:
                data = data[os.write(pipe, data):]
            except BrokenPipeError:
                raise EOFError("the process ended") from None

    def receive(self) -> dict:
        """Return the next message.

        Raises
        ------
        EOFError, TimeoutError
            If the process has ended, or the time is up.
        ValueError
            If it wrote something else.
        """
        pipe = self.child.stdout.fileno()
        while b"\n" not in self.buffer:
            if len(self.buffer) > LONGEST_LINE:
                raise ValueError("it wrote without end")
            if not select.select([pipe], [], [], max(0.0, self.deadline - time.monotonic()))[0]:
                raise TimeoutError("the time is up")
            part = os.read(pipe, 1 << 20)
            if not part:
                raise EOFError("the process ended")
            self.buffer += part
        line, self.buffer = self.buffer.split(b"\n", 1)
        return wire.unpack(line)

    def end(self) -> None:
        """Kill what is left."""
        with contextlib.suppress(OSError):
            os.killpg(self.child.pid, signal.SIGKILL)
        self.child.kill()
        self.child.wait()
        for pipe in (self.child.stdin, self.child.stdout):
            pipe.close()
        if self.home:
            self.home.cleanup()
