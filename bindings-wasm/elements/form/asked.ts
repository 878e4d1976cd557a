import type { Cause } from "../read/parts.js";
import type { Outcome } from "../read/outcome.js";
import type { Text } from "../read/reader.js";

/** What is asked of a fact: fields of its rows where only these are missing, and what there is to say of it. */
export interface Wanted {
  readonly fields: ReadonlySet<string>;
  readonly remarks: readonly Text[];
}

/** The facts that still decide a result. */
export type Asked = ReadonlyMap<string, Wanted>;

// What giving, correcting or completing a fact may end; what is not regulated, no answer ends.
const OPEN: ReadonlySet<string> = new Set(["missing", "invalid", "empty"]);

/** Why a result has no value that no answer can end. */
export function closed(causes: readonly Cause[]): readonly Text[] {
  return causes.filter((cause) => !OPEN.has(cause.kind)).map((cause) => cause.text);
}

/**
 * The facts that still decide what is asked for: the causes of results that are not known. A requirement that is not
 * known, of a promotion that is decided without it, asks for nothing.
 */
export function asked(outcome: Outcome, only: ReadonlySet<string> | undefined): Asked {
  const causes: Cause[] = [];
  for (const result of outcome.results.values()) {
    if (only !== undefined && !only.has(result.name)) continue;
    causes.push(...result.causes, ...(result.items ?? []).flatMap((item) => item.causes));
  }
  if (only === undefined || only.has("triggers")) {
    causes.push(...(outcome.triggers?.undetermined ?? []).flatMap((open) => open.causes));
  }
  const found = new Map<string, { fields: Set<string>; remarks: Text[] }>();
  for (const cause of causes) {
    if (!OPEN.has(cause.kind)) continue;
    const [fact = "", ...path] = cause.name.split(".");
    const wanted = found.get(fact) ?? { fields: new Set(), remarks: [] };
    if (path.length > 0) wanted.fields.add(path.join("."));
    // Of a list that lacks the row which a rule picks, only the cause says so.
    if (cause.kind === "empty" && !wanted.remarks.some((one) => one.id === cause.text.id)) wanted.remarks.push(cause.text);
    found.set(fact, wanted);
  }
  return found;
}
