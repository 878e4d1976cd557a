// The conformance suite in Node.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as timbang from "timbang";
import * as portal from "timbang/portal";
import { readSuite, tell } from "./read-suite.mjs";
import { lacking, runSuite } from "./suite.mjs";

test("the suite holds in Node", () => {
  const told = runSuite(timbang, portal, readSuite());
  assert.equal(tell(told, "Node"), "");
  assert.ok(told.passed > 400, "the suite was found");
});

test("the runner can fail", () => {
  assert.equal(lacking({ a: [{ b: "1" }] }, { a: [{ b: "1", c: true }] }, "").length, 0);
  assert.equal(lacking({ a: [{ b: "1" }] }, { a: [{ b: "2" }] }, "").length, 1);
  assert.equal(lacking({ a: null }, {}, "").length, 0);
  const wrong = { name: "x", files: {}, expect: [{ code: "T0000", file: "a", line: 1, column: 1, length: 1 }] };
  assert.equal(runSuite(timbang, portal, { checks: { T0000: { case: [wrong] } }, eval: {}, defects: {} }).failed.length, 1);
});
