//! How the records of another system become facts.

use super::coded::{Coded, Writer, of_enum, of_struct};
use super::stored::Reader;
use crate::pack::decl::{
    Content, DateForm, ForeignForm, ForeignPath, SourceDecl, SourceFieldDecl, SourceListDecl, SourceWays,
};

of_struct!(SourceDecl { id, ways, facts, lists, file });
of_struct!(SourceWays { dates, decimal_comma, unknown, yes, no });
of_struct!(SourceListDecl { name, from, fields });
of_struct!(SourceFieldDecl { name, from, form, dates, decimal_comma, unknown, values });
of_struct!(ForeignPath { value, steps, span });
of_enum!(Content { 0 => Text(text), 1 => Number(number) });
of_enum!(DateForm { 0 => YearFirst, 1 => DayFirst, 2 => YearFirstSlashes, 3 => DayFirstSlashes });
of_enum!(ForeignForm { 0 => YearsMonths });
