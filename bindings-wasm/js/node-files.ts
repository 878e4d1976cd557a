/** Files in Node, where an address that is no web address is that of a file. */

import { readFile } from "node:fs/promises";

/** Gets what lies at an address. */
export async function get(at: string | URL): Promise<Response | Uint8Array<ArrayBuffer>> {
  if (/^https?:/.test(String(at))) return fetch(at);
  const own = typeof at === "string" && at.startsWith("file:") ? new URL(at) : at;
  return new Uint8Array(await readFile(own));
}
