/** The rules of the nation, as they stood when this package was built. */

export { digest, files, files as default } from "../generated/nasional.js";
export type { Enums, Facts, Outputs, Rows, Spellings } from "../generated/nasional-types.js";
