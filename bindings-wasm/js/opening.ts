/** Opening bundles: what every entry of the package adds to the rest, with its own engine. */

import { type Bundle, openWith } from "./bundle.js";
import type { Engine, EngineSource } from "./engine.js";
import { slip } from "./errors.js";
import type { FactsInput } from "./facts.js";
import type { AnyOutputs } from "./results.js";

/** Which engine is loaded. */
export interface EngineOptions {
  /** Where the engine comes from, where it is not where this package has it. */
  readonly engine?: EngineSource;
}

/** Where a bundle comes from: an address, a response or one that is on its way, or its bytes. */
export type BundleSource = string | URL | Response | Promise<Response> | BufferSource;

/** What opens bundles. */
export interface Opening {
  /** Loads the engine. Later calls do nothing, whatever they name. */
  ready(engine?: EngineSource): Promise<void>;
  /** Reads a bundle; the engine must be loaded. */
  openSync<F extends object = FactsInput, O = AnyOutputs>(bundle: BufferSource): Bundle<F, O>;
  /** Loads the engine and a bundle. */
  open<F extends object = FactsInput, O = AnyOutputs>(bundle: BundleSource, options?: EngineOptions): Promise<Bundle<F, O>>;
}

/** Gets what lies at an address. */
export type Get = (at: string | URL) => Promise<Response | BufferSource>;

/** Opens bundles with an engine that lies in one place, unless a caller names another. */
export function opening(engine: Engine, own: () => EngineSource, get: Get = (at) => fetch(at)): Opening {
  const ready = (source?: EngineSource) => engine.ready(source ?? own);
  return {
    ready,
    openSync: (bundle) => openWith(engine, view(bundle)),
    async open(bundle, options = {}) {
      const [bytes] = await Promise.all([bytesOf(bundle, get), ready(options.engine)]);
      return openWith(engine, bytes);
    },
  };
}

async function bytesOf(bundle: BundleSource, get: Get): Promise<Uint8Array> {
  const at = typeof bundle === "string" || bundle instanceof URL ? String(bundle) : "";
  try {
    const found = await (typeof bundle === "string" || bundle instanceof URL ? get(bundle) : bundle);
    if (!(found instanceof Response)) return view(found);
    if (!found.ok) throw new Error(`HTTP ${found.status}`);
    return view(await found.arrayBuffer());
  } catch (cause) {
    throw slip("no_bundle", at, cause);
  }
}

function view(bytes: BufferSource): Uint8Array {
  return ArrayBuffer.isView(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : new Uint8Array(bytes);
}
