"""Which failures of an endpoint are tried again, and after how long."""

from tenacity import RetryCallState
from tenacity.wait import wait_random_exponential

from bot.errors import ChatModelError

# Set by hand.
_LONGEST_WAIT_SECONDS = 20.0
_BACKOFF = wait_random_exponential(multiplier=0.5, max=4)


def is_no_outage(error: BaseException) -> bool:
    """Whether an error says nothing about the next question."""
    return not (isinstance(error, ChatModelError) and error.is_outage)


def is_transient(error: BaseException) -> bool:
    """Whether a second request may succeed, after a wait that is not too long."""
    return (
        isinstance(error, ChatModelError) and error.is_retryable and (error.retry_after or 0.0) <= _LONGEST_WAIT_SECONDS
    )


def seconds_to_wait(state: RetryCallState) -> float:
    """How long to wait: as long as the endpoint asks for, or longer each time."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.retry_after if isinstance(error, ChatModelError) else None
    return _BACKOFF(state) if asked is None else asked
