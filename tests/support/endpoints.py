"""Scripted endpoints that accept and refuse what the documentation and the issues of real ones say."""

import json
import re

from model_server import Script, error

ANSWERS = {
    "How many tea houses": "Brindle has 42 tea houses. [1]",
    "Who opened the oldest": "Mira Okafor opened the oldest one in 1911. [1]",
    "How long is the bridge": "The bridge is 186 metres long. [2]",
    "What did prices do": "Prices rose by 7.5 percent last year. [1]",
    "几家茶馆": "Brindle有42家茶馆。[1]",
    "全长多少米": "青石桥全长186米。[2]",
    "石狮子": "桥上有二十四只石狮子。[2]",
    "最后一班": "最后一班电车在午夜开出。[1]",
}


def text_of(request):
    return "\n".join(message["content"] for message in request["messages"])


def say(request, **script):
    """The answer to the question of a request, with a count of its tokens: about as many as it has words and characters."""
    asked = request["messages"][-1]["content"]
    marked = re.search(r"(?:Question: |问题：)(.*)", asked)
    question = marked.group(1) if marked else asked
    said = next((answer for part, answer in ANSWERS.items() if part in question), "NO_ANSWER")
    script.setdefault("usage", (int(len(text_of(request)) / 4.2), 20))
    return Script(script.pop("before", "") + said, **script)


def gpt5(request):
    """OpenAI's gpt-5 family."""
    if "max_tokens" in request:
        message = (
            "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
        )
        return error(400, message, code="unsupported_parameter", param="max_tokens", kind="invalid_request_error")
    if "temperature" in request:
        message = "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported."
        return error(400, message, code="unsupported_value", param="temperature", kind="invalid_request_error")
    return say(request)


def gpt5_unverified(request):
    """The same for an organisation that is not verified."""
    if request.get("stream"):
        message = (
            "Your organization must be verified to stream this model. Please go to: "
            "https://platform.openai.com/settings/organization/general and click on Verify Organization."
        )
        return error(400, message, code="unsupported_value", param="stream", kind="invalid_request_error")
    return gpt5(request)


def deepseek(request):
    """DeepSeek: it thinks in a field of its own, and keeps the connection alive with comments."""
    return say(request, comments=2, thinking="The passages say so.")


def qwen(request):
    """DashScope with thinking on: nothing but streams."""
    if not request.get("stream"):
        message = "parameter.enable_thinking must be set to false for non-streaming calls"
        return error(400, message, code="invalid_parameter_error", kind="invalid_request_error")
    return say(request, thinking="段落里写着。")


def ollama(request, *, context=4096):
    """Ollama: it cuts a prompt to half of its context, and says so in the count alone."""
    reply = say(request)
    read = reply.usage[0]
    return say(request, usage=(min(read, context // 2 + 2), 20))


def vllm(request):
    """vLLM with a chat template without a system role."""
    roles = [message["role"] for message in request["messages"]]
    if roles != ["user", "assistant"] * (len(roles) // 2) + ["user"] * (len(roles) % 2):
        body = {
            "object": "error",
            "message": "Conversation roles must alternate user/assistant/user/assistant/...",
            "type": "BadRequestError",
            "param": None,
            "code": 400,
        }
        return Script(status=400, body=json.dumps(body).encode())
    return say(request)


def llama_cpp(request, *, context=2048):
    """llama.cpp: thinking in the text, and an error that states the context."""
    read = say(request).usage[0]
    if read > context:
        body = {
            "error": {
                "code": 400,
                "message": "the request exceeds the available context size, try increasing it",
                "type": "exceed_context_size_error",
                "n_prompt_tokens": read,
                "n_ctx": context,
            }
        }
        return Script(status=400, body=json.dumps(body).encode())
    return say(request, before="<think>Let me see.</think>\n\n")


ENDPOINTS = {
    "gpt5": gpt5,
    "gpt5-unverified": gpt5_unverified,
    "deepseek": deepseek,
    "qwen": qwen,
    "ollama": ollama,
    "vllm": vllm,
    "llama.cpp": llama_cpp,
}
