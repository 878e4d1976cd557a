// What the engine weighs: as it is served, and its code by crate (of a build that still has its names).
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const kilo = (bytes) => `${(bytes / 1000).toFixed(0).padStart(6)} KB`;

for (const name of ["dist/generated/portal.wasm", "dist/generated/nasional.timbang", "dist/generated/engine.wasm", "dist/generated/nasional.js", "dist/timbang.portal.script.js"]) {
  const bytes = readFileSync(here(name));
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  console.log(`${name.padEnd(30)} ${kilo(bytes.length)}  gzip ${kilo(gzipSync(bytes, { level: 9 }).length)}  brotli ${kilo(brotli.length)}`);
}
if (process.argv[2] !== undefined) byCrate(readFileSync(process.argv[2]));

/** The bodies of functions by the crate in their names. */
function byCrate(bytes) {
  const { bodies, names, data } = sections(bytes);
  const sums = new Map();
  bodies.forEach((size, index) => {
    const crate = crateOf(names.get(index) ?? "");
    sums.set(crate, (sums.get(crate) ?? 0) + size);
  });
  const all = bodies.reduce((sum, size) => sum + size, 0);
  console.log(`\nbefore wasm-opt: code ${kilo(all)}, data ${kilo(data)}`);
  for (const [crate, size] of [...sums].sort((a, b) => b[1] - a[1]).slice(0, 24)) console.log(`${kilo(size)}  ${crate}`);
}

/** The crate that a mangled name begins with; generic code of the standard library counts as that, whoever uses it. */
function crateOf(name) {
  const mangled = /^_R[^]*?C(?:s[0-9A-Za-z]*_)(\d+)_?([a-z_]\w*)/.exec(name);
  const crate = mangled?.[2].slice(0, Number(mangled[1]));
  return ["core", "alloc", "std"].includes(crate) ? "std" : (crate ?? "other");
}

function sections(bytes) {
  const found = { bodies: [], names: new Map(), data: 0 };
  let at = 8;
  let imported = 0;
  const leb = () => {
    let result = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      result += (byte & 127) * 2 ** shift;
      if (byte < 128) return result;
    }
  };
  const text = () => {
    const length = leb();
    return bytes.toString("utf8", at, (at += length));
  };
  while (at < bytes.length) {
    const id = bytes[at++];
    const end = leb() + at;
    if (id === 2) imported = importedFunctions(leb, text, () => bytes[at++]);
    else if (id === 10) {
      for (let count = leb(); count > 0; count -= 1) {
        const size = leb();
        found.bodies.push(size);
        at += size;
      }
    }
    else if (id === 11) found.data = end - at;
    else if (id === 0 && text() === "name") {
      while (at < end) {
        const kind = bytes[at++];
        const stop = leb() + at;
        if (kind === 1) for (let count = leb(); count > 0; count -= 1) found.names.set(leb() - imported, text());
        at = stop;
      }
    }
    at = end;
  }
  return found;
}

function importedFunctions(leb, text, byte) {
  let functions = 0;
  for (let count = leb(); count > 0; count -= 1) {
    text();
    text();
    const kind = byte();
    if (kind === 0) functions += 1;
    if (kind === 1) byte();
    if (kind === 0 || kind === 4) leb();
    if (kind === 1 || kind === 2) {
      const limits = byte();
      leb();
      if (limits & 1) leb();
    }
    if (kind === 3) {
      byte();
      byte();
    }
  }
  return functions;
}
