# make run     the site at http://localhost:8000/ with everything it needs; options: PORT=8123 FACTCHECK_DATA=/elsewhere
# make test    every check; `make -k test` does not stop at the first that fails
# make help    the rest

.DELETE_ON_ERROR:
ifndef SIDE_BY_SIDE
.NOTPARALLEL:
endif
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory

VENV   := .venv
BIN    := $(VENV)/bin
PYTHON ?= $(firstword $(foreach name,python3.11 python3 python3.12 python3.13 python3.14,$(call new-enough,$(name))))
new-enough = $(shell $(1) -c 'import sys; print("$(1)" if sys.version_info >= (3, 11) else "")' 2>/dev/null)

# Packages of the operating system come by apt, as root or through a sudo that asks for no password.
APT = $$([ "$$(id -u)" = 0 ] || echo sudo -n) apt-get

# Modules are compiled when they are first needed and kept: the checks start hundreds of Pythons. Installing compiles none.
export PYTHONDONTWRITEBYTECODE :=

# The checks of Django read the settings of the tests: their own data, their own key.
MANAGE := $(BIN)/python manage.py
CHECK  := DJANGO_SETTINGS_MODULE=tests.settings $(MANAGE)

.PHONY: help
help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | sort | awk -F'\t' '{ printf "make %-20s %s\n", $$1, $$2 }'

# --- The site ------------------------------------------------------------------------------------------------------------

.PHONY: run reset
run: $(VENV)/run-stamp ## the site: database, seed case, demo accounts, job worker, server
	@exec $(BIN)/python -m factcheck.serve

reset: $(VENV)/run-stamp ## throw the local data away, after asking
	@exec $(BIN)/python -m factcheck.serve.reset

# --- Checks --------------------------------------------------------------------------------------------------------------

GATES  := check-types check-format check-lint check-templates check-imports check-settings check-migrations \
	check-catalogues
CHECKS := $(GATES) check-tests
.PHONY: test gates validators databases $(CHECKS)
test: gates check-tests ## every check
	@echo 'All checks passed.'

# What does not wait for each other runs side by side, and so does what the tests need: mypy alone takes a minute, and while
# the tools of the checks are installed, the databases are made.
SYNC = $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)
gates: ## every check but the tests
	@$(MAKE) SIDE_BY_SIDE=yes --jobs=$$(getconf _NPROCESSORS_ONLN) $(SYNC) databases $(GATES) tools catalogues validators

check-format: $(VENV)/dev-stamp ## Python as ruff formats it
	$(BIN)/python -m ruff format --check .

check-lint: $(VENV)/dev-stamp ## ruff's rules
	$(BIN)/python -m ruff check .

check-templates: $(VENV)/dev-stamp ## templates: format, djlint's rules, no word outside a translation
	$(BIN)/python -m tests.gates.literals
	$(BIN)/python -m djlint --lint --quiet templates
	$(BIN)/python -m djlint --check --quiet templates

check-types: $(VENV)/dev-stamp ## mypy
	$(BIN)/python -m mypy

check-imports: $(VENV)/dev-stamp ## the direction of imports
	$(BIN)/python -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'

check-settings: $(VENV)/dev-stamp ## Django's own checks, with the settings of a production site
	SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))')" \
	SITE_URL=https://facts.example.org FACTCHECK_DATA=var/test $(MANAGE) check --deploy --fail-level WARNING

check-migrations: $(VENV)/dev-stamp ## no change of a model without its migration
	$(CHECK) makemigrations --check --dry-run

check-catalogues: $(VENV)/dev-stamp tools ## every message has its German translation
	$(BIN)/python -m tests.gates.catalogues

validators: $(VENV)/dev-stamp ## npm packages that the tests ask for a second opinion, into var/validators
	@$(BIN)/python -m tests.validators.node var/validators

databases: $(VENV)/run-stamp catalogues ## the databases of which the tests work on copies: an empty one, and one with the seed case
	@DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python -m tests.sites

PYTEST ?= -n 3 --dist worksteal
check-tests: $(VENV)/dev-stamp tools catalogues validators ## unit, API, browser and accessibility tests; options: PYTEST="-k name"
	$(BIN)/python -m pytest $(PYTEST)

# --- Work ----------------------------------------------------------------------------------------------------------------

.PHONY: format bench conformance messages catalogues lock
format: $(VENV)/dev-stamp ## format Python and templates
	$(BIN)/python -m ruff check --fix-only .
	$(BIN)/python -m ruff format .
	$(BIN)/python -m djlint --reformat --quiet templates

bench: $(VENV)/dev-stamp ## measure speed and size
	$(BIN)/python -m pytest tests/bench -m bench -n 0

conformance: $(VENV)/dev-stamp ## ten thousand random requests against the description of the API; `make test` sends a thousand
	$(BIN)/python -m pytest tests/api/test_schema_conformance.py -m conformance -n 2

messages: $(VENV)/dev-stamp tools ## collect messages into claims/locale, to be translated
	$(CHECK) makemessages --locale de --no-wrap --no-obsolete --add-location file --ignore 'tests/*' --ignore 'var/*'

catalogues: $(VENV)/run-stamp ## compile the translations
	$(BIN)/python -m factcheck.serve.catalogues

LOCK := CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/python -m piptools compile --quiet --strip-extras --generate-hashes \
	--allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --newline lf
lock: $(VENV)/dev-stamp ## newest allowed versions into requirements.txt and requirements-dev.txt
	$(LOCK) --upgrade --output-file requirements.txt requirements.in
	$(LOCK) --upgrade --output-file requirements-dev.txt requirements-dev.in

# --- What the targets above need -----------------------------------------------------------------------------------------

# A virtual environment whose Python is gone (moved, upgraded) is made anew.
ifneq ($(wildcard $(VENV)),)
ifneq ($(shell $(BIN)/python -c 'print("works")' 2>/dev/null),works)
$(shell rm -rf $(VENV))
endif
endif

PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes

$(VENV)/run-stamp: requirements.txt $(VENV)/pyvenv.cfg
	@echo 'Installing what the site needs ...'
	@$(PIP) --requirement requirements.txt
	@touch $@

$(VENV)/dev-stamp: requirements-dev.txt $(VENV)/run-stamp
	@echo 'Installing what the checks need ...'
	@$(PIP) --requirement requirements-dev.txt
	@touch $@

# Debian ships Python without ensurepip, which makes the pip of a virtual environment.
$(VENV)/pyvenv.cfg:
ifeq ($(PYTHON),)
	@$(MAKE) no-python
endif
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || $(MAKE) ensurepip
	@$(PYTHON) -m venv --clear $(VENV)

.PHONY: no-python ensurepip tools
no-python:
	@echo 'factcheck needs Python 3.11 or later: install it, or name it: make run PYTHON=/path/to/python3' >&2; exit 1

PYTHON_VERSION = $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])')
ensurepip:
	@echo 'This Python cannot make virtual environments yet; installing python$(PYTHON_VERSION)-venv ...'
	@$(call install,python$(PYTHON_VERSION)-venv)

# Chromium for the tests of pages, gettext for collecting messages.
tools:
	@command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || { $(call install,chromium-headless-shell); }
	@command -v xgettext >/dev/null || { $(call install,gettext); }

install = { $(APT) update -qq && DEBIAN_FRONTEND=noninteractive $(APT) install -qq --no-install-recommends $(1) >/dev/null; } \
	|| { echo 'Installing failed. Please run: sudo apt-get install $(1)' >&2; exit 1; }
