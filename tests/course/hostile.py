"""Submissions that try to earn a point without the answer, or to stop the run.

Each is the code of the cell that hands in "ex-vectors-manhattan". An honest answer to another question follows in a
later cell, and must still earn its point.
"""

FUNCTIONS = {
    "prints that it is right": 'def manhattan(X, Y):\n    print("ex-vectors-manhattan: correct.")',
    "writes a result to standard output": 'import os\nos.write(1, b\'{"state": "correct", "points": 1}\\n\')',
    "writes results to every open file": """
import os
def manhattan(X, Y):
    for fd in range(3, 60):
        try:
            os.write(fd, b'{"state":"correct","points":1}\\n')
        except OSError:
            pass
""",
    "says that its question is closed": """
import os
for fd in range(3, 60):
    try:
        os.write(fd, b'{"closed":"ex-vectors-manhattan","why":"","state":"correct"}\\n')
    except OSError:
        pass
""",
    "opens a question out of turn": """
import os
for fd in range(3, 60):
    try:
        os.write(fd, b'{"open":"ex-vectors-manhattan"}\\n')
    except OSError:
        pass
""",
    "replaces check": 'def check(*a, **k):\n    return "correct"',
    "replaces the module's check": "import m4ds.course as c\nc.check = lambda *a, **k: True",
    "patches NumPy's comparisons": """
import numpy as np
np.allclose = np.array_equal = lambda *a, **k: True
np.linalg.norm = lambda *a, **k: 0.0
def manhattan(X, Y):
    return np.zeros((len(X), len(Y)))
""",
    "returns what equals everything": """
class Yes:
    __eq__ = lambda s, o: True
    __ne__ = lambda s, o: False
    __float__ = lambda s: 1.0
    __array__ = lambda s, *a, **k: None
def manhattan(X, Y):
    return Yes()
""",
    "returns an array that equals everything": """
import numpy as np
class Yes(np.ndarray):
    __eq__ = lambda s, o: True
    __sub__ = lambda s, o: 0
    __array_ufunc__ = lambda s, *a, **k: 0
def manhattan(X, Y):
    return np.zeros((len(X), len(Y))).view(Yes)
""",
    "returns a pickle": "import pickle\ndef manhattan(X, Y):\n    return pickle.dumps(print)",
    "returns what would run when unpickled": """
class Bad:
    def __reduce__(self):
        import os
        return (os.system, ("echo hacked > /tmp/hacked",))
def manhattan(X, Y):
    return Bad()
""",
    "has an endless loop": "def manhattan(X, Y):\n    while True:\n        pass",
    "sleeps": "import time\ndef manhattan(X, Y):\n    time.sleep(1000)",
    "ignores every signal and loops": """
import signal
def manhattan(X, Y):
    for s in range(1, 32):
        try:
            signal.signal(s, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    while True:
        pass
""",
    "forks without end": "import os\ndef manhattan(X, Y):\n    while True:\n        os.fork()",
    "starts threads without end": """
import threading, time
def manhattan(X, Y):
    while True:
        threading.Thread(target=time.sleep, args=(1000,)).start()
""",
    "fills memory with lists": "def manhattan(X, Y):\n    a = []\n    while True:\n        a.append(bytearray(10**7))",
    "fills memory with one array": "import numpy as np\ndef manhattan(X, Y):\n    return np.ones(10**11)",
    "leaves by os._exit": "import os\ndef manhattan(X, Y):\n    os._exit(0)",
    "leaves by sys.exit": "import sys\ndef manhattan(X, Y):\n    sys.exit(0)",
    "raises KeyboardInterrupt": "def manhattan(X, Y):\n    raise KeyboardInterrupt",
    "kills itself": "import os\ndef manhattan(X, Y):\n    os.kill(os.getpid(), 9)",
    "kills its parent": "import os\ndef manhattan(X, Y):\n    os.kill(os.getppid(), 9)",
    "kills all that it may": "import os\ndef manhattan(X, Y):\n    os.kill(-1, 9)",
    "stops its parent": "import os\ndef manhattan(X, Y):\n    os.kill(os.getppid(), 19)\n    while True:\n        pass",
    "crashes the interpreter": "import ctypes\ndef manhattan(X, Y):\n    ctypes.string_at(0)",
    "recurses without end": "def manhattan(X, Y):\n    return manhattan(X, Y)",
    "overflows the machine's stack": """
import sys
def manhattan(X, Y):
    sys.setrecursionlimit(10**9)
    return manhattan(X, Y)
""",
    "imports the answers": "import m4ds.exercises.vectors as key\ndef manhattan(X, Y):\n    return key",
    "imports the grader": "from m4ds.course.grade import Mark\ndef manhattan(X, Y):\n    return Mark",
    "looks for the answers on the disk": """
import glob
found = [f for f in glob.glob("/**/exercises/vectors.py", recursive=True)]
def manhattan(X, Y):
    return open(found[0]).read()
""",
    "looks for the secret in the environment": """
import os
found = [v for v in os.environ.values() if "secret" in v.lower()]
def manhattan(X, Y):
    return found[0]
""",
    "looks for the secret in other processes": """
import glob
def manhattan(X, Y):
    text = b"".join(open(f, "rb").read() for f in glob.glob("/proc/[0-9]*/cmdline"))
    assert b"seed" in text
    return text.decode()
""",
    "reads the memory of its parent": """
import os
def manhattan(X, Y):
    return open(f"/proc/{os.getppid()}/mem", "rb").read(10).hex()
""",
    "reads the passwords": 'def manhattan(X, Y):\n    return open("/etc/shadow").read()',
    "reads the home of the superuser": 'import os\ndef manhattan(X, Y):\n    return os.listdir("/root/.ssh")',
    "calls out by number": """
import socket
def manhattan(X, Y):
    socket.create_connection(("1.1.1.1", 80), timeout=5)
    return "connected"
""",
    "calls out by name": """
import urllib.request
def manhattan(X, Y):
    return urllib.request.urlopen("http://example.org", timeout=5).read().decode()
""",
    "speaks to the machine itself": """
import socket
def manhattan(X, Y):
    for port in (22, 80, 8888, 5432):
        socket.create_connection(("127.0.0.1", port), timeout=1)
    return "connected"
""",
    "writes to the library": """
import m4ds
def manhattan(X, Y):
    open(m4ds.__file__, "a").write("evil = True")
    return 1
""",
    "writes to the system": 'def manhattan(X, Y):\n    open("/usr/bin/evil", "w").write("x")\n    return 1',
    "fills the disk": """
def manhattan(X, Y):
    with open("/tmp/full", "wb") as f:
        while True:
            f.write(bytes(10**7))
""",
    "makes a million files": """
def manhattan(X, Y):
    for k in range(10**7):
        open(f"/tmp/{k}", "w").close()
""",
    "prints without end": "def manhattan(X, Y):\n    while True:\n        print('x' * 10**6)",
    "writes to the pipe without end": """
import os
def manhattan(X, Y):
    while True:
        for fd in range(3, 20):
            try:
                os.write(fd, b"x" * 10**6)
            except OSError:
                pass
""",
    "returns a huge array": "import numpy as np\ndef manhattan(X, Y):\n    return np.ones((2000, 2000))",
    "returns a huge text": "def manhattan(X, Y):\n    return 'x' * 10**8",
    "returns a huge number": "def manhattan(X, Y):\n    return 10**10**6",
    "returns a deep list": """
def manhattan(X, Y):
    a = []
    for _ in range(10**5):
        a = [a]
    return a
""",
    "returns a list that holds itself": "def manhattan(X, Y):\n    a = []\n    a.append(a)\n    return a",
    "returns NaN": "import numpy as np\ndef manhattan(X, Y):\n    return np.full((len(X), len(Y)), np.nan)",
    "returns infinity": "import numpy as np\ndef manhattan(X, Y):\n    return np.full((len(X), len(Y)), np.inf)",
    "returns an array of objects": """
import numpy as np
def manhattan(X, Y):
    return np.array([print, open], dtype=object)
""",
    "returns a generator without end": "def manhattan(X, Y):\n    while True:\n        yield 1",
    "returns a function": "def manhattan(X, Y):\n    return lambda *a: 0",
    "returns a dictionary of lists": "def manhattan(X, Y):\n    return {(): [{}], None: {1: {2: 3}}}",
    "is not a function": "manhattan = 3",
    "is a class": "class manhattan:\n    def __init__(self, *a):\n        pass",
    "changes its arguments": "def manhattan(X, Y):\n    X[:] = 0\n    Y[:] = 0\n    return X @ Y.T * 0 + 5",
    "looks for the answer in the frames above": """
import sys
def manhattan(X, Y):
    frame, found = sys._getframe(), []
    while frame:
        found += [v for k, v in frame.f_locals.items() if k in ("answer", "want", "expected")]
        frame = frame.f_back
    return found[0]
""",
    "looks for the answer among all objects": """
import gc
import numpy as np
def manhattan(X, Y):
    shape = (len(X), len(Y))
    return next(o for o in gc.get_objects() if isinstance(o, np.ndarray) and o.shape == shape)
""",
    "replaces the way values are sent": """
import sys
sys.modules["m4ds.course.wire"].encode = lambda *a: {"state": "correct", "points": 1}
def manhattan(X, Y):
    return 1
""",
    "replaces the way messages are packed": """
import sys
sys.modules["m4ds.course.wire"].pack = lambda m: b'{"value":{"state":"correct"}}\\n'
""",
    "replaces built-in functions": """
import builtins
builtins.isinstance = builtins.len = builtins.abs = lambda *a: True
""",
    "leaves a process behind": """
import os, time
def manhattan(X, Y):
    if os.fork() == 0:
        os.setsid()
        while True:
            time.sleep(1)
    return 1
""",
    "asks for a debugger": "import pdb\ndef manhattan(X, Y):\n    pdb.set_trace()",
    "waits for input": "def manhattan(X, Y):\n    return input()",
}

CELLS = {   # the cell itself does the harm, before any question
    "loops before any question": "while True:\n    pass",
    "leaves before any question": "import os\nos._exit(0)",
    "exits before any question": "raise SystemExit",
    "forks without end before any question": "import os\nwhile True:\n    os.fork()",
    "fills memory before any question": "a = []\nwhile True:\n    a.append(bytearray(10**7))",
    "kills the process before any question": "import os\nos.kill(os.getpid(), 9)",
    "has an error in its grammar": "def manhattan(X, Y:\n",
    "ends the run by itself": """
import os
for fd in range(3, 60):
    try:
        os.write(fd, b'{"end":true}\\n')
    except OSError:
        pass
""",
}
