//! The names in the comments above functions.

use std::sync::Arc;

use super::rules::Scope;
use super::{Builder, Symbol};
use crate::pack::outline::Word;
use crate::script::ast::{Tags, Template, TemplatePart};

impl Builder<'_> {
    /// Reads the tags of a function, those of its file included.
    pub(super) fn tags(&mut self, scope: &mut Scope<'_>, tags: &Tags) {
        if let Some(condition) = &tags.applies {
            self.expr(scope, condition);
        }
        if let Some(per) = &tags.per {
            let symbol = self.resolve(&per.value, None);
            self.refer(symbol, per.span);
        }
        let of_item = [&tags.dated_by, &tags.item_from].into_iter().flatten();
        for name in of_item {
            let symbol = self.resolve(&name.value, scope.list);
            self.refer(symbol, name.span);
        }
        if let Some(promotion) = &tags.adds_to {
            let symbol = self.resolve(&promotion.value, None);
            self.refer(symbol, promotion.span);
        }
        if let Some(item) = &tags.item {
            self.add(Symbol::Code(Arc::clone(&item.value)), item.span, false);
        }
        if let Some(returns) = &tags.returns {
            self.type_name(&Word { text: returns.name.value.to_string(), span: returns.name.span });
        }
        let texts = [&tags.met, &tags.met_en, &tags.unmet, &tags.unmet_en, &tags.advice, &tags.advice_en];
        for text in texts.into_iter().chain([&tags.reason_en]).flatten() {
            self.template(scope, &text.value);
        }
        if let Some(text) = tags.reason.as_ref().and_then(|reason| reason.value.text.as_ref()) {
            self.template(scope, text);
        }
    }

    fn template(&mut self, scope: &Scope<'_>, template: &Template) {
        for part in &template.parts {
            if let TemplatePart::Name(name) = part {
                let symbol = self.resolve(&name.value, scope.list);
                self.refer(symbol, name.span);
            }
        }
    }
}
