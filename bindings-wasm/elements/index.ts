/**
 * Elements for portals: `<timbang-outcome>`, `<timbang-explain>`, `<timbang-form>`.
 *
 * Importing this module defines all three. None of them loads the engine.
 */
export { TimbangExplain } from "./explain.js";
export { TimbangForm, type EvaluatingPlan, type OutcomeDetail } from "./form.js";
export { TimbangOutcome } from "./outcome.js";
export { Unreadable } from "./read/reader.js";

import type { TimbangExplain } from "./explain.js";
import type { TimbangForm } from "./form.js";
import type { TimbangOutcome } from "./outcome.js";

declare global {
  interface HTMLElementTagNameMap {
    "timbang-outcome": TimbangOutcome;
    "timbang-explain": TimbangExplain;
    "timbang-form": TimbangForm;
  }
}
