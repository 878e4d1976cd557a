import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { elementsScript } from "../build.mjs";
import { HOSTILE, hostile } from "./hostile.mjs";
import { open, root, sample, violations } from "./support.mjs";

let bench;
before(async () => {
  bench = await open();
});
after(() => bench.close());

describe("examples/halaman", () => {
  test("a plain page shows the outcome that stands in it", async () => {
    const { page, amiss, close } = await bench.page({ url: "/examples/halaman/hasil.html" });
    const element = page.locator("timbang-outcome");
    await element.getByRole("heading", { name: "Hasil per 31 Desember 2025" }).waitFor();
    assert.match(await element.locator("[part~=promotion]").innerText(), /TMS\s+tidak memenuhi syarat/);
    await element.getByText("Bagaimana hasil ini diperoleh").click();
    await element.locator("timbang-explain").getByRole("button", { name: "Buka semua" }).click();
    assert.match(await element.locator("timbang-explain article").innerText(), /25 \+ 3,384 \+ 0 \+ 25,01 \+ 0/);
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(amiss, []);
    await close();
  });

  test("it opens from a disk too", async () => {
    const folder = mkdtempSync(join(tmpdir(), "timbang-halaman-"));
    try {
      // The page reaches for the built file two folders up; here it lies beside.
      const html = readFileSync(join(root, "examples/halaman/hasil.html"), "utf8");
      writeFileSync(join(folder, "hasil.html"), html.replace("../../bindings-wasm/dist/", ""));
      writeFileSync(join(folder, "hasil.css"), readFileSync(join(root, "examples/halaman/hasil.css")));
      writeFileSync(join(folder, "elements.script.js"), await elementsScript());
      const { page, amiss, close } = await bench.page();
      await page.goto(pathToFileURL(join(folder, "hasil.html")).href);
      await page.locator("timbang-outcome").getByText("tidak memenuhi syarat").first().waitFor();
      assert.deepEqual(amiss, []);
      await close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

function hasPhp() {
  try {
    execFileSync("php", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** PHP's own server with the portal, over stored outcomes; `use` gets its address. */
async function portal(stored, use) {
  const folder = mkdtempSync(join(tmpdir(), "timbang-portal-"));
  writeFileSync(join(folder, "hasil.ndjson"), stored.map((one) => `${JSON.stringify(one)}\n`).join(""));
  writeFileSync(join(folder, "elements.script.js"), await elementsScript());
  const port = await new Promise((found) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => found(port));
    });
  });
  const php = spawn("php", ["-S", `127.0.0.1:${port}`, join(root, "examples/php/portal.php")], {
    env: { ...process.env, HASIL: join(folder, "hasil.ndjson"), ELEMEN: join(folder, "elements.script.js") },
    stdio: ["ignore", "ignore", "pipe"],
  });
  try {
    await new Promise((ready, failed) => {
      php.stderr.on("data", (words) => String(words).includes("started") && ready());
      php.on("exit", () => failed(new Error("php ended")));
    });
    await use(`http://127.0.0.1:${port}`);
  } finally {
    php.kill();
    rmSync(folder, { recursive: true });
  }
}

describe("examples/php/portal.php", { skip: hasPhp() ? false : "php is not installed" }, () => {
  const stored = [
    { nip: "1", hasil: sample("kurang"), penjelasan: {} },
    { nip: "2", hasil: sample("lengkap").outcome, penjelasan: sample("lengkap").explanations },
    { nip: "3", hasil: hostile(sample("lengkap").outcome), penjelasan: hostile(sample("lengkap").explanations) },
  ];

  test("shows the stored outcome of each, under its own policy", async () => {
    await portal(stored, async (address) => {
      for (const [nip, words] of [["1", "berkas tidak lengkap"], ["2", "tidak memenuhi syarat"], ["3", HOSTILE]]) {
        const { page, amiss, close } = await bench.page({ url: `${address}/?nip=${nip}` });
        await page.locator("timbang-outcome").getByText(words).first().waitFor();
        assert.equal(await page.locator("img, svg, main script:not([type='application/json'])").count(), 0);
        if (nip !== "3") assert.deepEqual(await violations(page), []);
        assert.deepEqual(amiss, []);
        await close();
      }
      const nobody = await fetch(`${address}/?nip=9`);
      assert.equal(nobody.status, 404);
      assert.match(await nobody.text(), /Belum ada hasil yang disimpan/);
    });
  });
});
