# Sevenlayer's commands: `make` lists them. Names and variables are those of pelican-quickstart.

PY ?= python3
PELICANOPTS =

BASEDIR = $(CURDIR)
INPUTDIR = $(BASEDIR)/content
OUTPUTDIR = $(BASEDIR)/output
CONFFILE = $(BASEDIR)/pelicanconf.py
PUBLISHCONF = $(BASEDIR)/publishconf.py

VENV = .venv
SITE_STAMP = $(VENV)/.requirements.lock
DEV_STAMP = $(VENV)/.requirements-dev.lock

# Commands of Sevenlayer's say what to do next as it is done here.
RUN = SEVENLAYER_RUN_BY=make "$(VENV)/bin/python" -m sevenlayer

# A PELICAN of your own comes with an environment of your own: then .venv is neither made nor used to build.
ifeq ($(origin PELICAN),undefined)
SETUP = $(SITE_STAMP)
BUILD = $(RUN) build
REGENERATE = $(RUN) build --watch
PUBLISH = $(RUN) publish
SERVE = $(RUN) serve --no-build
DEVSERVER = $(RUN) serve
DEBUGGING = --debug
# What follows `--` goes to Pelican.
REST = $(if $(PELICANOPTS),-- $(PELICANOPTS))
else
BUILD = "$(PELICAN)"
REGENERATE = "$(PELICAN)" -r
PUBLISH = "$(PELICAN)"
SERVE = "$(PELICAN)" -l
DEVSERVER = "$(PELICAN)" -lr
DEBUGGING = -D
REST = $(PELICANOPTS)
endif

# Spaces in the names of folders and files are welcome.
SITE = "$(INPUTDIR)" -o "$(OUTPUTDIR)" -s "$(CONFFILE)" $(OPTIONS)
PUBLISHED = "$(INPUTDIR)" -o "$(OUTPUTDIR)" -s "$(PUBLISHCONF)" $(OPTIONS)
OPTIONS =

DEBUG ?= 0
ifeq ($(DEBUG),1)
OPTIONS += $(DEBUGGING)
else
.SILENT:
endif

RELATIVE ?= 0
ifeq ($(RELATIVE),1)
OPTIONS += --relative-urls
endif

SERVER ?= 0.0.0.0

PORT ?= 0
ifneq ($(PORT),0)
SERVED_AT = -p $(PORT)
endif

FORMAT ?= text
KIND ?= md

# What people type as prose reaches the tools through the environment, where neither make nor the shell reads it.
override TITLE := $(value TITLE)
override DATE := $(value DATE)
export TITLE DATE

##@ Write

help: ## list these commands (the default)
	awk -f tools/help.awk "$(firstword $(MAKEFILE_LIST))"

new: $(SITE_STAMP) ## start a post: make new TITLE="Cells, explained" [KIND=md|rst] [DATE=2013-07-19]
	$(RUN) new "--kind=$(KIND)" "--date=$$DATE" "--content=$(INPUTDIR)" -s "$(CONFFILE)" -- "$$TITLE"

check: $(SITE_STAMP) THERE ## report the problems of every post [FORMAT=text|json|sarif]
	$(RUN) check "$(INPUTDIR)" -s "$(CONFFILE)" --format "$(FORMAT)"

linkcheck: $(SITE_STAMP) THERE ## ask every link to another site [FORMAT=text|json|sarif] [LINKCHECKOPTS=--help]
	$(RUN) linkcheck "$(INPUTDIR)" -s "$(CONFFILE)" --format "$(FORMAT)" $(LINKCHECKOPTS)

##@ Build

html: $(SETUP) THERE ## build the site into OUTPUTDIR
	$(BUILD) $(SITE) $(REST)

regenerate: $(SETUP) THERE ## build again whenever a file changes
	$(REGENERATE) $(SITE) $(REST)

publish: $(SETUP) THERE ## build with publishconf.py, warnings refused
	$(PUBLISH) $(PUBLISHED) $(REST)

# Pelican would answer with a traceback.
THERE:
	@test -d "$(INPUTDIR)" || { echo "There is no folder '$(INPUTDIR)'; correct INPUTDIR." >&2; exit 2; }
	@test -f "$(CONFFILE)" || { echo "There is no file '$(CONFFILE)'; correct CONFFILE." >&2; exit 2; }

clean: ## delete the built site
	PYTHONPATH=plugins "$(or $(wildcard $(VENV)/bin/python),$(PY))" -m sevenlayer clean "$(OUTPUTDIR)" \
		--input "$(INPUTDIR)" --input theme -s "$(CONFFILE)"

##@ Preview

devserver: $(SETUP) THERE ## serve at http://127.0.0.1:8000 and build again on changes [PORT=8000]
	$(DEVSERVER) $(SITE) $(SERVED_AT) $(REST)

devserver-global: $(SETUP) THERE ## the same, for every machine that can reach this one
	$(DEVSERVER) $(SITE) $(SERVED_AT) -b 0.0.0.0 $(REST)

serve: $(SETUP) ## serve what is built at http://127.0.0.1:8000 [PORT=8000]
	$(SERVE) $(SITE) $(SERVED_AT) $(REST)

serve-global: $(SETUP) ## the same on address SERVER [SERVER=0.0.0.0]
	$(SERVE) $(SITE) $(SERVED_AT) -b "$(SERVER)" $(REST)

##@ Develop

test: $(DEV_STAMP) ## run the tests [PYTESTOPTS="-k feeds"]
	"$(VENV)/bin/python" -m pytest $(PYTESTOPTS)

lint: $(DEV_STAMP) ## check style, types and the direction of imports
	"$(VENV)/bin/python" -m ruff check .
	"$(VENV)/bin/python" -m ruff format --check .
	"$(VENV)/bin/python" -m mypy
	"$(VENV)/bin/python" -m tools.imports

facts: $(SITE_STAMP) ## check the facts about OpenStack, and what has changed in their sources
	"$(VENV)/bin/python" -m tools.facts

lock: ## pin what pyproject.toml asks for (needs uv) [LOCKOPTS=--upgrade]
	tools/lock.sh $(LOCKOPTS)

# A stamp without the interpreter it speaks of (a removed Python, a lost folder) is worth nothing.
ifeq ($(wildcard $(VENV)/bin/python),)
$(SITE_STAMP) $(DEV_STAMP): FORCE
endif

$(SITE_STAMP): requirements.lock
	tools/environment.sh "$(PY)" site

$(DEV_STAMP): $(SITE_STAMP) requirements-dev.lock
	tools/environment.sh "$(PY)" dev

FORCE:

.PHONY: FORCE THERE help new check linkcheck html regenerate publish clean devserver devserver-global serve serve-global test lint \
	facts lock
