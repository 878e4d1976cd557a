//! What writing an expression needs: the names in scope, and which of them were read.

use std::collections::BTreeSet;

use super::random::Random;
use super::world::{Name, Ty, World, names_of_item};

/// A number as it is written, and how long it may get.
#[derive(Clone, Debug)]
pub(super) struct Num {
    pub(super) text: String,
    pub(super) whole: u32,
    pub(super) scale: u32,
}

impl Num {
    pub(super) fn ty(&self) -> Ty {
        Ty::Number { whole: self.whole, scale: self.scale }
    }
}

/// Writes expressions.
pub(super) struct Writer<'a> {
    pub(super) random: &'a mut Random,
    pub(super) world: &'a World,
    /// What may be read.
    pub(super) names: Vec<Name>,
    /// The inputs that were read.
    pub(super) used: BTreeSet<String>,
    fresh: usize,
}

impl<'a> Writer<'a> {
    pub(super) fn new(random: &'a mut Random, world: &'a World, names: Vec<Name>) -> Writer<'a> {
        Writer { random, world, names, used: BTreeSet::new(), fresh: 0 }
    }

    /// A name that nothing else has.
    pub(super) fn fresh(&mut self) -> String {
        self.fresh += 1;
        format!("x{}", self.fresh)
    }

    /// A name for which the condition holds; reading it makes it an input.
    pub(super) fn read(&mut self, wanted: impl Fn(&Name) -> bool) -> Option<Name> {
        let fitting: Vec<&Name> = self.names.iter().filter(|name| wanted(name)).collect();
        if fitting.is_empty() {
            return None;
        }
        // Names of items and steps stand last and are meant to be read.
        let late = fitting.len() / 2 + self.random.below(fitting.len().div_ceil(2));
        let at = if self.random.chance(50) { late } else { self.random.below(fitting.len()) };
        let found = fitting[at].clone();
        self.used.extend(found.root.clone());
        Some(found)
    }

    pub(super) fn read_like(&mut self, ty: &Ty) -> Option<Name> {
        self.read(|name| name.ty.is_like(ty))
    }

    /// What is written with an item of a list in scope.
    pub(super) fn with_item<T>(&mut self, list: usize, item: &str, write: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.names.len();
        self.names.extend(names_of_item(self.world, list, item));
        let written = write(self);
        self.names.truncate(before);
        written
    }

    /// An expression of a type.
    pub(super) fn of(&mut self, ty: &Ty, depth: usize) -> (String, Ty) {
        match ty {
            Ty::Number { .. } => {
                let number = self.number(depth);
                let ty = number.ty();
                (number.text, ty)
            }
            Ty::Truth => (self.truth(depth), Ty::Truth),
            Ty::Rows(list) => (self.rows_of(*list, depth), ty.clone()),
            other => (self.value(other, depth), ty.clone()),
        }
    }

    /// A type that rules may give.
    pub(super) fn any_type(&mut self) -> Ty {
        match self.random.below(11) {
            0..=4 => Ty::number(),
            5..=7 => Ty::Truth,
            8 => Ty::Enum(self.random.below(self.world.schemes.len())),
            9 => Ty::Date,
            _ => Ty::Text,
        }
    }
}
