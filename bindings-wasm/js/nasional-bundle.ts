/** The rules of the nation as a bundle: where the file lies, for `open`. */

export const bundle = new URL("../generated/nasional.timbang", import.meta.url);
export { bundle as default };
export type { Enums, Facts, Outputs, Rows, Spellings } from "../generated/nasional-types.js";
