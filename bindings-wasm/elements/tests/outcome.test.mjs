import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { hostile, HOSTILE } from "./hostile.mjs";
import { open, put, sample, violations } from "./support.mjs";

let bench;
before(async () => {
  bench = await open();
});
after(() => bench.close());

const whole = sample("lengkap");
const promotion = "kenaikan_pangkat_fungsional";

describe("timbang-outcome", () => {
  test("tells decision, what is missing, how much, advice, law, what is called for", async () => {
    const { page, amiss, close } = await bench.page();
    const element = await put(page, "timbang-outcome", { outcome: whole.outcome, only: `${promotion} triggers` });
    await element.getByRole("heading", { name: "Hasil per 31 Desember 2025" }).waitFor();
    const card = element.locator("[part~=promotion]");
    assert.equal(await card.count(), 1, "only the output that was asked for");
    assert.match(await card.innerText(), /TMS\s+tidak memenuhi syarat/);
    assert.match(await card.innerText(), /2 dari 4 syarat terpenuhi/);
    const states = await card.locator("li[part~=requirement] .titled > .mark").allInnerTexts();
    assert.deepEqual(states, ["belum terpenuhi", "belum terpenuhi", "terpenuhi", "terpenuhi"], "what stands in the way first");
    const first = await card.locator("li[part~=requirement]").first().innerText();
    for (const part of ["kurang 2 tahun", "paling sedikit 2 tahun", "Saran: Ajukan lagi", "Dasar: PermenPANRB 1/2023"]) {
      assert.ok(first.includes(part), `${part} in ${first}`);
    }
    const called = element.locator("[part~=triggers] li[part=item]");
    assert.equal(await called.count(), whole.outcome.triggers.called.length);
    assert.match(await called.nth(1).innerText(), /Lama\s+24 JP\s+Biaya\s+Rp1\.750\.000\s+Penyelenggara\s+LAN/);
    assert.match(await element.locator("article").first().innerText(), /angka yang belum dicocokkan dengan sumbernya/);
    assert.deepEqual(amiss, []);
    await close();
  });

  test("says it in English, by the page's language or its own", async () => {
    const { page, close } = await bench.page({ lang: "en" });
    const element = await put(page, "timbang-outcome", { outcome: whole.outcome, only: promotion });
    await element.getByRole("heading", { name: "Results as of 31 December 2025" }).waitFor();
    const card = element.locator("[part~=promotion]");
    assert.match(await card.innerText(), /does not qualify[^]*2 years short[^]*at least 2 years/);
    await page.evaluate(() => (document.documentElement.lang = "id"));
    await element.getByText("tidak memenuhi syarat").waitFor();
    await element.evaluate((own) => (own.lang = "en"));
    await element.getByText("does not qualify").waitFor();
    await close();
  });

  test("has enums and units in words of the outcome itself, and of one stored without them its own spelling", async () => {
    const label = { id: "Nilai", en: "Value" };
    const tahun = { unit: "tahun", unit_text: { id: "tahun", en: "years", en_one: "year" } };
    const cases = [
      [{ value: "sangat_baik", text: { id: "Sangat baik", en: "Very good" } }, "Sangat baik", "Very good"],
      [{ value: "0123", text: { id: "0123", en: "0123" } }, "0123", "0123"],
      [{ value: "1", ...tahun }, "1 tahun", "1 year"],
      [{ value: "2.5", ...tahun }, "2,5 tahun", "2.5 years"],
      [{ value: "sangat_baik" }, "sangat baik", "sangat baik"],
      [{ value: "2", unit: "tahun" }, "2 tahun", "2 tahun"],
    ];
    const results = Object.fromEntries(cases.map(([result], at) => [`r${at}`, { status: "value", label, ...result }]));
    for (const [at, lang] of ["id", "en"].entries()) {
      const { page, close } = await bench.page({ lang });
      const element = await put(page, "timbang-outcome", { outcome: { ...whole.outcome, results, triggers: undefined } });
      assert.deepEqual(await element.locator("[part=result] .value").allInnerTexts(), cases.map((one) => one[at + 1]));
      await close();
    }
  });

  test("a page in English has no enum as the pack spells it", async () => {
    const { page, close } = await bench.page({ lang: "en" });
    const element = await put(page, "timbang-outcome", { outcome: whole.outcome });
    const spelled = [];
    JSON.stringify(whole.outcome, (key, one) => {
      if (one?.text !== undefined && typeof one.value === "string" && /_/.test(one.value)) spelled.push(one.value.replaceAll("_", " "));
      return one;
    });
    assert.ok(spelled.length > 2, "the sample has enums");
    const shown = await element.locator("article").first().innerText();
    assert.deepEqual(spelled.filter((word) => shown.includes(word)), []);
    await close();
  });

  test("tells where a missing fact comes from", async () => {
    const { page, close } = await bench.page();
    const element = await put(page, "timbang-outcome", { outcome: sample("kurang") });
    const card = await element.locator("[part~=promotion]").innerText();
    assert.match(card, /BTL\s+berkas tidak lengkap/);
    assert.match(card, /belum diketahui; isiannya berasal dari data utama SIASN/);
    await close();
  });

  test("tells results that could not be worked out, and facts that need correcting", async () => {
    const { page, close } = await bench.page();
    const outcome = sample("galat");
    const element = await put(page, "timbang-outcome", { outcome });
    assert.ok(outcome.issues.length > 0 && Object.values(outcome.results).some((one) => one.status === "error"));
    const text = await element.locator("article").first().innerText();
    assert.ok(text.includes("tidak dapat dihitung"));
    assert.ok(text.includes(outcome.issues[0].message.id));
    await close();
  });

  test("what is broken, huge or foreign is told in both languages", async () => {
    const { page, amiss, close } = await bench.page();
    const { outcome } = whole;
    const deep = "[".repeat(100_000) + "]".repeat(100_000);
    const cases = {
      cut: JSON.stringify(outcome).slice(0, 5000),
      empty: "",
      huge: `{"v":1,"x":"${"a".repeat(4_000_001)}"}`,
      deep,
      "deep value": JSON.stringify(outcome).replace('"results":{', `"results":{"a":{"status":"value","label":{"id":"a"},"value":${"[".repeat(200)}${"]".repeat(200)}},`),
      number: 7,
      list: [],
      text: '"halo"',
      "no version": { ...outcome, v: undefined },
      "later version": { ...outcome, v: 2 },
      "results are a list": { ...outcome, results: [1] },
      "a decision of nobody": { ...outcome, results: { a: { ...outcome.results[promotion], promotion: { decision: "MAYBE", text: { id: "", en: "" }, requirements: [] } } } },
      "a float": { ...outcome, results: { a: { ...outcome.results.ip_asn, value: 0.1 } } },
    };
    // Deep and large ones go to the browser as text, for the driver itself takes minutes over them otherwise.
    for (const [name, broken] of Object.entries(cases)) {
      const element = await put(page, "timbang-outcome", { outcome: broken });
      const alert = element.getByRole("alert");
      assert.match(await alert.locator("[lang=id]").innerText(), /^Hasil ini tidak dapat ditampilkan\. .{20,}\.$/s, name);
      assert.match(await alert.locator("[lang=en]").innerText(), /^This outcome cannot be shown\. .{20,}\.$/s, name);
      await element.evaluate((own) => own.remove());
    }
    // What a script may hand over, and JSON cannot hold.
    await page.evaluate(async (whole) => {
      const many = { ...whole, results: {} };
      for (let at = 0; at < 30_000; at++) many.results[`r${at}`] = whole.results.ip_asn;
      const round = { v: 1, engine: "x", packs: [], as_of: "2025-12-31", issues: [], results: {} };
      round.results.a = { status: "value", label: { id: "a", en: "a" }, value: [] };
      round.results.a.value.push(round.results.a.value);
      const throwing = new Proxy({}, { getOwnPropertyDescriptor: () => { throw new Error("no"); } });
      for (const outcome of [many, round, throwing]) {
        const element = document.createElement("timbang-outcome");
        element.outcome = outcome;
        document.querySelector("main").append(element);
        await element.updateComplete;
      }
    }, outcome);
    assert.equal(await page.getByRole("alert").count(), 3);
    assert.deepEqual(amiss, []);
    await close();
  });

  test("hostile labels are words and nothing else", async () => {
    const { page, amiss, close } = await bench.page();
    for (const lang of ["id", "en"]) {
      const element = await put(
        page,
        "timbang-outcome",
        { outcome: hostile(whole.outcome), explanations: hostile(whole.explanations) },
        { lang },
      );
      await element.locator("details[part=how] > summary").first().click();
      await element.locator("timbang-explain").first().locator("button").first().click();
      const made = await element.evaluate((own) => {
        const roots = [own.shadowRoot, ...[...own.shadowRoot.querySelectorAll("timbang-explain")].map((one) => one.shadowRoot)];
        return roots.map((root) => root.querySelectorAll("img, script, iframe, svg, a, [onerror], [onclick], [style]").length);
      });
      assert.deepEqual(made, made.map(() => 0));
      assert.ok((await element.locator("article").first().innerText()).includes(HOSTILE));
      await element.evaluate((own) => own.remove());
    }
    assert.deepEqual(amiss, [], "nothing ran and nothing violated the policy");
    await close();
  });

  test("names of the prototype are names like others", async () => {
    const { page, amiss, close } = await bench.page();
    const one = whole.outcome.results.ip_asn;
    const json = JSON.stringify({ ...whole.outcome, results: { constructor: one, toString: one } }).replace(
      '"results":{',
      `"results":{"__proto__":${JSON.stringify(one)},`,
    );
    const element = await put(page, "timbang-outcome", { outcome: json, explanations: "{}" });
    assert.equal(await element.locator("[part=result]").count(), 3);
    assert.equal(await element.locator("details[part=how]").count(), 0);
    assert.deepEqual(amiss, []);
    await close();
  });

  test("a changed result is announced, unless the element is to be quiet", async () => {
    const { page, close } = await bench.page();
    const { states } = sample("isian");
    const [open, met, unmet] = [0, states.length - 3, states.length - 2].map((at) => states[at].outcome);
    for (const quiet of [false, true]) {
      const element = await put(page, "timbang-outcome", { outcome: open, quiet });
      const status = element.getByRole("status");
      assert.equal(await status.textContent(), "", "nothing has changed yet");
      for (const [outcome, words] of [[met, "memenuhi syarat"], [unmet, "tidak memenuhi syarat"]]) {
        await element.evaluate((own, next) => { own.outcome = next; return own.updateComplete; }, outcome);
        const said = await status.textContent();
        assert.equal(said, quiet ? "" : `Hasil berubah. Kenaikan pangkat reguler: ${words}.`);
      }
      await element.evaluate((own) => own.remove());
    }
    await close();
  });

  test("a change of the language is no change of the result", async () => {
    const { page, close } = await bench.page();
    const { states } = sample("isian");
    const element = await put(page, "timbang-outcome", { outcome: states[11].outcome });
    await element.evaluate((own) => { own.lang = "en"; return own.updateComplete; });
    await element.evaluate((own, next) => { own.outcome = next; return own.updateComplete; }, structuredClone(states[11].outcome));
    assert.equal(await element.getByRole("status").textContent(), "");
    await element.evaluate((own, next) => { own.outcome = next; return own.updateComplete; }, states[12].outcome);
    assert.equal(await element.getByRole("status").textContent(), "The result has changed. Regular rank promotion: does not qualify.");
    await close();
  });

  test("a screen reader finds headings, lists and words in place of symbols", async () => {
    const { page, close } = await bench.page();
    const element = await put(page, "timbang-outcome", { outcome: sample("kurang") }, { level: "3" });
    const heard = await element.locator("article").ariaSnapshot();
    for (const part of [
      '- heading "Hasil per 31 Desember 2025" [level=3]',
      '- heading "Kenaikan pangkat dan jenjang" [level=4]',
      '- heading "Kenaikan pangkat dalam jabatan fungsional" [level=5]',
      '- heading "Masa kerja dalam pangkat mencukupi untuk jabatan fungsional" [level=6]',
      "- strong: BTL",
      "- listitem:",
      "- term: Biaya",
    ]) {
      assert.ok(heard.includes(part), `${part} in\n${heard}`);
    }
    assert.doesNotMatch(heard, /[✓✗]/, "symbols are for eyes");
    await close();
  });

  test("a derivation unfolds by the keyboard alone", async () => {
    const { page, amiss, close } = await bench.page();
    const element = await put(page, "timbang-outcome", { ...whole, only: promotion });
    await page.keyboard.press("Tab");
    const focused = () => element.evaluate((own) => own.shadowRoot.activeElement?.textContent.replaceAll(/\s+/g, " ").trim());
    assert.match(await focused(), /^Bagaimana hasil ini diperoleh ?: Kenaikan pangkat dalam jabatan fungsional$/);
    await page.keyboard.press("Enter");
    await element.locator("timbang-explain").getByRole("button", { name: "Buka semua" }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.ok((await element.locator("timbang-explain .toggle[aria-expanded=true]").count()) > 5);
    assert.deepEqual(amiss, []);
    await close();
  });

  test("axe finds nothing, and 320 pixels are enough", async () => {
    for (const options of [{}, { lang: "en", dark: true }, { width: 320 }]) {
      const { page, amiss, close } = await bench.page(options);
      await put(page, "timbang-outcome", whole);
      await put(page, "timbang-outcome", { outcome: sample("galat") });
      await put(page, "timbang-outcome", { outcome: "{" });
      await page.locator("details[part=how] > summary").first().click();
      assert.deepEqual(await violations(page), []);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wide, 0, "nothing is wider than the page");
      assert.deepEqual(amiss, []);
      await close();
    }
  });

  test("folds are open on paper", async () => {
    const { page, close } = await bench.page();
    const element = await put(page, "timbang-outcome", whole);
    const figure = element.locator("[part=unverified] li").first();
    assert.equal(await figure.isVisible(), false);
    await page.emulateMedia({ media: "print" });
    assert.equal(await figure.isVisible(), true);
    await close();
  });

  test("a page sets colours by custom properties and parts", async () => {
    const { page, close } = await bench.page();
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("timbang-outcome{--timbang-unmet:rgb(1, 2, 3)} timbang-outcome::part(verdict){text-transform:uppercase}");
      document.adoptedStyleSheets.push(sheet);
    });
    const element = await put(page, "timbang-outcome", { outcome: whole.outcome, only: promotion });
    const style = await element.locator("[part~=verdict]").evaluate((own) => {
      const { color, textTransform } = getComputedStyle(own);
      return { color, textTransform };
    });
    assert.deepEqual(style, { color: "rgb(1, 2, 3)", textTransform: "uppercase" });
    await close();
  });

  test("the bench tells what violates the policy", async () => {
    const { page, amiss, close } = await bench.page();
    await page.evaluate(() => document.body.setAttribute("style", "color: red"));
    await page.evaluate(() => { try { document.body.innerHTML = "<p>x</p>"; } catch {} });
    assert.ok(amiss.length >= 2, String(amiss));
    await close();
  });
});
