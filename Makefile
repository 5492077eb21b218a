# Shukun (纾困). `make help` lists what there is.
GO        ?= go
export CGO_ENABLED = 0
VERSION   ?= $(shell git describe --always --dirty 2>/dev/null || echo dev)
BUILD      = $(GO) build -trimpath -ldflags '-s -w -X main.version=$(VERSION)'

.DEFAULT_GOAL := help
.PHONY: help build demo demo-check test lint crash bench eval learn fuzz docs clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

build: ## bin/shukun: one static binary
	@mkdir -p bin
	$(BUILD) -o bin/shukun ./cmd/shukun

demo: build ## build, start the server with sample data, print the address and a sign-in for each role
	bin/shukun serve --demo

demo-check: build ## build, make the ledgers of an invented group, check them, show the report
	rm -rf demo
	bin/shukun sample --size demo --seed 1 demo
	@echo; echo '$$ bin/shukun check --as-of 2022-12-31 demo'
	@bin/shukun check --as-of 2022-12-31 --format text demo; code=$$?; [ $$code -le 2 ] || exit $$code
	@bin/shukun check --as-of 2022-12-31 --out demo-report.html demo; code=$$?; [ $$code -le 2 ] || exit $$code
	@echo; echo 'demo-report.html: 同一报告的网页版 / the same as one page to mail'

test: lint ## everything: formatting, vet, staticcheck, all tests
	@.ci/prepare
	$(GO) test -timeout 30m ./...

crash: ## kill the program at random moments under load: nothing acknowledged is lost, nothing done twice (ROUNDS, default 50)
	CRASH_ROUNDS=$${ROUNDS:-50} $(GO) test -count 1 -timeout 30m -run TestCrash -v ./cmd/shukun

lint: ## gofmt, go vet, staticcheck
	@unformatted=$$(gofmt -l $$(git ls-files '*.go')); [ -z "$$unformatted" ] || { echo "gofmt: $$unformatted"; exit 1; }
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

bench: build ## speed and memory against peers and the plain floor (bench/ has its own go.mod)
	cd bench && CGO_ENABLED=1 $(GO) test -run '^$$' -bench . -benchtime 3x -timeout 60m ./...

fuzz: ## every fuzz target for FUZZTIME (default 20s) each
	@for pkg in $$($(GO) list ./...); do \
	  for target in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz' || true); do \
	    echo "$$pkg $$target"; $(GO) test -run '^$$' -fuzz "^$$target$$" -fuzztime $${FUZZTIME:-20s} $$pkg || exit 1; \
	  done; \
	done

docs: build ## write the generated pages anew: docs/ledgers, rules, law-over-time, coverage, configuration
	for l in zh en; do \
	  bin/shukun ledgers --markdown --lang $$l > docs/ledgers.$$l.md && \
	  bin/shukun law rules --lang $$l > docs/rules.$$l.md && \
	  bin/shukun law changes --lang $$l > docs/law-over-time.$$l.md && \
	  bin/shukun law coverage --lang $$l > docs/coverage.$$l.txt && \
	  bin/shukun config options --markdown --lang $$l > docs/configuration.$$l.md || exit 1; \
	done

clean: ## remove what was built
	rm -rf bin demo demo-data dist demo-report.html

eval: ## precision, recall and F1 of the screening, with baselines and every confusion
	$(GO) run ./screening/evaluation/print

learn: ## train the classifiers behind the patterns on the tune split (screening/learned-*.bin)
	$(GO) run ./screening/evaluation/learn > screening/learned-contract.new
	$(GO) run ./screening/evaluation/learn -tender > screening/learned-tender.new
	mv screening/learned-contract.new screening/learned-contract.bin
	mv screening/learned-tender.new screening/learned-tender.bin
