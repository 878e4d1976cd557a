/** What cannot be shown, with a code, in both languages. */
export class Unreadable extends Error {
  readonly texts: Text;

  constructor(texts: Text) {
    super(texts.en);
    this.name = "Unreadable";
    this.texts = texts;
  }
}

/** A text in both languages. */
export interface Text {
  readonly id: string;
  readonly en: string;
}

/** The longest JSON text that is read; the outcome of a person is a hundredth of it. */
export const MAX_TEXT = 4_000_000;

/** How many values are read of one document, so that a page never hangs on what it was handed. */
const MAX_VALUES = 100_000;

/** The deepest nesting that is read; the engine writes explanations of 48 levels, each of up to two. */
const MAX_DEPTH = 128;

/** The longest single text that is shown; what follows is cut. */
const MAX_WORDS = 2_000;

const BROKEN: Text = {
  id: "Isinya bukan JSON yang utuh, mungkin terpotong saat disimpan atau dikirim. Ambil lagi dari portal.",
  en: "It is not whole JSON; it may have been cut when it was stored or sent. Fetch it from the portal again.",
};

const TOO_LARGE: Text = {
  id: "Isinya jauh lebih besar daripada yang mungkin bagi satu pegawai. Periksa apakah portal mengirim berkas yang benar.",
  en: "It is far larger than one person's can be. Check that the portal sent the right file.",
};

/** What JSON text would have become of something that is more than data, such as an outcome of the engine. */
export function jsonOf(given: unknown): unknown {
  return typeof given === "object" && given !== null && "toJSON" in given && typeof given.toJSON === "function" ? given.toJSON() : given;
}

/** Reads a document: JSON text, or what JSON text would have become. */
export function document<T>(given: unknown, read: (root: Reader) => T): T {
  let value = given;
  if (typeof given === "string") {
    if (given.length > MAX_TEXT) throw new Unreadable(TOO_LARGE);
    try {
      value = JSON.parse(given);
    } catch {
      throw new Unreadable(BROKEN);
    }
  }
  try {
    return read(new Reader(jsonOf(value), "", 0, { left: MAX_VALUES }));
  } catch (problem) {
    if (problem instanceof Unreadable) throw problem;
    // An object with getters or a proxy may throw anything.
    throw new Unreadable(BROKEN);
  }
}

/** A place in a document, from which typed values are taken. Every step is counted. */
export class Reader {
  constructor(
    private readonly value: unknown,
    private readonly path: string,
    private readonly depth: number,
    private readonly budget: { left: number },
  ) {
    budget.left -= 1;
    if (budget.left < 0 || depth > MAX_DEPTH) throw new Unreadable(TOO_LARGE);
  }

  /** The value of a key; a key of the prototype is none. */
  at(key: string): Reader {
    const map = this.object();
    return this.inner(Object.hasOwn(map, key) ? map[key] : undefined, key);
  }

  /** Whether something stands here. */
  get present(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  /** The document's own format number. */
  version(wanted: number, what: Text): void {
    if (this.at("v").value !== wanted) {
      throw new Unreadable({
        id: `Ini bukan ${what.id} versi ${wanted}. Elemen ini hanya mengenal versi itu; perbarui elemen atau berkasnya.`,
        en: `This is no ${what.en} of version ${wanted}. This element knows that version alone; renew the element or the file.`,
      });
    }
  }

  /** A text; absent where there is none. */
  words(): string | undefined {
    if (!this.present) return undefined;
    if (typeof this.value !== "string") return this.wrong({ id: "teks", en: "a text" });
    return this.value.length > MAX_WORDS ? `${this.value.slice(0, MAX_WORDS)}…` : this.value;
  }

  /** A text that must stand here. */
  needed(): string {
    return this.words() ?? this.wrong({ id: "teks", en: "a text" });
  }

  /** One of a few words. */
  oneOf<const T extends string>(words: readonly T[]): T {
    const found = words.find((word) => word === this.value);
    return found ?? this.wrong({ id: words.join(", "), en: words.join(", ") });
  }

  /** A truth value; absent where there is none. */
  truth(): boolean | undefined {
    if (!this.present) return undefined;
    return typeof this.value === "boolean" ? this.value : this.wrong({ id: "true atau false", en: "true or false" });
  }

  /** A whole number, such as a line; absent where there is none. */
  count(): number | undefined {
    if (!this.present) return undefined;
    return Number.isSafeInteger(this.value) ? (this.value as number) : this.wrong({ id: "bilangan bulat", en: "a whole number" });
  }

  /** A number or the text of one, as text; absent where there is none. Only for hints: digits may be lost. */
  figure(): string | undefined {
    return typeof this.value === "number" ? String(this.value) : this.words();
  }

  /** A text in both languages; absent where there is none. */
  text(): Text | undefined {
    if (!this.present) return undefined;
    const id = this.at("id").needed();
    return { id, en: this.at("en").words() ?? id };
  }

  /** A text in both languages that must stand here. */
  bilingual(): Text {
    return this.text() ?? this.wrong({ id: "teks dalam dua bahasa", en: "a text in both languages" });
  }

  /** The items of a list; none where it is absent. */
  list<T>(read: (item: Reader) => T): T[] {
    if (!this.present) return [];
    if (!Array.isArray(this.value)) return this.wrong({ id: "daftar", en: "a list" });
    return this.value.map((item, index) => read(this.inner(item, String(index))));
  }

  /** The entries of an object, in their order; none where it is absent. */
  entries<T>(read: (item: Reader, key: string) => T): Map<string, T> {
    // An empty object that went through PHP is an empty list.
    if (!this.present || (Array.isArray(this.value) && this.value.length === 0)) return new Map();
    return new Map(Object.entries(this.object()).map(([key, item]) => [key, read(this.inner(item, key), key)]));
  }

  /** A value of the engine: a truth value, a text (numbers and dates are texts), lists and records of these. */
  plain(): Plain {
    if (!this.present) return null;
    if (typeof this.value === "boolean") return this.value;
    if (typeof this.value === "string") return this.needed();
    if (Array.isArray(this.value)) return this.list((item) => item.plain());
    if (typeof this.value === "object") return this.entries((item) => item.plain());
    return this.wrong({ id: "nilai dengan angka sebagai teks", en: "a value with numbers as text" });
  }

  private inner(value: unknown, key: string): Reader {
    return new Reader(value, this.path === "" ? key : `${this.path}.${key}`, this.depth + 1, this.budget);
  }

  private object(): Record<string, unknown> {
    if (typeof this.value !== "object" || this.value === null || Array.isArray(this.value)) {
      return this.wrong({ id: "objek", en: "an object" });
    }
    return this.value as Record<string, unknown>;
  }

  private wrong(wanted: Text): never {
    const where = this.path === "" ? { id: "Isinya", en: "It" } : { id: `Bagian ${clip(this.path)}`, en: `${clip(this.path)}` };
    throw new Unreadable({
      id: `${where.id} seharusnya ${wanted.id}. Berkasnya rusak, atau bukan dari Timbang; ambil lagi dari portal.`,
      en: `${where.en} should be ${wanted.en}. The file is damaged or not from Timbang; fetch it from the portal again.`,
    });
  }
}

/** A value as it stands on the wire. */
export type Plain = null | boolean | string | readonly Plain[] | ReadonlyMap<string, Plain>;

// Keys come from the document and may be of any length.
function clip(path: string): string {
  return path.length > 80 ? `${path.slice(0, 80)}…` : path;
}
