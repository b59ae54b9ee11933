use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;

use tiny_http::{Header, Request, Response, StatusCode};

use crate::arguments::Serve;
use crate::failure::Failure;
use crate::origin::Origin;
use crate::page;
use crate::project::Project;
use crate::site::Site;
use crate::steps::Steps;

/// How many requests are answered at the same time.
const THREADS: usize = 4;

/// Builds the page unless told not to, and serves it on 127.0.0.1 until the process is ended.
pub fn serve(project: &Project, serve: &Serve) -> Result<(), Failure> {
    // The port is taken first: nobody waits for a build to hear that it was busy.
    let listener = listen(serve.port)?;
    if !serve.built {
        page::build(project, None, &mut Steps::new(page::STEPS))?;
    }
    let site = Site::new(&project.dist(), &serve.under, serve.connect.as_ref())?;
    let address = listener.local_addr().map_err(|error| Failure::new(error.to_string()))?;
    let url = format!("http://{address}{}", site.base());
    eprintln!("slo-review is served on {url} (Ctrl+C ends it)");
    if serve.open {
        open(&url);
    }
    answer(site, listener)
}

/// Serves a site on a free port in the background, for as long as this process lives, and gives its address.
pub fn in_background(site: Site) -> Result<String, Failure> {
    let listener = listen(0)?;
    let address = listener.local_addr().map_err(|error| Failure::new(error.to_string()))?;
    let url = format!("http://{address}{}", site.base());
    thread::spawn(move || answer(site, listener));
    Ok(url)
}

/// An origin on 127.0.0.1 where nobody listens now.
pub fn free_origin() -> Result<Origin, Failure> {
    let address = listen(0)?.local_addr().map_err(|error| Failure::new(error.to_string()))?;
    Origin::parse(&format!("http://{address}"))
}

fn listen(port: u16) -> Result<TcpListener, Failure> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => Failure::with_remedy(
            format!("port {port} on 127.0.0.1 is taken by another program"),
            "end that program, or choose another port: cargo xtask serve --port 8081",
        ),
        _ => Failure::with_remedy(
            format!("port {port} on 127.0.0.1 cannot be used: {error}"),
            "choose another port: cargo xtask serve --port 8081",
        ),
    })
}

fn answer(site: Site, listener: TcpListener) -> Result<(), Failure> {
    let server = tiny_http::Server::from_listener(listener, None)
        .map_err(|error| Failure::new(format!("the server could not start: {error}")))?;
    let shared = Arc::new((server, site));
    let threads: Vec<_> = (0..THREADS)
        .map(|_| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || {
                while let Ok(request) = shared.0.recv() {
                    respond(&shared.1, request);
                }
            })
        })
        .collect();
    for thread in threads {
        let _ = thread.join();
    }
    Err(Failure::new("the server stopped"))
}

fn respond(site: &Site, request: Request) {
    let known = request.headers().iter().find(|header| header.field.equiv("If-None-Match"));
    let answer = site.answer(request.method().as_str(), request.url(), known.map(|header| header.value.as_str()));
    let headers = answer
        .headers
        .iter()
        .filter_map(|(name, value)| Header::from_bytes(name.as_bytes(), value.as_bytes()).ok())
        .collect();
    let length = answer.body.len();
    let response = Response::new(StatusCode(answer.status), headers, &*answer.body, Some(length), None);
    // The other side may have left: then nobody is there to be told.
    let _ = request.respond(response);
}

/// Opens the address in the user's browser, if there is one.
fn open(url: &str) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let started =
        Command::new(program).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    if started.is_err() {
        eprintln!("{program} could not be started: open {url} yourself");
    }
}
