// What is measured, the same in Node and in a page. Times are in milliseconds.

const AS_OF = "2025-12-31";

/**
 * Times the way from nothing to the first plan of the national rules, and then workload W, by the clock `busy` where there
 * is one that only counts what this program does. `start` fetches what is needed and starts the engine, and gives how the
 * rules of the nation and of W are opened.
 */
export async function measure(start, workload, bytes, busy = () => performance.now()) {
  const told = {};
  const once = async (name, work) => {
    const from = performance.now();
    const done = await work();
    told[name] = performance.now() - from;
    return done;
  };
  const { nation, w } = await once("engine", start);
  const national = await once("load", nation);
  await once("plan", () => national.plan([], { asOf: AS_OF }));
  told.start = told.engine + told.load + told.plan;
  national.free();

  const plan = w().plan([], { asOf: AS_OF });
  const subjects = workload.subjects.map((text) => JSON.parse(text));
  const one = repeated(busy, () => subjects.forEach((facts) => plan.evaluate(facts)));
  told.one = (one * 1000) / subjects.length;
  const input = { rows: workload.rows, columns: columnsOf(workload, bytes) };
  told.columns = repeated(busy, () => plan.evaluateColumns(input));
  return told;
}

/** The median of what is left when compilers and caches are warm. */
function repeated(now, work) {
  const times = Array.from({ length: 25 }, () => {
    const from = now();
    work();
    return now() - from;
  });
  return median(times.slice(10));
}

export const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

/** The columns of `workload web`: of each its cells in four bytes, and then one byte that tells whether it is there. */
function columnsOf({ rows, columns }, bytes) {
  let at = 0;
  const of = ({ kind, scale, gaps }) => {
    const cells = new Int32Array(bytes.slice(at, at + rows * 4));
    const valid = gaps ? { valid: new Uint8Array(bytes.slice(at + rows * 4, at + rows * 5)) } : {};
    at += rows * 5;
    return kind === "truths" ? { truths: Uint8Array.from(cells), ...valid } : { values: cells, scale, ...valid };
  };
  return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, of(column)]));
}
