import type { Text } from "../read/reader.js";

/** The languages that everything is said in. */
export type Lang = "id" | "en";

/** The language that a `lang` attribute means: Indonesian unless it is English. */
export function langOf(tag: string): Lang {
  return /^en\b/i.test(tag) ? "en" : "id";
}

/** The language at a place of a page: of the nearest `lang` above it, else Indonesian. */
export function langAt(place: Element): Lang {
  let here: Element | null = place;
  while (here !== null) {
    const said = here.closest("[lang]");
    if (said !== null) return langOf(said.getAttribute("lang") ?? "");
    const root = here.getRootNode();
    here = root instanceof ShadowRoot ? root.host : null;
  }
  return "id";
}

/** A text in both languages, Indonesian first. */
export function text(id: string, en: string): Text {
  return { id, en };
}
