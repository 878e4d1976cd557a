# Two commands matter: `make demo` and `make test`. Every other target is a part of `make test`, or says what it is.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
export CARGO_TERM_COLOR ?= auto

AS_OF := 2025-12-31
PACKS := rules/nasional rules/unit
REGIONS := $(wildcard rules/daerah/*)
SAY = @printf '\n== %s\n'

.PHONY: help demo test format lint wasm test-rust python notebooks python-docs packs examples lock sample hostile planted soak instructions \
  bench bench-python bench-compare bench-peers fuzz

help:
	@echo 'make demo    evaluates the sample population: scores, promotions, trainings, one explanation'
	@echo 'make test    everything that must hold'

## The main job on the sample population.
demo:
	cargo run --release --quiet -p timbang-cli -- demo rules/nasional rules/nasional/sample --as-of $(AS_OF)

## Everything that must hold, the quickest to fail first.
test: format lint wasm test-rust planted packs examples python instructions
	$(SAY) 'all that must hold holds'

format:
	$(SAY) 'formatting'
	cargo fmt --all --check

lint:
	$(SAY) 'lints'
	cargo clippy --workspace --all-targets --locked -- -D warnings

## The core must build for the browser, without a file system.
wasm:
	$(SAY) 'the core builds for the browser'
	rustup target add wasm32-unknown-unknown
	cargo check --locked -p timbang --no-default-features --target wasm32-unknown-unknown

## Unit tests, documentation examples, conformance suite, property tests, structure of the code.
test-rust:
	$(SAY) 'tests'
	cargo test --workspace --locked

## A defect planted in each family of kernels is found by comparing the evaluators over generated packs.
planted:
	$(SAY) 'planted defects'
	cargo test --locked -p timbang-tests --features planted --test planted

## Each pack passes its own checks and cases, through the command that its authors use.
packs:
	$(SAY) 'packs'
	for pack in $(PACKS); do \
	  cargo run --quiet --locked -p timbang-cli -- check $$pack; \
	  cargo run --quiet --locked -p timbang-cli -- test $$pack; \
	done
	for pack in $(REGIONS); do \
	  cargo run --quiet --locked -p timbang-cli -- check $$pack --base rules/nasional; \
	  cargo run --quiet --locked -p timbang-cli -- test $$pack --base rules/nasional; \
	done

## After a change of the national pack: the regions hold its new digest.
lock:
	for pack in $(REGIONS); do \
	  cargo run --quiet --locked -p timbang-cli -- lock $$pack --base rules/nasional; \
	done

## The examples for portals in PHP, through the command that stays; installs php-cli where it is absent.
examples:
	$(SAY) 'examples'
	cargo build --quiet --locked -p timbang-cli
	examples/php/uji.sh target/debug/timbang

## The Python package: a wheel into an environment of its own; its tests, types, stubs and layout.
PYTHON := $(CURDIR)/target/python
python:
	$(SAY) 'Python'
	python3 -c 'import ensurepip' 2> /dev/null || { apt-get update -qq && apt-get install -y -qq python3-venv; } > /dev/null
	[ -x $(PYTHON)/venv/bin/pip ] || python3 -m venv $(PYTHON)/venv
	$(PYTHON)/venv/bin/pip install --quiet --disable-pip-version-check -r bindings-python/requirements.txt
	rm -rf $(PYTHON)/wheels
	PATH=$(PYTHON)/venv/bin:$$PATH maturin build --quiet --locked --manifest-path bindings-python/Cargo.toml \
	  --out $(PYTHON)/wheels
	$(PYTHON)/venv/bin/pip install --quiet --disable-pip-version-check --no-index --no-deps --force-reinstall \
	  $(PYTHON)/wheels/*.whl
	cd bindings-python; \
	  export PATH=$(PYTHON)/venv/bin:$$PATH TIMBANG_WHEELS=$(PYTHON)/wheels; \
	  ruff format --check --quiet .; ruff check --quiet .; mypy --no-error-summary; \
	  stubtest timbang --mypy-config-file pyproject.toml; pytest

## The notebooks, run and written as pages that need no network: target/python/notebooks. `make python` comes first.
notebooks:
	$(PYTHON)/venv/bin/pip install --quiet --disable-pip-version-check -r bindings-python/requirements-docs.txt
	for script in $(filter-out %/render.py,$(wildcard bindings-python/notebooks/*.py)); do \
	  $(PYTHON)/venv/bin/python bindings-python/notebooks/render.py $$script $(PYTHON)/notebooks; \
	done

## The reference of the Python package, from its docstrings: target/python/docs. `make python` comes first.
python-docs:
	$(PYTHON)/venv/bin/pip install --quiet --disable-pip-version-check -r bindings-python/requirements-docs.txt
	$(PYTHON)/venv/bin/python bindings-python/reference.py $(PYTHON)/docs

## What importing, one subject and a frame of a million rows cost from Python, beside the crate's own.
bench-python:
	$(SAY) 'Python, release'
	PATH=$(PYTHON)/venv/bin:$$PATH maturin build --quiet --release --locked \
	  --manifest-path bindings-python/Cargo.toml --out $(PYTHON)/release
	[ -x $(PYTHON)/release-venv/bin/pip ] || python3 -m venv --system-site-packages $(PYTHON)/release-venv
	$(PYTHON)/release-venv/bin/pip install --quiet --disable-pip-version-check -r bindings-python/requirements.txt
	$(PYTHON)/release-venv/bin/pip install --quiet --disable-pip-version-check --no-index --no-deps \
	  --force-reinstall $(PYTHON)/release/*.whl
	cargo build --release --quiet --locked -p timbang-benches --bin workload
	$(PYTHON)/release-venv/bin/python bindings-python/bench.py target/release/workload

## Writes the sample population anew; the committed one must be what this writes.
sample:
	cargo run --release --quiet -p timbang-benches --bin population -- --rows 400 --seed 1 --out rules/nasional/sample

## All hostile inputs in release, each within a second and 256 MiB; the short ones are a part of the tests.
hostile:
	cargo test --release --locked -p timbang-tests --features hostile --test hostile -- --nocapture

## The two evaluators over generated packs, until they differ: SEED=7 begins elsewhere.
soak:
	SEED=$(or $(SEED),1) COUNT=$(or $(COUNT),1000000000) cargo test --release --locked -p timbang-tests --test differential -- --nocapture generated_packs_agree

## What a row of workload W costs in instructions, which is steady where time is not; fails above 3% more than kept.
instructions:
	$(SAY) 'instructions a row'
	benches/instructions.sh

## Criterion: what an author waits for in a large pack; the national rules, one subject, a batch of workload W.
bench:
	cargo bench --locked -p timbang-benches --bench load --bench engine

## Workload W against a loop written by hand and against rhai, with what it must reach; one subject; planning.
bench-compare:
	cargo build --release --quiet --locked -p timbang-benches --bin workload
	target/release/workload compare
	target/release/workload one

## Workload W in other engines, installed from PyPI; PEER_ROWS and PEER_FEW say how many rows.
PEER_ROWS := 5000000
PEER_FEW := 20000
PEERS := target/peers
bench-peers:
	cargo build --release --quiet --locked -p timbang-benches --bin workload
	[ -x $(PEERS)/venv/bin/pip ] || python3 -m venv $(PEERS)/venv
	$(PEERS)/venv/bin/pip install --quiet --disable-pip-version-check -r benches/peers/requirements.txt
	target/release/workload write --rows $(PEER_ROWS) --out $(PEERS)
	$(PEERS)/venv/bin/python benches/peers/table.py --binary target/release/workload --folder $(PEERS) \
	  --rows $(PEER_ROWS) --few $(PEER_FEW)

## Each fuzz target for so many seconds; findings lie in fuzz/artifacts. What the targets do is a part of the tests.
FUZZ_SECONDS := 600
FUZZ_TARGETS := scripts toml_files csv_tables facts records foreign requests
fuzz:
	command -v cargo-fuzz > /dev/null || cargo install cargo-fuzz --version '^0.13' --locked
	cargo run --quiet --locked -p timbang-tests --bin seeds -- fuzz/corpus
	for target in $(FUZZ_TARGETS); do \
	  RUSTC_BOOTSTRAP=1 cargo fuzz run --sanitizer none $$target -- \
	    -max_total_time=$(FUZZ_SECONDS) -max_len=16384 -timeout=60 -rss_limit_mb=1024; \
	done
