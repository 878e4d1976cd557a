/** What a hostile pack or portal writes where words should stand. */
export const HOSTILE = `"'><img src=x onerror=alert(1)><script>alert(2)</script>\${alert(3)}{{4}}<svg/onload=alert(5)>`;

// What the wire itself spells; all else is written by people.
const KEPT = new Set(["v", "status", "state", "decision", "op", "step", "role", "kind", "as_of", "name"]);

/** The same document with the hostile words in place of everybody's. */
export function hostile(document) {
  if (typeof document === "string") return HOSTILE;
  if (Array.isArray(document)) return document.map(hostile);
  if (document === null || typeof document !== "object") return document;
  return Object.fromEntries(Object.entries(document).map(([key, value]) => [key, KEPT.has(key) ? value : hostile(value)]));
}
