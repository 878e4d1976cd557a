/** The small engine as one file for pages without npm: `<script src="timbang.portal.script.js">` gives `Timbang`. */

import bytes from "../dist/generated/portal.wasm";
import { opening } from "./opening.js";
import { small } from "./small.js";

export * from "./weighing.js";

export const { ready, open, openSync } = opening(small, () => bytes);
