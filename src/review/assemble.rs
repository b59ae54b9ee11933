use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::alerting::Alerting;
use super::document::*;
use super::{
    Basis, NamespaceJobs, ReviewOptions, exclusion, job_count, recovery_section, sentence, shortfall, source,
    timeline_warning, wording,
};
use crate::budget::{BURN_WINDOWS, Spending, burn_rate};
use crate::policy::lifts_at;
use crate::record::LoadedFile;
use crate::recovery::Recovery;
use crate::sli::{Coverage, Outcomes, Percent, wilson};
use crate::slo::PolicyState;
use crate::time::{Duration, Instant, TrailingWindow};

/// Namespaces that the document names.
const MOST_NAMESPACES: usize = 50;

impl Basis {
    /// Reviews the data at one instant.
    pub fn review(&self, options: &ReviewOptions) -> Review {
        let as_of = options.as_of.or(self.watermark());
        let window = as_of.map(|end| TrailingWindow { end, length: self.slo().window });
        let outcomes = window.map_or(Outcomes::default(), |window| self.history().outcomes(window));
        let coverage = window.map_or(Coverage { covered: Duration::ZERO, window: self.slo().window }, |window| {
            self.covers().coverage(window)
        });
        let excluded = outcomes.excluded() > 0;
        let recovery = as_of.map(|as_of| self.recovery(as_of));

        let mut availability = self.availability(outcomes);
        availability.estimated = window.is_some_and(|window| self.has_estimates(window));
        let mut budget = self.budget(as_of, outcomes, |outcomes| outcomes);
        if let Some(window) = window.filter(|_| excluded) {
            availability.without_exclusions = Some(Box::new(self.availability(outcomes.without_exclusions())));
            availability.exclusions = exclusion::effects(self, window);
            budget.without_exclusions = Some(Box::new(
                self.budget(as_of, outcomes.without_exclusions(), |outcomes| outcomes.without_exclusions()),
            ));
        }

        let alerting = recovery.as_ref().map_or_else(Alerting::default, |recovery| self.alerting(recovery));

        Review {
            schema: SCHEMA,
            as_of,
            window: window.map(|window| Span { from: window.from(), to: window.end }),
            slo: self.slo_section(),
            data: self.data(coverage, recovery.as_ref()),
            jobs: JobsSection {
                sources: self.files().iter().flat_map(|file| source::sentences(file)).collect(),
                ..job_count::count(self, as_of)
            },
            availability,
            budget,
            policy: self.policy(as_of, coverage, excluded),
            recovery: recovery_section::section(self, options, recovery.as_ref()),
            alerts: alerting.alerts,
            rollback: alerting.rollback,
            operations: alerting.operations,
        }
    }

    /// What was met while reading, and what shows only once all files are together.
    fn warnings(&self, recovery: Option<&Recovery>) -> Vec<DataWarning> {
        let mut warnings = Vec::new();
        for file in self.files() {
            warnings.extend(data_warnings(file));
        }
        warnings.extend(self.population().shortfalls().iter().map(shortfall::warning));
        warnings.extend(shortfall::odd_counts(self));
        warnings.extend(timeline_warning::warnings(self, recovery));
        warnings
    }

    /// Whether any event of the window is known only to within some seconds.
    fn has_estimates(&self, window: TrailingWindow) -> bool {
        let population = self.population();
        let tallied = self.history().tally_position(window.end) > self.history().tally_position(window.from());
        let is_estimated = |job: u32| population.job(job as usize).end_error().is_some();
        tallied
            || (population.estimated() > 0 && self.history().within(window).iter().any(|event| is_estimated(event.job)))
    }

    fn slo_section(&self) -> SloSection {
        let slo = self.slo();
        SloSection {
            service: slo.service.name.clone(),
            name: slo.name.clone(),
            target: slo.target.fraction().as_f64(),
            window_seconds: Seconds(slo.window),
            target_shown: wording::target(slo),
            file: slo.file.clone(),
        }
    }

    fn data(&self, coverage: Coverage, recovery: Option<&Recovery<'_>>) -> DataSection {
        // A heap sorts with a tenth of the code that a sort is in wasm.
        let most_jobs_first: BinaryHeap<(Reverse<u64>, &str, usize)> =
            self.namespaces().iter().enumerate().map(|(place, n)| (Reverse(n.jobs), n.name.as_str(), place)).collect();
        let namespaces: Vec<&NamespaceJobs> = most_jobs_first
            .into_sorted_vec()
            .into_iter()
            .take(MOST_NAMESPACES)
            .map(|(_, _, place)| &self.namespaces()[place])
            .collect();
        let (covered, window) = (coverage.covered.as_millis(), coverage.window.as_millis().max(1));
        DataSection {
            files: self.files().iter().map(|file| data_file(file)).collect(),
            watermark: self.watermark(),
            coverage: coverage.ratio(),
            provisional: coverage.is_provisional(),
            warnings: self.warnings(recovery),
            coverage_shown: Percent::floor(covered.into(), window.into(), 2).to_string(),
            range: range(self.earliest(), self.watermark()),
            weeks: self.weeks().to_vec(),
            namespaces: namespaces.into_iter().cloned().collect(),
            namespace_count: self.namespaces().len() as u64,
            scope_pattern: self.slo().scope.pattern().to_owned(),
        }
    }

