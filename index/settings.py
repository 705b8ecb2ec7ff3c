"""Settings of the index, read once at the entry point from the environment or ``.env``."""

from pathlib import Path
from typing import Annotated, NamedTuple

from platformdirs import user_cache_path
from pydantic import BeforeValidator, Field, SecretStr, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

# The address of a server. Without a name or password: it may appear in messages and logs.
ADDRESS = r"^(?:https?://[^\s/?#@]+(?:/[^\s?#@]*)?)?$"


def default_cache_dir() -> Path:
    """The user's cache folder, which all indexes on the machine share."""
    return user_cache_path("footnote")


class Endpoint(NamedTuple):
    """Where a model answers by HTTP, with which key, and how many tokens of a text it gets."""

    url: str
    key: SecretStr = SecretStr("")
    max_tokens: int = 256  # no limit is known to be lower than 512, and other tokenizers cut up to twice as fine


class IndexSettings(BaseSettings):
    """Where the sources and the index are, and which model reads them."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True, hide_input_in_errors=True
    )

    sources_dir: Path = Field(default=Path("sources"), description="folder of the files to answer from")
    data_dir: Path = Field(default=Path(".footnote"), description="folder the index is kept in")
    embed_model: str = Field(
        default="builtin", min_length=1, examples=["BAAI/bge-m3"], description="`builtin`, a model name or a local path"
    )
    embed_url: str = Field(
        default="", pattern=ADDRESS, examples=["http://localhost:8080/v1"],
        description="address of an OpenAI-compatible endpoint that embeds with `EMBED_MODEL`; empty: this process does",
    )  # fmt: skip
    embed_api_key: SecretStr = Field(default=SecretStr(""), description="key of that endpoint; empty: none is sent")
    embed_tokens: int = Field(
        default=256,
        ge=64,
        le=8192,
        description="tokens of a passage that the endpoint gets, about; less than its model reads",
    )
    rerank_model: str = Field(default="", description="a sentence-transformers CrossEncoder; empty: none")
    rerank_url: str = Field(
        default="", pattern=ADDRESS, examples=["http://localhost:8081"],
        description="address of an endpoint that reranks (TEI, vLLM, Jina, Cohere); empty: `RERANK_MODEL` runs here, if set",
    )  # fmt: skip
    rerank_api_key: SecretStr = Field(default=SecretStr(""), description="key of that endpoint; empty: none is sent")
    reader_model: str = Field(
        default="builtin", min_length=1,
        description="what reads passages to choose the sentence that answers: `builtin`, a question-answering model's name or path, or `none`",
    )  # fmt: skip
    cache_dir: Annotated[Path | None, BeforeValidator(lambda value: value or None)] = Field(
        default=None,
        description="where the dictionary is unpacked; empty: the user's cache folder",
    )
    follow_links: bool = Field(default=False, description="whether links in the sources folder may lead out of it")
    upload_links: bool = Field(
        default=False, description="whether lists of web addresses (.url) may be uploaded, whose pages are then fetched"
    )
    chroma_url: str = Field(
        default="", pattern=ADDRESS, examples=["http://localhost:8000"],
        description="address of a Chroma server, without a name or password in it; empty: on disk, in this process",
    )  # fmt: skip

    chroma_index: str = Field(
        default="footnote", pattern="^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$", examples=["team-a"],
        description="name of the index at the Chroma server; machines that share an index have the same",
    )  # fmt: skip
    chroma_api_key: SecretStr = Field(default=SecretStr(""), description="key of Chroma Cloud; empty: none is sent")
    chroma_tenant: str = Field(default="default_tenant", min_length=1, description="tenant at the Chroma server")
    chroma_database: str = Field(default="default_database", min_length=1, description="database at the Chroma server")

    @field_validator("embed_url")
    @classmethod
    def _check_model_is_named(cls, url: str, info: ValidationInfo) -> str:
        if url and info.data.get("embed_model") == "builtin":
            raise PydanticCustomError("model_not_named", "EMBED_MODEL is missing")
        return url

    @property
    def embed_endpoint(self) -> Endpoint | None:
        """The endpoint that embeds, or None where this process does."""
        return Endpoint(self.embed_url, self.embed_api_key, self.embed_tokens) if self.embed_url else None

    @property
    def rerank_endpoint(self) -> Endpoint | None:
        """The endpoint that reranks, or None where there is none."""
        return Endpoint(self.rerank_url, self.rerank_api_key) if self.rerank_url else None

    @property
    def cache_folder(self) -> Path:
        """``cache_dir``, or the user's cache folder where it is not set."""
        return self.cache_dir or default_cache_dir()
