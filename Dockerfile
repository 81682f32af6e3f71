FROM python:3.13-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY ozlint ozlint
COPY rules rules
# What is installed is this folder: there is no version to name.
# hadolint ignore=DL3013
RUN pip install --no-cache-dir --prefix=/installed '.[xlsx]'

# Only what was installed: no sources, no compiler, and nobody with rights.
FROM python:3.13-slim
COPY --from=build /installed /usr/local
RUN useradd --uid 10001 --no-create-home ozlint
USER 10001
WORKDIR /data
ENTRYPOINT ["ozlint"]
CMD ["--help"]
