// examples/next: built and started as a portal would, and looked at in a browser. SHOTS=FOLDER keeps what was seen.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { load } from "timbang";
import { files } from "timbang/nasional";

import { HOSTILE, hostile } from "../elements/tests/hostile.mjs";
import { open, violations } from "../elements/tests/support.mjs";

const portal = fileURLToPath(new URL("../../examples/next", import.meta.url));
const stored = mkdtempSync(join(tmpdir(), "timbang-next-"));
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", SIMPANAN: stored, CATATAN: join(portal, "../siasn.ndjson") };
const next = join(portal, "node_modules/.bin/next");
const NIP = "190001011900011001";

let bench, server, address;

const freePort = () =>
  new Promise((found) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => found(port));
    });
  });

before(async () => {
  const quiet = { cwd: portal, env, stdio: ["ignore", "pipe", "inherit"] };
  execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], quiet);
  execFileSync(next, ["build"], quiet);
  const port = await freePort();
  address = `http://127.0.0.1:${port}`;
  server = spawn(next, ["start", "--hostname", "127.0.0.1", "--port", String(port)], { cwd: portal, env, stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((ready, failed) => {
    server.stdout.on("data", (words) => String(words).includes("Ready") && ready());
    server.on("exit", (code) => failed(new Error(`next ended: ${code}`)));
  });
  bench = await open();
});
after(async () => {
  await bench?.close();
  server?.kill();
  rmSync(stored, { recursive: true, force: true });
});

async function shot(page, name) {
  if (process.env.SHOTS !== undefined) await page.screenshot({ path: join(process.env.SHOTS, `next-${name}.png`), fullPage: true });
}

test("the page shows what the server decided and stored, under a policy that lets nothing inline run", async () => {
  const { page, amiss, close } = await bench.page({ url: `${address}/?nip=${NIP}` });
  const element = page.locator("timbang-outcome");
  await element.getByText("tidak memenuhi syarat").first().waitFor();
  assert.match(await element.locator("[part~=promotion]").innerText(), /TMS[^]*kurang 1 tahun[^]*Dasar: /);
  await element.getByText("Bagaimana hasil ini diperoleh").click();
  await element.locator("timbang-explain").getByRole("button", { name: "Buka semua" }).click();
  assert.match(await element.locator("timbang-explain article").innerText(), /Masa kerja/);
  assert.deepEqual(await violations(page), []);
  await shot(page, "terang");
  assert.deepEqual(amiss, []);
  await close();
  const policy = (await fetch(`${address}/?nip=${NIP}`)).headers.get("content-security-policy");
  assert.match(policy, /^default-src 'none'; script-src 'self' 'nonce-[^']+'; style-src 'self';/);
  assert.ok(!policy.includes("unsafe"));
  for (const [name, options] of Object.entries({ gelap: { dark: true }, sempit: { width: 320 } })) {
    const { page, amiss, close } = await bench.page({ url: `${address}/?nip=${NIP}`, ...options });
    await page.locator("timbang-outcome").getByText("tidak memenuhi syarat").first().waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await shot(page, name);
    assert.deepEqual(amiss, []);
    await close();
  }
});

test("what is stored replays, and no engine goes to the browser", async () => {
  const kept = JSON.parse(readFileSync(join(stored, `${NIP}.json`), "utf8"));
  assert.equal((await load(files)).replay(kept.record).same, true);
  assert.equal(kept.outcome.results.kenaikan_pangkat_reguler.promotion.decision, "TMS");
  const { page, close } = await bench.page();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`${address}/?nip=${NIP}`, { waitUntil: "networkidle" });
  assert.ok(asked.length > 1 && asked.every((url) => url.startsWith(address) && !url.includes("wasm")), asked.join("\n"));
  await close();
});

test("hostile words in what was stored stay words", async () => {
  const kept = JSON.parse(readFileSync(join(stored, `${NIP}.json`), "utf8"));
  const other = "000000000000000001";
  writeFileSync(join(stored, `${other}.json`), JSON.stringify({ ...kept, outcome: hostile(kept.outcome), explanations: hostile(kept.explanations) }));
  const { page, amiss, close } = await bench.page({ url: `${address}/?nip=${other}` });
  await page.locator("timbang-outcome").getByText(HOSTILE).first().waitFor();
  assert.equal(await page.locator("img").count(), 0);
  assert.deepEqual(amiss, []);
  await close();
});

test("who is not known has a page, too, and no name reaches the disk", async () => {
  for (const nip of ["", "999999999999999999", "../../rahasia", "__proto__"]) {
    const { page, amiss, close } = await bench.page({ url: `${address}/?nip=${encodeURIComponent(nip)}` });
    await page.getByText("Tidak ada catatan untuk NIP ini.").waitFor();
    assert.deepEqual(amiss, []);
    await close();
  }
  assert.ok(readdirSync(stored).every((name) => /^[0-9]{18}\.json$/.test(name)));
});
