//! Sets of few things.

use std::borrow::Borrow;

/// Things of which each is there once, in their order.
///
/// They stand in a list: a tree of the standard library weighs more in a browser, and gains nothing for a few hundred.
pub(crate) struct Few<T>(Vec<T>);

impl<T> Default for Few<T> {
    fn default() -> Few<T> {
        Few(Vec::new())
    }
}

impl<T: Ord> Few<T> {
    /// Adds a thing; tells whether it was not there before.
    pub(crate) fn insert(&mut self, thing: T) -> bool {
        let place = self.0.binary_search(&thing);
        if let Err(place) = place {
            self.0.insert(place, thing);
        }
        place.is_err()
    }

    /// Whether a thing is there.
    pub(crate) fn contains<Q: Ord + ?Sized>(&self, thing: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.0.binary_search_by(|own| own.borrow().cmp(thing)).is_ok()
    }

    /// Takes all things away.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }
}

impl<T: Ord> Extend<T> for Few<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, things: I) {
        for thing in things {
            self.insert(thing);
        }
    }
}

impl<T: Ord> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(things: I) -> Few<T> {
        let mut few = Few::default();
        few.extend(things);
        few
    }
}

impl<T> IntoIterator for Few<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> std::vec::IntoIter<T> {
        self.0.into_iter()
    }
}
