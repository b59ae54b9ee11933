use std::fmt;
use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::failure::Failure;

/// What wasm, scripts and styles may weigh together, in bytes after gzip.
const LIMIT: u64 = 400 * 1024;

/// What the built page weighs.
pub struct Report {
    /// The kinds of file, each with its bytes as they are and after gzip.
    kinds: [(&'static str, u64, u64); 3],
}

/// Weighs the wasm, scripts and styles of a built page.
pub fn measure(dist: &Path) -> Result<Report, Failure> {
    let mut report = Report { kinds: [("wasm", 0, 0), ("js", 0, 0), ("css", 0, 0)] };
    for entry in fs::read_dir(dist).map_err(|error| Failure::file(dist, error))? {
        let path = entry.map_err(|error| Failure::file(dist, error))?.path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        // The core is packed already; gzip neither gains nor loses anything on it.
        let extension = if extension == Some("lzma") { Some("wasm") } else { extension };
        if let Some((_, raw, packed)) = report.kinds.iter_mut().find(|(kind, ..)| Some(*kind) == extension) {
            let bytes = fs::read(&path).map_err(|error| Failure::file(&path, error))?;
            *raw += bytes.len() as u64;
            *packed += gzipped(&bytes).map_err(|error| Failure::file(&path, error))?;
        }
    }
    Ok(report)
}

impl Report {
    /// Fails if the page is too heavy.
    pub fn check(&self) -> Result<(), Failure> {
        let packed = self.packed();
        if packed <= LIMIT {
            return Ok(());
        }
        Err(Failure::with_remedy(
            format!("wasm, scripts and styles weigh {} together after gzip", kilobytes(packed)),
            format!("the limit is {}: find out what was added, or build with less", kilobytes(LIMIT)),
        ))
    }

    fn packed(&self) -> u64 {
        self.kinds.iter().map(|(_, _, packed)| packed).sum()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (kind, raw, packed) in &self.kinds {
            write!(f, "{kind} {} ({} gzipped), ", kilobytes(*raw), kilobytes(*packed))?;
        }
        write!(f, "together {} of at most {}", kilobytes(self.packed()), kilobytes(LIMIT))
    }
}

fn kilobytes(bytes: u64) -> String {
    format!("{:.1} KB", bytes as f64 / 1024.0)
}

fn gzipped(bytes: &[u8]) -> std::io::Result<u64> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_over_the_limit_is_refused() {
        let fits =
            Report { kinds: [("wasm", 900_000, 300 * 1024), ("js", 300_000, 90 * 1024), ("css", 40_000, 10 * 1024)] };
        assert!(fits.check().is_ok());
        let heavy = Report {
            kinds: [("wasm", 900_000, 300 * 1024), ("js", 300_000, 90 * 1024), ("css", 40_000, 10 * 1024 + 1)],
        };
        assert!(heavy.check().unwrap_err().to_string().contains("400.0 KB"));
    }
}
