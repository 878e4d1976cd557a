// A pack that is being written.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Editor } from "timbang";
import { UJI } from "./uji.mjs";

const text = UJI["uji/a.rhai"];

test("names at a place are told, found and offered", () => {
  using_(Editor.open(UJI), (editor) => {
    const at = text.indexOf("nilai * 2");
    const [place] = editor.definition("uji/a.rhai", at);
    assert.equal(place.file, "facts.toml");
    assert.equal(UJI["facts.toml"].slice(place.from, place.to), "nilai");
    const hover = editor.hover("uji/a.rhai", at, "2025-01-01");
    assert.equal(text.slice(hover.from, hover.to), "nilai");
    assert.equal(hover.title.id, "Nilai");
    assert.ok(editor.references("uji/a.rhai", at).length >= 3);
    assert.ok(editor.complete("uji/a.rhai", at + 2).some((offer) => offer.text === "nilai" && offer.kind === "fact"));
    for (const odd of [-1, NaN, 1e99, 3.7]) assert.ok(Array.isArray(editor.complete("uji/a.rhai", odd)));
    assert.equal(editor.hover("tidak_ada", 0, "2025-01-01"), null);
    assert.equal(editor.format("uji/a.rhai"), text);
    assert.equal(editor.withFile("uji/a.rhai", text.replace("nilai * 2", "nilai  *2")).format("uji/a.rhai"), text);
    assert.equal(editor.format("tidak_ada"), undefined);
  });
});

test("a change gives another pack; a broken one still helps", () => {
  const editor = Editor.open(UJI);
  const typing = editor.withFile("uji/a.rhai", text.replace("nilai * 2", "nil"));
  assert.equal(typing.report().ok, false);
  assert.equal(typing.pack(), null);
  assert.ok(typing.complete("uji/a.rhai", text.indexOf("nilai * 2") + 3).some((offer) => offer.text === "nilai"));
  const done = typing.withFile("uji/a.rhai", text.replace("nilai * 2", "nilai * 3"));
  const plan = done.pack().plan(["dua_kali"], { asOf: "2025-12-31" });
  assert.equal(plan.evaluate({ nilai: 2 }).results.dua_kali.value, "6");
  assert.equal(editor.report().ok, true, "the first one did not change");
  assert.equal(editor.withoutFile("uji/a.rhai").report().ok, false, "its outputs are gone");
  editor.free();
  assert.throws(() => editor.report(), { code: "T3041" });
});

/** What `using` does, for a Node that cannot yet read it. */
function using_(resource, use) {
  try {
    use(resource);
  } finally {
    resource[Symbol.dispose]();
  }
}
