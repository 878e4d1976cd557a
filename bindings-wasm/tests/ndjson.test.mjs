// examples/node: a file of employees, one a line, with the tarball as a portal has it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { project, ROOT } from "./project.mjs";

const EXAMPLES = join(ROOT, "../examples");
const employees = readFileSync(join(EXAMPLES, "siasn.ndjson"), "utf8").trim().split("\n");
const ASKED = ["2025-12-31", "kenaikan_pangkat_reguler"];

let own;
before(() => {
  own = project();
  copyFileSync(join(EXAMPLES, "node/nilai.mjs"), join(own.folder, "nilai.mjs"));
});
after(() => own.close());

function start(asked = ASKED) {
  const child = spawn("node", ["nilai.mjs", ...asked], { cwd: own.folder, stdio: "pipe" });
  child.stdin.on("error", () => {});
  let told = "";
  child.stderr.on("data", (words) => (told += words));
  const ended = new Promise((done) => child.on("close", (code) => done({ code, told })));
  return { child, ended };
}

async function run(input, asked) {
  const { child, ended } = start(asked);
  const parts = [];
  child.stdout.on("data", (part) => parts.push(part));
  child.stdin.end(input);
  const { code, told } = await ended;
  const lines = Buffer.concat(parts).toString().split("\n");
  assert.equal(lines.pop(), "", "the last line ends, too");
  return { code, told, lines: lines.map((line) => JSON.parse(line)) };
}

test("weighs each line, and says the same as the nightly batch in PHP", async () => {
  const { code, told, lines } = await run(`${employees.join("\n")}\n`);
  assert.deepEqual([code, told], [0, ""]);
  const word = ({ status, value }) => (status !== "value" ? status : value ? "MS" : "TMS");
  const found = lines.map(({ nip, hasil }) => `${nip},${word(hasil.results[ASKED[1]])}`);
  const wanted = readFileSync(join(EXAMPLES, "php/malam.csv"), "utf8").trim().split("\n").slice(1);
  assert.deepEqual(found, wanted.map((line) => line.split(",").slice(0, 2).join(",")));
});

test("broken lines are told with their numbers, and the rest goes on", async () => {
  const whole = Buffer.from(employees[0]);
  // A line separator of Unicode within a text parts no lines.
  const separator = Buffer.from(employees[1].replace('"data_utama":{', '"catatan":"a\u2028b","data_utama":{'));
  const given = [whole, "{", "", "[]", Buffer.from([0x7b, 0xff]), separator, Buffer.alloc(17_000_000, "x"), "{}", Buffer.concat([whole, Buffer.from("\r")]), employees[2]];
  const input = given.flatMap((line, at) => (at === 0 ? [Buffer.from(line)] : [Buffer.from("\n"), Buffer.from(line)]));
  const { code, told, lines } = await run(Buffer.concat(input));
  assert.equal(code, 1);
  assert.deepEqual(lines.map((line) => line.baris), [1, 6, 8, 9, 10]);
  assert.deepEqual(lines.map((line) => line.nip === null), [false, false, true, false, false]);
  assert.deepEqual([...told.matchAll(/^baris (\d+): /gm)].map(([, number]) => number), ["2", "4", "5", "7"]);
  assert.match(told, /baris 2: T3005: /);
  assert.match(told, /baris 5: bukan UTF-8/);
  assert.match(told, /baris 7: barisnya lebih panjang/);
});

test("reads no more than what is taken from it", async () => {
  const rows = 1000;
  const { child, ended } = start();
  const line = Buffer.from(`${employees[0]}\n`);
  let written = 0;
  const writing = (async () => {
    for (let n = 0; n < rows; n += 1) {
      if (!child.stdin.write(line)) await new Promise((ready) => child.stdin.once("drain", ready));
      written += 1;
    }
    child.stdin.end();
  })();
  // Nobody reads: what is taken in comes to rest, far from the end.
  for (let before = -1; before !== written || written === 0; ) {
    before = written;
    await new Promise((later) => setTimeout(later, 1500));
  }
  assert.ok(written > 0 && written < rows / 2, `${written} of ${rows} lines were taken in`);
  let found = 0;
  for await (const part of child.stdout) found += part.toString("latin1").split("\n").length - 1;
  await writing;
  assert.deepEqual([found, (await ended).code], [rows, 0]);
});

test("ends in peace when its reader goes, and says what it is asked wrongly", async () => {
  const { child, ended } = start();
  child.stdin.write(`${employees.join("\n")}\n`.repeat(200));
  await new Promise((first) => child.stdout.once("data", first));
  child.stdout.destroy();
  child.stdin.end();
  assert.deepEqual(await ended, { code: 1, told: "" });
  const wrong = await run(employees[0], ["2025-12-31", "tidak_ada"]);
  assert.deepEqual([wrong.code, wrong.lines], [2, []]);
  assert.match(wrong.told, /^T3003: /);
  assert.equal((await run("", [])).code, 2);
});
