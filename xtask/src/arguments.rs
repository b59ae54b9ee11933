use lexopt::{Arg, Parser, ValueExt};

use crate::origin::Origin;

/// What `cargo xtask help` prints.
pub const HELP: &str = "\
cargo xtask serve [--open] [--port N]   builds the page and serves it on http://127.0.0.1:8080
             [--built]                  serves dist/ as it is
             [--under PATH]             serves it below that path instead of /
             [--connect ORIGIN]         lets the page ask that Prometheus, as build does
cargo xtask build                       writes dist/, which any static host can serve from any path
             [--connect ORIGIN]         lets the page ask the Prometheus at that origin, such as
                                        https://prometheus.example:9090; without, it can ask nobody
             [--single-file]            writes slo-review.html, too: all of the page in one file that opens by a
                                        double click, from any disk, and asks nobody
cargo xtask test [native|prometheus|wasm|browser]
                                        runs everything that CI runs, or the named parts of it
cargo xtask bench ingest [--large]      times reading 200 MB in Chromium; with --large also the memory of 1 GB
             [--rounds N]               how often each way of reading is timed (default 5)
cargo xtask bench logs [--rounds N]     times reading 500 MB of a worker's log in Chromium
cargo xtask bench prometheus [--rounds N]  times reading 100 MB of a Prometheus response in Chromium
cargo xtask bench review                times the review of up to a million jobs

What is missing is installed into the project: tools into .tools/, packages into node_modules/.
";

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
pub struct Arguments {
    pub task: Task,
}

/// One of the things that can be done.
#[derive(Debug, PartialEq, Eq)]
pub enum Task {
    Help,
    Build(Build),
    Serve(Serve),
    Test(Vec<Part>),
    Bench(Bench),
}

/// What to build.
#[derive(Debug, PartialEq, Eq)]
pub enum Build {
    /// The page as a folder that a host serves.
    Folder {
        /// The server that the page may ask, beside its own.
        connect: Option<Origin>,
    },
    /// The page in one file, beside the folder.
    SingleFile,
}

/// How to serve the page.
#[derive(Debug, PartialEq, Eq)]
pub struct Serve {
    /// Whether a browser is opened.
    pub open: bool,
    /// Whether `dist/` is served as it is, without building.
    pub built: bool,
    /// The port on 127.0.0.1.
    pub port: u16,
    /// The path below which the page is served, without slashes at its ends; empty for `/`.
    pub under: String,
    /// The server that the page may ask, beside its own.
    pub connect: Option<Origin>,
}

/// A part of the tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Native,
    Prometheus,
    Wasm,
    Browser,
}

impl Part {
    /// All parts, in the order in which they run.
    pub const ALL: [Self; 4] = [Self::Native, Self::Prometheus, Self::Wasm, Self::Browser];
}

/// What to measure.
#[derive(Debug, PartialEq, Eq)]
pub enum Bench {
    /// Reading a large export in the browser.
    Ingest {
        /// Whether a file of 1 GB is read too, for its memory.
        large: bool,
        /// How often each way of reading is timed.
        rounds: u32,
    },
    /// Reading a large log in the browser.
    Logs {
        /// How often each way of reading is timed.
        rounds: u32,
    },
    /// Reading a large Prometheus response in the browser.
    Prometheus {
        /// How often each way of reading is timed.
        rounds: u32,
    },
    /// Reviewing many jobs.
    Review,
}

impl Arguments {
    /// The arguments of this process.
    pub fn from_environment() -> Result<Self, lexopt::Error> {
        Self::parse(Parser::from_env())
    }

    fn parse(mut parser: Parser) -> Result<Self, lexopt::Error> {
        let task = match parser.next()? {
            None | Some(Arg::Long("help") | Arg::Short('h')) => Task::Help,
            Some(Arg::Value(name)) => match name.string()?.as_str() {
                "help" => Task::Help,
                "build" => Task::Build(Build::parse(&mut parser)?),
                "serve" => Task::Serve(Serve::parse(&mut parser)?),
                "test" => Task::Test(Part::parse_all(&mut parser)?),
                "bench" => Task::Bench(Bench::parse(&mut parser)?),
                other => return Err(format!("there is no `cargo xtask {other}`; see `cargo xtask help`").into()),
            },
            Some(other) => return Err(other.unexpected()),
        };
        match parser.next()? {
            None => Ok(Self { task }),
            Some(other) => Err(other.unexpected()),
        }
    }
}

impl Build {
    fn parse(parser: &mut Parser) -> Result<Self, lexopt::Error> {
        let (mut connect, mut is_single) = (None, false);
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Long("connect") => connect = Some(origin(parser)?),
                Arg::Long("single-file") => is_single = true,
                other => return Err(other.unexpected()),
            }
        }
        match (is_single, connect) {
            (false, connect) => Ok(Self::Folder { connect }),
            (true, None) => Ok(Self::SingleFile),
            (true, Some(_)) => {
                Err("the single file asks nobody, so --single-file goes without --connect: a page that was opened \
                                    from a disk is one that no Prometheus can tell from any other"
                    .into())
            }
        }
    }
}

fn origin(parser: &mut Parser) -> Result<Origin, lexopt::Error> {
    Origin::parse(&parser.value()?.string()?).map_err(|failure| failure.to_string().into())
}

