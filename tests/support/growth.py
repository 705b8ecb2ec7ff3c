"""How the work of a function grows with the length of what it is given."""

import gc
import time

# What the longer text is longer by. Linear work grows by as much, quadratic work by its square.
FACTOR = 8
# Growth that is still taken for linear: noise, caches and logarithms stay below it.
LINEAR = FACTOR * 3
# Work too small to be measured, in seconds of processor time. It is added to both measurements.
_FLOOR = 0.004
_MOST_TRIES = 4


def growth(work, piece, *, length=1500):
    """The processor time of ``work`` on a text of repeated pieces, divided by that on one an eighth as long.

    Only this thread's own time counts. What looks like more than linear is measured again, and the least of each time
    counts, so that a busy machine changes nothing.
    """
    short, long = (piece * (size // len(piece) + 1) for size in (length, length * FACTOR))
    few, many = seconds(work, short), seconds(work, long)
    for _ in range(_MOST_TRIES):
        if (many + _FLOOR) / (few + _FLOOR) <= LINEAR:
            break
        few, many = max(few, seconds(work, short)), min(many, seconds(work, long))
    return (many + _FLOOR) / (few + _FLOOR)


def seconds(work, text):
    """The processor time of ``work`` on a text."""
    gc.disable()  # its time grows with what the whole process holds
    try:
        started = time.thread_time()
        work(text)
        return time.thread_time() - started
    finally:
        gc.enable()
