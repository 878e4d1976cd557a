// The conformance suite in headless Chromium, under the policy that portals use.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inBrowser } from "./browser.mjs";
import { readSuite, tell } from "./read-suite.mjs";

test("the suite holds in Chromium", async () => {
  const told = await inBrowser({}, (page) =>
    page.evaluate(async (suite) => {
      const [timbang, portal] = [await import("/dist/js/index.js"), await import("/dist/js/portal.js")];
      const { runSuite } = await import("/tests/suite.mjs");
      await Promise.all([timbang.ready(), portal.ready()]);
      return runSuite(timbang, portal, suite);
    }, readSuite()),
  );
  assert.equal(tell(told, "Chromium"), "");
  assert.ok(told.passed > 400, "the suite was found");
});
