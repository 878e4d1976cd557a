// What is hostile, broken or huge is answered in Node and in Chromium, and what comes of it is shown as words.
// HOSTILE=1 runs it with 50 MB.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as timbang from "timbang";

import { HOSTILE } from "../elements/tests/hostile.mjs";
import { inBrowser } from "./browser.mjs";
import { runShown } from "./hostile-shown.mjs";
import { UJI } from "./uji.mjs";

const SIZE = process.env.HOSTILE === "1" ? 50_000_000 : 5_000_000;

function plain(told) {
  assert.deepEqual(told.failed, []);
  for (const page of told.pages) {
    assert.ok(page.includes("&lt;img"), "the page has the words");
    assert.ok(!/<(img|svg|script)/i.test(page), "and no markup of them");
  }
}

test("hostile labels, a broken pack and huge inputs in Node", () => {
  plain(runShown(timbang, HOSTILE, UJI, SIZE));
});

test("the same in Chromium, and the elements show what came of it", async () => {
  const html = '<!doctype html><html lang="id"><title>Uji</title><script src="/dist/elements.script.js"></script><body><pre></pre>';
  await inBrowser({ "/": html }, async (page) => {
    page.on("dialog", (dialog) => assert.fail(`a dialog: ${dialog.message()}`));
    const told = await page.evaluate(
      async ([words, uji, size]) => {
        const timbang = await import("/dist/js/index.js");
        const { runShown } = await import("/tests/hostile-shown.mjs");
        await timbang.ready();
        const told = runShown(timbang, words, uji, size);
        document.querySelector("pre").textContent = told.broken.diagnostics.map((one) => `${one.code} ${one.message.id}`).join("\n");
        const given = [
          { outcome: told.outcome, explanations: told.explanations },
          { outcome: told.wide },
          { outcome: `{"v":1,"engine":"${"x".repeat(size)}"}` },
          { outcome: { ...told.outcome, engine: "x".repeat(size) } },
          { outcome: JSON.stringify({ ...told.outcome, packs: Array(Math.ceil(size / 20)).fill({}) }) },
        ];
        for (const properties of given) {
          const element = Object.assign(document.createElement("timbang-outcome"), properties);
          document.body.append(element);
          await element.updateComplete;
        }
        return told;
      },
      [HOSTILE, UJI, SIZE],
    );
    plain(told);
    assert.match(await page.locator("pre").innerText(), /^T\d{4} /);
    const shown = page.locator("timbang-outcome");
    for (const at of [0, 1]) {
      await shown.nth(0).getByText("Bagaimana hasil ini diperoleh").nth(at).click();
      await shown.nth(0).locator("timbang-explain").nth(at).getByRole("button", { name: "Buka semua" }).click();
    }
    // Each element has an article of its own, those of the derivations too.
    const words = (await shown.nth(0).locator("article").allInnerTexts()).join("\n");
    assert.ok(words.split(HOSTILE).length > 30, `the words are told wherever they stand: ${words.split(HOSTILE).length}`);
    assert.equal(await page.locator("img, svg, [onerror], [onload]").count(), 0);
    await shown.nth(1).locator("[part~=issues]").waitFor();
    assert.match(await shown.nth(2).locator("[part=problem]").innerText(), /jauh lebih besar/);
    const cut = (await shown.nth(3).locator("article").first().innerText()).length;
    assert.ok(cut > 2000 && cut < 20_000, `a text of any length is cut: ${cut}`);
    await shown.nth(4).locator("[part=problem]").waitFor();
    if (process.env.SHOTS !== undefined) await page.screenshot({ path: `${process.env.SHOTS}/hostile.png`, fullPage: true });
  });
});
