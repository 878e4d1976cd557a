import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { hostile, HOSTILE } from "./hostile.mjs";
import { open, put, sample, violations } from "./support.mjs";

let bench;
before(async () => {
  bench = await open();
});
after(() => bench.close());

const { explanations } = sample("lengkap");
const promotion = explanations.kenaikan_pangkat_fungsional;
const score = explanations.nilai_hasil_kerja;

/** A chain of entries, each of which rests on the next, as deep as the engine writes them. */
function chain(depth) {
  const label = { id: `Rantai ${depth} dengan nama yang agak panjang`, en: `Chain ${depth}` };
  const one = { name: `r${depth}`, label, role: "rule", status: "value", value: "1", text: { id: "1", en: "1" } };
  const formula = { step: "formula", text: { id: "1 + 0 + 0 + 0 + 0 + 0", en: "1 + 0 + 0 + 0 + 0 + 0" } };
  return { ...one, steps: [formula], ...(depth === 0 ? { more: true } : { inputs: [chain(depth - 1)] }) };
}

const count = (one) => 1 + (one.inputs ?? []).reduce((sum, input) => sum + count(input), 0);
const entry = (element, name) => element.getByRole("button", { name, exact: true });

describe("timbang-explain", () => {
  test("opens and closes by the mouse", async () => {
    const { page, amiss, close } = await bench.page();
    const element = await put(page, "timbang-explain", { explanation: promotion });
    await element.getByRole("heading", { name: "Kenaikan pangkat dalam jabatan fungsional" }).waitFor();
    const button = entry(element, "Masa kerja dalam pangkat mencukupi untuk jabatan fungsional");
    const inner = element.locator("[part=tree]").getByText("Baru 0 tahun dalam pangkat; syaratnya 2 tahun.");
    assert.equal(await button.getAttribute("aria-expanded"), "false");
    assert.equal(await inner.isVisible(), false);
    await button.click();
    assert.equal(await button.getAttribute("aria-expanded"), "true");
    assert.equal(await inner.isVisible(), true);
    await button.click();
    assert.equal(await inner.isVisible(), false);
    assert.deepEqual(amiss, []);
    await close();
  });

  test("goes through the tree by the arrow keys", async () => {
    const { page, close } = await bench.page();
    const element = await put(page, "timbang-explain", { explanation: score }, { bare: "" });
    const focused = () => element.evaluate((own) => own.shadowRoot.activeElement?.textContent.replaceAll(/\s+/g, " ").trim());
    await page.keyboard.press("Tab");
    assert.equal(await focused(), "Buka semua");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    const top = await focused();
    const walk = async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
      return focused();
    };
    assert.match(top, /Capaian indikator dalam batas yang diakui$/);
    assert.equal(await walk("ArrowRight"), top, "right opens");
    assert.match(await walk("ArrowRight"), /\(IKI-1\)$/, "right again goes in");
    assert.match(await walk("ArrowDown"), /\(IKI-2\)$/);
    assert.match(await walk("End"), /\(IKI-3\)$/);
    assert.match(await walk("ArrowUp"), /\(IKI-2\)$/);
    assert.equal(await walk("ArrowLeft"), top, "left goes out");
    await walk("ArrowLeft");
    assert.equal(await entry(element, top.replace(/^▸ ?/, "")).getAttribute("aria-expanded"), "false", "left closes");
    assert.equal(await walk("ArrowUp", "Home", "ArrowLeft"), top, "the ends of the tree hold the focus");
    await close();
  });

  test("tells both sides, conditions, formulas, law, periods, sources and figures that nobody checked", async () => {
    const { page, close } = await bench.page();
    const element = await put(page, "timbang-explain", { explanation: promotion });
    await element.getByRole("button", { name: "Buka semua" }).click();
    const text = await element.locator("article").innerText();
    for (const part of [
      /Jenis jabatan\s+✓ terpenuhi\s+Dimiliki\s+Jabatan fungsional\s+Syarat\s+Jabatan fungsional/,
      /Masa kerja dalam pangkat terakhir\s+✗ belum terpenuhi: kurang 2 tahun\s+Dimiliki\s+0 tahun\s+Syarat\s+paling sedikit 2 tahun/,
      /Dihitung: [^]*25 \+ 3,384 \+ 0 \+ 25,01 \+ 0[^]*= 53,394 angka kredit/,
      /Dasar: PermenPANRB 1\/2023 Pasal 39\s+Berlaku sejak 1 Januari 2023/,
      /Sumber: data utama SIASN/,
      /Dihitung: 25,01 \(jumlah dari 3 baris\)\s+Jenis jabatan/,
      /2 tahun\s+belum dicocokkan/,
    ]) {
      assert.match(text, part);
    }
    assert.equal(await element.locator("li[part=entry]").count(), count(promotion) - 1);
    await close();
  });

  test("shows the row of a table that was taken", async () => {
    const { page, close } = await bench.page({ lang: "en" });
    const rowed = {
      ...chain(0),
      v: 1,
      steps: [
        {
          step: "row",
          table: { id: "predikat_kinerja", en: "predikat_kinerja" },
          line: 5,
          cells: [
            { label: { id: "Rating hasil kerja", en: "Rating of results" }, asked: { id: "Sesuai", en: "As expected" } },
            { label: { id: "Rating perilaku", en: "Rating of behaviour" }, asked: { id: "Di atas", en: "Above" } },
          ],
          result: { id: "Baik", en: "Good" },
          basis: "PermenPANRB 6/2022",
          note: "Dibaca dari lampiran",
        },
      ],
      inputs: [{ ...chain(0), repeated: true }],
    };
    const element = await put(page, "timbang-explain", { explanation: rowed });
    const table = element.getByRole("table", { name: "Table predikat kinerja, line 5 [PermenPANRB 6/2022]" });
    const rows = await table.getByRole("row").allInnerTexts();
    assert.deepEqual(rows, ["Rating of results\tAs expected", "Rating of behaviour\tAbove", "so\tGood"]);
    assert.match(await element.locator("article").innerText(), /Note: Dibaca dari lampiran\.[^]*\(explained elsewhere\)/);
    await close();
  });

  test("a calculation asks, a requirement demands, and a requirement that is met hides what failed", async () => {
    const { page, close } = await bench.page();
    const side = (id, value) => ({ label: { id, en: id }, value, unit: "tahun" });
    const compared = (holds) => ({
      step: "compared",
      comparison: { left: side("Masa kerja", holds ? "5" : "3"), op: ">=", right: side("Batas", "4"), holds, shortfall: holds ? null : { amount: "1", unit: { id: "tahun", en: "years" } } },
    });
    const base = { ...chain(0), v: 1, steps: [compared(false), compared(true)] };
    const shown = async (explanation) => {
      const element = await put(page, "timbang-explain", { explanation });
      const told = await element.locator(".comparison").allInnerTexts();
      await element.evaluate((own) => own.remove());
      return told.map((one) => one.replaceAll(/\s+/g, " ").trim());
    };
    assert.deepEqual(await shown({ ...base, kind: "score" }), [
      "Masa kerja → tidak Nilainya 3 tahun Apakah paling sedikit 4 tahun Batas",
      "Masa kerja → ya Nilainya 5 tahun Apakah paling sedikit 4 tahun Batas",
    ]);
    const demanded = "Masa kerja ✓ terpenuhi Dimiliki 5 tahun Syarat paling sedikit 4 tahun Batas";
    assert.deepEqual(await shown({ ...base, kind: "requirement", value: true }), [demanded]);
    assert.deepEqual(await shown({ ...base, kind: "requirement", value: false }), [
      "Masa kerja ✗ belum terpenuhi: kurang 1 tahun Dimiliki 3 tahun Syarat paling sedikit 4 tahun Batas",
      demanded,
    ]);
    await close();
  });

  test("forty-eight levels deep, nothing is wider than 320 pixels", async () => {
    const { page, amiss, close } = await bench.page({ width: 320 });
    const element = await put(page, "timbang-explain", { explanation: { v: 1, ...chain(48) } });
    await element.getByRole("button", { name: "Buka semua" }).click();
    await element.getByText("Yang lebih dalam tidak disertakan.").waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0);
    const narrowest = await element.locator("[part=tree] li .formula").evaluateAll((all) => Math.min(...all.map((one) => one.clientWidth)));
    assert.ok(narrowest > 60, `the deepest formula has ${narrowest} pixels`);
    assert.deepEqual(amiss, []);
    await close();
  });

  test("what is searched for on the page opens", async () => {
    const { page, close } = await bench.page();
    const element = await put(page, "timbang-explain", { explanation: promotion });
    const fold = element.locator(".fold").first();
    assert.equal(await fold.getAttribute("hidden"), "until-found");
    await fold.evaluate((own) => own.dispatchEvent(new Event("beforematch")));
    assert.equal(await element.locator(".toggle").first().getAttribute("aria-expanded"), "true");
    await close();
  });

  test("all of it stands on paper", async () => {
    const { page, close } = await bench.page();
    const element = await put(page, "timbang-explain", { explanation: score });
    const leaf = element.locator("li[part=entry] li[part=entry] li[part=entry]").first();
    assert.equal(await leaf.isVisible(), false);
    await page.emulateMedia({ media: "print" });
    assert.equal(await leaf.isVisible(), true);
    const height = await leaf.evaluate((own) => own.getBoundingClientRect().height);
    assert.ok(height > 10, `an entry is ${height} pixels high`);
    await close();
  });

  test("what is broken or too large is told in both languages", async () => {
    const { page, amiss, close } = await bench.page({ lang: "en" });
    const far = { v: 1, ...chain(90) };
    const cases = [JSON.stringify(promotion).slice(0, 999), JSON.stringify(far), { ...promotion, role: "boss" }, { ...promotion, inputs: {} }];
    for (const explanation of cases) {
      const element = await put(page, "timbang-explain", { explanation });
      assert.deepEqual(
        await element.getByRole("alert").locator("strong").allInnerTexts(),
        ["This explanation cannot be shown.", "Penjelasan ini tidak dapat ditampilkan."],
      );
      await element.evaluate((own) => own.remove());
    }
    assert.deepEqual(amiss, []);
    await close();
  });

  test("hostile labels are words and nothing else", async () => {
    const { page, amiss, close } = await bench.page();
    const element = await put(page, "timbang-explain", { explanation: hostile(promotion) });
    await element.locator(".tools button").first().click();
    const made = await element.evaluate((own) => own.shadowRoot.querySelectorAll("img, script, svg, [onerror], [style]").length);
    assert.equal(made, 0);
    assert.ok((await element.locator("article").innerText()).includes(HOSTILE));
    assert.deepEqual(amiss, []);
    await close();
  });

  test("axe finds nothing, closed and open", async () => {
    for (const options of [{}, { lang: "en", dark: true }, { width: 320 }]) {
      const { page, amiss, close } = await bench.page(options);
      const element = await put(page, "timbang-explain", { explanation: promotion });
      assert.deepEqual(await violations(page), []);
      await element.locator(".tools button").first().click();
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(amiss, []);
      await close();
    }
  });
});
