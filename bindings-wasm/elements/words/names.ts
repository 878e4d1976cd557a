import type { Explanation } from "../read/explanation.js";
import type { Text } from "../read/reader.js";
import { isDay, isNumber, type Names } from "./values.js";

/**
 * The words of a literal: an outcome alone has no labels of enums, but a comparison with a literal is labelled by its
 * words, such as `pelaksana` by `Jabatan pelaksana`.
 */
export const literals: Names = (label, value) => {
  const [whole, part] = [label?.id.toLowerCase() ?? "", value.toLowerCase().replaceAll("_", " ")];
  return whole === part || whole.endsWith(` ${part}`) ? label : undefined;
};

/**
 * The words for values of enums that stand in a derivation. A comparison holds a value as its rule spells it; the
 * entry of the same label has it in words, and a literal is labelled by its words themselves.
 */
export function namesOf(root: Explanation): Names {
  const known = new Map<string, Text>();
  const labels = new Set<string>();
  const collect = (one: Explanation): void => {
    labels.add(one.label.id);
    if (typeof one.value === "string" && one.text !== undefined) known.set(`${one.label.id}\n${one.value}`, one.text);
    one.inputs.forEach(collect);
  };
  collect(root);
  return (label, value) => {
    if (label === undefined || isNumber(value) || isDay(value)) return undefined;
    return known.get(`${label.id}\n${value}`) ?? (labels.has(label.id) ? undefined : label);
  };
}
