//! The tags of a file stand in where a function has none.

use crate::script::ast::Tags;

impl Tags {
    /// Takes each tag that is not there from the defaults.
    pub(crate) fn fill_from(&mut self, defaults: &Tags) {
        // Destructured whole, so that a new tag cannot be forgotten here.
        let Tags {
            basis,
            unit,
            label_en,
            kind,
            applies,
            effective,
            per,
            dated_by,
            range,
            returns,
            met,
            met_en,
            unmet,
            unmet_en,
            advice,
            advice_en,
            item,
            item_from,
            reason,
            reason_en,
            adds_to,
            open,
            interpreted,
        } = defaults;
        // An item named by the function replaces the file's rule that names one, and the other way round.
        if self.item.is_none() && self.item_from.is_none() {
            self.item.clone_from(item);
            self.item_from.clone_from(item_from);
        }
        // The English of a text belongs to the Indonesian beside it.
        if self.reason.is_none() {
            self.reason.clone_from(reason);
            fill(&mut self.reason_en, reason_en);
        }
        fill(&mut self.basis, basis);
        fill(&mut self.unit, unit);
        fill(&mut self.label_en, label_en);
        fill(&mut self.kind, kind);
        fill(&mut self.applies, applies);
        fill(&mut self.effective, effective);
        fill(&mut self.per, per);
        fill(&mut self.dated_by, dated_by);
        fill(&mut self.range, range);
        fill(&mut self.returns, returns);
        pair((&mut self.met, &mut self.met_en), met, met_en);
        pair((&mut self.unmet, &mut self.unmet_en), unmet, unmet_en);
        pair((&mut self.advice, &mut self.advice_en), advice, advice_en);
        fill(&mut self.adds_to, adds_to);
        fill(&mut self.open, open);
        fill(&mut self.interpreted, interpreted);
    }
}

fn fill<T: Clone>(own: &mut Option<T>, default: &Option<T>) {
    if own.is_none() {
        own.clone_from(default);
    }
}

fn pair<T: Clone>(own: (&mut Option<T>, &mut Option<T>), id: &Option<T>, en: &Option<T>) {
    if own.0.is_none() {
        fill(own.0, id);
        fill(own.1, en);
    }
}
