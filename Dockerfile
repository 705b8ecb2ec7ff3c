# The bot on Discord. Sources, index and memory are volumes; settings come from the environment (see .env.example).
#   docker build -t footnote . && docker run --env-file .env -v ./sources:/sources:ro -v footnote:/data footnote
FROM python:3.12-slim-bookworm AS build
WORKDIR /build
RUN python -m venv /venv
COPY constraints.txt pyproject.toml README.md ./
COPY bot bot
COPY index index
COPY prompts prompts
# The build of PyTorch without CUDA: only models of your own use it.
RUN /venv/bin/pip install --no-cache-dir --disable-pip-version-check --constraint constraints.txt \
        --index-url https://download.pytorch.org/whl/cpu torch \
    && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --constraint constraints.txt .

FROM python:3.12-slim-bookworm
RUN groupadd --system --gid 10001 footnote \
    && useradd --system --uid 10001 --gid footnote --home-dir /data --no-create-home footnote \
    && mkdir /data /sources \
    && chown footnote:footnote /data /sources
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH SOURCES_DIR=/sources DATA_DIR=/data CACHE_DIR=/data/cache LOG_FORMAT=json LOG_LEVEL=INFO \
    METRICS_PORT=9464 PYTHONUNBUFFERED=1
USER footnote
WORKDIR /data
VOLUME ["/data", "/sources"]
HEALTHCHECK --interval=30s --timeout=5s --start-period=10m --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9464/healthz', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["footnote"]
CMD ["run"]