    fn availability(&self, outcomes: Outcomes) -> AvailabilitySection {
        let (good, total) = (outcomes.good, outcomes.total());
        let decimals = wording::availability_decimals(self.slo());
        AvailabilitySection {
            good,
            bad: outcomes.bad,
            total,
            excluded: outcomes.excluded(),
            ratio: outcomes.ratio(),
            shown: (total > 0).then(|| Percent::floor(good.into(), total.into(), decimals).to_string()),
            confidence: wilson(good, total),
            met: outcomes.meets(self.slo().target),
            low_volume: outcomes.is_low_volume(self.slo().target),
            without_exclusions: None,
            exclusions: Vec::new(),
            estimated: false,
            unit: self.noun(),
        }
    }

    /// The budget of the window's outcomes; `view` says how the outcomes of the shorter windows are to be seen.
    fn budget(&self, as_of: Option<Instant>, window: Outcomes, view: impl Fn(Outcomes) -> Outcomes) -> BudgetSection {
        let target = self.slo().target;
        let over = |length| as_of.map_or(Outcomes::default(), |end| view(self.history().outcomes_over(length, end)));
        let spending = Spending::of_window(window, target);
        let three_days = spending.with_bad(over(Duration::from_days(3)).bad);
        let shown = |percent: Option<Percent>| percent.map(|percent| percent.to_string());
        BudgetSection {
            fraction: target.budget().as_f64(),
            spent: spending.spent(),
            spent_3d: three_days.spent(),
            remaining: spending.remaining(),
            failures_allowed: spending.failures_allowed(),
            failures_left: spending.failures_left(),
            burn: BURN_WINDOWS
                .iter()
                .map(|&length| {
                    let outcomes = over(length);
                    let (bad, total, rate) = (outcomes.bad, outcomes.total(), burn_rate(outcomes, target));
                    Burn { window_seconds: Seconds(length), bad, total, rate }
                })
                .collect(),
            spent_shown: shown(spending.spent_percent(2)),
            spent_3d_shown: shown(three_days.spent_percent(2)),
            remaining_shown: shown(spending.remaining_percent(2)),
            without_exclusions: None,
        }
    }

    fn policy(&self, as_of: Option<Instant>, coverage: Coverage, excluded: bool) -> PolicySection {
        let Some(t) = as_of else { return self.policy_of_nothing(coverage) };
        let changes = &self.changes()[..self.changes().partition_point(|change| change.at <= t)];
        let state = self.rules().state_at(self.history(), t);
        let lift = lifts_at(self.history(), self.rules(), t);
        let text = sentence::text_of(self.slo(), state);
        PolicySection {
            state,
            since: changes.last().map(|change| change.at),
            lifts_at: lift.map(|lift| lift.at),
            changes: changes.to_vec(),
            sentence: sentence::verdict(self, state, t),
            allowed: text.allowed,
            blocked: text.blocked,
            provisional: coverage.is_provisional(),
            lifts_to: lift.map(|lift| lift.to),
            lifts: lift.map(sentence::lift),
            state_without_exclusions: excluded.then(|| self.rules().state_without_exclusions_at(self.history(), t)),
            steps: self.steps(as_of),
        }
    }

    fn policy_of_nothing(&self, coverage: Coverage) -> PolicySection {
        let text = sentence::text_of(self.slo(), PolicyState::NoData);
        PolicySection {
            state: PolicyState::NoData,
            since: None,
            lifts_at: None,
            changes: Vec::new(),
            sentence: sentence::NOTHING.to_owned(),
            allowed: text.allowed,
            blocked: text.blocked,
            provisional: coverage.is_provisional(),
            lifts_to: None,
            lifts: None,
            state_without_exclusions: None,
            steps: self.steps(None),
        }
    }

    fn steps(&self, as_of: Option<Instant>) -> Vec<StepReading> {
        let slo = self.slo();
        let over = |length| as_of.map_or(Outcomes::default(), |end| self.history().outcomes_over(length, end));
        let window = Spending::of_window(over(slo.window), slo.target);
        slo.policy
            .steps
            .iter()
            .map(|step| {
                let spending = window.with_bad(over(step.window).bad);
                StepReading {
                    state: step.state,
                    window_seconds: Seconds(step.window),
                    threshold: step.threshold.as_f64(),
                    threshold_shown: wording::fraction(step.threshold),
                    bad: spending.bad,
                    spent: spending.spent(),
                    spent_shown: spending.spent_percent(2).map(|percent| percent.to_string()),
                    triggered: spending.exceeds(step.threshold),
                }
            })
            .collect()
    }
}

fn range(from: Option<Instant>, to: Option<Instant>) -> Option<Range> {
    Some(Range { from: from?, to: to? })
}

fn data_file(file: &LoadedFile) -> DataFile {
    DataFile {
        name: file.name.clone(),
        format: file.format.name(),
        records: file.records,
        skipped: file.skipped,
        covers: file.covers.iter().map(|cover| Range { from: cover.from, to: cover.to }).collect(),
        bytes: file.bytes,
        jobs: file.jobs.len() as u64,
        range: range(file.earliest, file.newest),
    }
}

fn data_warnings(file: &LoadedFile) -> impl Iterator<Item = DataWarning> {
    file.warnings.iter().map(|warning| DataWarning {
        file: file.name.clone(),
        code: warning.code.name(),
        count: warning.count,
        message: warning.message.clone(),
        examples: warning
            .examples
            .iter()
            .map(|(position, what)| WarningExample {
                record: position.record,
                line: position.line,
                byte: position.byte,
                what: what.clone(),
            })
            .collect(),
    })
}
