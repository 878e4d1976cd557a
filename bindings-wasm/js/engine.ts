/** Engines: of each one instance a page or process, loaded once, and begun anew after it stopped. */

import type * as portal from "../generated/portal.js";
import type { ErrorWire } from "../generated/wire.js";
import { TimbangError, errorOf, slip } from "./errors.js";

/** Where the engine comes from: an address, a response, its bytes, or a compiled module. */
export type EngineSource = string | URL | Response | BufferSource | WebAssembly.Module;

/** What every engine has; the whole one has more. */
export type Bound = typeof portal;

/** An engine and the state of its instance. */
export class Engine<B extends Bound = Bound> {
  readonly #bound: B;
  readonly #file: string;
  #state: "none" | "loaded" | "stopped" = "none";
  #generation = 0;
  #loading: Promise<void> | undefined;
  #atFirstUse: (() => BufferSource) | undefined;

  constructor(bound: B, file: string) {
    this.#bound = bound;
    this.#file = file;
  }

  /** Loads the engine. Later calls do nothing, whatever they name. */
  ready(source: EngineSource | (() => EngineSource)): Promise<void> {
    if (this.#state !== "none") return Promise.resolve();
    this.#loading ??= this.#load(typeof source === "function" ? source() : source).finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #load(source: EngineSource): Promise<void> {
    const at = typeof source === "string" || source instanceof URL ? String(source) : this.#file;
    try {
      const found = typeof source === "string" || source instanceof URL ? await fetch(source) : source;
      if (found instanceof Response && !found.ok) throw new Error(`HTTP ${found.status}`);
      const module = found instanceof WebAssembly.Module ? found : await compile(found);
      // Browsers refuse to instantiate a large module without waiting.
      await this.#bound.default({ module_or_path: module });
      this.#state = "loaded";
    } catch (cause) {
      throw cause instanceof TimbangError ? cause : slip("no_engine", at, cause);
    }
  }

  /** Loads the engine from its bytes, for programs that need no waiting. */
  readySync(source: BufferSource | WebAssembly.Module): void {
    if (this.#state !== "none") return;
    try {
      this.#bound.initSync({ module: source });
      this.#state = "loaded";
    } catch (cause) {
      throw cause instanceof TimbangError ? cause : slip("no_engine", this.#file, cause);
    }
  }

  /** How the engine is loaded at its first use, where bytes are at hand. */
  loadAtFirstUse(bytes: () => BufferSource): void {
    this.#atFirstUse = bytes;
  }

  /** The number of the instance at hand: what an earlier one made is gone. */
  get instance(): number {
    return this.#generation;
  }

  /** Calls the engine, and makes of what it throws an error of ours. */
  call<T>(use: (bound: B) => T): T {
    if (this.#state === "none") {
      if (this.#atFirstUse === undefined) throw slip("not_loaded");
      this.readySync(this.#atFirstUse());
    }
    try {
      if (this.#state === "stopped") {
        this.#bound.__wbg_reset_state();
        this.#state = "loaded";
      }
      return use(this.#bound);
    } catch (thrown) {
      if (thrown instanceof TimbangError) throw thrown;
      if (typeof thrown === "string") throw errorOf(JSON.parse(thrown) as ErrorWire);
      // What was in the way, a trap or memory that is not to be had, left the instance as it happened to be: the next call
      // begins with a new one.
      this.#state = "stopped";
      this.#generation += 1;
      throw slip("stopped", "", thrown);
    }
  }
}

async function compile(found: Response | BufferSource): Promise<WebAssembly.Module> {
  if (!(found instanceof Response)) return WebAssembly.compile(found);
  // Servers that do not know .wasm send it as something else, which cannot be compiled as it streams in.
  if (found.headers.get("Content-Type") === "application/wasm") return WebAssembly.compileStreaming(found);
  return WebAssembly.compile(await found.arrayBuffer());
}
