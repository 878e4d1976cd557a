/** The files of a pack on their way to the engine. */

import type { Files } from "../generated/engine.js";
import type { Whole } from "./whole.js";

/** The contents of a file. */
export type FileContents = string | Uint8Array;

/** The files of a pack by path, with `/`. */
export type PackFiles = { readonly [path: string]: FileContents } | Iterable<readonly [string, FileContents]>;

/** How a pack is laid together. */
export interface LayerOptions {
  /** Packs laid over the base, in their order: a region over the nation. */
  readonly overlays?: readonly PackFiles[];
}

/** Reads all files once, so that a pack can be made again of the same. */
export function layersOf(files: PackFiles, options: LayerOptions): ReadonlyArray<ReadonlyArray<readonly [string, FileContents]>> {
  return [files, ...(options.overlays ?? [])].map((layer) => {
    const entries = Symbol.iterator in layer ? (layer as Iterable<readonly [string, FileContents]>) : Object.entries(layer);
    return [...entries];
  });
}

/** Hands files over. */
export function handOver(engine: Whole, layers: ReturnType<typeof layersOf>): Files {
  const files = new engine.Files();
  for (const layer of layers) {
    files.layer();
    for (const [path, contents] of layer) files.add(String(path), bytesOf(contents));
  }
  return files;
}

const encoder = new TextEncoder();

/** The bytes of a file; what is neither text nor bytes counts as it is written. */
export function bytesOf(contents: FileContents): Uint8Array {
  return contents instanceof Uint8Array ? contents : encoder.encode(String(contents));
}
