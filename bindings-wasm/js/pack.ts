/** Packs: reading, checking, writing. */

import type { Pack as Kept, Report as KeptReport } from "../generated/engine.js";
import type { CaseReportWire, ErrorWire, ReportWire } from "../generated/wire.js";
import { Bundle } from "./bundle.js";
import { errorOf } from "./errors.js";
import type { FactsInput } from "./facts.js";
import { type FileContents, type LayerOptions, type PackFiles, bytesOf, handOver, layersOf } from "./files.js";
import { Handle } from "./handle.js";
import type { AnyOutputs } from "./results.js";
import { type Whole, whole } from "./whole.js";

/** What a check of a pack found; `pack` is there where the pack is sound. */
export interface Report<F extends object = FactsInput, O = AnyOutputs> extends Omit<ReportWire, "pack"> {
  readonly pack: Pack<F, O> | null;
}

type MakeReport = (engine: Whole) => KeptReport;

/** A pack that passed its checks, with its files. */
export class Pack<F extends object = FactsInput, O = AnyOutputs> extends Bundle<F, O> {
  readonly #kept: Handle<Kept>;

  /** @internal */
  constructor(kept: Handle<Kept>) {
    super(kept.derive((pack) => pack.bundle()));
    this.#kept = kept;
  }

  /** Checks the pack with other contents of one file; only what rests on it is checked again. */
  withFile(path: string, contents: FileContents): Report<F, O> {
    const kept = this.#kept;
    const [own, bytes] = [String(path), bytesOf(contents)];
    return made<F, O>(() => kept.use((pack) => pack.withFile(own, bytes))).report;
  }

  /** Runs the pack's cases. */
  test(): CaseReportWire {
    return JSON.parse(this.#kept.use((pack) => pack.test())) as CaseReportWire;
  }

  /** The pack as one file, which the small engine of the same version opens at once. */
  bundle(): Uint8Array {
    return this.#kept.use((pack) => {
      const bundle = pack.bundle();
      const bytes = bundle.bytes();
      bundle.free();
      return bytes;
    });
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
  override free(): void {
    this.#kept.free();
    super.free();
  }
}

/** What a check found, and why there is no pack where there is none. */
interface Made<F extends object, O> {
  readonly report: Report<F, O>;
  readonly error: ErrorWire | undefined;
}

function made<F extends object, O>(make: MakeReport): Made<F, O> {
  const [told, error, kept] = whole.call((engine) => {
    const report = make(engine);
    const found = [report.json(), report.error(), report.pack()] as const;
    report.free();
    return found;
  });
  const again = (engine: Whole): Kept => {
    const report = make(engine);
    const [why, pack] = [report.error(), report.pack()];
    report.free();
    if (pack === undefined) throw errorOf(JSON.parse(why ?? "{}") as ErrorWire);
    return pack;
  };
  const pack = kept === undefined ? null : new Pack<F, O>(Handle.of(whole, again, kept));
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
