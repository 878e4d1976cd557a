/** Bundles: checked packs, ready to plan. */

import type { Bundle as Kept } from "../generated/portal.js";
import type { PackWire, Replay } from "../generated/wire.js";
import type { Engine } from "./engine.js";
import { dayOf, type FactsInput } from "./facts.js";
import { Handle, dispose } from "./handle.js";
import { Plan } from "./plan.js";
import type { AnyOutputs } from "./results.js";

/** For which day a plan is made. */
export interface PlanOptions {
  /** The date of the rules: `YYYY-MM-DD`, or a `Date` at midnight. */
  readonly asOf: string | Date;
}

/** A checked pack without its files: it plans, weighs and replays. */
export class Bundle<F extends object = FactsInput, O = AnyOutputs> {
  readonly #kept: Handle<Kept>;
  readonly #about: PackWire;

  /** @internal */
  constructor(kept: Handle<Kept>) {
    this.#kept = kept;
    this.#about = JSON.parse(kept.use((bundle) => bundle.about())) as PackWire;
  }

  /** Its id. */
  get id(): string {
    return this.#about.id;
  }

  /** Its version. */
  get version(): string {
    return this.#about.version;
  }

  /** Its title. */
  get title(): string {
    return this.#about.title;
  }

  /** What it weighs: `pegawai`, `unit`. */
  get subject(): string {
    return this.#about.subject;
  }

  /** The digest of the files of the pack. */
  get digest(): string {
    return this.#about.digest;
  }

  /** Its default outputs. */
  get outputs(): readonly string[] {
    return this.#about.outputs;
  }

  /** Compiles the pack for a date and a choice of outputs; without any, for its default outputs. */
  plan(outputs: readonly [] | undefined, options: PlanOptions): Plan<F, O>;
  plan<K extends (keyof O & string) | "triggers">(outputs: readonly K[], options: PlanOptions): Plan<F, Pick<O, K & keyof O>>;
  plan(outputs: readonly string[] = [], { asOf }: PlanOptions): unknown {
    const names = Array.from(outputs, String);
    const day = asOf instanceof Date ? dayOf(asOf, "asOf") : String(asOf);
    return new Plan(this.#kept.derive((bundle) => bundle.plan(day, names)));
  }

  /** Works a recorded decision out again, from its text as it was kept: the same, or what differs. */
  replay(record: string): Replay {
    return JSON.parse(this.#kept.use((bundle) => bundle.replay(String(record)))) as Replay;
  }

  /** The JSON Schema of the pack's facts. */
  factsSchema(): { readonly [key: string]: unknown } {
    return JSON.parse(this.#kept.use((bundle) => bundle.factsSchema())) as { readonly [key: string]: unknown };
  }

  /** Lets the engine forget it; its plans stay. */
  free(): void {
    this.#kept.free();
  }

  [dispose](): void {
    this.free();
  }
}

/** Reads a bundle; the engine must be loaded. */
export function openWith<F extends object, O>(engine: Engine, bytes: Uint8Array): Bundle<F, O> {
  const own = Uint8Array.from(bytes);
  return new Bundle<F, O>(Handle.of(engine, (bound) => bound.Bundle.read(own)));
}
