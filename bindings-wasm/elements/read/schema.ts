import { unit, type Unit } from "./parts.js";
import { document, type Reader, type Text } from "./reader.js";

/** A fact, or a field of a row, as the pack's schema describes it. */
export interface Field {
  readonly name: string;
  readonly title: Text;
  readonly unit: Unit | undefined;
  readonly source: string | undefined;
  /** Whether it is a person's assessment, of which it is told who made it. */
  readonly judgement: boolean;
  readonly shape: Shape;
}

/** The type of a fact. */
export type Shape =
  | { readonly kind: "truth" }
  | { readonly kind: "number"; readonly min: string | undefined; readonly max: string | undefined; readonly scale: number }
  | { readonly kind: "enum"; readonly values: readonly Choice[] }
  | { readonly kind: "text" }
  | { readonly kind: "date"; readonly min: string | undefined; readonly max: string | undefined }
  | Rows;

/** A value of an enum, with other spellings that are taken for it. */
export interface Choice {
  readonly value: string;
  readonly title: Text;
  readonly aliases: readonly string[];
}

/** A list fact. */
export interface Rows {
  readonly kind: "rows";
  /** The fields that tell rows apart, without which a row cannot be given. */
  readonly key: readonly string[];
  readonly most: number;
  readonly fields: ReadonlyMap<string, Field>;
}

/** The facts by their names. */
export type Schema = ReadonlyMap<string, Field>;

/** Reads the JSON Schema of a pack's facts, as `timbang schema --facts PACK` writes it; throws `Unreadable`. */
export function readSchema(given: unknown): Schema {
  return document(given, (root) => {
    const definitions = root.at("$defs");
    return root.at("properties").entries((property, name) => field(name, property, definitions));
  });
}

function field(name: string, from: Reader, definitions: Reader): Field {
  const id = from.at("title").words() ?? name.replaceAll("_", " ");
  return {
    name,
    title: { id, en: from.at("x-timbang-title-en").words() ?? id },
    unit: unit(from, "x-timbang-unit", "x-timbang-unit-text"),
    source: from.at("x-timbang-source").words(),
    judgement: from.at("x-timbang-judgement").truth() ?? false,
    shape: shape(from.at("anyOf").list((form) => form), definitions),
  };
}

// The plainest form stands first; the others are other spellings of it.
function shape(forms: readonly Reader[], definitions: Reader): Shape {
  const [plain, other] = forms;
  if (plain === undefined) return { kind: "text" };
  const reference = plain.at("$ref").words();
  if (reference !== undefined) return { kind: "enum", values: choices(definition(reference, definitions)) };
  switch (plain.at("type").oneOf(["boolean", "integer", "number", "string", "array"])) {
    case "boolean":
      return { kind: "truth" };
    case "integer":
    case "number":
      return {
        kind: "number",
        min: plain.at("minimum").figure(),
        max: plain.at("maximum").figure(),
        scale: other?.at("x-timbang-scale").count() ?? 0,
      };
    case "array":
      return rows(plain, definitions);
    case "string": {
      const [min, max] = [plain.at("x-timbang-min").words(), plain.at("x-timbang-max").words()];
      return min === undefined && max === undefined ? { kind: "text" } : { kind: "date", min, max };
    }
  }
}

function rows(from: Reader, definitions: Reader): Rows {
  const record = definition(from.at("items").at("$ref").needed(), definitions);
  return {
    kind: "rows",
    key: from.at("x-timbang-key").list((name) => name.needed()),
    most: from.at("maxItems").count() ?? 100,
    fields: record.at("properties").entries((property, name) => field(name, property, definitions)),
  };
}

function choices(from: Reader): Choice[] {
  return from.at("anyOf").list((form): Choice[] => {
    const value = form.at("const").words();
    // The last form holds other spellings of all values.
    if (value === undefined) return [];
    const id = form.at("title").words() ?? value;
    const title = { id, en: form.at("x-timbang-title-en").words() ?? id };
    return [{ value, title, aliases: form.at("x-timbang-aliases").list((alias) => alias.needed()) }];
  }).flat();
}

function definition(reference: string, definitions: Reader): Reader {
  return definitions.at(reference.replace("#/$defs/", ""));
}
