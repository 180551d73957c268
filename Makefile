# The two commands are `make run` and `make test`; `make` alone lists the rest.
#
# All that is made lands inside the checkout: .venv/, node_modules/, nidairp/static/ and var/. Files named after a
# checksum of what they were made from say what is there already, so a second run finds nothing to do.

PORT ?= 8000
HOST ?= 127.0.0.1
VAR_DIR ?= var
FUZZ ?= 5000

checksum = $(shell { pwd; cat $(1); } 2>/dev/null | cksum | tr ' ' -)
theme_sources := $(shell find nidairp/assets -type f 2>/dev/null | LC_ALL=C sort)
own_static := $(shell find nidairp news publications -path '*/static/*' -not -path 'nidairp/static/*' -type f | LC_ALL=C sort)

python := .venv/bin/python
manage := $(python) manage.py
logs := $(VAR_DIR)/log
# What lies in var/ (secrets, database, uploads) is its owner's only.
made_var = umask 077 && mkdir -p $(VAR_DIR) $(logs)

environment := .venv/made-$(call checksum,/dev/null)
packages := .venv/installed-$(call checksum,requirements.txt)
dev_packages := .venv/installed-dev-$(call checksum,requirements-dev.txt)
audit_environment := $(VAR_DIR)/audit
audit_tools := $(audit_environment)/.installed-$(call checksum,.ci/audit.txt)
node_packages := node_modules/.installed-$(call checksum,package-lock.json)
dev_node_packages := node_modules/.installed-dev-$(call checksum,package-lock.json)
theme := nidairp/static/.built-$(call checksum,package-lock.json $(theme_sources))
collected := $(VAR_DIR)/static/.collected-$(call checksum,requirements.txt package-lock.json $(theme_sources) $(own_static))

# Another address than the usual one is also another SITE_URL, unless that is given.
ifneq ($(HOST):$(PORT),127.0.0.1:8000)
open_host := $(if $(filter 0.0.0.0 ::,$(HOST)),localhost,$(HOST))
SITE_URL ?= http://$(if $(findstring :,$(open_host)),[$(open_host)],$(open_host)):$(PORT)
ALLOWED_HOSTS ?= localhost,127.0.0.1,[::1],$(open_host)
export SITE_URL ALLOWED_HOSTS
endif

.PHONY: help run dev test check bench fuzz audit sbom screenshots theme requirements lint types

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

run: $(collected) ## install, build and serve the site at http://127.0.0.1:8000/ (PORT=, HOST=)
	@umask 077 && $(manage) serve --host '$(HOST)' --port '$(PORT)'

dev: $(theme) $(VAR_DIR)/local.env ## the same with Django's development server: reload and debug pages
	@umask 077 && DEBUG=on $(manage) serve --host '$(HOST)' --port '$(PORT)' --prepare-only
	@umask 077 && DEBUG=on $(manage) runserver '$(HOST):$(PORT)'

test: $(dev_packages) $(dev_node_packages) $(theme) lint types ## every check and every test, on SQLite, PostgreSQL and in Chromium
	$(python) -m tests.postgres $(python) -m pytest -q -n auto -m "database and not browser"
	$(python) -m pytest -q -n auto -m "not browser"
	$(python) -m pytest -q -n 3 -m browser

check: $(dev_packages) $(theme) lint types ## the fast part of make test
	$(python) -m pytest -q -n auto -m "not browser and not slow"

lint: $(dev_packages)
	$(python) -m ruff check .
	$(python) -m ruff format --check .

types: $(dev_packages)
	$(python) -m mypy

bench: $(dev_packages) ## the benchmarks, each a table with ratios
	@for file in tests/bench/bench_*.py; do $(python) -m "$$(echo "$${file%.py}" | tr / .)" || exit 1; done

fuzz: $(dev_packages) $(theme) ## very many odd requests and texts, on SQLite and PostgreSQL (FUZZ= how many of each kind)
	FUZZ=$(FUZZ) $(python) -m pytest -q tests/fuzz
	FUZZ=$(FUZZ) $(python) -m tests.postgres $(python) -m pytest -q -m database tests/fuzz

screenshots: $(dev_packages) $(dev_node_packages) $(collected) ## every kind of public page at five widths, light and dark, into var/screenshots/
	@$(python) -m tests.browser.screenshots

