import type { Text } from "../read/reader.js";
import { text, type Lang } from "../words/lang.js";

/** A number as someone typed it: exact text for the engine, or what is amiss. */
export type Typed = { readonly value: string } | { readonly problem: Text };

/**
 * Reads a number as people of a language write it: with a decimal comma in Indonesian, a point in English. What the
 * other language would read otherwise is refused, for 1.800 is two things.
 */
export function typedNumber(typed: string, scale: number, lang: Lang): Typed {
  const words = typed.trim();
  const [own, other] = lang === "id" ? [",", "."] : [".", ","];
  if (words.includes(other)) {
    return {
      problem: text(
        "Tulis desimal dengan koma, misalnya 3,75, tanpa titik pemisah ribuan.",
        "Write decimals with a point, such as 3.75, without commas between thousands.",
      ),
    };
  }
  const [whole = "", part = "", ...rest] = words.split(own);
  const digits = (found: string) => /^[0-9]*$/.test(found);
  if (rest.length > 0 || !/^-?[0-9]+$/.test(whole) || !digits(part) || (words.includes(own) && part === "")) {
    return { problem: text("Isi dengan angka saja.", "Write digits only.") };
  }
  const shown = part.replace(/0+$/, "");
  if (shown.length > scale) {
    return {
      problem:
        scale === 0
          ? text("Isi dengan bilangan bulat.", "Write a whole number.")
          : text(`Paling banyak ${scale} angka di belakang koma.`, `At most ${scale} digits behind the point.`),
    };
  }
  const sign = whole.startsWith("-") ? "-" : "";
  const plain = whole.replace("-", "").replace(/^0+(?=[0-9])/, "");
  return { value: `${sign}${plain}${shown === "" ? "" : `.${shown}`}` };
}

