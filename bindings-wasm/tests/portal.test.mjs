// The small engine: bundles, and what it says where there is none.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import * as timbang from "timbang";
import { files } from "timbang/nasional";
import { bundle as nasional } from "timbang/nasional/bundle";
import * as portal from "timbang/portal";
import { inBrowser } from "./browser.mjs";
import { UJI } from "./uji.mjs";

const asOf = "2025-12-31";
const FACTS = { nilai: "10.50", tmt: "2022-10-01", predikat: "baik" };
const code = (run) => caught(run).code;
const caught = (run) => {
  try {
    return run();
  } catch (error) {
    return error;
  }
};

test("the national bundle says what the national pack says", async () => {
  const [pack, bundle] = [timbang.loadSync(files), await portal.open(nasional)];
  assert.deepEqual([bundle.id, bundle.version, bundle.digest, bundle.outputs], [pack.id, pack.version, pack.digest, pack.outputs]);
  assert.deepEqual(bundle.factsSchema(), pack.factsSchema());
  const facts = { status_pegawai: "pns", jenis_jabatan: "pelaksana", golongan: "III/c", tmt_golongan: "2022-10-01" };
  const [whole, small] = [pack, bundle].map((from) => from.plan([], { asOf }).evaluate(facts));
  assert.equal(JSON.stringify(small), JSON.stringify(whole));
  for (const format of ["text", "html", "json"]) {
    for (const lang of ["id", "en"]) {
      assert.deepEqual(small.why("kenaikan_pangkat_reguler", { format, lang }), whole.why("kenaikan_pangkat_reguler", { format, lang }));
    }
  }
  assert.equal(bundle.replay(whole.record()).same, true);
  assert.deepEqual(readFileSync(fileURLToPath(nasional)), Buffer.from(pack.bundle()), "the package's bundle is that of its pack");
});

test("columns and sources work by a bundle", async () => {
  const [pack, bundle] = [timbang.loadSync(files), await portal.open(nasional)];
  const input = { rows: 2, columns: { golongan: ["III/c", null], tmt_golongan: ["2020-10-01", "2024-04-01"] } };
  const [whole, small] = [pack, bundle].map((from) => from.plan(["masa_kerja_pangkat_cukup"], { asOf }).evaluateColumns(input));
  assert.deepEqual(small, whole);
  const record = { data_utama: { tmtGolAkhir: "01-10-2020" } };
  const outcome = bundle.plan(["masa_kerja_pangkat_cukup"], { asOf }).evaluate(record, { source: "siasn" });
  assert.equal(outcome.results.masa_kerja_pangkat_cukup.value, true);
});

test("a bundle comes from bytes, a file, an address and a response", async () => {
  const bytes = timbang.loadSync(UJI).bundle();
  const path = join(tmpdir(), `timbang-${process.pid}.timbang`);
  writeFileSync(path, bytes);
  for (const source of [bytes, bytes.buffer, path, new URL(`file://${path}`), new Response(bytes), Promise.resolve(new Response(bytes))]) {
    const opened = await portal.open(source);
    assert.equal(opened.plan(["dua_kali"], { asOf }).evaluate(FACTS).results.dua_kali.value, "21");
  }
  assert.equal((await timbang.open(bytes)).id, "uji");
});

test("what is no bundle is refused with its code", async () => {
  const bytes = timbang.loadSync(UJI).bundle();
  assert.equal(code(() => portal.openSync(new Uint8Array())), "T3045");
  assert.equal(code(() => portal.openSync(bytes.subarray(0, bytes.length - 1))), "T3047");
  const other = Uint8Array.from(bytes);
  other[17] += 1;
  assert.equal(code(() => portal.openSync(other)), "T3046");
  for (const source of [() => "/tidak/ada.timbang", () => new Response("", { status: 404 }), () => Promise.reject(new Error("putus"))]) {
    await assert.rejects(portal.open(source()), (error) => error instanceof portal.PackError && error.code === "T3048");
  }
  const interpreted = timbang.loadSync({
    ...UJI,
    "uji/lain.rhai": "//! @basis contoh\n/// Lain.\n/// @interpreted\n/// @returns number, scale 0\n/// @range 0..100\nfn lain(nilai) { 1 }\n",
  });
  assert.equal(code(() => portal.openSync(interpreted.bundle())), "T1227");
});

test("a plan outlives its bundle, which can be freed", async () => {
  const bundle = portal.openSync(timbang.loadSync(UJI).bundle());
  const plan = bundle.plan(["dua_kali"], { asOf });
  bundle.free();
  assert.equal(plan.evaluate(FACTS).results.dua_kali.value, "21");
  assert.equal(caught(() => bundle.plan(["dua_kali"], { asOf })).code, "T3041");
});

test("a page opens a bundle under the policy of portals, also without npm", async () => {
  const told = await inBrowser({}, (page) =>
    page.evaluate(
      async (facts) => {
        const portal = await import("/dist/js/portal.js");
        const bundle = await portal.open("/dist/generated/nasional.timbang");
        const first = bundle.plan(["kenaikan_pangkat_reguler"], { asOf: "2025-12-31" }).evaluate(facts);
        const script = document.createElement("script");
        script.src = "/dist/timbang.portal.script.js";
        const loaded = new Promise((resolve) => script.addEventListener("load", resolve));
        document.head.append(script);
        await loaded;
        const alone = await globalThis.Timbang.open(fetch("/dist/generated/nasional.timbang"));
        const second = alone.plan(["kenaikan_pangkat_reguler"], { asOf: "2025-12-31" }).evaluate(facts);
        return [JSON.stringify(first) === JSON.stringify(second), first.results.kenaikan_pangkat_reguler.status];
      },
      { golongan: "III/c", tmt_golongan: "2022-10-01" },
    ),
  );
  assert.deepEqual(told, [true, "undetermined"]);
});
