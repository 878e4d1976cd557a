/** Packs: reading, checking, planning. */

import type { Pack as Kept, Report as KeptReport } from "../generated/engine.js";
import type { CaseReportWire, ErrorWire, PackWire, Replay, ReportWire } from "../generated/wire.js";
import { type Bound, call } from "./engine.js";
import { errorOf } from "./errors.js";
import { dayOf, type FactsInput } from "./facts.js";
import { type FileContents, type LayerOptions, type PackFiles, bytesOf, handOver, layersOf } from "./files.js";
import { Handle, dispose } from "./handle.js";
import { Plan } from "./plan.js";
import type { AnyOutputs } from "./results.js";

/** For which day a plan is made. */
export interface PlanOptions {
  /** The date of the rules: `YYYY-MM-DD`, or a `Date` at midnight. */
  readonly asOf: string | Date;
}

/** What a check of a pack found; `pack` is there where the pack is sound. */
export interface Report<F extends object = FactsInput, O = AnyOutputs> extends Omit<ReportWire, "pack"> {
  readonly pack: Pack<F, O> | null;
}

type MakeReport = (engine: Bound) => KeptReport;

/** A pack that passed its checks. */
export class Pack<F extends object = FactsInput, O = AnyOutputs> {
  readonly #kept: Handle<Kept>;
  readonly #about: PackWire;

  /** @internal */
  constructor(kept: Handle<Kept>) {
    this.#kept = kept;
    this.#about = JSON.parse(kept.use((pack) => pack.about())) as PackWire;
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

  /** The digest of its files. */
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
    const kept = this.#kept;
    return new Plan(new Handle(() => kept.use((pack) => pack.plan(day, names))));
  }

  /** Checks the pack with other contents of one file; only what rests on it is checked again. */
  withFile(path: string, contents: FileContents): Report<F, O> {
    const kept = this.#kept;
    const [own, bytes] = [String(path), bytesOf(contents)];
    return made<F, O>(() => kept.use((pack) => pack.withFile(own, bytes))).report;
  }

  /** Works a recorded decision out again, from its text as it was kept: the same, or what differs. */
  replay(record: string): Replay {
    return JSON.parse(this.#kept.use((pack) => pack.replay(String(record)))) as Replay;
  }

  /** Runs the pack's cases. */
  test(): CaseReportWire {
    return JSON.parse(this.#kept.use((pack) => pack.test())) as CaseReportWire;
  }

  /** The JSON Schema of the pack's facts. */
  factsSchema(): { readonly [key: string]: unknown } {
    return JSON.parse(this.#kept.use((pack) => pack.factsSchema())) as { readonly [key: string]: unknown };
  }

  /** The types of the pack's facts and outputs, as a file of TypeScript. */
  types(): string {
    return this.#kept.use((pack) => pack.types());
  }

  /** The graph of a day as a Mermaid flowchart, whole or only what one name rests on. */
  graph(asOf: string, focus?: string): string {
    return this.#kept.use((pack) => pack.graph(asOf, focus));
  }

  /** Lets the engine forget the pack; its plans stay. */
  free(): void {
    this.#kept.free();
  }

  [dispose](): void {
    this.free();
  }
}

/** What a check found, and why there is no pack where there is none. */
interface Made<F extends object, O> {
  readonly report: Report<F, O>;
  readonly error: ErrorWire | undefined;
}

function made<F extends object, O>(make: MakeReport): Made<F, O> {
  const [told, error, kept] = call((engine) => {
    const report = make(engine);
    const found = [report.json(), report.error(), report.pack()] as const;
    report.free();
    return found;
  });
  const again = (engine: Bound): Kept => {
    const report = make(engine);
    const [why, pack] = [report.error(), report.pack()];
    report.free();
    if (pack === undefined) throw errorOf(JSON.parse(why ?? "{}") as ErrorWire);
    return pack;
  };
  const pack = kept === undefined ? null : new Pack<F, O>(new Handle(again, kept));
  return {
    report: { ...(JSON.parse(told) as ReportWire), pack },
    error: error === undefined ? undefined : (JSON.parse(error) as ErrorWire),
  };
}

/** Checks a pack; the engine must be loaded. */
export function checkSync<F extends object = FactsInput, O = AnyOutputs>(files: PackFiles, options: LayerOptions = {}): Report<F, O> {
  const layers = layersOf(files, options);
  return made<F, O>((engine) => engine.check(handOver(engine, layers))).report;
}

/** Loads a pack that is sound; the engine must be loaded. Where it is not, the error tells every finding. */
export function loadSync<F extends object = FactsInput, O = AnyOutputs>(files: PackFiles, options: LayerOptions = {}): Pack<F, O> {
  const layers = layersOf(files, options);
  const { report, error } = made<F, O>((engine) => engine.check(handOver(engine, layers)));
  if (report.pack === null) throw errorOf(error as ErrorWire, report.diagnostics);
  return report.pack;
}
