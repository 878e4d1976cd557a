# Two commands matter: `make demo` and `make test`. Every other target is a part of `make test`, or says what it is.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
export CARGO_TERM_COLOR ?= auto

AS_OF := 2025-12-31
PACKS := rules/nasional
SAY = @printf '\n== %s\n'

.PHONY: help demo test format lint wasm test-rust packs sample hostile bench fuzz

help:
	@echo 'make demo    evaluates the sample population: scores, promotions, trainings, one explanation'
	@echo 'make test    everything that must hold'

## The main job on the sample population.
demo:
	cargo run --release --quiet -p timbang-cli -- demo rules/nasional rules/nasional/sample --as-of $(AS_OF)

## Everything that must hold, the quickest to fail first.
test: format lint wasm test-rust packs
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

## Each pack passes its own checks and cases, through the command that its authors use.
packs:
	$(SAY) 'packs'
	for pack in $(PACKS); do \
	  cargo run --quiet --locked -p timbang-cli -- check $$pack; \
	  cargo run --quiet --locked -p timbang-cli -- test $$pack; \
	done

## Writes the sample population anew; the committed one must be what this writes.
sample:
	cargo run --release --quiet -p timbang-benches --bin population -- --rows 400 --seed 1 --out rules/nasional/sample

## All hostile inputs in release, each within a second and 256 MiB; the short ones are a part of the tests.
hostile:
	cargo test --release --locked -p timbang-tests --features hostile --test hostile -- --nocapture

## What an author waits for: a large pack is loaded, and checked again after a change of one file.
bench:
	cargo bench --locked -p timbang-benches

## Each fuzz target for so many seconds; findings lie in fuzz/artifacts. What the targets do is a part of the tests.
FUZZ_SECONDS := 600
FUZZ_TARGETS := scripts toml_files csv_tables facts records
fuzz:
	command -v cargo-fuzz > /dev/null || cargo install cargo-fuzz --version '^0.13' --locked
	cargo run --quiet --locked -p timbang-tests --bin seeds -- fuzz/corpus
	for target in $(FUZZ_TARGETS); do \
	  RUSTC_BOOTSTRAP=1 cargo fuzz run --sanitizer none $$target -- \
	    -max_total_time=$(FUZZ_SECONDS) -max_len=16384 -timeout=60 -rss_limit_mb=1024; \
	done
