# Two commands matter: `make demo` and `make test`. Every other target is a part of `make test`, or says what it is.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
export CARGO_TERM_COLOR ?= auto
# What is built once and thrown away needs no notes for building it again: 5 GB less, and sooner done.
ifdef CI
export CARGO_INCREMENTAL := 0
endif

AS_OF := 2025-12-31
PACKS := $(patsubst %/pack.toml,%,$(wildcard rules/*/pack.toml))
# What extends the national pack lies a folder deeper.
OVERLAYS := $(patsubst %/pack.toml,%,$(wildcard rules/*/*/pack.toml))
SAY = @printf '\n== %s\n'

.PHONY: help demo test format lint wasm test-rust compact python python-spark test-spark notebooks python-docs python-sdist web packs \
  examples lock sample hostile planted soak instructions web-publish web-size bench-web bench bench-python bench-spark bench-compare bench-peers \
  bench-nation fuzz

help:
	@echo 'make demo    evaluates the sample population: scores, promotions, trainings, one explanation'
	@echo 'make test    everything that must hold'

## The main job on the sample population.
demo:
	cargo run --release --quiet -p timbang-cli -- demo rules/nasional rules/nasional/sample --as-of $(AS_OF)

## Everything that must hold, the quickest to fail first.
test: format lint wasm test-rust compact planted packs examples python python-spark web instructions
	$(SAY) 'all that must hold holds'

format:
	$(SAY) 'formatting'
	cargo fmt --all --check

lint:
	$(SAY) 'lints'
	cargo clippy --workspace --all-targets --locked -- -D warnings

## The core must build for the browser, without a file system, with rhai's interpreter and without.
wasm:
	$(SAY) 'the core builds for the browser'
	rustup target add wasm32-unknown-unknown
	cargo check --locked -p timbang --no-default-features --target wasm32-unknown-unknown
	cargo check --locked -p timbang --no-default-features --features compact --target wasm32-unknown-unknown
	cargo check --locked -p timbang --no-default-features --features interpreter --target wasm32-unknown-unknown
	cargo check --locked -p timbang --no-default-features --features lean --target wasm32-unknown-unknown

## Unit tests, documentation examples, conformance suite, property tests, structure of the code.
test-rust:
	$(SAY) 'tests'
	cargo test --workspace --locked

## The columnar evaluator as browsers have it says the same, over packs, columns and generated packs.
compact:
	$(SAY) 'the evaluator that browsers have'
	COUNT=$(or $(COUNT),150) cargo test --workspace --locked --features timbang-tests/compact --test columnar --test columns --test single --test differential

## A defect planted in each family of kernels is found by comparing the evaluators over generated packs.
planted:
	$(SAY) 'planted defects'
	cargo test --workspace --locked --features timbang-tests/planted --test planted

# The command as the tests of the command line have it: cargo builds it with their features, so that nothing is built twice.
TIMBANG := target/debug/timbang
build-timbang = cargo test --workspace --quiet --locked --test cli --no-run

## Each pack passes its own checks and cases, through the command that its authors use.
packs:
	$(SAY) 'packs'
	$(build-timbang)
	for pack in $(PACKS); do $(TIMBANG) check $$pack; $(TIMBANG) test $$pack; done
	for pack in $(OVERLAYS); do \
	  $(TIMBANG) check $$pack --base rules/nasional; \
	  $(TIMBANG) test $$pack --base rules/nasional; \
	done

## After a change of the national pack: what extends it holds its new digest.
lock:
	$(build-timbang)
	for pack in $(OVERLAYS); do $(TIMBANG) lock $$pack --base rules/nasional; done

## The examples for portals in PHP, through the command that stays; installs php-cli where it is absent.
examples:
	$(SAY) 'examples'
	$(build-timbang)
	examples/php/uji.sh $(TIMBANG)

## The Python package: a wheel into an environment of its own; its tests, types, stubs and layout.
PYTHON := $(CURDIR)/target/python
PIP_INSTALL := pip install --quiet --disable-pip-version-check
define python-venv
	python3 -c 'import ensurepip' 2> /dev/null || { apt-get update -qq && apt-get install -y -qq python3-venv; } > /dev/null
	[ -x $(PYTHON)/venv/bin/pip ] || python3 -m venv $(PYTHON)/venv
	$(PYTHON)/venv/bin/$(PIP_INSTALL) -r bindings-python/requirements.txt
