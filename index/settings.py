"""Settings of the index, read once at the entry point from the environment or ``.env``."""

from pathlib import Path
from typing import Annotated, Literal

from platformdirs import user_cache_path
from pydantic import BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

# The address of a server. Without a name or password: it may appear in messages and logs.
ADDRESS = r"^(?:https?://[^\s/?#@]+(?:/[^\s?#@]*)?)?$"


def default_cache_dir() -> Path:
    """The user's cache folder, which all indexes on the machine share."""
    return user_cache_path("footnote")


class IndexSettings(BaseSettings):
    """Where the sources and the index are, and which model reads them."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True, hide_input_in_errors=True
    )

    sources_dir: Path = Field(default=Path("sources"), description="folder of the files to answer from")
    data_dir: Path = Field(default=Path(".footnote"), description="folder the index is kept in")
    embed_model: str = Field(default="builtin", min_length=1, description="`builtin`, a model name or a local path")
    rerank_model: str = Field(default="", description="a sentence-transformers CrossEncoder; empty: none")
    reader_model: Literal["builtin", "none"] = Field(
        default="builtin", description="what reads passages to choose the sentence that answers: `builtin` or `none`"
    )
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

    chroma_api_key: SecretStr = Field(default=SecretStr(""), description="key of Chroma Cloud; empty: none is sent")
    chroma_tenant: str = Field(default="default_tenant", min_length=1, description="tenant at the Chroma server")
    chroma_database: str = Field(default="default_database", min_length=1, description="database at the Chroma server")

    @property
    def cache_folder(self) -> Path:
        """``cache_dir``, or the user's cache folder where it is not set."""
        return self.cache_dir or default_cache_dir()
