//! The functions over lists that take another function by its name: `xs.map("kuadrat")`.
//!
//! rhai has them only together with its parser. Here they are the same in every engine.

use std::any::TypeId;

use rhai::{Array, Dynamic, Engine, EvalAltResult, FnPtr, ImmutableString, NativeCallContext};

/// The place of what is not in a list.
const NOWHERE: i64 = -1;

type Given = Result<Dynamic, Box<EvalAltResult>>;

/// The functions whose second argument may be the name of a function, and how many arguments they take.
const NAMED: [(&str, usize); 14] = [
    ("map", 2),
    ("filter", 2),
    ("index_of", 2),
    ("index_of", 3),
    ("some", 2),
    ("all", 2),
    ("dedup", 2),
    ("reduce", 2),
    ("reduce", 3),
    ("reduce_rev", 2),
    ("reduce_rev", 3),
    ("sort", 2),
    ("drain", 2),
    ("retain", 2),
];

/// Registers them all.
pub(super) fn register(engine: &mut Engine) {
    for (name, count) in NAMED {
        let third = if name == "index_of" { TypeId::of::<i64>() } else { TypeId::of::<Dynamic>() };
        let types = [TypeId::of::<Array>(), TypeId::of::<ImmutableString>(), third];
        let types = types.get(..count).unwrap_or(&types);
        engine.register_raw_fn(
            name,
            types,
            move |context: NativeCallContext<'_>, args: &mut [&mut Dynamic]| match name {
                "index_of" => index_of(&context, args),
                _ => by_name(name, &context, args),
            },
        );
    }
}

fn by_name(function: &str, context: &NativeCallContext<'_>, args: &mut [&mut Dynamic]) -> Given {
    if let Some(named) = args.get_mut(1) {
        let name = named.take().into_immutable_string().unwrap_or_default();
        **named = Dynamic::from(FnPtr::new(name)?);
    }
    context.call_native_fn_raw(function, true, args)
}

/// The place of a text in a list; where a function has its name, of the first item of which that function says yes.
fn index_of(context: &NativeCallContext<'_>, args: &mut [&mut Dynamic]) -> Given {
    let words = args.get(1).and_then(|words| words.as_immutable_string_ref().ok().map(|words| words.clone()));
    let (Some(words), Some(list)) = (words, args.first()) else { return Ok(Dynamic::from(NOWHERE)) };
    if list.as_array_ref().is_ok_and(|list| list.is_empty()) {
        return Ok(Dynamic::from(NOWHERE));
    }
    // The call takes its arguments but the list.
    let start = args.get(2).map_or(0, |start| start.as_int().unwrap_or(0));
    match by_name("index_of", context, args) {
        Err(error) if is_no_function(&error, &words) => {}
        given => return given,
    }
    let Some(Ok(mut list)) = args.first_mut().map(|list| list.as_array_mut()) else {
        return Ok(Dynamic::from(NOWHERE));
    };
    // A negative place counts from the end.
    let from_end = usize::try_from(start.unsigned_abs()).map_or(0, |back| list.len().saturating_sub(back));
    let start = usize::try_from(start).unwrap_or(from_end);
    for (at, item) in list.iter_mut().enumerate().skip(start) {
        let given = context.call_native_fn_raw("==", true, &mut [item, &mut Dynamic::from(words.clone())]);
        // What compares with no text is none.
        if given.is_ok_and(|same| same.as_bool().unwrap_or(false)) {
            return Ok(Dynamic::from(i64::try_from(at).unwrap_or(i64::MAX)));
        }
    }
    Ok(Dynamic::from(NOWHERE))
}

/// Whether a text is refused as the name of a function, which is none.
fn is_no_function(error: &EvalAltResult, name: &str) -> bool {
    match error {
        EvalAltResult::ErrorFunctionNotFound(signature, _) => signature.starts_with(name),
        EvalAltResult::ErrorInFunctionCall(_, _, inner, _) => {
            matches!(&**inner, EvalAltResult::ErrorFunctionNotFound(signature, _) if signature.starts_with(name))
        }
        // The text is no name at all.
        _ => FnPtr::new(name).is_err(),
    }
}
