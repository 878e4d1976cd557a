// The conformance suite in headless Chromium, under the policy that portals use.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inBrowser } from "./browser.mjs";
import { readSuite, tell } from "./read-suite.mjs";

test("the suite holds in Chromium", async () => {
  const told = await inBrowser({}, (page) =>
    page.evaluate(async (suite) => {
      const timbang = await import("/dist/js/index.js");
      const { runSuite } = await import("/tests/suite.mjs");
      await timbang.ready();
      return runSuite(timbang, suite);
    }, readSuite()),
  );
  assert.equal(tell(told, "Chromium"), "");
  assert.ok(told.passed > 400, "the suite was found");
});
