import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { hostile } from "./hostile.mjs";
import { open, put, putForm, sample, violations } from "./support.mjs";

let bench;
before(async () => {
  bench = await open();
});
after(() => bench.close());

const { schema, states } = sample("isian");
const complete = states[11].facts;
const known = states[4].facts;

const questions = (form) => form.locator("li[part~=question]");
const openQuestions = async (form) =>
  form.locator("li[part~=open]").evaluateAll((all) => all.map((one) => one.querySelector("legend, label").textContent.trim()));
const asked = (page) => page.evaluate(() => window.asked.at(-1));
const soFar = (form) => form.locator("[part~=so-far]").innerText();
const settledAt = (page, facts) =>
  page.waitForFunction(
    (count) => Object.keys(window.asked.at(-1)).length === count && document.querySelector("timbang-form").shadowRoot.querySelector("form").ariaBusy === "false",
    Object.keys(facts).length,
  );

/** A plan of one fact, whose result is known once it is given. */
async function putOne(page, property) {
  await page.evaluate((property) => {
    const label = { id: "Hasil", en: "Result" };
    const base = { v: 1, engine: "0", packs: [], as_of: "2025-12-31", issues: [] };
    const missing = { kind: "missing", name: "fakta", text: { id: "Fakta belum diketahui.", en: "Fact is not known." } };
    window.asked = [];
    const plan = {
      evaluate(facts) {
        window.asked.push(facts);
        const result = facts.fakta === undefined ? { status: "undetermined", causes: [missing] } : { status: "value", value: true };
        return { ...base, results: { hasil: { label, ...result } } };
      },
    };
    const form = document.createElement("timbang-form");
    Object.assign(form, { plan, schema: { properties: { fakta: property }, $defs: {} } });
    document.querySelector("main").append(form);
  }, property);
  const form = page.locator("timbang-form");
  await form.locator("form").waitFor();
  return form;
}

