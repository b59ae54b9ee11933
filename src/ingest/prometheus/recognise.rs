/// Keys this deep are looked at: a response within a map of responses has its series at depth 5.
const DEPTH: usize = 6;

/// Whether JSON begins as a response of Prometheus: a result of one of its types, a series with samples, or its error.
/// Loki's answers look alike and have results of type `streams`.
pub fn is_response(beginning: &[u8]) -> bool {
    let after_white = |mut at: usize| {
        while beginning.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        at
    };
    let begins = |at: usize, text: &[u8]| beginning.get(at..).is_some_and(|rest| rest.starts_with(text));
    // A number in an array: a scalar where it is the whole document, a sample where it is nested once more.
    let number_in = |at: usize, brackets: usize| {
        let mut at = after_white(at);
        for _ in 0..brackets {
            if !begins(at, b"[") {
                return false;
            }
            at = after_white(at + 1);
        }
        beginning.get(at).is_some_and(u8::is_ascii_digit)
    };
    if number_in(0, 1) {
        return true;
    }
    // For each depth whether the object there has a metric.
    let mut has_metric = [false; DEPTH + 1];
    let (mut is_error, mut has_type) = (false, false);
    let (mut depth, mut at) = (0_usize, 0);
    'tokens: while let Some(&byte) = beginning.get(at) {
        at += 1;
        match byte {
            b'{' | b'[' => {
                depth += 1;
                if let Some(has_metric) = has_metric.get_mut(depth) {
                    *has_metric = false;
                }
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'"' => {
                let start = at;
                loop {
                    match beginning.get(at) {
                        None => return false,
                        Some(b'"') => break,
                        Some(b'\\') => at += 2,
                        Some(b'\n') => continue 'tokens,
                        Some(_) => at += 1,
                    }
                }
                let key = &beginning[start..at];
                let colon = after_white(at + 1);
                if key.ends_with(b"{") && !matches!(beginning.get(colon), None | Some(b':' | b',' | b'}' | b']')) {
                    // A string that was cut off swallowed the beginning of the next document.
                    at -= 1;
                    continue;
                }
                at = colon;
                if !begins(colon, b":") || depth > DEPTH {
                    continue;
                }
                at = after_white(colon + 1);
                match key {
                    b"resultType" if depth <= 3 => {
                        if begins(at, b"\"streams\"") {
                            return false;
                        }
                        let kinds: [&[u8]; 4] = [b"\"vector\"", b"\"matrix\"", b"\"scalar\"", b"\"string\""];
                        if kinds.iter().any(|kind| begins(at, kind)) {
                            return true;
                        }
                    }
                    b"metric" => has_metric[depth] = begins(at, b"{"),
                    b"value" | b"values" | b"histogram" | b"histograms"
                        if begins(at, b"[") && (has_metric[depth] || number_in(at, 2)) =>
                    {
                        return true;
                    }
                    b"status" if depth == 1 => is_error = begins(at, b"\"error\""),
                    b"errorType" if depth == 1 => has_type = true,
                    _ => {}
                }
            }
            _ => {}
        }
        if is_error && has_type {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_responses_by_their_structure() {
        let cases = [
            (r#"{"status":"success","data":{"resultType":"matrix","result":[]}}"#, true),
            (r#"{"status":"success","data":{"resultType":"streams","result":[]}}"#, false),
            ("{\n \"status\": \"success\",\n \"data\": {\n  \"resultType\": \"vector\",", true),
            (r#"{"status":"error","errorType":"bad_data","error":"parse error"}"#, true),
            (r#"{"error":"x","errorType":"timeout","status":"error"}"#, true),
            (r#"{"status":"error","message":"no"}"#, false),
            (r#"{"resultType":"scalar","result":[1,"2"]}"#, true),
            (r#"[{"metric":{"a":"b"},"value":[1,"2"]}]"#, true),
            (r#"{"metric":{"a":"b"},"values":[[1,"2"]]}"#, true),
            (r#"{"values":[[1,"2"]],"metric":{}}"#, true),
            (r#"[{"metric":{},"histograms":[[1,{}]]}]"#, true),
            (r#"[1771686000,"1"]"#, true),
            (r#"{"kube_job_failed":{"status":"success","data":{"resultType":"matrix""#, true),
            (r#"{"kube_job_failed":[{"metric":{},"values":[[1,"1"]]}]}"#, true),
            (r#"{"status":"success","data":{"alerts":[]}}"#, false),
            (r#"{"status":"success","data":["a"]}"#, false),
            (r#"{"kind":"List","items":[{"metric":{"name":"x"},"target":{"value":[1]}}]}"#, false),
            (r#"{"stream":{"a":"b"},"values":[["1771686000000000000","line"]]}"#, false),
            (r#"{"metric":"a","value":[1]}"#, false),
            (r#"{"incidents":[]}"#, false),
            ("[]", false),
            ("{\"a", false),
        ];
        for (text, expected) in cases {
            assert_eq!(is_response(text.as_bytes()), expected, "{text}");
        }
    }
}
