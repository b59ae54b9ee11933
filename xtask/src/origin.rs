use std::fmt;

use crate::failure::Failure;

/// The origin of another server, such as `https://prometheus.example:9090`: scheme, host and port, and nothing else.
///
/// It can be written into a content security policy as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

impl Origin {
    /// Reads an origin; refuses everything else, and says how it would be one.
    pub fn parse(text: &str) -> Result<Self, Failure> {
        let refuse = |why: &str| {
            Failure::with_remedy(
                format!("`{text}` is no origin: {why}"),
                "give scheme, host and port alone, such as --connect https://prometheus.example:9090",
            )
        };
        let lower = text.to_ascii_lowercase();
        let Some((scheme, rest)) = lower.split_once("://").filter(|(scheme, _)| matches!(*scheme, "http" | "https"))
        else {
            return Err(refuse("it does not begin with http:// or https://"));
        };
        if rest.contains('@') {
            return Err(refuse("no name or password belongs into it, for the policy is public"));
        }
        if rest.starts_with('[') {
            return Err(refuse("content security policies know no IPv6 addresses; give the server's name"));
        }
        if rest.contains('*') {
            return Err(refuse("a pattern would allow more than one server"));
        }
        if rest.contains(['/', '?', '#']) {
            return Err(refuse("it has a path, and a policy allows a server as a whole"));
        }
        let (host, port) = rest.split_once(':').map_or((rest, None), |(host, port)| (host, Some(port)));
        if !is_host(host) {
            return Err(refuse("its host is neither a name nor an IPv4 address"));
        }
        let port = match port {
            None => None,
            Some(digits) => match digits.parse::<u16>() {
                Ok(number) if number > 0 && digits.bytes().all(|byte| byte.is_ascii_digit()) => Some(number),
                _ => return Err(refuse("its port is no number between 1 and 65535")),
            },
        };
        // Browsers leave out the port that the scheme implies.
        let implied = if scheme == "http" { 80 } else { 443 };
        Ok(Self(match port.filter(|port| *port != implied) {
            Some(port) => format!("{scheme}://{host}:{port}"),
            None => format!("{scheme}://{host}"),
        }))
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a text is a name of the domain name system, or an address of four numbers.
fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    host.len() <= 253 && host.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_written_as_browsers_write_it() {
        for (text, written) in [
            ("https://prometheus.example", "https://prometheus.example"),
            ("HTTPS://Prometheus.Example:443", "https://prometheus.example"),
            ("http://127.0.0.1:9090", "http://127.0.0.1:9090"),
            ("http://prom_1.monitoring.svc:80", "http://prom_1.monitoring.svc"),
            ("https://localhost:80", "https://localhost:80"),
        ] {
            assert_eq!(Origin::parse(text).unwrap().to_string(), written, "{text}");
        }
    }

    #[test]
    fn what_is_no_origin_is_refused_and_says_why() {
        for (text, why) in [
            ("", "http://"),
            ("prometheus.example", "http://"),
            ("ftp://prometheus.example", "http://"),
            ("ws://prometheus.example", "http://"),
            ("javascript://x", "http://"),
            ("https://", "host"),
            ("https://prometheus.example/", "path"),
            ("https://prometheus.example/api", "path"),
            ("https://prometheus.example?x", "path"),
            ("https://user:pass@prometheus.example", "password"),
            ("https://*.example", "pattern"),
            ("https://*", "pattern"),
            ("https://[::1]:9090", "IPv6"),
            ("https://a.example https://b.example", "port"),
            ("https://a.example; script-src *", "pattern"),
            ("https://a.example; script-src 'unsafe-inline'", "host"),
            ("https://a.example'", "host"),
            ("https://a..example", "host"),
            ("https://-a.example", "host"),
            ("https://a.example:", "port"),
            ("https://a.example:0", "port"),
            ("https://a.example:65536", "port"),
            ("https://a.example:+80", "port"),
            ("https://a.example:80:80", "port"),
            ("https://é.example", "host"),
        ] {
            let refusal = Origin::parse(text).unwrap_err().to_string();
            assert!(refusal.contains(why) && refusal.contains("--connect"), "{text:?} gave {refusal:?}");
        }
    }
}
