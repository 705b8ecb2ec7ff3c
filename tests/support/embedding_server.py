"""Endpoints on loopback that embed and rerank: the replies of the servers people use, over the real HTTP of ``model_server``."""

import json

from embedders import HashingEmbedder
from model_server import Script

DIMENSIONS = 64


def embeddings(request):
    """What OpenAI, TEI, vLLM and Ollama reply to ``/v1/embeddings``; the rows come in any order."""
    vectors = 3 * HashingEmbedder().embed_documents(request["input"])  # of any length
    rows = [{"object": "embedding", "index": i, "embedding": row.tolist()} for i, row in enumerate(vectors)]
    return reply({"object": "list", "data": rows[::-1], "model": request["model"]})


def ranks(request):
    """What servers reply to ``/rerank``: TEI a list, all others an object. The longest text is best."""
    texts = request.get("texts") or request["documents"]
    order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
    if "texts" in request:
        return reply([{"index": i, "score": len(texts[i]) / 1000} for i in order])
    return reply({"results": [{"index": i, "relevance_score": len(texts[i]) / 1000} for i in order]})


def reply(body):
    """A reply with a body of JSON."""
    return Script(body=json.dumps(body).encode())