endef
# The wheel as it is published, for whatever measures.
define release-wheel
	$(python-venv)
	rm -rf $(PYTHON)/release
	PATH=$(PYTHON)/venv/bin:$$PATH maturin build --quiet --release --locked --manifest-path bindings-python/Cargo.toml \
	  --out $(PYTHON)/release
endef
ONLY_THIS := --no-index --no-deps --force-reinstall
python:
	$(SAY) 'Python'
	$(python-venv)
	rm -rf $(PYTHON)/wheels
	PATH=$(PYTHON)/venv/bin:$$PATH maturin build --quiet --locked --manifest-path bindings-python/Cargo.toml \
	  --out $(PYTHON)/wheels
	$(PYTHON)/venv/bin/$(PIP_INSTALL) $(ONLY_THIS) $(PYTHON)/wheels/*.whl
	cd bindings-python; \
	  export PATH=$(PYTHON)/venv/bin:$$PATH TIMBANG_WHEELS=$(PYTHON)/wheels; \
	  ruff format --check --quiet .; ruff check --quiet .; mypy --no-error-summary; \
	  stubtest timbang._timbang --mypy-config-file pyproject.toml; pytest

## The package in Spark, Dask and DuckDB, in an environment of its own with the wheel of `python`; installs Java where
## it is absent.
SPARK := $(PYTHON)/spark-venv
python-spark: python
	$(SAY) 'Spark, two cores'
	$(call spark-venv,wheels)
	cd bindings-python; $(SPARK)/bin/python -m pytest tests/spark

## The same tests of Spark, after `make python`, on a master with two workers, which they start and stop.
test-spark:
	$(SAY) 'Spark, a master and two workers'
	$(call spark-venv,wheels)
	cd bindings-python; TIMBANG_SPARK=cluster $(SPARK)/bin/python -m pytest tests/spark --ignore tests/spark/test_recipes.py

# $(1) is the folder of the wheel: wheels of `make python`, release of what measures.
define spark-venv
	command -v java > /dev/null || { apt-get update --quiet=2; apt-get install --quiet=2 --yes openjdk-17-jre-headless; }
	[ -x $(SPARK)/bin/pip ] || python3 -m venv $(SPARK)
	$(SPARK)/bin/$(PIP_INSTALL) -r bindings-python/requirements-spark.txt
	$(SPARK)/bin/$(PIP_INSTALL) $(ONLY_THIS) $(PYTHON)/$(1)/*.whl
endef

## What Spark costs by itself and with workload W, by `mapInArrow`.
SPARK_ROWS := 2000000
bench-spark:
	$(SAY) 'Spark, release'
	$(release-wheel)
	$(call spark-venv,release)
	cargo build --release --quiet --locked -p timbang-benches --bin workload
	target/release/workload write --rows $(SPARK_ROWS) --out $(PYTHON)/spark-bench
	$(SPARK)/bin/python bindings-python/benches/spark.py $(PYTHON)/spark-bench/w.parquet

## The notebooks, run and written as pages that need no network: target/python/notebooks. `make python` comes first.
notebooks:
	$(PYTHON)/venv/bin/$(PIP_INSTALL) -r bindings-python/requirements-docs.txt
	for script in $(filter-out %/render.py,$(wildcard bindings-python/notebooks/*.py)); do \
	  $(PYTHON)/venv/bin/python bindings-python/notebooks/render.py $$script $(PYTHON)/notebooks; \
	done

## The source distribution, which has the crates and the packs that it needs, and what pip makes of it where nothing else is.
python-sdist:
	rm -rf $(PYTHON)/sdist
	PATH=$(PYTHON)/venv/bin:$$PATH maturin sdist --manifest-path bindings-python/Cargo.toml --out $(PYTHON)/sdist
	python3 -m venv $(PYTHON)/sdist/venv
	$(PYTHON)/sdist/venv/bin/pip install --quiet --disable-pip-version-check $(PYTHON)/sdist/*.tar.gz
	cd $(PYTHON)/sdist; venv/bin/python -c 'import timbang; print(timbang.bundled("nasional"))'

## The reference of the Python package, from its docstrings: target/python/docs. `make python` comes first.
python-docs:
	$(PYTHON)/venv/bin/$(PIP_INSTALL) -r bindings-python/requirements-docs.txt
	$(PYTHON)/venv/bin/python bindings-python/reference.py $(PYTHON)/docs

## What importing, one subject and a frame of a million rows cost from Python, beside the crate's own.
bench-python:
	$(SAY) 'Python, release'
	$(release-wheel)
	[ -x $(PYTHON)/release-venv/bin/pip ] || python3 -m venv $(PYTHON)/release-venv
	$(PYTHON)/release-venv/bin/$(PIP_INSTALL) -r bindings-python/requirements.txt
	$(PYTHON)/release-venv/bin/$(PIP_INSTALL) $(ONLY_THIS) $(PYTHON)/release/*.whl
	cargo build --release --quiet --locked -p timbang-benches --bin workload
	$(PYTHON)/release-venv/bin/python bindings-python/bench.py target/release/workload

## The package for browsers and Node, built quickly, and its tests in Node and in Chromium; installs chromium where absent.
WEB := bindings-wasm
PORTAL_FEATURES := --no-default-features
WASM_OF = target/wasm32-unknown-unknown/$(1)/timbang_wasm.wasm
define WEB_SOURCES
rustup target add wasm32-unknown-unknown
cargo build --quiet --locked -p timbang-wasm-task
$(2) cargo build --locked -p timbang-wasm --target wasm32-unknown-unknown --profile $(1) $(3)
target/debug/timbang-wasm-task sources rules/nasional $(WEB)/generated
target/debug/timbang-wasm-task bindgen $(call WASM_OF,$(1)) $(WEB)/generated engine
$(2) cargo build --locked -p timbang-wasm --target wasm32-unknown-unknown --profile $(1) $(3) $(PORTAL_FEATURES)
target/debug/timbang-wasm-task bindgen $(call WASM_OF,$(1)) $(WEB)/generated portal
cd $(WEB) && npm ci --no-audit --no-fund --loglevel=error
endef
web:
	$(SAY) 'the package for browsers and Node'
	command -v chromium > /dev/null || { apt-get update -qq && apt-get install -y -qq chromium > /dev/null; }
	$(call WEB_SOURCES,wasm-test,,)
	cd $(WEB) && npm run --silent build && npm test --silent

## The package as it is published: built for size, through wasm-opt; the tarball lies in bindings-wasm. The standard library
## is built for size too, which stable Rust does when asked this way, and a panic is a trap without words, after which the
## facade begins anew. PORTAL_FEATURES='--no-default-features --features interpreter' gives the small engine rhai's interpreter.
## Digests are worked out in a loop, without its rounds written out one by one.
SMALL_SHA := --cfg sha2_backend="soft" --cfg sha2_backend_soft="compact"
SMALL := RUSTC_BOOTSTRAP=1 RUSTFLAGS='-Zunstable-options -Cpanic=immediate-abort $(SMALL_SHA)'
SMALL_STD := -Zbuild-std=std,panic_abort -Zbuild-std-features=optimize_for_size
web-publish:
	rustup component add rust-src
	$(call WEB_SOURCES,wasm,$(SMALL),$(SMALL_STD))
	cd $(WEB) && npm run --silent build -- --publish && npm pack
	$(MAKE) --no-print-directory web-size

## What the published engine weighs, and which crates its code comes from.
web-size:
	node $(WEB)/size.mjs $(call WASM_OF,wasm)

## How quick the published package is in Node and in Chromium, beside the native build; `make web-publish` comes first.
WEB_ROWS := 100000
bench-web:
	cargo build --release --quiet --locked -p timbang-benches --bin workload
	target/release/workload web --rows $(WEB_ROWS) --out $(WEB)/generated/w
	node $(WEB)/bench/run.mjs $(WEB)/generated/w

## Writes the sample populations anew; the committed ones must be what this writes.
sample:
	for pack in rules/nasional $(OVERLAYS); do \
	  cargo run --release --quiet -p timbang-benches --bin population -- $$pack; \
	done

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

## The whole national pack over a population in files; NATION_ROWS says how many employees the Parquet files have.
NATION_ROWS := 1000000
bench-nation:
	cargo build --release --quiet --locked -p timbang-cli -p timbang-benches --bin timbang --bin population
	python3 benches/nation.py --rows $(NATION_ROWS)

## Workload W in other engines, installed from PyPI; PEER_ROWS and PEER_FEW say how many rows.
PEER_ROWS := 5000000
PEER_FEW := 20000
PEERS := target/peers
bench-peers:
	cargo build --release --quiet --locked -p timbang-benches --bin workload
	$(release-wheel)
	[ -x $(PEERS)/venv/bin/pip ] || python3 -m venv $(PEERS)/venv
	$(PEERS)/venv/bin/$(PIP_INSTALL) -r benches/peers/requirements.txt
	$(PEERS)/venv/bin/$(PIP_INSTALL) $(ONLY_THIS) $(PYTHON)/release/*.whl
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
