import type { Explanation } from "../read/explanation.js";
import type { Text } from "../read/reader.js";
import { isDay, isNumber, type Names } from "./values.js";

/**
 * The words of a literal: an outcome alone has no labels of enums, but a comparison with a literal is labelled by its
 * words, such as `pelaksana` by `Jabatan pelaksana`.
 */
const literals: Names = (label, value) => {
  const [whole, part] = [label?.id.toLowerCase() ?? "", value.toLowerCase().replaceAll("_", " ")];
  return whole === part || whole.endsWith(` ${part}`) ? label : undefined;
};

/**
 * The words for values of enums that stand in a derivation. A comparison holds a value as its rule spells it; the
 * entry of the same label has it in words, and a literal is labelled by its words themselves.
 */
export function namesOf(root: Explanation): Names {
  const { known, labels } = collected([root]);
  return (label, value) => {
    if (label === undefined || isNumber(value) || isDay(value)) return undefined;
    return known.get(key(label, value)) ?? (labels.has(label.id) ? undefined : label);
  };
}

/** The words that derivations have for values which stand elsewhere, of which they need not tell all. */
export function namesIn(roots: Iterable<Explanation>): Names {
  const { known } = collected(roots);
  return (label, value) => (label === undefined ? undefined : (known.get(key(label, value)) ?? literals(label, value)));
}

function collected(roots: Iterable<Explanation>): { known: ReadonlyMap<string, Text>; labels: ReadonlySet<string> } {
  const [known, labels] = [new Map<string, Text>(), new Set<string>()];
  const collect = (one: Explanation): void => {
    labels.add(one.label.id);
    if (typeof one.value === "string" && one.text !== undefined) known.set(key(one.label, one.value), one.text);
    one.inputs.forEach(collect);
  };
  for (const root of roots) collect(root);
  return { known, labels };
}

function key(label: Text, value: string): string {
  return `${label.id}\n${value}`;
}
