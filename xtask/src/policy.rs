use std::fs;
use std::path::Path;

use crate::failure::Failure;
use crate::origin::Origin;

/// The files of the built page that state its content security policy.
pub const FILES: [&str; 2] = ["index.html", "_headers"];

/// What the policy always allows: the page's own origin.
const OWN: &str = "connect-src 'self'";

/// Lets the built page ask exactly that server, or none but its own where there is none, whatever it was built with before.
pub fn apply(dist: &Path, connect: Option<&Origin>) -> Result<(), Failure> {
    for name in FILES {
        let path = dist.join(name);
        let before = fs::read_to_string(&path).map_err(|error| Failure::file(&path, error))?;
        let Some(after) = with_connect(&before, connect) else {
            return Err(Failure::new(format!("{} has no policy about connections", path.display())));
        };
        if after != before {
            fs::write(&path, after).map_err(|error| Failure::file(&path, error))?;
        }
    }
    Ok(())
}

/// The text with that server in its policy, in place of what was there; `None` unless exactly one policy is in it.
pub fn with_connect(text: &str, connect: Option<&Origin>) -> Option<String> {
    let (before, rest) = text.split_once(OWN)?;
    let (_, after) = rest.split_at(rest.find(';')?);
    if after.contains(OWN) {
        return None;
    }
    Some(match connect {
        Some(origin) => format!("{before}{OWN} {origin}{after}"),
        None => format!("{before}{OWN}{after}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCES: [&str; 2] = [include_str!("../../index.html"), include_str!("../../www/_headers")];

    #[test]
    fn exactly_the_origin_is_allowed_and_taken_back() {
        let [first, second] = ["https://a.example", "http://b.example:9090"].map(|text| Origin::parse(text).unwrap());
        for source in SOURCES {
            let connected = with_connect(source, Some(&first)).unwrap();
            assert!(connected.contains("; connect-src 'self' https://a.example; img-src"), "{connected}");
            let other = with_connect(&connected, Some(&second)).unwrap();
            assert!(other.contains("; connect-src 'self' http://b.example:9090; img-src"), "{other}");
            assert_eq!(with_connect(&other, None).unwrap(), source);
            assert_eq!(with_connect(source, None).unwrap(), source);
        }
    }

    #[test]
    fn a_page_without_exactly_one_policy_is_refused() {
        for text in ["", "connect-src 'self'", "connect-src 'self'; x; connect-src 'self'; y"] {
            assert_eq!(with_connect(text, None), None, "{text}");
        }
    }
}
