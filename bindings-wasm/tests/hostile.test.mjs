// Inputs that nobody means: each is answered, and the engine goes on. HOSTILE=1 runs the large ones, too.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as timbang from "timbang";
import { inBrowser } from "./browser.mjs";
import { runHostile } from "./hostile-suite.mjs";
import { readFolder, tell } from "./read-suite.mjs";
import { UJI } from "./uji.mjs";

const MOST = process.env.HOSTILE === "1" ? Infinity : 4096;
const asOf = "2025-12-31";

test("hostile inputs in Node", () => {
  const told = runHostile(timbang, readFolder("hostile"), MOST);
  assert.equal(tell({ ...told, skipped: [] }, `Node, ${told.skipped.length} too large for this run`), "");
  assert.ok(told.passed > 100);
});

test("hostile inputs in Chromium, where the stack is what the browser gives", async () => {
  const told = await inBrowser({}, (page) =>
    page.evaluate(
      async ([suite, most]) => {
        const timbang = await import("/dist/js/index.js");
        const { runHostile } = await import("/tests/hostile-suite.mjs");
        await timbang.ready();
        return runHostile(timbang, suite, most);
      },
      [readFolder("hostile"), MOST],
    ),
  );
  assert.equal(tell({ ...told, skipped: [] }, `Chromium, ${told.skipped.length} too large for this run`), "");
});

test("after the engine stopped, the next call begins with a new one", async () => {
  const pack = timbang.loadSync(UJI);
  const plan = pack.plan(["dua_kali"], { asOf });
  const before = plan.evaluate({ nilai: 4 });
  // All memory that there is goes to nobody: whatever else may come to stop the engine, this does.
  const { memory } = await import("../dist/generated/engine.js").then((engine) => engine.initSync({}));
  memory.grow(65_536 - memory.buffer.byteLength / 65_536);
  const large = { ...UJI, "uji/b.rhai": `//! @basis contoh\n${"/// a\n".repeat(10_000_000)}` };
  assert.throws(() => timbang.checkSync(large), (error) => error instanceof timbang.EngineError && error.code === "T3043" && error.cause !== undefined);
  assert.equal(plan.evaluate({ nilai: 4 }).results.dua_kali.value, "8");
  assert.match(before.why("dua_kali"), /8/);
  assert.equal(pack.plan(["dua_kali"], { asOf }).evaluate({ nilai: 5 }).results.dua_kali.value, "10");
});
