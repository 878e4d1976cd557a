/** Errors on their way out of a worker: comlink alone would keep only their message. */

import { type TransferHandler, transferHandlers } from "comlink";

import type { Diagnostic, ErrorWire } from "../generated/wire.js";
import { TimbangError, errorOf } from "./errors.js";

interface Thrown {
  readonly value: unknown;
}

interface Carried {
  readonly timbang: ErrorWire & { readonly diagnostics: readonly Diagnostic[] };
}

let carried = false;

/** Lets errors keep their class, code, texts and findings; on both sides. */
export function carryErrors(): void {
  const own = transferHandlers.get("throw") as TransferHandler<Thrown, unknown> | undefined;
  if (carried || own === undefined) return;
  carried = true;
  const handler: TransferHandler<Thrown, unknown> = {
    canHandle: own.canHandle,
    serialize(thrown) {
      return thrown.value instanceof TimbangError ? [{ timbang: thrown.value.toJSON() } satisfies Carried, []] : own.serialize(thrown);
    },
    deserialize(sent) {
      if (typeof sent === "object" && sent !== null && "timbang" in sent) {
        const { diagnostics, ...told } = (sent as Carried).timbang;
        throw errorOf(told, diagnostics);
      }
      return own.deserialize(sent);
    },
  };
  transferHandlers.set("throw", handler);
}
