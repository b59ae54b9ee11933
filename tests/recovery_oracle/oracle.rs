use std::cmp::Reverse;

use serde_json::{Value, json};
use slo_review::record::Outcome;
use slo_review::time::Instant;

use super::world::{CLASSES, Correction, HALF_HOUR, Job, Text, World, tie};

/// Evidence found by the oracle.
#[derive(Clone, Debug)]
struct Piece {
    at: i64,
    class: usize,
}

/// An incident found by the oracle, as far as it is compared.
#[derive(Clone, Debug)]
struct Incident {
    class: String,
    opened: i64,
    mitigated: Option<i64>,
    recovered: Option<i64>,
    verified: Option<i64>,
    verification: &'static str,
    over: Option<i64>,
    /// Until when a mitigation belongs to it.
    until: Option<i64>,
    evidence: usize,
    source: &'static str,
}

/// Answers every question by looking at everything.
pub struct Oracle<'a>(pub &'a World);

impl Oracle<'_> {
    /// Of jobs whose name, and namespace where one is given, is that of the text the one that was created last at or before
    /// it; of several created at one instant the one that failed last, else the first by uid.
    fn named(&self, text: &Text) -> Option<usize> {
        let jobs = &self.0.jobs;
        let matching = |place: &usize| {
            let job = &jobs[*place];
            Some(job.name) == text.name
                && text.namespace.is_none_or(|in_scope| in_scope == job.in_scope)
                && job.start <= text.at
        };
        let failed = |job: &Job| if job.outcome == Outcome::Failed { job.end } else { i64::MIN };
        let order = |place: &usize| (jobs[*place].start, failed(&jobs[*place]), Reverse(tie(jobs, *place)));
        (0..jobs.len()).filter(matching).max_by_key(order)
    }

    fn evidence(&self) -> Vec<Piece> {
        let World { jobs, as_of, .. } = self.0;
        let texts: Vec<&Text> = self.0.texts.iter().filter(|text| text.at <= *as_of).collect();
        let failed = |job: &Job| job.outcome == Outcome::Failed && job.end <= *as_of;
        let mut words: Vec<Option<usize>> = jobs.iter().map(|job| job.message).collect();
        let mut alone: Vec<(usize, &Text)> = Vec::new();
        let mut runs: Vec<(usize, &Text)> = Vec::new();
        // Classes that pieces of a run have, from texts with a name.
        let mut of_runs: Vec<(usize, usize)> = Vec::new();
        for text in texts {
            let Some(name) = text.name else {
                runs.push((text.says / 4, text));
                continue;
            };
            match self.named(text) {
                Some(job) if failed(&jobs[job]) => {
                    let known = &mut words[job];
                    *known = Some(known.map_or(text.says % 4, |known| known.min(text.says % 4)));
                }
                Some(_) => {}
                None => {
                    alone.push((name, text));
                    of_runs.push((name / 2, text.says % 4));
                }
            }
        }
        let mut pieces = Vec::new();
        for (run, text) in runs {
            let of_run = |job: &&Job| job.name < 6 && job.name / 2 == run && job.start <= *as_of;
            let mine: Vec<usize> = (0..jobs.len()).filter(|&place| of_run(&&jobs[place])).collect();
            let last = mine
                .iter()
                .filter(|&&place| jobs[place].outcome == Outcome::Failed && jobs[place].end <= text.at)
                .max_by_key(|&&place| (jobs[place].end, Reverse(tie(jobs, place))));
            match last {
                Some(&place) => {
                    words[place] = Some(words[place].map_or(text.says % 4, |known| known.min(text.says % 4)))
                }
                None if !mine.is_empty() => {}
                None if of_runs.contains(&(run, text.says % 4)) => {}
                None => alone.push((100 + run, text)),
            }
        }
        for (job, words) in jobs.iter().zip(&words) {
            // A failed job is one piece, of the class that its strongest text gives.
            if failed(job) && job.in_scope && job.kind < 3 && job.name < 6 && words.is_some_and(|words| words < 2) {
                pieces.push(Piece { at: job.end, class: words.unwrap() });
            }
        }
        let mut keys: Vec<(usize, usize)> = alone.iter().map(|(key, text)| (*key, text.says % 4)).collect();
        keys.sort();
        keys.dedup();
        for (key, class) in keys.into_iter().filter(|(key, class)| *class < 2 && *key != 6) {
            let of_piece = || alone.iter().filter(|(other, text)| (*other, text.says % 4) == (key, class));
            let given = of_piece()
                .filter(|(_, text)| text.namespace.is_some())
                .min_by_key(|(_, text)| (text.at, text.namespace));
            if given.is_none_or(|(_, text)| text.namespace == Some(true)) {
                pieces.push(Piece { at: of_piece().map(|(_, text)| text.at).min().unwrap(), class });
            }
        }
        pieces.sort_by_key(|piece| piece.at);
        pieces
    }

    /// The earliest end of a success of a counted kind in scope whose run started at or after an instant.
    fn candidate(&self, since: i64) -> Option<i64> {
        let World { jobs, as_of, .. } = self.0;
        let counts = |job: &&Job| job.outcome == Outcome::Succeeded && job.in_scope && job.kind < 2 && job.name < 6;
        jobs.iter().filter(counts).filter(|job| job.start >= since && job.end <= *as_of).map(|job| job.end).min()
    }

    /// First candidate, verified, how far, over.
    fn course(&self, since: i64, evidence: &[i64]) -> (Option<i64>, Option<i64>, &'static str, Option<i64>) {
        let first = self.candidate(since);
        let mut since = since;
        while let Some(candidate) = self.candidate(since) {
            match evidence.iter().filter(|at| **at > candidate && **at <= candidate + HALF_HOUR).min() {
                Some(voiding) => since = *voiding,
                None if self.0.as_of < candidate + HALF_HOUR => return (first, Some(candidate), "pending", None),
                None => return (first, Some(candidate), "clean", Some(candidate + HALF_HOUR)),
            }
        }
        (first, None, "unverified", None)
    }

    fn opened(&self, class: usize) -> Vec<Incident> {
        let as_of = self.0.as_of;
        let mut left: Vec<i64> =
            self.evidence().iter().filter(|piece| piece.class == class).map(|piece| piece.at).collect();
        let mut mitigations: Vec<i64> = self
            .0
            .stated
            .iter()
            .filter(|stated| stated.class == Some(class))
            .flat_map(|stated| [stated.mitigated, stated.event])
            .flatten()
            .filter(|at| *at <= as_of)
            .collect();
        mitigations.sort();
        let mut incidents = Vec::new();
        while let Some(&opened) = left.first() {
            let (_, _, _, until) = self.course(opened, &left);
            let belongs = |at: i64| opened <= at && until.is_none_or(|until| at <= until);
            let mut mitigated = mitigations.iter().copied().find(|at| belongs(*at));
            let over = self.course(mitigated.unwrap_or(opened), &left).3;
            // What the reviewer says of the incident that runs at the instant that he names.
            let mine: Vec<&Correction> = self
                .0
                .corrections
                .iter()
                .filter(|correction| correction.class == class && correction.opened >= opened)
                .filter(|correction| over.is_none_or(|over| correction.opened <= over))
                .collect();
            let usable = mine
                .iter()
                .filter_map(|correction| correction.mitigated)
                .filter(|at| *at <= as_of && belongs(*at))
                .min();
            let unknown = mine.iter().any(|correction| correction.mitigated.is_none_or(|at| at > as_of));
            if usable.is_some() || unknown {
                mitigated = usable;
            }
            let (first, verified, verification, over) = self.course(mitigated.unwrap_or(opened), &left);
            let joined = left.iter().filter(|at| over.is_none_or(|over| **at <= over)).count();
            left.drain(..joined);
            incidents.push(Incident {
                class: CLASSES[class].to_owned(),
                opened,
                mitigated,
                recovered: if mitigated.is_some() { first } else { verified },
                verified,
                verification,
                over,
                until,
                evidence: joined,
                source: if mitigated.is_some() { "timeline" } else { "jobs" },
            });
        }
        incidents
    }

    fn incidents(&self) -> Vec<Incident> {
        let opened: Vec<Incident> = (0..2).flat_map(|class| self.opened(class)).collect();
        let mut all = opened.clone();
        for stated in &self.0.stated {
            let (Some(from), Some(to)) = (stated.opened, stated.recovered) else { continue };
            let class = stated.class.map_or("unknown", |class| CLASSES[class]);
            let overlaps = |incident: &Incident| {
                (stated.class.is_none() || incident.class == class)
                    && incident.opened <= to
                    && incident.over.is_none_or(|over| from <= over)
            };
            if from > to || to > self.0.as_of || opened.iter().any(overlaps) {
                continue;
            }
            let own =
                [stated.mitigated, stated.event].into_iter().flatten().filter(|at| from <= *at && *at <= to).min();
            let same = |incident: &&mut Incident| {
                incident.source == "reported"
                    && (incident.class.as_str(), incident.opened, incident.recovered) == (class, from, Some(to))
            };
            if let Some(known) = all.iter_mut().find(same) {
                known.mitigated = [known.mitigated, own].into_iter().flatten().min();
                continue;
            }
            all.push(Incident {
                class: class.to_owned(),
                opened: from,
                mitigated: own,
                recovered: Some(to),
                verified: None,
                verification: "clean",
                over: Some(to),
                until: Some(to),
                evidence: 0,
                source: "reported",
            });
        }
        for incident in all.iter_mut().filter(|incident| incident.source == "reported") {
            let mine: Vec<&Correction> = self
                .0
                .corrections
                .iter()
                .filter(|correction| CLASSES[correction.class] == incident.class)
                .filter(|correction| incident.opened <= correction.opened && Some(correction.opened) <= incident.over)
                .collect();
            let within = |at: &i64| *at <= self.0.as_of && incident.opened <= *at && Some(*at) <= incident.over;
            let usable = mine.iter().filter_map(|correction| correction.mitigated).filter(within).min();
            if usable.is_some() || mine.iter().any(|correction| correction.mitigated.is_none_or(|at| at > self.0.as_of))
            {
                incident.mitigated = usable;
            }
        }
        all.sort_by(|a, b| (a.opened, &a.class, a.recovered).cmp(&(b.opened, &b.class, b.recovered)));
        all
    }

    /// When timelines state mitigations that belong to no incident, with their classes, each once.
    pub fn strays(&self) -> Vec<(i64, Option<usize>)> {
        let incidents = self.incidents();
        let mut strays: Vec<(i64, Option<usize>)> = Vec::new();
        for stated in &self.0.stated {
            for at in [stated.mitigated, stated.event].into_iter().flatten().filter(|at| *at <= self.0.as_of) {
                let belongs = |incident: &Incident| {
                    let own = match stated.class {
                        Some(class) => incident.class == CLASSES[class],
                        None => {
                            incident.class == "unknown"
                                && (Some(incident.opened), incident.recovered) == (stated.opened, stated.recovered)
                        }
                    };
                    own && incident.opened <= at && incident.until.is_none_or(|until| at <= until)
                };
                if !incidents.iter().any(belongs) {
                    strays.push((at, stated.class));
                }
            }
        }
        strays.sort_by_key(|(at, class)| (*at, class.map_or("", |class| CLASSES[class])));
        strays.dedup();
        strays
    }

    fn is_excluded(&self, incident: &Incident) -> bool {
        let end = incident.recovered.unwrap_or(self.0.as_of);
        let touches = |(from, to, confirmed): &(i64, Option<i64>, bool)| {
            *confirmed && to.is_none_or(|to| to > *from) && *from <= end && to.is_none_or(|to| to > incident.opened)
        };
        self.0.outages.iter().any(touches)
    }

    /// What the document must say.
    pub fn document(&self) -> (Value, Value, Value) {
        let incidents = self.incidents();
        let at = |at: Option<i64>| at.map(|at| Instant::from_millis(at).to_string());
        let entries: Vec<Value> = incidents.iter().enumerate().map(|(place, incident)| {
            let number = incidents[..=place].iter().filter(|other| other.class == incident.class).count();
            let duration = incident.recovered.map(|recovered| recovered - incident.opened);
            let age = self.0.as_of - incident.opened;
            json!({
                "id": format!("{}-{number}", incident.class), "class": incident.class, "openedAt": at(Some(incident.opened)),
                "mitigatedAt": at(incident.mitigated), "recoveredAt": at(incident.recovered), "verifiedAt": at(incident.verified),
                "verification": incident.verification, "durationSeconds": duration.map(|millis| millis / 1_000),
                "verifiedSeconds": incident.verified.map(|verified| (verified - incident.opened) / 1_000),
                "withinTarget": match duration {
                    Some(duration) => Some(duration <= HALF_HOUR),
                    None => (age > HALF_HOUR).then_some(false),
                },
                "open": incident.recovered.is_none(), "evidence": incident.evidence,
                "excluded": self.is_excluded(incident).then_some("external registry outage"), "source": incident.source,
            })
        }).collect();
        let counted: Vec<&Incident> = incidents.iter().filter(|incident| !self.is_excluded(incident)).collect();
        let week = 7 * 86_400_000;
        let recovered = |incident: &&&Incident| incident.recovered.is_some_and(|at| at > self.0.as_of - week);
        let mttr = figures(
            counted.iter().filter(recovered).copied(),
            counted.iter().filter(|i| i.recovered.is_none()).count(),
        );
        let mut days: Vec<String> = counted.iter().filter_map(|incident| day(incident.recovered?).into()).collect();
        days.sort();
        days.dedup();
        let daily: Vec<Value> = days
            .iter()
            .map(|this| {
                let of_day = counted.iter().filter(|incident| incident.recovered.is_some_and(|at| day(at) == *this));
                let mut figures = figures(of_day.copied(), 0);
                figures.as_object_mut().unwrap().remove("open");
                figures["day"] = json!(this);
                figures
            })
            .collect();
        (Value::Array(entries), mttr, Value::Array(daily))
    }
}

/// The day at +02:30.
fn day(at: i64) -> String {
    Instant::from_millis(at + 9_000_000).to_string()[..10].to_owned()
}

fn figures<'i>(incidents: impl Iterator<Item = &'i Incident>, open: usize) -> Value {
    let mut millis: Vec<i64> = incidents.map(|incident| incident.recovered.unwrap() - incident.opened).collect();
    millis.sort();
    let count = millis.len();
    let seconds = |millis: f64| millis / 1_000.0;
    let mean = (count > 0).then(|| seconds(millis.iter().sum::<i64>() as f64 / count as f64));
    let median = (count > 0).then(|| seconds((millis[(count - 1) / 2] + millis[count / 2]) as f64 / 2.0));
    let within = millis.iter().filter(|millis| **millis <= HALF_HOUR).count();
    json!({"count": count, "open": open, "meanSeconds": mean, "medianSeconds": median, "maxSeconds": millis.last().map(|m| m / 1_000),
        "withinTarget": (count > 0).then(|| within as f64 / count as f64)})
}
