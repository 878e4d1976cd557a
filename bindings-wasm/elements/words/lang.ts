import type { Text } from "../read/reader.js";

/** The languages that everything is said in. */
export type Lang = "id" | "en";

/** The language at a place of a page: of the nearest `lang` above it; Indonesian unless that is English. */
export function langAt(place: Element): Lang {
  let here: Element | null = place;
  while (here !== null) {
    const said = here.closest("[lang]");
    if (said !== null) return /^en\b/i.test(said.getAttribute("lang") ?? "") ? "en" : "id";
    const root = here.getRootNode();
    here = root instanceof ShadowRoot ? root.host : null;
  }
  return "id";
}

/** A text in both languages, Indonesian first. */
export function text(id: string, en: string): Text {
  return { id, en };
}
