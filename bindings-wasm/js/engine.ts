/** The engine: one instance a page or process, loaded once, and begun anew after it stopped. */

import * as bound from "../generated/engine.js";
import type { ErrorWire } from "../generated/wire.js";
import { TimbangError, errorOf, slip } from "./errors.js";

/** Where the engine comes from: an address, a response, its bytes, or a compiled module. */
export type EngineSource = string | URL | Response | BufferSource | WebAssembly.Module;

export type Bound = typeof bound;

type State = { readonly kind: "none" } | { readonly kind: "loaded" } | { readonly kind: "stopped" };

let state: State = { kind: "none" };
let generation = 0;
let loading: Promise<void> | undefined;
let atFirstUse: (() => BufferSource) | undefined;

/** Loads the engine. Later calls do nothing, whatever they name. */
export function readyFrom(source: EngineSource | (() => EngineSource)): Promise<void> {
  if (state.kind !== "none") return Promise.resolve();
  loading ??= load(typeof source === "function" ? source() : source).finally(() => {
    loading = undefined;
  });
  return loading;
}

async function load(source: EngineSource): Promise<void> {
  const at = typeof source === "string" || source instanceof URL ? String(source) : "engine.wasm";
  try {
    const found = typeof source === "string" || source instanceof URL ? await fetch(source) : source;
    if (found instanceof Response && !found.ok) throw new Error(`HTTP ${found.status}`);
    const module = found instanceof WebAssembly.Module ? found : await compile(found);
    // Browsers refuse to instantiate a large module without waiting.
    await bound.default({ module_or_path: module });
    state = { kind: "loaded" };
  } catch (cause) {
    throw cause instanceof TimbangError ? cause : slip("no_engine", at, cause);
  }
}

async function compile(found: Response | BufferSource): Promise<WebAssembly.Module> {
  if (!(found instanceof Response)) return WebAssembly.compile(found);
  // Servers that do not know .wasm send it as something else, which cannot be compiled as it streams in.
  if (found.headers.get("Content-Type") === "application/wasm") return WebAssembly.compileStreaming(found);
  return WebAssembly.compile(await found.arrayBuffer());
}

/** Loads the engine from its bytes, for programs that need no waiting. */
export function readySync(source: BufferSource | WebAssembly.Module): void {
  if (state.kind !== "none") return;
  try {
    bound.initSync({ module: source });
    state = { kind: "loaded" };
  } catch (cause) {
    throw cause instanceof TimbangError ? cause : slip("no_engine", "engine.wasm", cause);
  }
}

/** How the engine is loaded at its first use, where bytes are at hand. */
export function loadAtFirstUse(bytes: () => BufferSource): void {
  atFirstUse = bytes;
}

/** The number of the instance at hand: what an earlier one made is gone. */
export function instance(): number {
  return generation;
}

/** Calls the engine, and makes of what it throws an error of ours. */
export function call<T>(use: (engine: Bound) => T): T {
  if (state.kind === "none") {
    if (atFirstUse === undefined) throw slip("not_loaded");
    readySync(atFirstUse());
  }
  try {
    if (state.kind === "stopped") {
      bound.__wbg_reset_state();
      state = { kind: "loaded" };
    }
    return use(bound);
  } catch (thrown) {
    if (thrown instanceof TimbangError) throw thrown;
    if (typeof thrown === "string") throw errorOf(JSON.parse(thrown) as ErrorWire);
    // What was in the way, a trap or memory that is not to be had, left the instance as it happened to be: the next call
    // begins with a new one.
    state = { kind: "stopped" };
    generation += 1;
    throw slip("stopped", "", thrown);
  }
}
