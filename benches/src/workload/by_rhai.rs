//! Workload W through rhai itself, one call a rule: what a program that embeds a script language does.

use rhai::packages::{Package, StandardPackage};
use rhai::{AST, CallFnOptions, Dynamic, Engine, EvalAltResult, Scope};
use rust_decimal::Decimal;

use super::Person;

/// The rules.
const RULES: &str = include_str!("rules.rhai");

/// The rules, compiled.
#[derive(Debug)]
pub struct ByRhai {
    engine: Engine,
    rules: AST,
}

/// The values of a row in the order of the pack's outputs; a unit where there is none.
pub type Row = Vec<Dynamic>;

impl ByRhai {
    /// Compiles the rules.
    ///
    /// # Errors
    /// None that is known.
    pub fn new() -> Result<ByRhai, Box<EvalAltResult>> {
        let mut engine = Engine::new_raw();
        StandardPackage::new().register_into_engine(&mut engine);
        engine.register_fn("round_half_up", |number: Decimal, decimals: i64| {
            let decimals = u32::try_from(decimals).unwrap_or(0);
            number.round_dp_with_strategy(decimals, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
        });
        let rules = engine.compile(RULES)?;
        Ok(ByRhai { engine, rules })
    }

    /// Evaluates an employee.
    ///
    /// # Errors
    /// What rhai reports.
    pub fn evaluate(&self, person: &Person) -> Result<Row, Box<EvalAltResult>> {
        let mut scope = Scope::new();
        let mut call = |name: &str, inputs: Vec<Dynamic>| {
            let options = CallFnOptions::new().eval_ast(false);
            self.engine.call_fn_with_options::<Dynamic>(options, &mut scope, &self.rules, name, inputs)
        };
        let hundredths = |n: u64| Dynamic::from(Decimal::new(whole(n), 2));
        let code = |n: u64| Dynamic::from(whole(n));
        let maybe = |n: Option<u64>| n.map_or(Dynamic::UNIT, |n| Dynamic::from(whole(n)));
        let [results, behaviour] = person.ratings;
        let [leading, office, seminar] = person.training.map(Dynamic::from);
        let hours = maybe(person.hours);
        let gaps = person.gaps.map(Dynamic::from);

        let scores = person.scores.iter().chain(&person.weights).map(|n| hundredths(*n)).collect();
        let score = call("nilai", scores)?;
        let predicate = call("predikat", vec![code(results), code(behaviour)])?;
        let yearly = call("ak_tahunan", vec![code(person.rank), predicate.clone(), code(person.months)])?;
        let credit = Dynamic::from(Decimal::new(whole(person.credit), 3));
        let total = call("ak_total", vec![credit, yearly.clone()])?;
        let discipline = code(person.discipline);
        let education = code(person.education);
        let given =
            vec![education, leading, office, hours.clone(), seminar, predicate.clone(), discipline.clone()];
        let index = call("ip", given)?;
        let class = call("ip_kat", vec![index.clone()])?;
        let conditions = vec![
            call("c_masa", vec![hundredths(person.years)])?,
            call("c_pred1", vec![code(person.before)])?,
            call("c_pred2", vec![maybe(person.before_that)])?,
            call("c_hukdis", vec![discipline])?,
            call("c_ak", vec![total.clone(), code(person.rank)])?,
        ];
        let eligible = call("eligible", conditions.clone())?;
        let mut row = vec![score, predicate.clone(), yearly, total, index, class];
        row.extend(conditions);
        row.push(eligible);
        for (name, gap) in ["t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8", "t9"].into_iter().zip(&gaps) {
            row.push(call(name, vec![gap.clone()])?);
        }
        row.push(call("t_jp", vec![hours.clone()])?);
        row.push(call("t_pred", vec![predicate])?);
        row.push(call("prioritas", gaps.into_iter().chain([hours]).collect())?);
        Ok(row)
    }
}

fn whole(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
