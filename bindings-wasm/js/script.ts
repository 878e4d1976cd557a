/** Timbang as one file for pages without npm: `<script src="timbang.script.js">` gives `Timbang`, its engine within. */

import bytes from "../dist/generated/engine.wasm";
import { entry } from "./entry.js";

export * from "./core.js";

export const { ready, open, openSync, load, check } = entry(() => bytes);
