/// The rules of a `_headers` file: for each path pattern the headers that its answers carry.
///
/// A line at the margin is a pattern, which may end in `*`; indented lines are the headers of the pattern above.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Headers {
    rules: Vec<Rule>,
}

#[derive(Debug, PartialEq, Eq)]
struct Rule {
    pattern: String,
    headers: Vec<(String, String)>,
}

impl Headers {
    /// Reads the rules. Empty lines and those that begin with `#` say nothing.
    pub fn parse(text: &str) -> Self {
        let mut rules: Vec<Rule> = Vec::new();
        for line in text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#')) {
            if !line.starts_with(char::is_whitespace) {
                rules.push(Rule { pattern: line.trim().to_owned(), headers: Vec::new() });
            } else if let (Some(rule), Some((name, value))) = (rules.last_mut(), line.split_once(':')) {
                rule.headers.push((name.trim().to_owned(), value.trim().to_owned()));
            }
        }
        Self { rules }
    }

    /// The headers of the answer for a path, which begins with a slash.
    pub fn of<'a>(&'a self, path: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let matching = self.rules.iter().filter(move |rule| match rule.pattern.strip_suffix('*') {
            Some(start) => path.starts_with(start),
            None => path == rule.pattern,
        });
        matching.flat_map(|rule| rule.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_holds_for_the_paths_of_its_pattern() {
        let headers = Headers::parse("# all\n/*\n  X-A: 1\n  Link: <a:b>\n\n/sample/*\n  X-B: 2\n/exact\n\tX-C: 3\n");
        let of = |path| headers.of(path).map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>();
        assert_eq!(of("/"), ["X-A=1", "Link=<a:b>"]);
        assert_eq!(of("/sample/week.json"), ["X-A=1", "Link=<a:b>", "X-B=2"]);
        assert_eq!(of("/exact"), ["X-A=1", "Link=<a:b>", "X-C=3"]);
        assert_eq!(of("/exactly"), ["X-A=1", "Link=<a:b>"]);
    }

    #[test]
    fn the_pages_own_file_is_understood() {
        let headers = Headers::parse(include_str!("../../www/_headers"));
        let policy = headers.of("/").find(|(name, _)| *name == "Content-Security-Policy").expect("a policy").1;
        assert!(policy.starts_with("default-src 'none';"), "{policy}");
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
        // The policy in the page itself may leave out only what a meta element cannot say.
        let html = include_str!("../../index.html");
        let meta = policy.split("; ").filter(|directive| !directive.starts_with("frame-ancestors")).collect::<Vec<_>>();
        assert!(
            html.contains(&format!("content=\"{}\"", meta.join("; "))),
            "index.html has another policy than _headers"
        );
    }
}
