"""How the work of a function grows with the length of what it is given."""

import time

# What the longer text is longer by. Linear work grows by as much, quadratic work by its square.
FACTOR = 8
# Growth that is still taken for linear: noise, caches and logarithms stay below it.
LINEAR = FACTOR * 3
# Work too small to be measured, in seconds of processor time. It is added to both measurements.
_FLOOR = 0.004


def growth(work, piece, *, length=1500):
    """The processor time of ``work`` on a text of repeated pieces, divided by that on one an eighth as long.

    Only this thread's own time counts, and the least of three runs, so that a busy machine changes nothing.
    """
    return (_seconds(work, piece, length * FACTOR) + _FLOOR) / (_seconds(work, piece, length) + _FLOOR)


def _seconds(work, piece, length):
    text = (piece * (length // len(piece) + 1))[:length]
    least = float("inf")
    for _ in range(3):
        started = time.thread_time()
        work(text)
        least = min(least, time.thread_time() - started)
        if least > 2:  # far beyond what is looked for: once is enough
            break
    return least
