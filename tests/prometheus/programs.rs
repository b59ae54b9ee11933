//! The real Prometheus and its promtool, found where `cargo xtask test prometheus` says, else on PATH.

use std::ffi::{OsStr, OsString};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

/// How long a server may take to be ready, or a query to be answered.
const PATIENCE: Duration = Duration::from_secs(60);

fn program(name: &str) -> PathBuf {
    match std::env::var_os("PROMETHEUS_BIN") {
        Some(folder) => Path::new(&folder).join(name),
        None => PathBuf::from(name),
    }
}

/// Where a shell finds them first.
pub fn search_path() -> OsString {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let named = std::env::var_os("PROMETHEUS_BIN").map(PathBuf::from);
    std::env::join_paths(named.into_iter().chain(std::env::split_paths(&path))).expect("folders are a path")
}

/// Runs promtool to its end.
pub fn promtool(arguments: &[impl AsRef<OsStr>]) -> Output {
    let shown = || arguments.iter().map(|word| word.as_ref().to_string_lossy()).collect::<Vec<_>>().join(" ");
    Command::new(program("promtool")).args(arguments).output().unwrap_or_else(|error| {
        panic!("promtool {} could not be started: {error}; run `cargo xtask test prometheus`", shown())
    })
}

/// Runs promtool; a failure of it is the test's.
pub fn promtool_succeeds(arguments: &[impl AsRef<OsStr>]) -> String {
    let output = promtool(arguments);
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "promtool failed:\n{said}");
    said
}

/// A Prometheus of our own on loopback, over a folder of blocks. It scrapes nothing, and ends with the value.
pub struct Server {
    child: Child,
    port: u16,
}

impl Server {
    /// Starts it and waits until it is ready.
    pub fn start(folder: &Path) -> Self {
        let config = folder.join("prometheus.yml");
        std::fs::write(&config, "global: {}\n").expect("the configuration can be written");
        // The port is free now; should another program take it first, Prometheus ends and another one is tried.
        for _ in 0..5 {
            let port = TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).unwrap().port();
            let log = std::fs::File::create(folder.join("prometheus.log")).expect("the log can be written");
            let child = Command::new(program("prometheus"))
                .arg(format!("--config.file={}", config.display()))
                .arg(format!("--storage.tsdb.path={}", folder.join("data").display()))
                .arg(format!("--web.listen-address=127.0.0.1:{port}"))
                .args(["--storage.tsdb.retention.time=100y", "--query.max-samples=200000000"])
                .stdout(Stdio::null())
                .stderr(log)
                .spawn()
                .expect("prometheus starts; run `cargo xtask test prometheus`");
            let mut server = Self { child, port };
            if server.is_ready() {
                return server;
            }
        }
        let log = std::fs::read_to_string(folder.join("prometheus.log")).unwrap_or_default();
        panic!("prometheus did not become ready:\n{log}");
    }

    /// Waits for readiness; false if the program ended instead.
    fn is_ready(&mut self) -> bool {
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                return false;
            }
            if self.get("/-/ready").is_ok_and(|(status, _)| status == 200) {
                return true;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        false
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The result of an instant query.
    pub fn query(&self, expression: &str, time: f64) -> Vec<Value> {
        self.ask("/api/v1/query", &[("query", expression), ("time", &time.to_string())])
    }

    /// The result of a range query, in parts of as many points as one query may give.
    pub fn query_range(&self, expression: &str, start: f64, end: f64, step: f64) -> Vec<Value> {
        let part = 10_000.0 * step;
        let mut result = Vec::new();
        let mut from = start;
        while from <= end {
            let [start, end, step] = [from, end.min(from + part - step), step].map(|number| number.to_string());
            let query = [("query", expression), ("start", &start), ("end", &end), ("step", &step)];
            result.extend(self.ask("/api/v1/query_range", &query));
            from += part;
        }
        result
    }

    /// The body that it answers with.
    pub fn answer(&self, path: &str, parameters: &[(&str, &str)]) -> Vec<u8> {
        let query: Vec<String> =
            parameters.iter().map(|(name, value)| format!("{name}={}", percent_encoded(value))).collect();
        let (_, body) = self.get(&format!("{path}?{}", query.join("&"))).expect("prometheus answers");
        body
    }

    fn ask(&self, path: &str, parameters: &[(&str, &str)]) -> Vec<Value> {
        let body = self.answer(path, parameters);
        let mut answer: Value = serde_json::from_slice(&body).expect("prometheus answers JSON");
        assert_eq!(answer["status"], "success", "{parameters:?}: {answer}");
        match answer["data"]["result"].take() {
            Value::Array(result) => result,
            other => panic!("{parameters:?} gave {other}"),
        }
    }

    /// HTTP/1.0, so that the body is all that follows the head.
    fn get(&self, target: &str) -> std::io::Result<(u16, Vec<u8>)> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        write!(stream, "GET {target} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let end = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or(answer.len());
        let head = String::from_utf8_lossy(&answer[..end]);
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Ok((status, answer.split_off((end + 4).min(answer.len()))))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn percent_encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// A folder of this run, empty.
pub fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("prometheus").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}
