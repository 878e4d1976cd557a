import type { Cause } from "../read/parts.js";
import type { Outcome } from "../read/outcome.js";

/** The facts that still decide a result, with the fields of their rows where only these are missing. */
export type Asked = ReadonlyMap<string, ReadonlySet<string>>;

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
  const found = new Map<string, Set<string>>();
  for (const cause of causes) {
    if (cause.kind !== "missing" && cause.kind !== "invalid") continue;
    const [fact = "", ...path] = cause.name.split(".");
    const fields = found.get(fact) ?? new Set<string>();
    if (path.length > 0) fields.add(path.join("."));
    found.set(fact, fields);
  }
  return found;
}
