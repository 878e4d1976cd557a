/** What runs in the worker: packs and plans stay here, outcomes go out as data. */

import { expose, proxy } from "comlink";

import type { EngineSource } from "./engine.js";
import type { FactsInput } from "./facts.js";
import { type Explanation, type LayerOptions, type OutcomeWire, type Pack, type PackFiles, type Plan, type PlanOptions, type Replay, type ReportWire, type WhyOptions, check, load, ready } from "./index.js";
import { carryErrors } from "./worker-errors.js";

/** A plan in a worker. */
export class RemotePlan {
  readonly #plan: Plan;

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  evaluate(facts: FactsInput): OutcomeWire {
    return this.#plan.evaluate(facts).toJSON();
  }

  evaluateMany(rows: readonly FactsInput[]): OutcomeWire[] {
    return this.#plan.evaluateMany(rows).map((outcome) => outcome.toJSON());
  }

  why(facts: FactsInput, name: string, options?: WhyOptions): string | Explanation {
    return this.#plan.evaluate(facts).why(name, options);
  }

  record(facts: FactsInput): string {
    return this.#plan.evaluate(facts).record();
  }

  free(): void {
    this.#plan.free();
  }
}

/** A pack in a worker. */
export class RemotePack {
  readonly #pack: Pack;

  constructor(pack: Pack) {
    this.#pack = pack;
  }

  plan(outputs: readonly string[], options: PlanOptions): RemotePlan {
    return proxy(new RemotePlan(this.#pack.plan(outputs, options) as Plan));
  }

  replay(record: string): Replay {
    return this.#pack.replay(record);
  }

  factsSchema(): { readonly [key: string]: unknown } {
    return this.#pack.factsSchema();
  }

  free(): void {
    this.#pack.free();
  }
}

const desk = {
  ready: (engine?: EngineSource): Promise<void> => ready(engine),
  load: async (files: PackFiles, options?: LayerOptions): Promise<RemotePack> => proxy(new RemotePack(await load(files, options))),
  check: async (files: PackFiles, options?: LayerOptions): Promise<ReportWire> => {
    const { pack, ...told } = await check(files, options);
    const about = pack === null ? null : { id: pack.id, version: pack.version, title: pack.title, subject: pack.subject, digest: pack.digest, outputs: pack.outputs };
    pack?.free();
    return { ...told, pack: about };
  },
};

/** Everything that may be asked of a worker. */
export type Desk = typeof desk;

carryErrors();
expose(desk);
