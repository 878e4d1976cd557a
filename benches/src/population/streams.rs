//! Each topic draws from a stream of its own, so that what is added to one leaves the others as they are.

use crate::random::Random;

/// Where one employee is drawn from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Draws {
    /// The seed of the population.
    pub(super) seed: u64,
    /// The number of the employee.
    pub(super) row: u64,
}

/// What is drawn apart.
#[derive(Clone, Copy, Debug)]
pub(super) enum Topic {
    /// What is missing and what is wrong.
    Faults,
    /// In which row of a block a mistake stands.
    Block,
    /// Kind of employee, of position, of service.
    Profile,
    /// Personal data.
    Person,
    /// Rank, position and their dates.
    Position,
    /// What is judged at an appointment.
    Career,
    /// Former positions.
    Posts,
    /// Ratings and predicates.
    Appraisal,
    /// The performance plan.
    Plan,
    /// Assessments of behaviour.
    Behaviour,
    /// Absence and sanctions.
    Discipline,
    /// Training.
    Training,
    /// Potential.
    Competence,
    /// Levels of competence.
    Levels,
    /// The work unit.
    Unit,
    /// Functional credit.
    Credit,
    /// Which months of a year convert to credit.
    Conversion,
    /// Periodic evaluations, feedback and improvement.
    Periods,
    /// When the plan was fixed.
    Fixed,
    /// Which indicators name unit and aspect.
    Names,
    /// Reports on progress.
    Reports,
    /// What a region asks of a person.
    Region,
    /// What a region asks of the area of a unit.
    Area,
}

impl Draws {
    /// Starts the stream of a topic.
    pub(super) fn of(self, topic: Topic) -> Random {
        Random::for_purpose(self.seed, self.row, u64::from(topic.number()))
    }
}

impl Topic {
    fn number(self) -> u8 {
        match self {
            Topic::Faults => 1,
            Topic::Block => 2,
            Topic::Profile => 3,
            Topic::Person => 4,
            Topic::Position => 5,
            Topic::Career => 6,
            Topic::Appraisal => 7,
            Topic::Plan => 8,
            Topic::Behaviour => 9,
            Topic::Discipline => 10,
            Topic::Training => 11,
            Topic::Competence => 12,
            Topic::Unit => 13,
            Topic::Credit => 14,
            Topic::Posts => 15,
            Topic::Levels => 16,
            Topic::Periods => 17,
            Topic::Fixed => 18,
            Topic::Names => 19,
            Topic::Reports => 20,
            Topic::Conversion => 21,
            Topic::Region => 22,
            Topic::Area => 23,
        }
    }
}
