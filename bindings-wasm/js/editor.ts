/** A pack that is being written, and help at its places. */

import type { Editor as Kept } from "../generated/engine.js";
import type { CompletionWire, HoverWire, PlaceWire, ReportWire } from "../generated/wire.js";
import { dayOf } from "./facts.js";
import { type LayerOptions, type PackFiles, handOver, layersOf } from "./files.js";
import { Handle, dispose } from "./handle.js";
import { Pack } from "./pack.js";
import { whole } from "./whole.js";

/**
 * A pack that is being written, sound or not. It never changes: a change of a file gives another one, in a fraction of
 * the time of the first check. Places are UTF-16 units from the beginning of a file, as editors in browsers count.
 */
export class Editor {
  readonly #kept: Handle<Kept>;

  private constructor(kept: Handle<Kept>) {
    this.#kept = kept;
  }

  /** Opens a pack; the engine must be loaded. With overlays the last is the one being written. */
  static open(files: PackFiles, options: LayerOptions = {}): Editor {
    const layers = layersOf(files, options);
    return new Editor(Handle.of(whole, (engine) => new engine.Editor(handOver(engine, layers))));
  }

  /** The same with other contents of one file; a file that is not there yet is added. */
  withFile(path: string, contents: string): Editor {
    return new Editor(this.#kept.derive((own) => own.withFile(String(path), String(contents))));
  }

  /** The same without a file. */
  withoutFile(path: string): Editor {
    return new Editor(this.#kept.derive((own) => own.withoutFile(String(path))));
  }

  /** What the check found. */
  report(): ReportWire {
    return JSON.parse(this.#kept.use((own) => own.report())) as ReportWire;
  }

  /** The pack, where it is sound. */
  pack(): Pack | null {
    if (!this.report().ok) return null;
    return new Pack(
      this.#kept.derive((own) => {
        const pack = own.pack();
        if (pack === undefined) throw new TypeError("a sound pack is there");
        return pack;
      }),
    );
  }

  /** What may be written at a place, the most fitting first; the whole choice, whatever of a word stands there. */
  complete(path: string, at: number): readonly CompletionWire[] {
    return JSON.parse(this.#kept.use((own) => own.complete(String(path), place(at)))) as CompletionWire[];
  }

  /** What the name at a place means, with what is in force on a day. */
  hover(path: string, at: number, asOf: string | Date): HoverWire | null {
    const day = asOf instanceof Date ? dayOf(asOf, "asOf") : String(asOf);
    return JSON.parse(this.#kept.use((own) => own.hover(String(path), place(at), day))) as HoverWire | null;
  }

  /** Where the name at a place is declared. */
  definition(path: string, at: number): readonly PlaceWire[] {
    return JSON.parse(this.#kept.use((own) => own.definition(String(path), place(at)))) as PlaceWire[];
  }

  /** Where the name at a place stands, its declarations among the places. */
  references(path: string, at: number): readonly PlaceWire[] {
    return JSON.parse(this.#kept.use((own) => own.references(String(path), place(at)))) as PlaceWire[];
  }

  /** A file in the usual layout; one that cannot be read as it is. */
  format(path: string): string | undefined {
    return this.#kept.use((own) => own.format(String(path)));
  }

  /** Lets the engine forget it; what was made of it stays. */
  free(): void {
    this.#kept.free();
  }

  [dispose](): void {
    this.free();
  }
}

/** A place that the engine can take: a whole number from 0. */
function place(at: number): number {
  return Math.min(Math.max(0, Math.trunc(Number(at)) || 0), 2 ** 31 - 1);
}
