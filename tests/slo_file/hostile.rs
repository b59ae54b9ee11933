//! Files made to do harm, and the default damaged in every place: an answer always comes, and it is bounded.

use slo_review::slo::{Slo, SloErrors};

const DEFAULT: &str = include_str!("../../slo/ai-slot-build.yaml");

fn refused(text: &str) -> SloErrors {
    let errors = Slo::parse("hostile.yaml", text).expect_err("the file is refused");
    assert!(!errors.problems.is_empty() && errors.problems.len() <= 50);
    for problem in &errors.problems {
        assert!(problem.message.len() < 1_000 && problem.remedy.len() < 1_000 && problem.path.len() < 5_000);
        assert!(problem.line >= 1 && problem.column >= 1);
    }
    errors
}

#[test]
fn sizes_are_bounded() {
    assert!(refused(&"#\n".repeat(1 << 20)).to_string().contains("at most 1 MiB"));
    assert!(refused(&"a: ".repeat(300_000)).problems[0].message.len() < 200);
    assert!(refused(&format!("a: {}", "[".repeat(1_000_000))).to_string().contains("nested more than 64 deep"));
    assert!(refused(&"- ".repeat(500_000)).to_string().contains("nested more than 64 deep"));
    assert!(refused(&format!("a: [{}]", "1,".repeat(500_000))).to_string().contains("more than 50000 values"));
    let long = "x".repeat(900_000);
    refused(&format!("{long}: 1"));
    refused(&DEFAULT.replace("owner: SRE", &format!("owner: {long}")));
    refused(&DEFAULT.replace("name: ai-slot-build\n", &format!("name: {long}\n")));
}

#[test]
fn problems_are_listed_up_to_fifty_and_counted_beyond() {
    let many: String = (0..120).map(|number| format!("  field{number}: 1\n")).collect();
    let errors = refused(&format!("apiVersion: openslo/v1\nkind: Service\nmetadata: {{ name: x }}\nspec:\n{many}"));
    assert_eq!(errors.problems.len(), 50);
    assert_eq!(errors.more, 73, "120 unknown fields, and three missing documents");
    assert!(errors.to_string().ends_with("\nhostile.yaml: and 73 more"));
}

#[test]
fn a_default_without_any_one_line_never_panics() {
    let lines: Vec<&str> = DEFAULT.lines().collect();
    for missing in 0..lines.len() {
        let kept: Vec<&str> =
            lines.iter().enumerate().filter(|(place, _)| *place != missing).map(|(_, line)| *line).collect();
        let _ = Slo::parse("damaged.yaml", &kept.join("\n"));
    }
}

#[test]
fn a_default_with_any_one_value_replaced_never_panics() {
    let lines: Vec<&str> = DEFAULT.lines().collect();
    for replacement in
        ["", "~", "[]", "{}", "[[]]", "{ a: b }", "0", "-1", "1e9", "true", "''", "!x y", "*x", "é", "\"\\0\""]
    {
        for place in 0..lines.len() {
            let Some((key, _)) = lines[place].split_once(": ") else { continue };
            let line = format!("{key}: {replacement}");
            let damaged: Vec<&str> =
                (0..lines.len()).map(|other| if other == place { line.as_str() } else { lines[other] }).collect();
            let _ = Slo::parse("damaged.yaml", &damaged.join("\n"));
        }
    }
}

#[test]
fn a_default_cut_at_every_fifth_byte_is_refused_or_whole() {
    for cut in (0..DEFAULT.len()).step_by(5).filter(|cut| DEFAULT.is_char_boundary(*cut)) {
        // What is cut inside the last documents may still be a whole file; what has no policy is none.
        let answer = Slo::parse("cut.yaml", &DEFAULT[..cut]);
        assert!(answer.is_err() || DEFAULT[..cut].contains("kind: BudgetPolicy"), "cut at byte {cut}");
    }
}
