//! rhai walks the same rules itself: what its machine gives must be what its parser's tree gives.

use rhai::packages::{
    BasicArrayPackage, BasicIteratorPackage, BasicMapPackage, BasicMathPackage, CorePackage, LogicPackage,
    MoreStringPackage, Package as _,
};
use rhai::{Dynamic, Engine, Scope};

use crate::script::interpreted::sandbox::{Interpreted, inward, limit, outward, why};
use crate::script::interpreted::{Plain, Stopped};

/// What a walk over the tree gives.
fn walked(source: &str, args: &[Plain]) -> Result<Plain, Stopped> {
    let mut engine = Engine::new_raw();
    CorePackage::new().register_into_engine(&mut engine);
    LogicPackage::new().register_into_engine(&mut engine);
    BasicMathPackage::new().register_into_engine(&mut engine);
    BasicArrayPackage::new().register_into_engine(&mut engine);
    BasicMapPackage::new().register_into_engine(&mut engine);
    BasicIteratorPackage::new().register_into_engine(&mut engine);
    MoreStringPackage::new().register_into_engine(&mut engine);
    limit(&mut engine);
    engine.on_print(|_| {});
    engine.on_debug(|_, _, _| {});
    let ast = engine.compile(source).unwrap();
    let args: Vec<Dynamic> = args.iter().map(|arg| inward(arg).unwrap()).collect();
    match engine.call_fn::<Dynamic>(&mut Scope::new(), &ast, "f", args) {
        Ok(value) => outward(value).ok_or(Stopped::Value),
        Err(error) => Err(why(&error)),
    }
}

fn inputs() -> [Vec<Plain>; 3] {
    let number = |words: &str| Plain::Number(words.parse().unwrap());
    let text = |words: &str| Plain::Text(words.to_owned());
    let row = |name: &str, hours: &str, up: bool| {
        Plain::Record(vec![
            ("nama".into(), text(name)),
            ("jam".into(), number(hours)),
            ("naik".into(), Plain::Bool(up)),
        ])
    };
    let rows = |rows: &[Plain]| Plain::List(rows.to_vec());
    [
        vec![
            number("7"),
            text("baik"),
            rows(&[row("a", "1.5", true), row("b", "8", false), row("c", "-2.25", true)]),
        ],
        vec![number("-0.125"), text("Élan vital, sangat baik"), rows(&[])],
        vec![number("123456789012"), text(""), rows(&[row("satu", "0", false)])],
    ]
}

/// Bodies of `fn f(n, s, xs)`: every statement and kind of expression, and the functions of every package.
const BODIES: &str = include_str!("witness.txt");

#[test]
fn the_machine_gives_what_the_tree_gives() {
    let (mut values, mut failures, mut others) = (0, 0, Vec::new());
    for body in BODIES.split("\n---\n") {
        let source = format!(
            "private fn dua(x) {{ x * 2 }}\nprivate fn besar(x) {{ x.jam > 1 }}\n\
             private fn jumlah(a, b) {{ if a == () {{ b.jam }} else {{ a + b.jam }} }}\n\
             private fn turun(n) {{ if n <= 0 {{ 0 }} else {{ 1 + turun(n - 1) }} }}\n\
             private fn urut(a, b) {{ if a.jam < b.jam {{ 1 }} else {{ -1 }} }}\n\
             fn f(n, s, xs) {{\n{body}\n}}"
        );
        let rule = match Interpreted::compile(&source, "f", 3) {
            Ok(rule) => rule,
            Err(told) => {
                others.push(format!("{body}: {}", told.message.en));
                continue;
            }
        };
        for args in inputs() {
            let (given, wanted) = (rule.call(&args), walked(&source, &args));
            if given != wanted {
                others.push(format!("{body}: {given:?}, not {wanted:?}, of {args:?}"));
            }
            if given.is_ok() { values += 1 } else { failures += 1 }
        }
    }
    assert!(others.is_empty(), "{}", others.join("\n"));
    assert!(values > 300 && failures > 60, "{values} values and {failures} failures show too little");
}