audit: $(audit_tools) $(dev_node_packages) ## known weaknesses in packages, doubtful places in the code; needs the network
	@sh .ci/audit $(audit_environment)/bin

sbom: $(audit_tools) $(node_packages) ## what the site is made of, as CycloneDX, into var/
	@sh .ci/sbom $(audit_environment)/bin

theme: $(theme) ## build the styles and scripts from nidairp/assets/

requirements: $(dev_packages) ## lock the newest releases that pyproject.toml admits
	$(lock) --output-file requirements.txt pyproject.toml
	$(lock) --extra dev --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml
	$(lock) --output-file .ci/audit.txt .ci/audit.in
	$(npm) update --package-lock-only $(npm_quietly)

lock = $(python) -m piptools compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras \
  --no-emit-index-url --no-emit-find-links --no-emit-options

# What is below makes the checkout ready. A step that fails says in one line what to do; the long text goes to a log.

pip_install = ($(made_var)) && PIP_DISABLE_PIP_VERSION_CHECK=1 $(python) -m pip install --require-hashes --no-deps \
  --timeout "$${PIP_DEFAULT_TIMEOUT:-20}" --retries 2 -r $(1) >$(logs)/pip.log 2>&1 || $(call failed,The Python packages,pip,PIP_INDEX_URL)
# Behind a proxy with a certificate of its own, the system's certificates are the right ones for npm as for pip.
npm := NODE_USE_SYSTEM_CA=1 .venv/bin/npm
npm_quietly = --ignore-scripts --no-audit --no-fund --omit-lockfile-registry-resolved
npm_install = ($(made_var)) && $(npm) ci $(1) $(npm_quietly) --fetch-retries=2 --fetch-retry-mintimeout=1000 \
  --fetch-retry-maxtimeout=5000 --fetch-timeout=60000 >$(logs)/npm.log 2>&1 || $(call failed,The theme's packages,npm,npm_config_registry)
failed = { echo "$(1) could not be installed: is the network there, and does the package registry answer? \
	Mend it or name a mirror in $(3), then run make again. (What $(2) said: $(logs)/$(2).log)" >&2; exit 1; }

$(environment):
	@sh .ci/environment '$(PYTHON)'
	@touch $@

$(packages): | $(environment)
	@echo "Installing the Python packages (once) ..."
	@$(call pip_install,requirements.txt)
	@touch $@

$(dev_packages): | $(packages)
	@echo "Installing the packages for the tests (once) ..."
	@$(call pip_install,requirements-dev.txt)
	@touch $@

# In an environment of their own: what they need is not what the site runs on.
$(audit_tools): | $(packages)
	@echo "Installing the tools of make audit and make sbom (once) ..."
	@$(made_var) && $(python) -m venv $(audit_environment)
	@PIP_DISABLE_PIP_VERSION_CHECK=1 $(audit_environment)/bin/python -m pip install --quiet --require-hashes --no-deps -r .ci/audit.txt || { echo "NOT ASKED: the tools cannot be installed; this needs the network." >&2; exit 1; }
	@touch $@

$(node_packages): | $(packages)
	@echo "Installing what the theme is built from (once) ..."
	@$(call npm_install,--omit=dev)
	@touch $@

$(dev_node_packages): | $(packages)
	@echo "Installing what the theme and the browser tests need (once) ..."
	@$(call npm_install)
	@rm -rf $(VAR_DIR)/chromium
	@touch $@ $(node_packages)

$(theme): | $(node_packages)
	@echo "Building the theme ..."
	@.venv/bin/node nidairp/assets/build.mjs
	@touch $@

$(collected): | $(theme) $(VAR_DIR)/local.env
	@echo "Collecting and compressing the static files ..."
	@$(made_var) && $(manage) collectstatic --no-input --clear --verbosity 0
	@touch $@

$(VAR_DIR)/local.env: | $(packages)
	@$(made_var) && { \
	  echo "# Made once by make; read by nidairp/settings.py. A variable of the environment wins over a line here."; \
	  echo "SECRET_KEY=$$($(python) -c 'import secrets; print(secrets.token_urlsafe(50))')"; \
	  echo "ALLOWED_HOSTS=localhost,127.0.0.1,[::1]"; \
	  echo "SITE_URL=http://127.0.0.1:8000"; \
	} >$@
