# syntax=docker/dockerfile:1

# What is installed and prepared once, with tools that the running image does not need.
FROM python:3.11-slim AS build
WORKDIR /app
RUN python -m venv /venv
COPY requirements/runtime.txt requirements/runtime.txt
RUN --mount=type=cache,target=/var/cache/pip \
    /venv/bin/python -m pip install --quiet --cache-dir /var/cache/pip --disable-pip-version-check --no-deps --require-hashes -r requirements/runtime.txt
COPY . .
# Static files and messages need no secret: the embedded one is made for this step and thrown away.
RUN MILEPOST_VAR=/tmp/build /venv/bin/python -m config.messages compile \
    && MILEPOST_VAR=/tmp/build STATIC_ROOT=/app/var/static /venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
    && rm -rf /tmp/build \
    && /venv/bin/python -m compileall -q .

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin milepost \
    && install -d -m 750 -o milepost -g milepost /data/media
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    MILEPOST_MODE=production \
    STATIC_ROOT=/app/var/static \
    MEDIA_ROOT=/data/media \
    HOST=0.0.0.0 \
    PORT=8000
USER milepost
VOLUME ["/data/media"]
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["python", "-I", "config/healthcheck.py"]
CMD ["gunicorn", "config.wsgi", "--config", "config/gunicorn.py"]
