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

# A PELICAN of your own comes with an environment of your own: then .venv is neither made nor used to build.
ifeq ($(origin PELICAN),undefined)
PELICAN = $(BASEDIR)/$(VENV)/bin/pelican
SETUP = $(SITE_STAMP)
endif

# Apart from PELICANOPTS, to which nothing can be added when it is given on the command line.
OPTIONS = $(PELICANOPTS)

DEBUG ?= 0
ifeq ($(DEBUG),1)
OPTIONS += -D
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
OPTIONS += -p $(PORT)
endif

FORMAT ?= text
KIND ?= md

# What people type as prose reaches the tools through the environment, where neither make nor the shell reads it.
override TITLE := $(value TITLE)
override DATE := $(value DATE)
export TITLE DATE

# Spaces in these are welcome.
SITE = "$(INPUTDIR)" -o "$(OUTPUTDIR)" -s "$(CONFFILE)" $(OPTIONS)

##@ Write

help: ## list these commands (the default)
	awk -f tools/help.awk "$(firstword $(MAKEFILE_LIST))"

new: $(SITE_STAMP) ## start a post: make new TITLE="Cells, explained" [KIND=md|rst] [DATE=2013-07-19]
	"$(VENV)/bin/python" -m tools.new "--title=$$TITLE" "--kind=$(KIND)" "--date=$$DATE" "--content=$(INPUTDIR)"

check: $(SITE_STAMP) THERE ## report the problems of every post [FORMAT=text|json|sarif]
	"$(VENV)/bin/python" -m tools.check "$(INPUTDIR)" -s "$(CONFFILE)" --format "$(FORMAT)"

linkcheck: $(SITE_STAMP) THERE ## ask every link to another site [FORMAT=text|json|sarif] [LINKCHECKOPTS=--help]
	"$(VENV)/bin/python" -m tools.linkcheck "$(INPUTDIR)" -s "$(CONFFILE)" --format "$(FORMAT)" $(LINKCHECKOPTS)

##@ Build

html: $(SETUP) THERE ## build the site into OUTPUTDIR
	"$(PELICAN)" $(SITE)

regenerate: $(SETUP) THERE ## build again whenever a file changes
	"$(PELICAN)" -r $(SITE)

publish: $(SETUP) THERE ## build with publishconf.py, warnings refused
	"$(PELICAN)" "$(INPUTDIR)" -o "$(OUTPUTDIR)" -s "$(PUBLISHCONF)" $(OPTIONS)

# Pelican would answer with a traceback.
THERE:
	@test -d "$(INPUTDIR)" || { echo "There is no folder '$(INPUTDIR)'; correct INPUTDIR." >&2; exit 2; }
	@test -f "$(CONFFILE)" || { echo "There is no file '$(CONFFILE)'; correct CONFFILE." >&2; exit 2; }

clean: ## delete the built site
	"$(or $(wildcard $(VENV)/bin/python),$(PY))" -m tools.clean "$(OUTPUTDIR)" --input "$(INPUTDIR)"

##@ Preview

devserver: $(SETUP) THERE ## serve at http://127.0.0.1:8000 and build again on changes [PORT=8000]
	"$(PELICAN)" -lr $(SITE)

devserver-global: $(SETUP) THERE ## the same, for every machine that can reach this one
	"$(PELICAN)" -lr $(SITE) -b 0.0.0.0

serve: $(SETUP) ## serve what is built at http://127.0.0.1:8000 [PORT=8000]
	"$(PELICAN)" -l $(SITE)

serve-global: $(SETUP) ## the same on address SERVER [SERVER=0.0.0.0]
	"$(PELICAN)" -l $(SITE) -b "$(SERVER)"

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
