// Bundles the elements: a module for bundlers, which brings its own Lit, and a script for pages without any.
import { build } from "esbuild";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Writes `index.js` and `timbang-elements.js` into a folder; by default where package.json expects them. */
export async function buildElements(folder = here("../dist/elements")) {
  const common = {
    entryPoints: [here("index.ts")],
    tsconfig: here("../tsconfig.json"),
    bundle: true,
    minify: true,
    // What package.json says of side effects is of the built files.
    ignoreAnnotations: true,
    target: "es2022",
    legalComments: "none",
    logLevel: "warning",
  };
  await Promise.all([
    build({ ...common, format: "esm", external: ["lit", "lit/*"], outfile: `${folder}/index.js` }),
    build({ ...common, format: "iife", outfile: `${folder}/timbang-elements.js` }),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildElements();
