// Draws every element, light, dark, narrow and on paper, to be looked at: node screenshots.mjs FOLDER
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { open, put, putForm, sample } from "./support.mjs";

const folder = process.argv[2];
if (folder === undefined) throw new Error("node screenshots.mjs FOLDER");
mkdirSync(folder, { recursive: true });

const whole = sample("lengkap");
const SCENES = {
  outcome: (page) => put(page, "timbang-outcome", whole),
  incomplete: (page) => put(page, "timbang-outcome", { outcome: sample("kurang") }),
  failing: (page) => put(page, "timbang-outcome", { outcome: sample("galat") }),
  broken: (page) => put(page, "timbang-outcome", { outcome: '{"v":1,' }),
  explain: async (page) => {
    const element = await put(page, "timbang-explain", { explanation: whole.explanations.kenaikan_pangkat_fungsional });
    for (const at of [0, 2]) await element.locator(".toggle:visible").nth(at).click();
    return element;
  },
  explain_open: async (page) => {
    const element = await put(page, "timbang-explain", { explanation: whole.explanations.nilai_hasil_kerja });
    await element.locator(".tools button").first().click();
    return element;
  },
  form: (page) => putForm(page, { facts: { status_pegawai: "pns", golongan: "II/a" } }),
  form_rows: async (page) => {
    const form = await putForm(page, {});
    await form.getByLabel("PNS", { exact: true }).check();
    await form.getByLabel("Golongan ruang terakhir").selectOption("II/a");
    await form.getByRole("radio", { name: "Tidak ada" }).check();
    await form.getByRole("radio", { name: "Jabatan pelaksana" }).check();
    await form.getByRole("button", { name: "Tambah baris" }).click();
    await form.getByLabel("Tahun").fill("2024");
    await form.getByLabel("Tahun").press("Enter");
    await form.getByText("Predikat kinerja", { exact: true }).waitFor();
    return form;
  },
};

const wanted = process.argv.slice(3);
const bench = await open();
for (const [name, scene] of Object.entries(SCENES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const [variant, options] of Object.entries({
    light: {},
    dark: { dark: true },
    narrow: { width: 320 },
    english: { lang: "en" },
  })) {
    const { page, amiss, close } = await bench.page(options);
    try {
      if (variant === "english" && name === "form_rows") continue;
      await scene(page);
      await page.screenshot({ path: join(folder, `${name}-${variant}.png`), fullPage: true });
      if (variant === "light") await page.pdf({ path: join(folder, `${name}.pdf`), format: "A4" });
      if (amiss.length > 0) console.log(name, variant, amiss);
    } catch (error) {
      console.log(name, variant, String(error).slice(0, 600));
    } finally {
      await close();
    }
  }
}
await bench.close();
