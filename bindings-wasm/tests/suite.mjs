// Runs the conformance suite through this package. It runs in Node and in a browser's page alike: `timbang` is the
// package, `portal` the one with the small engine, `suite` the files of tests/suite, parsed. What a pack says its bundle
// must say in the small engine. Formats: tests/README.md.

const MANIFEST =
  'format = 1\nid = "uji"\nversion = "0.1.0"\ntitle = "Uji"\nsubject = "pegawai"\noutputs = []\n';

/** The files of a pack of the suite; one without a manifest gets the plain one. */
const packOf = (files) => ({ "pack.toml": MANIFEST, ...files });

/** Runs everything: `{ passed, failed: [words], skipped: [[what, why]] }`. */
export function runSuite(timbang, portal, suite) {
  const told = { passed: 0, failed: [], skipped: [] };
  const one = (name, run) => {
    try {
      const wrong = run();
      if (wrong.length === 0) told.passed += 1;
      else told.failed.push(`${name}: ${wrong.join("; ")}`);
    } catch (error) {
      told.failed.push(`${name}: ${error?.code ?? ""} ${error?.message ?? error}`);
    }
  };
  for (const [code, file] of Object.entries(suite.checks)) {
    known(file, ["case"]);
    for (const asked of file.case) one(`checks/${code} ${asked.name}`, () => runCheck(timbang, code, asked));
  }
  for (const [name, file] of Object.entries(suite.eval)) {
    known(file, ["pack"]);
    for (const pack of file.pack) runEvalPack(timbang, portal, `eval/${name} ${pack.name}`, pack, one, told);
  }
  for (const [name, file] of Object.entries(suite.defects)) {
    known(file, ["defect", "source", "pack"]);
    for (const pack of file.pack) {
      one(`defects/${name} ${pack.name}`, () => runDefect(timbang, pack));
      if (pack.proposes !== undefined) told.skipped.push([`defects/${name} ${pack.name}: proposes`, "proposed cases are written by `timbang cases` alone"]);
    }
  }
  return told;
}

/** A runner refuses a key that it does not know. */
function known(object, keys) {
  for (const key of Object.keys(object)) if (!keys.includes(key)) throw new Error(`the key ${key} is not known`);
}

function runCheck(timbang, code, asked) {
  known(asked, ["name", "base", "beside", "files", "expect"]);
  const own = packOf(asked.files);
  const overlays = asked.base === undefined ? [] : [own, ...(asked.beside === undefined ? [] : [packOf(asked.beside)])];
  const report = timbang.checkSync(asked.base === undefined ? own : packOf(asked.base), { overlays });
  const found = report.diagnostics.map((diagnostic) => {
    const { file, line, column, length } = diagnostic.labels[0];
    const key = JSON.stringify([diagnostic.code, file, line, column, length]);
    return { key, counts: diagnostic.severity === "error" || diagnostic.code === code };
  });
  const wrong = [];
  for (const { code: wanted, file, line, column, length } of asked.expect) {
    const key = JSON.stringify([wanted, file, line, column, length]);
    const at = found.findIndex((one) => one.key === key);
    if (at < 0) wrong.push(`not found: ${key}`);
    else found.splice(at, 1);
  }
  wrong.push(...found.filter((one) => one.counts).map((one) => `not expected: ${one.key}`));
  const isSound = report.diagnostics.every((diagnostic) => diagnostic.severity !== "error");
  if ((report.pack !== null) !== isSound || report.ok !== isSound) wrong.push("a pack is given exactly where there is no error");
  report.pack?.free();
  return wrong;
}

function loadPack(timbang, pack, change = {}) {
  const own = packOf({ ...pack.files, ...change });
  return pack.base === undefined ? timbang.loadSync(own) : timbang.loadSync(packOf(pack.base), { overlays: [own] });
}

