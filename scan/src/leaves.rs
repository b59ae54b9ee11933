/// Levels of a record that are told apart; what lies deeper is told with the path up to there.
const DEPTH: usize = 6;

/// What takes the path of keys to a value, and the value as written.
pub type Leaf<'e, 'a> = dyn FnMut(&[&'a [u8]], &'a [u8]) + 'e;

/// Walks over the JSON of a record, be it closed or not, and gives each value with the keys that lead to it: a
/// scalar as written, `{` or `[` where an object or an array begins. Returns the path at its end.
pub fn leaves<'a>(json: &'a [u8], each: &mut Leaf<'_, 'a>) -> Vec<&'a [u8]> {
    // One entry an object; arrays have none, so that their elements have the path of the array.
    let mut path: Vec<&'a [u8]> = Vec::new();
    let mut brackets: Vec<u8> = Vec::new();
    let mut at = 0;
    while let Some(&byte) = json.get(at) {
        match byte {
            b'{' | b'[' => {
                each(&path[..path.len().min(DEPTH)], &json[at..=at]);
                brackets.push(byte);
                if byte == b'{' {
                    path.push(b"");
                }
                at += 1;
            }
            b'}' | b']' => {
                if brackets.pop() == Some(b'{') {
                    path.pop();
                }
                at += 1;
            }
            b',' | b':' | b' ' | b'\n' | b'\r' | b'\t' => at += 1,
            _ => {
                let end = scalar_end(json, at);
                let raw = &json[at..end];
                let after = json[end..].iter().find(|byte| !matches!(byte, b' ' | b'\n' | b'\r' | b'\t'));
                match (after, path.last_mut(), raw) {
                    (Some(b':'), Some(key), [b'"', written @ .., b'"']) => *key = written,
                    (Some(b':'), ..) => {}
                    _ => each(&path[..path.len().min(DEPTH)], raw),
                }
                at = end;
            }
        }
    }
    path
}

fn scalar_end(json: &[u8], at: usize) -> usize {
    let mut end = at + 1;
    if json[at] != b'"' {
        end += json[end..]
            .iter()
            .take_while(|byte| !matches!(byte, b',' | b':' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t'))
            .count();
        return end;
    }
    while let Some(&byte) = json.get(end) {
        match byte {
            b'"' => return end + 1,
            b'\\' => end += 2,
            _ => end += 1,
        }
    }
    json.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(json: &str) -> (Vec<String>, String) {
        let show = |path: &[&[u8]]| path.iter().map(|key| String::from_utf8_lossy(key)).collect::<Vec<_>>().join(".");
        let mut found = Vec::new();
        let end = leaves(json.as_bytes(), &mut |path, raw| {
            found.push(format!("{}={}", show(path), String::from_utf8_lossy(raw)));
        });
        (found, show(&end))
    }

    #[test]
    fn gives_each_value_with_its_path() {
        let (found, end) = walk(r#"{"metric":{"a":"x","b":"y, {z}"},"values":[],"n":1}"#);
        assert_eq!(found, ["={", "metric={", r#"metric.a="x""#, r#"metric.b="y, {z}""#, "values=[", "n=1"]);
        assert_eq!(end, "");
        let (found, end) = walk(r#"{"one":{"data":{"result":["#);
        assert_eq!(found, ["={", "one={", "one.data={", "one.data.result=["]);
        assert_eq!(end, "one.data.result");
        let (found, _) = walk(r#"{"warnings":["a","b\"c"]}"#);
        assert_eq!(found, ["={", "warnings=[", r#"warnings="a""#, r#"warnings="b\"c""#]);
    }

    #[test]
    fn bears_what_is_no_json() {
        for json in [
            "{",
            "{\"",
            "{a:1}",
            "{\"a\\",
            "]]}}",
            "{:}",
            "{\"a\" : \n\"b\" }",
            "[[{\"a\":[1 2]",
            "\"",
            ":",
            "{\"a\"\"b\":1}",
        ] {
            walk(json);
        }
        assert_eq!(walk("{\"a\" : \n\"b\" }").0, ["={", "a=\"b\""]);
    }
}
