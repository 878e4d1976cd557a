/** The page of each code in Markdown: what it means and what to do, in both languages. */

export { pages, pages as default } from "../generated/pages.js";