function runEvalPack(timbang, portal, name, pack, one, told) {
  known(pack, ["name", "base", "files", "evaluate", "replay"]);
  let loaded;
  one(`${name}: cases`, () => {
    loaded = loadPack(timbang, pack);
    return loaded.test().results.filter((result) => !result.passed).map((result) => result.name);
  });
  if (loaded === undefined) return;
  let small;
  try {
    small = portal.openSync(loaded.bundle());
  } catch (error) {
    if (error.code !== "T1227") throw error;
    told.skipped.push([`${name}: its bundle`, "the small engine runs no rules marked @interpreted"]);
  }
  for (const asked of pack.evaluate ?? []) {
    one(`${name}: ${asked.name}`, () => runEvaluation(loaded, asked));
    if (small !== undefined) one(`${name}: ${asked.name}, by its bundle`, () => runEvaluation(small, asked));
  }
  for (const asked of pack.replay ?? []) one(`${name}: ${asked.name}`, () => runReplay(timbang, pack, loaded, asked));
  small?.free();
  loaded.free();
}

function runEvaluation(loaded, asked) {
  known(asked, ["name", "as_of", "outputs", "facts", "source", "expect", "results", "error"]);
  let outcome;
  try {
    const plan = loaded.plan(asked.outputs ?? [], { asOf: asked.as_of });
    outcome = plan.evaluateText(asked.facts ?? "{}", asked.source === undefined ? {} : { source: asked.source }).toJSON();
    plan.free();
  } catch (error) {
    return error.code === asked.error ? [] : [`ended in ${error.code ?? error}`];
  }
  if (asked.error !== undefined) return [`should end in ${asked.error}`];
  const wrong = asked.expect === undefined ? [] : lacking(JSON.parse(asked.expect), outcome, "");
  if (asked.results !== undefined && JSON.stringify(Object.keys(outcome.results)) !== JSON.stringify(asked.results)) {
    wrong.push(`results: ${Object.keys(outcome.results)}`);
  }
  return wrong;
}

function runReplay(timbang, pack, loaded, asked) {
  known(asked, ["name", "as_of", "outputs", "facts", "change", "differences"]);
  const plan = loaded.plan(asked.outputs ?? [], { asOf: asked.as_of });
  const record = plan.evaluateText(asked.facts ?? "{}").record();
  const now = loadPack(timbang, pack, asked.change);
  const { same, differences } = now.replay(record);
  plan.free();
  now.free();
  const wanted = JSON.stringify(asked.differences ?? []);
  const found = JSON.stringify(differences.map((difference) => difference.name));
  return found === wanted && same === (wanted === "[]") ? [] : [`differences found: ${found}`];
}

function runDefect(timbang, pack) {
  known(pack, ["name", "files", "finds", "without", "fails", "proposes"]);
  const report = timbang.checkSync(packOf(pack.files));
  const wrong = [];
  for (const { code, line, says } of pack.finds ?? []) {
    const isFound = report.diagnostics.some((d) => d.code === code && d.labels[0].line === line && d.message.id.includes(says));
    if (!isFound) wrong.push(`${code} on line ${line} is not found`);
  }
  for (const code of pack.without ?? []) if (report.diagnostics.some((d) => d.code === code)) wrong.push(`${code} is found`);
  if (report.pack === null) {
    if ((pack.fails ?? pack.proposes) !== undefined) wrong.push("the pack has errors");
    return wrong;
  }
  const failed = report.pack.test().results.filter((result) => !result.passed).map((result) => result.name);
  if (JSON.stringify(failed) !== JSON.stringify(pack.fails ?? [])) wrong.push(`these cases fail: ${failed}`);
  report.pack.free();
  return wrong;
}

/** Each place at which `found` lacks what `expected` names; `null` also means that a key is absent. */
export function lacking(expected, found, at) {
  if (Array.isArray(expected) && Array.isArray(found) && expected.length === found.length) {
    return expected.flatMap((item, index) => lacking(item, found[index], `${at}/${index}`));
  }
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  if (isObject(expected) && isObject(found)) {
    return Object.entries(expected).flatMap(([key, value]) => lacking(value, found[key] ?? null, `${at}/${key}`));
  }
  return JSON.stringify(expected) === JSON.stringify(found) ? [] : [`${at}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`];
}
