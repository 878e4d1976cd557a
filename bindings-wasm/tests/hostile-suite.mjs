// Runs suite/hostile through this package, in Node and in a page alike. Formats: tests/README.md.

const MANIFEST =
  'format = 1\nid = "uji"\nversion = "0.1.0"\ntitle = "Uji"\nsubject = "pegawai"\noutputs = []\n';
const encoder = new TextEncoder();

/** What a description becomes in full; without any, nothing. */
function bytes(source, round) {
  if (typeof source === "string") return encoder.encode(inRound(source, round));
  if (Array.isArray(source)) return joined(source.map((part) => bytes(part, round)));
  if ("hex" in source) return Uint8Array.from(source.hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const { repeat, times } = source;
  // Without the number of the round all rounds are one.
  if (!JSON.stringify(repeat).includes("<")) return tiled(bytes(repeat), times);
  return joined(Array.from({ length: times }, (_, n) => bytes(repeat, [n, times])));
}

function tiled(one, times) {
  const all = new Uint8Array(one.length * times);
  for (let at = 0; at < all.length; at += one.length) all.set(one, at);
  return all;
}

function inRound(text, round) {
  if (round === undefined || !text.includes("<")) return text;
  return text.replaceAll("<i>", String(round[0])).replaceAll("<next>", String((round[0] + 1) % round[1]));
}

function joined(parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
  return all;
}

const text = (source) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes(source));

/** Runs the cases of at most `most` bytes: `{ passed, failed, skipped }`. */
export function runHostile(timbang, suite, most) {
  const told = { passed: 0, failed: [], skipped: [] };
  for (const [name, file] of Object.entries(suite)) {
    for (const asked of file.case) {
      const files = { "pack.toml": encoder.encode(MANIFEST) };
      for (const [path, source] of Object.entries({ ...file.files, ...asked.files })) files[path] = bytes(source);
      const { path, text: each, times = 0 } = asked.many ?? {};
      for (let n = 0; n < times; n += 1) files[inRound(path, [n, times])] = bytes(each, [n, times]);
      const given = asked.facts ?? (asked.record === undefined ? undefined : file.facts);
      const facts = given === undefined ? undefined : text(given);
      const size = Object.values(files).reduce((sum, one) => sum + one.length, facts?.length ?? 0);
      const what = `hostile/${name} ${asked.name}`;
      if (size > most) {
        told.skipped.push([what, `${size} bytes: HOSTILE=1 runs it`]);
        continue;
      }
      try {
        const found = facts === undefined ? ofCheck(timbang, files, asked) : ofSubject(timbang, files, facts, asked);
        const missing = asked.expect.filter((code) => !found.has(code));
        if (missing.length > 0) told.failed.push(`${what}: not found: ${missing}; found: ${[...found]}`);
        else if (asked.expect.length === 0 && found.has("galat")) told.failed.push(`${what}: found: ${[...found]}`);
        else told.passed += 1;
      } catch (error) {
        told.failed.push(`${what}: ${error?.stack ?? error}`);
      }
    }
  }
  return told;
}

function ofCheck(timbang, files, asked) {
  const overlays = asked.overlay === undefined ? [] : [Object.fromEntries(Object.entries(asked.overlay).map(([path, source]) => [path, bytes(source)]))];
  const report = timbang.checkSync(files, { overlays });
  const found = new Set(report.diagnostics.map((one) => one.code));
  if (report.diagnostics.some((one) => one.severity === "error")) found.add("galat");
  if ((report.pack !== null) === found.has("galat")) throw new Error("a pack is given exactly where there is no error");
  report.pack?.graph(asked.as_of ?? "2025-12-31");
  report.pack?.types();
  report.pack?.free();
  return found;
}

function ofSubject(timbang, files, facts, asked) {
  const found = new Set();
  const pack = timbang.loadSync(files);
  const plan = pack.plan(asked.outputs ?? [], { asOf: asked.as_of ?? "2025-12-31" });
  let outcome;
  try {
    outcome = plan.evaluateText(facts);
  } catch (error) {
    if (error.code !== "T3005") throw error;
    return found.add("galat").add(error.code);
  }
  JSON.stringify(outcome, (key, value) => {
    if (key === "code" && typeof value === "string") found.add("galat").add(value);
    return value;
  });
  for (const name of plan.outputs.filter((output) => output !== "triggers")) {
    for (const format of ["text", "html", "json"]) outcome.why(name, { format });
  }
  const record = outcome.record();
  if (pack.replay(record).same !== true) throw new Error("the record does not replay");
  if (asked.record !== undefined) {
    try {
      const { differences } = pack.replay(mutated(record, asked.record));
      differences.forEach((difference) => found.add(difference.name));
    } catch (error) {
      if (!/^T30(03|04|05|10)$/.test(error.code)) throw error;
      found.add("galat").add(error.code);
    }
  }
  plan.free();
  pack.free();
  return found;
}

/** The text of a record with what becomes of it; the facts that are mutated have no digits that are lost on the way. */
function mutated(written, { text: own, cut = Infinity, set = {}, remove = [] }) {
  // What is set is put in as it is written, behind a mark, because it may be no JSON that this side could hold.
  const record = JSON.parse(written);
  const marks = [];
  for (const [pointer, source] of Object.entries(set)) {
    const keys = pointer.split("/").slice(1).map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
    const last = keys.pop();
    const holder = keys.reduce((at, key) => at[key], record);
    holder[last] = `\u0001mark${marks.push(text(source)) - 1}`;
  }
  for (const key of remove) delete record[key];
  const changed = own === undefined ? JSON.stringify(record).replace(/"\\u0001mark(\d+)"/g, (_, at) => marks[at]) : text(own);
  return cut === Infinity ? changed : [...changed].slice(0, cut).join("");
}
