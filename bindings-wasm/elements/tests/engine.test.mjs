import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { open, root } from "./support.mjs";

const engine = process.env.TIMBANG_DIST ?? "bindings-wasm/dist";
const absent = existsSync(join(root, engine, "generated/engine.wasm")) ? false : `${engine} has no engine: run make web`;

describe("timbang-form with the engine itself", { skip: absent }, () => {
  let bench;
  before(async () => {
    bench = await open();
  });
  after(() => bench.close());

  test("asks until the result is known, and what it asked for is what it took", async () => {
    const { page, amiss, close } = await bench.page({ url: "/engine" });
    await page.evaluate(async (dist) => {
      const { load } = await import(`/${dist}/js/index.js`);
      const { files } = await import(`/${dist}/js/nasional.js`);
      const pack = await load(files);
      const form = document.createElement("timbang-form");
      const outcome = document.createElement("timbang-outcome");
      outcome.quiet = true;
      form.addEventListener("timbang-outcome", (event) => (outcome.outcome = event.detail.outcome));
      form.schema = pack.factsSchema();
      form.plan = pack.plan(["kenaikan_pangkat_reguler"], { asOf: "2025-12-31" });
      document.querySelector("main").append(form, outcome);
    }, engine);
    const form = page.locator("timbang-form");
    await form.getByRole("radio", { name: "PNS", exact: true }).check();
    await form.getByLabel("Golongan ruang terakhir").selectOption("II/a");
    await form.getByRole("radio", { name: "Tidak ada", exact: true }).check();
    await form.getByRole("radio", { name: "Jabatan pelaksana" }).check();
    for (const [at, year] of ["2024", "2023"].entries()) {
      await form.getByRole("button", { name: "Tambah baris" }).click();
      await form.getByLabel("Tahun").nth(at).fill(year);
      await form.getByLabel("Tahun").nth(at).press("Enter");
      await form.getByLabel("Predikat kinerja").nth(at).selectOption("baik");
    }
    await form.getByLabel("Tingkat pendidikan terakhir").selectOption("sltp");
    await form.getByLabel("Terhitung mulai tanggal golongan").fill("2021-04-01");
    await form.getByLabel("Terhitung mulai tanggal golongan").press("Tab");
    await page.locator("timbang-outcome").getByText("5 dari 5 syarat terpenuhi").waitFor();
    assert.match(await form.locator("[part~=so-far]").innerText(), /✓ memenuhi syarat/);
    assert.deepEqual(amiss, []);
    await close();
  });
});