describe("timbang-form", () => {
  test("asks for what decides, one round after the other, by the mouse", async () => {
    const { page, amiss, close } = await bench.page();
    const form = await putForm(page, {});
    const events = await page.evaluateHandle(() => {
      const seen = [];
      document.addEventListener("timbang-outcome", (event) => seen.push(event.detail));
      return seen;
    });
    assert.deepEqual(await openQuestions(form), ["Status pegawai"], "nothing else matters of someone who is no civil servant");
    await form.getByRole("radio", { name: "PNS", exact: true }).check();
    await settledAt(page, states[1].facts);
    assert.equal((await openQuestions(form)).length, 7);
    await form.getByLabel("Golongan ruang terakhir").selectOption({ label: "Pengatur Muda (II/a)" });
    await form.getByRole("radio", { name: "Tidak ada", exact: true }).check();
    await form.getByRole("radio", { name: "Jabatan pelaksana" }).check();
    await settledAt(page, known);
    assert.ok(!(await openQuestions(form)).includes("Kedudukan hukum"), "the kind of position has decided that");
    await form.getByRole("button", { name: "Tambah baris : Riwayat kinerja tahunan" }).click();
    await form.getByLabel("Tahun").fill("2024");
    await form.getByLabel("Tahun").blur();
    await form.getByLabel("Predikat kinerja").selectOption("baik");
    await form.getByText("tidak punya baris yang dapat dipilih").waitFor();
    await form.getByRole("button", { name: "Tambah baris" }).click();
    await page.waitForFunction(() => window.asked.at(-1).riwayat_kinerja === undefined, null, { polling: 50 });
    await form.getByLabel("Tahun").nth(1).fill("2023");
    await form.getByLabel("Tahun").nth(1).blur();
    await form.getByLabel("Predikat kinerja").nth(1).selectOption("baik");
    await form.getByLabel("Tingkat pendidikan terakhir").selectOption("sltp");
    await form.getByLabel("Terhitung mulai tanggal golongan").fill("2021-04-01");
    await form.getByLabel("Terhitung mulai tanggal golongan").blur();
    await settledAt(page, complete);
    assert.deepEqual(await asked(page), complete, "facts go to the plan as it takes them");
    assert.deepEqual(await openQuestions(form), []);
    assert.match(await soFar(form), /✓ memenuhi syarat[^]*Tidak ada lagi isian yang menentukan/);
    assert.match(await form.getByRole("status").textContent(), /Kenaikan pangkat reguler: memenuhi syarat\./);
    const last = await events.evaluate((seen) => seen.at(-1));
    assert.deepEqual(last.facts, complete);
    assert.equal(last.outcome.results.kenaikan_pangkat_reguler.value, true);
    assert.deepEqual(amiss, []);
    await close();
  });

  test("by the keyboard alone, and the focus stays where it was", async () => {
    const { page, amiss, close } = await bench.page();
    const form = await putForm(page, { facts: { ...known, riwayat_kinerja: complete.riwayat_kinerja } });
    const focused = () =>
      form.evaluate((own) => {
        const at = own.shadowRoot.activeElement;
        return at === null ? null : (at.labels?.[0] ?? at).textContent.trim();
      });
    await page.keyboard.press("Tab");
    assert.equal(await focused(), "Tingkat pendidikan terakhir yang diakui");
    await page.keyboard.type("SLTP");
    await page.keyboard.press("Tab");
    await settledAt(page, states[10].facts);
    assert.equal(await focused(), "Terhitung mulai tanggal golongan terakhir", "the answer above did not take the focus away");
    await page.keyboard.type("04012021");
    await settledAt(page, complete);
    assert.equal(await focused(), "Terhitung mulai tanggal golongan terakhir");
    assert.match(await soFar(form), /memenuhi syarat/);
    assert.deepEqual(await asked(page), complete);
    assert.deepEqual(amiss, []);
    await close();
  });

  test("rows are added and removed by the keyboard, and having none is an answer", async () => {
    const { page, close } = await bench.page();
    const form = await putForm(page, { facts: known });
    const focused = () => form.evaluate((own) => own.shadowRoot.activeElement?.id ?? "");
    const add = form.getByRole("button", { name: "Tambah baris" });
    await add.focus();
    await page.keyboard.press("Enter");
    await form.getByLabel("Tahun").waitFor();
    await page.waitForFunction(() => document.querySelector("timbang-form").shadowRoot.activeElement?.matches("input"));
    assert.match(await focused(), /riwayat_kinerja-\d+-tahun$/, "the new row has the focus");
    assert.equal((await asked(page)).riwayat_kinerja, undefined, "a row without its key is not handed over");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("timbang-form").shadowRoot.activeElement?.id.endsWith("-add"));
    assert.equal(await form.getByLabel("Tahun").count(), 0);
    await form.getByRole("button", { name: "Tidak ada : Riwayat" }).press("Enter");
    await form.getByText("Dinyatakan tidak ada.").waitFor();
    assert.deepEqual((await asked(page)).riwayat_kinerja, []);
    await close();
  });

  test("a fact of the page that the engine refuses is asked anew, with what is amiss", async () => {
    const { page, close } = await bench.page();
    const form = await putForm(page, { facts: states.at(-1).facts });
    await form.getByText("Nilai `golongan` bukan nilai atau kode enum `golongan`.").waitFor();
    assert.deepEqual(await openQuestions(form), ["Golongan ruang terakhir"], "only the one that cannot be used");
    const control = form.getByLabel("Golongan ruang terakhir");
    assert.equal(await control.getAttribute("aria-invalid"), "true");
    const described = await control.evaluate((own) =>
      own.getAttribute("aria-describedby").split(" ").map((id) => own.getRootNode().getElementById(id).textContent).join(" "),
    );
    assert.match(described, /data utama SIASN[^]*bukan nilai atau kode/);
    await control.selectOption("II/a");
    await settledAt(page, complete);
    await form.getByText("✓ memenuhi syarat").waitFor();
    assert.equal(await control.getAttribute("aria-invalid"), null);
    await close();
  });

  test("numbers are taken as people of the language write them, and handed over exactly", async () => {
    const number = schema.properties.angka_kredit_dasar;
    for (const [lang, cases] of Object.entries({
      id: [["68,902", "68.902"], ["007", "7"], ["1.800", /koma/], ["1,2345", /Paling banyak 3 angka/], ["3000", /Paling banyak 2000/], ["-1", /Paling sedikit 0/], ["dua", /angka saja/], ["1,", /angka saja/]],
      en: [["68.902", "68.902"], ["1,800", /point/], ["1e3", /digits only/]],
    })) {
      const { page, close } = await bench.page({ lang });
      const form = await putOne(page, number);
      const field = form.getByRole("textbox");
      for (const [typed, wanted] of cases) {
        await field.fill(typed);
        await field.press("Enter");
        await page.waitForTimeout(30);
        const given = (await asked(page)).fakta;
        if (typeof wanted === "string") assert.equal(given, wanted, typed);
        else {
          assert.equal(given, undefined, typed);
          assert.match(await form.locator(".problems").innerText(), wanted, typed);
        }
      }
      await close();
    }
  });

  test("an assessment tells who made it", async () => {
    const { page, close } = await bench.page();
    const form = await putOne(page, { title: "Rekam jejak baik", "x-timbang-judgement": true, anyOf: [{ type: "boolean" }] });
    await form.getByRole("radio", { name: "Ya" }).check();
    await form.getByText("Penilainya (boleh dikosongkan)").click();
    await form.getByLabel("Siapa yang menilai").fill("Kepala Bidang");
    await form.getByLabel("Siapa yang menilai").blur();
    await page.waitForFunction(() => typeof window.asked.at(-1).fakta === "object");
    assert.deepEqual(await asked(page), { fakta: { value: true, by: "Kepala Bidang" } });
    await form.getByRole("radio", { name: "Belum tahu" }).check();
    await page.waitForFunction(() => window.asked.at(-1).fakta === undefined);
    await close();
  });

  test("what the plan throws or answers amiss is told, and the next answer is heard", async () => {
    const { page, amiss, close } = await bench.page();
    const form = await putForm(page, { facts: { ...known, riwayat_kinerja: complete.riwayat_kinerja } });
    await form.getByLabel("Tingkat pendidikan terakhir").selectOption("s3");
    await form.getByRole("alert").getByText(/Mesin aturan berkata: tidak tersimpan.*\(T0000\)/).waitFor();
    assert.equal(await form.getByRole("alert").locator("[lang=en]").count(), 1);
    await form.getByLabel("Tingkat pendidikan terakhir").selectOption("sltp");
    await form.getByRole("alert").waitFor({ state: "detached" });
    for (const answer of ["{", 5, { v: 9 }]) {
      await form.evaluate((own, answer) => { own.plan = { evaluate: () => answer }; }, answer);
      await form.getByRole("alert").getByText("Hasilnya tidak dapat dihitung.").waitFor();
    }
    assert.deepEqual(amiss, []);
    await close();
  });

  test("an answer that was overtaken is not shown", async () => {
    const { page, close } = await bench.page();
    const form = await putOne(page, { title: "Fakta", anyOf: [{ type: "string" }] });
    await form.evaluate((own) => {
      const plain = own.plan;
      window.heard = [];
      own.addEventListener("timbang-outcome", (event) => window.heard.push(event.detail.facts.fakta));
      own.plan = {
        async evaluate(facts) {
          const outcome = structuredClone(plain.evaluate(facts));
          outcome.results.hasil.label.id = `untuk ${facts.fakta}`;
          await new Promise((done) => setTimeout(done, facts.fakta === "lambat" ? 400 : 10));
          return outcome;
        },
      };
    });
    const field = form.getByRole("textbox");
    await field.fill("lambat");
    await field.press("Enter");
    await field.fill("cepat");
    await field.press("Enter");
    await form.getByText("untuk cepat", { exact: true }).waitFor();
    await page.waitForTimeout(500);
    await field.blur();
    assert.match(await soFar(form), /untuk cepat/);
    assert.deepEqual(await page.evaluate(() => window.heard.slice(1)), ["cepat"], "nor told to the page");
    await close();
  });

  test("a screen reader hears the name, the hint and the state of each question", async () => {
    const { page, close } = await bench.page();
    const form = await putForm(page, { facts: { status_pegawai: "pns", golongan: "II/a" } });
    const heard = await form.locator("form").ariaSnapshot();
    for (const part of [
      '- heading "Hasil sejauh ini" [level=2]',
      '- list "Isian yang menentukan hasil":',
      '- group "Jenis jabatan":',
      '- radio "Belum tahu" [checked]',
      '- combobox "Tingkat pendidikan terakhir yang diakui":',
      '- textbox "Terhitung mulai tanggal golongan terakhir"',
      'button "Tambah baris : Riwayat kinerja tahunan"',
    ]) {
      assert.ok(heard.includes(part), `${part} in\n${heard}`);
    }
    const hint = await form.getByRole("group", { name: "Jenis jabatan" }).evaluate((own) =>
      own.getRootNode().getElementById(own.getAttribute("aria-describedby")).textContent.trim(),
    );
    assert.equal(hint, "Lihat: data utama SIASN");
    await close();
  });

  test("a broken or hostile schema harms nothing", async () => {
    const { page, amiss, close } = await bench.page();
    for (const broken of ["{", { properties: { a: { anyOf: [{ $ref: "#/$defs/nowhere" }] } } }, { properties: [1] }]) {
      const form = await put(page, "timbang-form", { schema: broken, plan: null });
      await form.getByRole("alert").waitFor();
      await form.evaluate((own) => own.remove());
    }
    const kept = { ...schema, properties: hostile(schema.properties), $defs: hostile(schema.$defs) };
    // What the schema itself spells stays; its words for people are hostile.
    const restore = (to, from) => {
      for (const [key, value] of Object.entries(from)) {
        if (["$ref", "type", "const", "pattern", "required", "x-timbang-key", "x-timbang-min", "x-timbang-max", "enum"].includes(key)) to[key] = value;
        else if (typeof value === "object" && value !== null) restore(to[key], value);
      }
    };
    restore(kept.properties, schema.properties);
    restore(kept.$defs, schema.$defs);
    const form = await putForm(page, { facts: known, schema: kept });
    await form.getByRole("button", { name: /Tambah baris/ }).click();
    const made = await form.evaluate((own) => own.shadowRoot.querySelectorAll("img, script, svg, [onerror], [style]").length);
    assert.equal(made, 0);
    assert.match(await questions(form).first().innerText(), /<img src=x onerror=alert\(1\)>/);
    assert.deepEqual(amiss, []);
    await close();
  });

  test("axe finds nothing, and 320 pixels are enough", async () => {
    for (const options of [{}, { lang: "en", dark: true }, { width: 320 }]) {
      const { page, amiss, close } = await bench.page(options);
      const form = await putForm(page, { facts: { ...known, golongan: undefined, riwayat_kinerja: undefined, hukuman_disiplin_berjalan: undefined, jenis_jabatan: undefined } });
      await form.locator("button[id$=-add]").click();
      await form.locator("fieldset.row").waitFor();
      assert.deepEqual(await violations(page), []);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wide, 0);
      assert.deepEqual(amiss, []);
      await close();
    }
  });
});
