use super::openslo::Indicator;
use crate::slo::object::Object;
use crate::slo::problem::Findings;
use crate::slo::shape::{INDICATOR, INDICATOR_SPEC, METRIC, METRIC_SOURCE, RATIO_METRIC};

/// Reads an SLO's inline indicator. What the metrics' sources say is accepted and not used: the events are the jobs.
pub(super) fn read(slo: &Object<'_>, findings: &mut Findings) -> Option<Indicator> {
    let indicator = slo.get("indicator")?;
    let spec = indicator.object(&INDICATOR, findings)?.get("spec")?.object(&INDICATOR_SPEC, findings)?;
    match (spec.get("ratioMetric"), spec.get("thresholdMetric")) {
        (Some(ratio), None) => {
            let ratio = ratio.object(&RATIO_METRIC, findings)?;
            let (good, bad) = (ratio.get("good"), ratio.get("bad"));
            if ratio.get("raw").is_none() && good.is_some() == bad.is_some() {
                let message = if good.is_some() {
                    "both `good` and `bad` are given"
                } else {
                    "neither `good` nor `bad` is given"
                };
                ratio.cursor().problem(findings, message, "give one of them beside `total`");
            }
            for metric in [good, bad, ratio.get("total")].into_iter().flatten() {
                let source = metric.object(&METRIC, findings).and_then(|metric| metric.get("metricSource"));
                source.and_then(|source| source.object(&METRIC_SOURCE, findings));
            }
            Some(Indicator::Ratio)
        }
        (None, Some(threshold)) => {
            let source = threshold.object(&METRIC, findings).and_then(|metric| metric.get("metricSource"));
            source.and_then(|source| source.object(&METRIC_SOURCE, findings));
            Some(Indicator::Threshold)
        }
        (ratio, _) => {
            let both = ratio.is_some();
            let message = if both { "both metrics are given" } else { "neither metric is given" };
            let remedy = "give `ratioMetric` for the availability SLO, or `thresholdMetric` for the recovery SLO";
            spec.cursor().problem(findings, message, remedy);
            None
        }
    }
}
