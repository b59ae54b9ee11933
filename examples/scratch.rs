use slo_review::{ingest::*, slo::Slo};
use std::io::Read;
fn main() {
    let slo = Slo::ai_slot_build();
    for path in std::env::args().skip(1) {
        let t = std::time::Instant::now();
        let mut reader = FileReader::new(&path, &slo);
        let mut f = std::fs::File::open(&path).unwrap();
        let mut buf = vec![0; 1 << 20];
        loop {
            let n = f.read(&mut buf).unwrap();
            if n == 0 {
                break;
            }
            if let Err(e) = reader.push(&buf[..n]) {
                println!("{e}");
                break;
            }
        }
        match reader.finish() {
            Ok(Loaded::Records(f)) => println!(
                "{path}: {} {} records {} jobs {} skipped covers {:?} newest {:?} warnings {:?} {:?}",
                f.format.name(),
                f.records,
                f.jobs.len(),
                f.skipped,
                f.covers.iter().map(|c| format!("{}..{}", c.from, c.to)).collect::<Vec<_>>(),
                f.newest.map(|n| n.to_string()),
                f.warnings,
                t.elapsed()
            ),
            Ok(Loaded::Slo { .. }) => println!("{path}: slo"),
            Err(e) => println!("ERR {e}"),
        }
    }
}
