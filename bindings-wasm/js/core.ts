/** What every entry with the whole engine offers. */

export * from "./weighing.js";
export { Editor } from "./editor.js";
export type { FileContents, LayerOptions, PackFiles } from "./files.js";
export { Pack, type Report, checkSync, loadSync } from "./pack.js";
export { readySync } from "./whole.js";
