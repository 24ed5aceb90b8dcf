"""What the programs share: constants of the setting, and the protocol with the process that measures them.

Started with a JSON setting as the only argument, a program writes {"ready": true}, then does an outer iteration for every
line it reads and answers with its seconds, processor seconds and the
greatest memory of the process. With `--check FILE` it computes the
meta-gradient of the batches in FILE instead and writes it out.
"""

import json
import resource
import sys
import time

GOAL_HALF_WIDTH = 0.5
POSITION_HALF_WIDTH = 0.5
ACTION_SCALE = 0.01
DISPLACEMENT_LIMIT = 0.1
GOAL_TOLERANCE = 0.01
DISCOUNT = 0.99
GAE = 0.997
RIDGE = 1e-5
EPSILON = 1e-8
STEP_SIZE = 0.1
LEARNING_RATE = 1e-3

# Share of a weight that comes after a later action, per step.
DECAY = DISCOUNT * GAE


def shapes(hidden):
    """Shapes of W1, b1, W2, b2, W3, b3 and log sigma."""
    return [(2, hidden), (hidden,), (hidden, hidden), (hidden,), (hidden, 2), (2,), (2,)]


def say(answer):
    print(json.dumps(answer), flush=True)


def serve(program):
    """`program(setting)` gives two functions: one iteration, and the meta-gradient of given parameters and batches."""
    setting = json.loads(sys.argv[1])
    iterate, meta_gradient = program(setting)
    if "--check" in sys.argv:
        with open(sys.argv[sys.argv.index("--check") + 1], encoding="utf-8") as file:
            data = json.load(file)
        say(meta_gradient(data["parameters"], data["batches"]))
        return
    say({"ready": True})
    while sys.stdin.readline():
        started, cpu_before = time.perf_counter(), time.process_time()
        iterate()
        answer = {"seconds": time.perf_counter() - started, "cpuSeconds": time.process_time() - cpu_before}
        answer["peakBytes"] = 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        say(answer)
