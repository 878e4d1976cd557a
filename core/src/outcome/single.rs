//! A plan that works out many subjects one by one is brought into instructions for that.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

use crate::eval::columnar::Columnar;
use crate::eval::columnar::single::Single;
use crate::plan::{Keeper, Plan};
use crate::typing::program::{NodeId, Shape};

/// How many subjects a plan works out the long way first: bringing it into instructions costs as much as some tens of
/// them, which a plan for one subject would never get back.
const FIRST: u32 = 32;

/// What is kept with a plan.
#[derive(Default)]
struct Kept {
    subjects: AtomicU32,
    single: OnceLock<Option<Arc<Single>>>,
}

impl Plan {
    /// The plan in instructions for one subject, once it has worked out some; none where it needs more than these.
    pub(super) fn single(&self) -> Option<Arc<Single>> {
        // INVARIANT: nothing else is kept here, so that it is always found again.
        let kept: Arc<Kept> = Arc::downcast(self.kept(Keeper::Single, || Arc::new(Kept::default()))).ok()?;
        if let Some(single) = kept.single.get() {
            return single.clone();
        }
        if kept.subjects.fetch_add(1, Ordering::Relaxed) < FIRST {
            return None;
        }
        kept.single.get_or_init(|| self.new_single()).clone()
    }

    fn new_single(&self) -> Option<Arc<Single>> {
        let program = self.program();
        let is_list = |id: &NodeId| {
            let fact = program.node(*id).and_then(|node| node.fact());
            fact.is_some_and(|fact| matches!(fact.shape, Shape::List(_)))
        };
        if self.order().iter().any(is_list) {
            return None;
        }
        Some(Arc::new(self.in_single())).filter(|single| single.is_whole())
    }

    /// The plan in instructions for one subject, as far as these go.
    pub(super) fn in_single(&self) -> Single {
        let program = self.program();
        let named = self.order().iter().filter_map(|id| Some((Arc::clone(&program.node(*id)?.path), *id)));
        let columnar = Columnar::new(program, self.as_of(), self.order(), named.collect(), BTreeMap::new());
        Single::new(program, self.order(), columnar.code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Files;
    use crate::{Facts, Pack, date};

    fn plan(outputs: [&str; 1]) -> Plan {
        let files = Files::from_map([
            (
                "pack.toml",
                "format = 1\nid = \"uji\"\nversion = \"1\"\ntitle = \"Uji\"\nsubject = \"pegawai\"\noutputs = []\n",
            ),
            (
                "facts.toml",
                "[record.butir]\nkode = { type = \"text\", label = \"Kode\", code = true }\n\
                 angka = { type = \"number\", label = \"Angka\", min = 0, max = 9 }\n\
                 [fact.jp]\ntype = \"number\"\nlabel = \"JP\"\nmin = 0\nmax = 100\n\
                 [fact.unit]\ntype = \"text\"\nlabel = \"Unit\"\ncode = true\n\
                 [fact.nilai]\ntype = \"list\"\nrecord = \"butir\"\nlabel = \"Nilai\"\nkey = \"kode\"\n\
                 order = \"kode\"\nmax_items = 9\n",
            ),
            (
                "a.rhai",
                "//! @basis contoh <1>\n/// Cukup.\nfn cukup(jp) { jp >= 20 }\n\
                 /// Jumlah.\nfn jumlah(nilai) { nilai.sum(|n| n.angka) }\n\
                 /// Sama.\nfn sama(unit) { unit == \"A\" }\n",
            ),
        ]);
        Pack::from_files(files).unwrap().plan(date(2026, 1, 1), outputs).unwrap()
    }

    fn is_quick(plan: &Plan, facts: &str) -> bool {
        plan.evaluate(&Facts::from_json_text(facts).unwrap()).unwrap().0.quick.is_some()
    }

    #[test]
    fn a_plan_is_quick_once_it_has_worked_out_some_subjects() {
        let plan = plan(["cukup"]);
        let quick = (0..2 * FIRST).filter(|_| is_quick(&plan, r#"{"jp": 20}"#)).count();
        assert_eq!(quick, usize::try_from(FIRST).unwrap());
        assert!(is_quick(&plan, r#"{"unit": "A", "jp": "19"}"#) && is_quick(&plan, "{}"));
        for odd in
            [r#"{"jp": 101}"#, r#"{"jp": true}"#, r#"{"gaji": 1}"#, r#"{"nilai": []}"#, r#"{"cukup": true}"#]
        {
            assert!(!is_quick(&plan, odd), "{odd}");
        }
    }

    #[test]
    fn lists_and_texts_are_left_to_the_reference_evaluator() {
        for output in ["jumlah", "sama"] {
            let plan = plan([output]);
            assert!(!(0..2 * FIRST).any(|_| is_quick(&plan, r#"{"jp": 20}"#)), "{output}");
        }
    }
}
