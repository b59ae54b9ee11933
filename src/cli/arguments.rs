use std::ffi::OsString;

use clap::{Args, Parser, Subcommand, ValueEnum};
use slo_review::slo::{EventRole, EventSource, EventValues, PolicyState};
use slo_review::time::{Instant, Timestamp};

/// Weekly SLO reviews, computed from exported job histories.
#[derive(Debug, Parser)]
#[command(name = "slo-review", version)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Review exports: availability, error budget, policy state and recovery.
    ///
    /// Exit status: 0 done; 1 only with --fail-on, where the state is at least that strict; 2 where a file or an
    /// argument cannot be used, and then nothing is printed on standard output.
    Review(ReviewArguments),
    /// Write Prometheus recording and alerting rules of the same SLO, as YAML on standard output.
    ///
    /// Exit status: 0 done; 2 where the SLO file cannot be used, and then nothing is printed on standard output.
    Rules(RulesArguments),
    /// Write what to ask a Prometheus for, so that its answers can be reviewed: commands for a shell, on standard output.
    ///
    /// Exit status: 0 done; 2 where the SLO file or an argument cannot be used, and then nothing is printed on standard
    /// output.
    Queries(QueriesArguments),
}

/// The arguments of `review`.
#[derive(Debug, Args)]
pub struct ReviewArguments {
    /// The SLO file; by default the embedded AI slot build service.
    #[arg(long, value_name = "FILE")]
    pub slo: Option<OsString>,

    /// What a series of events counts, where there is no job for each: good, bad or total events. NAME is the name of a
    /// series, or of a FILE whose series are all meant. The samples are those of a counter; `increase:NAME` is for
    /// samples that each hold the events since the one before, as `increase()` over the query's step gives them. Give
    /// two of the three. The SLO file can say the same, in a document of kind EventSeries; this takes its place.
    #[arg(long = "as", value_name = "good|bad|total=[increase:]NAME", value_parser = parse_event_source)]
    pub event_series: Vec<EventSource>,

    /// The instant to review, such as 2026-02-26T12:00:00Z; by default the newest in the data.
    #[arg(long, value_name = "TIME", value_parser = parse_instant)]
    pub as_of: Option<ChosenInstant>,

    /// A time zone, such as Europe/Berlin: daily figures are by its days, and the text shows its time beside UTC.
    #[arg(long, value_name = "ZONE", value_parser = parse_zone)]
    pub timezone: Option<chrono_tz::Tz>,

    /// How to print the review: text, markdown or json.
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = parse_format)]
    pub format: Format,

    /// Exit with status 1 where the policy's state is at least this strict. No data is never strict enough.
    #[arg(long, value_name = "STATE")]
    pub fail_on: Option<FailOn>,

    /// Files to read, in any mix of supported formats, annotations among them; `-` is standard input.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<OsString>,
}

/// The arguments of `rules`.
#[derive(Debug, Args)]
pub struct RulesArguments {
    /// The SLO file; by default the embedded AI slot build service.
    #[arg(long, value_name = "FILE")]
    pub slo: Option<OsString>,
}

/// The arguments of `queries`.
#[derive(Debug, Args)]
pub struct QueriesArguments {
    /// The SLO file; by default the embedded AI slot build service.
    #[arg(long, value_name = "FILE")]
    pub slo: Option<OsString>,

    /// The instant to be reviewed, such as 2026-02-26T12:00:00Z.
    #[arg(long, value_name = "TIME", value_parser = parse_instant)]
    pub to: ChosenInstant,

    /// The first instant to ask for; by default the SLO's window before the last.
    #[arg(long, value_name = "TIME", value_parser = parse_instant)]
    pub from: Option<ChosenInstant>,

    /// Seconds between samples; by default 60, and more for a time longer than some months.
    #[arg(long, value_name = "SECONDS")]
    pub step: Option<u32>,

    /// Where the Prometheus is.
    #[arg(long, value_name = "URL", default_value = "http://localhost:9090")]
    pub server: String,

    /// What asks it: curl, promtool, or promql for the expressions alone.
    #[arg(long, value_name = "CLIENT", default_value = "curl")]
    pub client: Client,
}

/// What asks a Prometheus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Client {
    /// Commands with `curl`.
    Curl,
    /// Commands with `promtool`.
    Promtool,
    /// No commands, but the expressions.
    Promql,
}

/// How to print the review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Aligned, for a terminal.
    Text,
    /// For an issue comment.
    Markdown,
    /// The review document.
    Json,
    /// A page with its charts, to keep, to send or to print.
    Html,
}

/// The states that can fail a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Freeze or stabilise.
    Freeze,
    /// Stabilise only.
    Stabilise,
}

impl FailOn {
    /// Whether the state is at least this strict.
    pub fn is_met_by(self, state: PolicyState) -> bool {
        let least = match self {
            Self::Freeze => PolicyState::Freeze,
            Self::Stabilise => PolicyState::Stabilise,
        };
        state.strictness() >= least.strictness()
    }
}

/// An instant from the command line.
#[derive(Clone, Copy, Debug)]
pub struct ChosenInstant {
    /// The instant.
    pub instant: Instant,
    /// Whether it was written without an offset, and so read as UTC.
    pub is_assumed_utc: bool,
}

fn parse_instant(text: &str) -> Result<ChosenInstant, String> {
    match Timestamp::parse(text.as_bytes()).map_err(|error| error.to_string())? {
        Timestamp::Exact(instant) => Ok(ChosenInstant { instant, is_assumed_utc: false }),
        Timestamp::WithoutOffset(instant) => Ok(ChosenInstant { instant, is_assumed_utc: true }),
        Timestamp::NotSet => Err("this is how a time that was never set is written".to_owned()),
    }
}

fn parse_event_source(text: &str) -> Result<EventSource, String> {
    let (role, name) =
        text.split_once('=').ok_or("expected such as good=http_requests_good_total or total=total.json")?;
    let role = EventRole::ALL.into_iter().find(|known| known.name() == role);
    let role = role.ok_or("what comes before `=` is good, bad or total")?;
    let (values, name) = match name.strip_prefix("increase:") {
        Some(name) => (EventValues::Increase, name),
        None => (EventValues::Counter, name),
    };
    if name.is_empty() {
        return Err("the name of a series or of a file is missing after `=`".to_owned());
    }
    Ok(EventSource { role, values, name: name.to_owned() })
}

fn parse_zone(text: &str) -> Result<chrono_tz::Tz, String> {
    text.parse().map_err(|_| "not an IANA time zone; expected one such as Europe/Berlin or UTC".to_owned())
}

fn parse_format(text: &str) -> Result<Format, String> {
    match text {
        "text" => Ok(Format::Text),
        "markdown" => Ok(Format::Markdown),
        "json" => Ok(Format::Json),
        "html" => Ok(Format::Html),
        _ => Err("expected text, markdown, json or html".to_owned()),
    }
}
