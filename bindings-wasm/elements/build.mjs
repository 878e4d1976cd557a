// The elements in one file, for pages without npm. As modules tsc makes them, like the rest of the package.
import { build } from "esbuild";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The text of `elements.script.js`: a script with its own Lit, which defines all elements. */
export async function elementsScript() {
  const { outputFiles } = await build({
    entryPoints: [here("index.ts")],
    tsconfig: here("../tsconfig.json"),
    bundle: true,
    minify: true,
    // What package.json says of side effects is of the built files.
    ignoreAnnotations: true,
    format: "iife",
    target: "es2022",
    legalComments: "none",
    logLevel: "warning",
    write: false,
  });
  return outputFiles[0].text;
}
