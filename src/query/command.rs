use super::{Chunks, Query, Span};

/// Commands that save the answers of the server at that address with `curl`, one a part.
pub fn curl(server: &str, query: &Query, chunks: &Chunks) -> String {
    let server = [server.trim_end_matches('/'), "/api/v1/query_range"].concat();
    commands(query, chunks, |span, step, file| {
        let [from, to] = [span.from.to_string(), span.to.to_string()];
        [
            "curl --silent --show-error --get ",
            &word(&server),
            " \\\n  --data-urlencode ",
            &word(&["query=", &query.promql].concat()),
            " \\\n  --data start=",
            &from,
            " --data end=",
            &to,
            " --data step=",
            step,
            " \\\n  --output ",
            &word(file),
            "\n",
        ]
        .concat()
    })
}

/// Commands that save the same answers with `promtool`.
pub fn promtool(server: &str, query: &Query, chunks: &Chunks) -> String {
    commands(query, chunks, |span, step, file| {
        let [from, to] = [span.from.to_string(), span.to.to_string()];
        [
            "promtool query --format=json range --start=",
            &from,
            " --end=",
            &to,
            " --step=",
            step,
            "s \\\n  ",
            &word(server),
            " \\\n  ",
            &word(&query.promql),
            " \\\n  > ",
            &word(file),
            "\n",
        ]
        .concat()
    })
}

fn commands(query: &Query, chunks: &Chunks, command: impl Fn(&Span, &str, &str) -> String) -> String {
    let step = chunks.step.whole_seconds().to_string();
    let mut text = String::new();
    for (index, span) in chunks.spans.iter().enumerate() {
        let number = if chunks.spans.len() > 1 { ["-", &(index + 1).to_string()].concat() } else { String::new() };
        // In the name of a series is nothing that a file's name may not have, but for the colon on some systems.
        let file = [&query.name.replace(':', "_"), &*number, ".json"].concat();
        text.push_str(&command(span, &step, &file));
    }
    text
}

/// A word for a POSIX shell, in which nothing is more than a character.
fn word(text: &str) -> String {
    ["'", &text.replace('\'', "'\\''"), "'"].concat()
}
