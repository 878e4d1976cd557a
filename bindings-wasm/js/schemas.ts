/** The JSON Schemas of the files of a pack: `pack`, `facts`, `parameters`, `source`, `cases`. */

export { schemas, schemas as default } from "../generated/schemas.js";
