// What only a browser shows: loading, the policy, the worker, the file for pages without npm.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inBrowser } from "./browser.mjs";
import { UJI } from "./uji.mjs";

const FACTS = { nilai: "10.50", tmt: "2022-10-01", predikat: "baik" };

test("before it is loaded the engine says so; afterwards everything is there without waiting", async () => {
  const told = await inBrowser({}, (page) =>
    page.evaluate(
      async ([files, facts]) => {
        const timbang = await import("/dist/js/index.js");
        let before;
        try {
          timbang.loadSync(files);
        } catch (error) {
          before = [error.name, error.code];
        }
        await Promise.all([timbang.ready(), timbang.ready()]);
        const plan = timbang.loadSync(files).plan(["naik"], { asOf: "2025-12-31" });
        return [before, plan.evaluate(facts).promotions[0].decision];
      },
      [UJI, FACTS],
    ),
  );
  assert.deepEqual(told, [["EngineError", "T3040"], "TMS"]);
});

test("an engine that is not where it should be is told with its address", async () => {
  await assert.rejects(
    inBrowser({}, (page) =>
      page.evaluate(async () => {
        const timbang = await import("/dist/js/index.js");
        try {
          await timbang.ready("/tidak/ada.wasm");
        } catch (error) {
          throw new Error(JSON.stringify([error.code, error.texts.en.includes("/tidak/ada.wasm")]));
        }
      }),
    ),
    /\["T3040",true\]/,
  );
});

test("a policy without wasm-unsafe-eval is told with what to allow", async () => {
  const told = await inBrowser({}, async (page) => {
    await page.route("**/strict", (route) =>
      route.fulfill({ contentType: "text/html", headers: { "Content-Security-Policy": "default-src 'self'" }, body: "<!doctype html><title>x</title>" }),
    );
    await page.goto(new URL("/strict", page.url()).href);
    return page.evaluate(async () => {
      const timbang = await import("/dist/js/index.js");
      return timbang.ready().catch((error) => [error.code, error.help.id]);
    });
  }).catch((error) => error);
  // Chromium also writes the refusal to the console, which inBrowser reports.
  const words = told instanceof Error ? told.message : told[1];
  assert.match(words, /unsafe-eval/);
});

test("a worker answers, with errors that keep their class, code and findings", async () => {
  const told = await inBrowser({}, (page) =>
    page.evaluate(
      async ([files, facts]) => {
        const { connect } = await import("/dist/js/worker.js");
        const { PackError, TimbangError } = await import("/dist/js/index.js");
        const { desk, stop } = await connect();
        const pack = await desk.load(files);
        const plan = await pack.plan(["naik", "dua_kali"], { asOf: "2025-12-31" });
        const outcome = await plan.evaluate({ ...facts, nilai: 3n, tmt: new Date("2022-10-01") });
        const many = await plan.evaluateMany([{ nilai: 1 }, { nilai: 2 }]);
        const why = await plan.why(facts, "naik", { lang: "en" });
        const replayed = await pack.replay(await plan.record(facts));
        const report = await desk.check({ ...files, "uji/a.rhai": "fn x(" });
        const refused = await desk.load({ ...files, "uji/a.rhai": "fn x(" }).catch((error) => [error instanceof PackError, error instanceof TimbangError, error.code, error.diagnostics.length > 0]);
        stop();
        return { decision: outcome.results.naik.promotion.decision, twice: outcome.results.dua_kali.value, many: many.map((one) => one.results.dua_kali.value), why: why.length > 20, same: replayed.same, ok: report.ok, refused };
      },
      [UJI, FACTS],
    ),
  );
  assert.deepEqual(told, { decision: "TMS", twice: "6", many: ["2", "4"], why: true, same: true, ok: false, refused: [true, true, "T3006", true] });
});

test("a page without npm has one file for the engine and one for the national rules", async () => {
  const page = '<!doctype html><html lang="id"><title>Uji</title><script src="/dist/timbang.script.js"></script><script src="/dist/nasional.script.js"></script>';
  const told = await inBrowser({ "/": page }, (own) =>
    own.evaluate(async () => {
      const { Timbang, TimbangNasional } = globalThis;
      const pack = await Timbang.load(TimbangNasional.files);
      const outcome = pack.plan(["kenaikan_pangkat_reguler"], { asOf: "2025-12-31" }).evaluate({ golongan: "III/c" });
      return [pack.digest === TimbangNasional.digest, outcome.promotions[0].decision];
    }),
  );
  assert.deepEqual(told, [true, "BTL"]);
});