impl Serve {
    fn parse(parser: &mut Parser) -> Result<Self, lexopt::Error> {
        let mut serve = Self { open: false, built: false, port: 8080, under: String::new(), connect: None };
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Long("open") => serve.open = true,
                Arg::Long("built") => serve.built = true,
                Arg::Long("port") => serve.port = parser.value()?.parse()?,
                Arg::Long("under") => serve.under = parser.value()?.string()?.trim_matches('/').to_owned(),
                Arg::Long("connect") => serve.connect = Some(origin(parser)?),
                other => return Err(other.unexpected()),
            }
        }
        Ok(serve)
    }
}

impl Part {
    fn parse_all(parser: &mut Parser) -> Result<Vec<Self>, lexopt::Error> {
        let mut named = Vec::new();
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Value(name) => named.push(match name.string()?.as_str() {
                    "native" => Self::Native,
                    "prometheus" => Self::Prometheus,
                    "wasm" => Self::Wasm,
                    "browser" => Self::Browser,
                    other => {
                        return Err(
                            format!("`{other}` is no part of the tests: native, prometheus, wasm, browser").into()
                        );
                    }
                }),
                other => return Err(other.unexpected()),
            }
        }
        let wanted = if named.is_empty() { Self::ALL.to_vec() } else { named };
        Ok(Self::ALL.into_iter().filter(|part| wanted.contains(part)).collect())
    }
}

impl Bench {
    fn parse(parser: &mut Parser) -> Result<Self, lexopt::Error> {
        let Some(Arg::Value(name)) = parser.next()? else {
            return Err("say what to measure: ingest, logs, prometheus or review".into());
        };
        match name.string()?.as_str() {
            "review" => Ok(Self::Review),
            name @ ("ingest" | "logs" | "prometheus") => {
                let is_ingest = name == "ingest";
                let (mut large, mut rounds) = (false, 5);
                while let Some(argument) = parser.next()? {
                    match argument {
                        Arg::Long("large") if is_ingest => large = true,
                        Arg::Long("rounds") => rounds = parser.value()?.parse::<u32>()?.max(1),
                        other => return Err(other.unexpected()),
                    }
                }
                Ok(match name {
                    "ingest" => Self::Ingest { large, rounds },
                    "logs" => Self::Logs { rounds },
                    _ => Self::Prometheus { rounds },
                })
            }
            other => Err(format!("`{other}` cannot be measured: ingest, logs, prometheus or review").into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Result<Task, String> {
        let parser = Parser::from_args(arguments.iter().copied());
        Arguments::parse(parser).map(|parsed| parsed.task).map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_not_said_has_a_default() {
        let serve = Serve { open: false, built: false, port: 8080, under: String::new(), connect: None };
        assert_eq!(parse(&["serve"]), Ok(Task::Serve(serve)));
        assert_eq!(parse(&["build"]), Ok(Task::Build(Build::Folder { connect: None })));
        assert_eq!(parse(&["test"]), Ok(Task::Test(Part::ALL.to_vec())));
        assert_eq!(parse(&["bench", "logs"]), Ok(Task::Bench(Bench::Logs { rounds: 5 })));
        assert!(parse(&["bench", "logs", "--large"]).is_err());
        assert_eq!(parse(&["bench", "prometheus"]), Ok(Task::Bench(Bench::Prometheus { rounds: 5 })));
        assert_eq!(parse(&["bench", "ingest"]), Ok(Task::Bench(Bench::Ingest { large: false, rounds: 5 })));
    }

    #[test]
    fn what_is_said_counts() {
        let connect = Some(Origin::parse("http://127.0.0.1:9090").unwrap());
        let serve = Serve { open: true, built: true, port: 9000, under: "a/b".to_owned(), connect: connect.clone() };
        let said = ["serve", "--open", "--port=9000", "--built", "--under", "/a/b/", "--connect=http://127.0.0.1:9090"];
        assert_eq!(parse(&said), Ok(Task::Serve(serve)));
        assert_eq!(parse(&["build", "--connect", "http://127.0.0.1:9090"]), Ok(Task::Build(Build::Folder { connect })));
        assert_eq!(parse(&["build", "--single-file"]), Ok(Task::Build(Build::SingleFile)));
        assert_eq!(parse(&["test", "browser", "native"]), Ok(Task::Test(vec![Part::Native, Part::Browser])));
    }

    #[test]
    fn what_does_not_exist_is_refused_by_name() {
        for (arguments, named) in [
            (&["deploy"][..], "cargo xtask deploy"),
            (&["test", "unit"], "unit"),
            (&["serve", "--fast"], "--fast"),
            (&["serve", "--port", "70000"], "70000"),
            (&["build", "now"], "now"),
            (&["build", "--connect"], "connect"),
            (&["build", "--single-file", "--connect", "http://127.0.0.1:9090"], "goes without --connect"),
            (&["build", "--connect", "https://prometheus.example/api"], "path"),
            (&["serve", "--connect", "*"], "no origin"),
            (&["bench"], "ingest, logs, prometheus or review"),
        ] {
            let refusal = parse(arguments).unwrap_err();
            assert!(refusal.contains(named), "{arguments:?} gave {refusal:?}");
        }
    }
}
