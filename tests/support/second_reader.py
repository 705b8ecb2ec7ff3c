"""A scripted chat model that writes a draft and then gives a second opinion on its sentences."""

import re

from model_server import Script

STATEMENT = re.compile(r"^(?:Statement: |说法：)(.*)$", re.MULTILINE)


def asked_opinion(request):
    """The statement of a request for an opinion; None of another request."""
    found = STATEMENT.findall(request["messages"][-1]["content"])
    return found[-1] if found else None


class SecondReader:
    """Writes ``draft``, and says no to statements that hold one of ``denies``, yes to others; ``reply`` says it in its own way."""

    def __init__(self, draft, *, denies=(), reply=None, usage=(100, 20)):
        self.opinions = []
        self._draft, self._denies, self._reply, self._usage = draft, denies, reply, usage

    def __call__(self, request):
        statement = asked_opinion(request)
        if statement is None:
            return Script(self._draft, usage=self._usage)
        self.opinions.append(request)
        if self._reply is not None:
            return self._reply if isinstance(self._reply, Script) else Script(self._reply, usage=self._usage)
        return Script("no" if any(words in statement for words in self._denies) else "yes", usage=self._usage)

    @property
    def asked(self):
        """The statements it was asked about, in order."""
        return [asked_opinion(request) for request in self.opinions]
