import type { Decision, State, Status } from "../read/parts.js";
import type { Text } from "../read/reader.js";
import { text } from "./lang.js";

/** How a state is shown: never by colour alone, but by a symbol and a word too. */
export interface Mark {
  readonly tone: "met" | "unmet" | "unknown" | "none";
  readonly symbol: string;
  readonly words: Text;
}

/** The marks of a requirement's states. */
export const STATE_MARKS: Readonly<Record<State, Mark>> = {
  met: { tone: "met", symbol: "✓", words: text("terpenuhi", "met") },
  not_met: { tone: "unmet", symbol: "✗", words: text("belum terpenuhi", "not met") },
  undetermined: { tone: "unknown", symbol: "?", words: text("belum dapat dipastikan", "cannot be determined yet") },
  not_applicable: { tone: "none", symbol: "–", words: text("tidak berlaku", "not applicable") },
};

/** The tones of a decision; its words come with it. */
export const DECISION_MARKS: Readonly<Record<Decision, Pick<Mark, "tone" | "symbol">>> = {
  MS: { tone: "met", symbol: "✓" },
  TMS: { tone: "unmet", symbol: "✗" },
  BTL: { tone: "unknown", symbol: "?" },
  TB: { tone: "none", symbol: "–" },
};

/** The mark of a result without value. */
export const STATUS_MARKS: Readonly<Record<Exclude<Status, "value">, Mark>> = {
  undetermined: STATE_MARKS.undetermined,
  not_applicable: STATE_MARKS.not_applicable,
  error: { tone: "unmet", symbol: "!", words: text("tidak dapat dihitung", "could not be worked out") },
};

/** The mark of what a comparison comes to. */
export function holdsMark(holds: boolean | undefined): Mark {
  return STATE_MARKS[holds === undefined ? "undetermined" : holds ? "met" : "not_met"];
}

/** The mark of the answer to a question of a calculation. */
export function answerMark(holds: boolean | undefined): Mark {
  if (holds === undefined) return { tone: "unknown", symbol: "?", words: text("belum diketahui", "not known") };
  return { tone: "none", symbol: "→", words: holds ? text("ya", "yes") : text("tidak", "no") };
}
