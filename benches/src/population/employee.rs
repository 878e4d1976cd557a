//! One employee: a row of the main file and rows of the child files.

use super::appraisal::Appraisal;
use super::discipline::Discipline;
use super::plan::Plan;
use super::profile::Profile;
use super::regions::Place;
use super::streams::Draws;
use super::unit::Unit;
use super::{behaviour, career, competence, conversion, periods, person, position, training};

/// The rows of one employee, one list of rows for each file.
#[derive(Clone, Debug)]
pub(super) struct Employee {
    /// The main row.
    pub(super) main: Vec<String>,
    /// The rows of the child files, in the order of the files.
    pub(super) lists: Vec<Vec<Vec<String>>>,
    /// Whether the main row is written twice.
    pub(super) doubled: bool,
}

impl Employee {
    /// Draws one employee; the order of cells and lists is that of [`super::schema::tables`].
    pub(super) fn draw(draws: Draws, place: Option<Place>) -> Employee {
        let profile = Profile::draw(draws);
        let appraisal = Appraisal::draw(draws, &profile);
        let (results, behaviour) = appraisal.now();
        let plan = Plan::draw(draws, results);
        let periods = periods::draw(draws, &profile, &appraisal);
        let behaviour = behaviour::draw(draws, &profile, behaviour);
        let discipline = Discipline::draw(draws, &profile);
        let training = training::draw(draws, &profile);
        let unit = Unit::draw(draws);
        let conversions = conversion::draw(draws, &profile, &appraisal);
        let main = [
            person::draw(draws, &profile),
            position::draw(draws, &profile),
            unit.cells(),
            discipline.cells(),
            appraisal.cells(),
            Plan::cells(draws, &profile),
            periods.cells,
            behaviour.cells,
            training.cells,
            competence::draw(draws, &profile),
            career::draw(draws, &profile),
            conversion::cells(draws, &profile, &conversions),
        ];
        let lists = vec![
            plan.rows(draws, &profile),
            appraisal.rows(&profile),
            training.rows,
            competence::levels(draws, &profile),
            conversion::rows(&profile, &conversions),
            plan.progress(draws, &profile),
            periods.evaluations,
            periods.feedback,
            behaviour.core_values,
            behaviour.figures,
            discipline.absence_rows(&profile),
            discipline.sanction_rows(&profile),
            career::positions(draws, &profile),
            unit.proposals(&profile),
        ];
        let mut employee = Employee { main: main.concat(), lists, doubled: false };
        if let Some(place) = place {
            place.add(&mut employee, draws, &profile, &unit, &appraisal);
        }
        employee
    }

    /// Gives the rows of each file, the main one first.
    pub(super) fn into_tables(self) -> Vec<Vec<Vec<String>>> {
        let main = if self.doubled { vec![self.main.clone(), self.main] } else { vec![self.main] };
        let mut tables = vec![main];
        tables.extend(self.lists);
        tables
    }
}
