/** Timbang in a worker, so that a page stays quick while much is worked out. */

import { type Remote, wrap } from "comlink";

import type { EngineSource } from "./engine.js";
import { carryErrors } from "./worker-errors.js";
import type { Desk } from "./worker-entry.js";

export type { Desk, RemotePack, RemotePlan } from "./worker-entry.js";

/** A worker that answers; `stop` ends it. */
export interface Connection {
  /** Everything that may be asked of it: each answer is a promise. */
  readonly desk: Remote<Desk>;
  /** Ends the worker. */
  stop(): void;
}

/** Starts a worker and loads the engine in it. A worker of one's own runs `timbang/worker-entry`'s module. */
export async function connect(options: { readonly worker?: Worker; readonly engine?: Exclude<EngineSource, Response | URL> } = {}): Promise<Connection> {
  carryErrors();
  const worker = options.worker ?? new Worker(new URL("./worker-entry.js", import.meta.url), { type: "module" });
  const desk = wrap<Desk>(worker);
  await desk.ready(options.engine);
  return { desk, stop: () => worker.terminate() };
}
