/** Many subjects as columns: typed arrays in, typed arrays out. */

import type { ColumnResults, Columns } from "../generated/portal.js";
import type { Bound } from "./engine.js";
import { slip } from "./errors.js";
import { type FactValue, dayOf } from "./facts.js";

type Integers = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array;

type NumbersInput = { readonly values: Integers | BigInt64Array | Float64Array; readonly scale?: number; readonly valid?: Uint8Array };

/** One column; `valid` is zero where a cell has no value, and may be left out where all have one. */
export type ColumnInput =
  /** Whole numbers, the last `scale` digits of which are decimals: 87.65 is 8765 at scale 2. */
  | NumbersInput
  /** Texts by number: enums, codes. */
  | { readonly codes: Uint8Array | Uint16Array | Uint32Array; readonly labels: readonly string[]; readonly valid?: Uint8Array }
  /** Days since 1970-01-01. */
  | { readonly days: Int32Array; readonly valid?: Uint8Array }
  /** Truth values: zero is false. */
  | { readonly truths: Uint8Array; readonly valid?: Uint8Array }
  /** Values as facts are given; null and undefined have none. */
  | readonly Cell[];

/** A value of a cell. */
type Cell = Exclude<FactValue, readonly FactValue[] | { readonly [field: string]: FactValue }>;

/** Whether a column has its values one by one; that of typed arrays is a record. */
const isPlain = (column: ColumnInput): column is readonly Cell[] => Array.isArray(column);

/** Columns by the names of facts. */
export type ColumnsByName = { readonly [name: string]: ColumnInput };

/** Many subjects. */
export interface ColumnsInput {
  /** How many subjects there are. */
  readonly rows: number;
  /** The columns of facts. */
  readonly columns: ColumnsByName;
  /**
   * Lists: the rows of subject `n` are those from `offsets[n]` to before `offsets[n + 1]`; where `valid` is zero the list
   * was not given, which is not the same as a list without rows.
   */
  readonly lists?: { readonly [name: string]: { readonly offsets: Uint32Array; readonly columns: ColumnsByName; readonly valid?: Uint8Array } };
}

/** The results of one output. A cell without value holds a zero; `status` tells. */
export type ColumnOutput = {
  readonly unit?: string;
  /** Of each cell 0 for a value, 1 for undetermined, 2 for not applicable, 3 for an error. */
  readonly status: Uint8Array;
  /** Of a rule of a list where the rows of each subject begin, and where the last end. */
  readonly offsets?: Uint32Array;
} & (
  | { readonly values: BigInt64Array; readonly scale: number }
  | { readonly codes: Uint32Array; readonly labels: readonly string[] }
  | { readonly days: Int32Array }
  | { readonly truths: Uint8Array }
  | { readonly json: readonly string[] }
);

/** Hands columns over. */
export function columnsOf(engine: Bound, input: ColumnsInput): Columns {
  const columns = new engine.Columns(Number(input.rows));
  try {
    for (const [name, column] of Object.entries(input.columns)) add(columns, "", name, column);
    for (const [list, { offsets, valid, columns: fields }] of Object.entries(input.lists ?? {})) {
      columns.list(list, offsets, valid);
      for (const [name, column] of Object.entries(fields)) add(columns, list, name, column);
    }
    return columns;
  } catch (error) {
    columns.free();
    throw error;
  }
}

function add(columns: Columns, list: string, name: string, column: ColumnInput): void {
  const at = list === "" ? name : `${list}.${name}`;
  if (isPlain(column)) addCells(columns, list, name, column, at);
  else if ("values" in column) addNumbers(columns, list, name, column, at);
  else if ("codes" in column) columns.labels(list, name, column.valid, Int32Array.from(column.codes), Array.from(column.labels, String));
  else if ("days" in column) columns.days(list, name, column.valid, column.days);
  else if ("truths" in column) columns.truths(list, name, column.valid, column.truths);
  else throw slip("columns", at);
}

function addNumbers(columns: Columns, list: string, name: string, { values, scale = 0, valid }: NumbersInput, at: string): void {
  if (!ArrayBuffer.isView(values)) throw slip("columns", at);
  if (values instanceof BigInt64Array) return columns.long(list, name, valid, values, scale);
  if (values instanceof Float64Array || values instanceof Uint32Array) {
    const short = Int32Array.from(values);
    if (short.some((value, row) => value !== values[row])) return columns.long(list, name, valid, halves(values, at), scale);
    return columns.short(list, name, valid, short, scale);
  }
  columns.short(list, name, valid, values instanceof Int32Array ? values : Int32Array.from(values), scale);
}

/** Numbers of 64 bits put together from their halves, because a BigInt for each would take longer than evaluating it. */
function halves(values: Float64Array | Uint32Array, at: string): BigInt64Array {
  const long = new BigInt64Array(values.length);
  const parts = new DataView(long.buffer);
  values.forEach((value, row) => {
    if (!Number.isSafeInteger(value)) throw slip("inexact", `${at}[${row}]`);
    parts.setInt32(row * 8, value, true);
    parts.setInt32(row * 8 + 4, Math.floor(value / 2 ** 32), true);
  });
  return long;
}

/** Values as facts are given become texts by number: a column has few of them. */
function addCells(columns: Columns, list: string, name: string, cells: readonly unknown[], at: string): void {
  const numbers = new Map<string, number>();
  const codes = new Int32Array(cells.length);
  const valid = new Uint8Array(cells.length);
  for (let row = 0; row < cells.length; row += 1) {
    const text = cellText(cells[row], at, row);
    if (text === undefined) continue;
    let code = numbers.get(text);
    if (code === undefined) numbers.set(text, (code = numbers.size));
    codes[row] = code;
    valid[row] = 1;
  }
  columns.labels(list, name, valid, codes, [...numbers.keys()]);
}

function cellText(cell: unknown, at: string, row: number): string | undefined {
  switch (typeof cell) {
    case "string":
      return cell;
    case "boolean":
    case "bigint":
      return String(cell);
    case "undefined":
      return undefined;
    case "number":
      if (!Number.isFinite(cell) || (Number.isInteger(cell) && !Number.isSafeInteger(cell))) throw slip("inexact", `${at}[${row}]`);
      return String(cell);
    default:
      if (cell === null) return undefined;
      if (cell instanceof Date) return dayOf(cell, `${at}[${row}]`);
      throw slip("no_json", `${at}[${row}]`);
  }
}

/** Takes results over, and lets the engine forget them. */
export function resultsOf(results: ColumnResults): { readonly [output: string]: ColumnOutput } {
  const outputs = Array.from({ length: results.count() }, (_, at) => [results.name(at) ?? "", output(results, at)] as const);
  results.free();
  return Object.fromEntries(outputs);
}

function output(results: ColumnResults, at: number): ColumnOutput {
  const [unit, offsets] = [results.unit(at), results.offsets(at)];
  const head = {
    status: results.status(at) ?? new Uint8Array(),
    ...(unit === undefined ? {} : { unit }),
    ...(offsets === undefined ? {} : { offsets }),
  };
  const [values, codes, days, truths] = [results.numbers(at), results.codes(at), results.days(at), results.truths(at)];
  if (values !== undefined) return { ...head, values, scale: results.scale(at) ?? 0 };
  if (codes !== undefined) return { ...head, codes, labels: results.labels(at) ?? [] };
  if (days !== undefined) return { ...head, days };
  if (truths !== undefined) return { ...head, truths };
  return { ...head, json: results.json(at) ?? [] };
}
