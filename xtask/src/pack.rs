use std::fs;
use std::io::Write;
use std::path::Path;

use lzma_rust2::{LzmaOptions, LzmaWriter};

use crate::failure::Failure;
use crate::streams::streams;

/// The largest distance that a repetition reaches over, in bytes: further than the core is long.
const REACH: u32 = 4 << 20;

/// Packs the core of a page that Trunk has built: `NAME.wasm` becomes `NAME.wasm.lzma`, and index.html asks for that.
///
/// Of a hundred bytes that gzip leaves of the core LZMA leaves eighty, and seventy-five where the core was taken apart into streams of
/// like bytes before; on every host, whatever it can compress. The page unpacks while it loads.
pub fn pack(dist: &Path) -> Result<(), Failure> {
    let page = dist.join("index.html");
    let mut html = fs::read_to_string(&page).map_err(|error| Failure::file(&page, error))?;
    for entry in fs::read_dir(dist).map_err(|error| Failure::file(dist, error))? {
        let path = entry.map_err(|error| Failure::file(dist, error))?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()).filter(|name| name.ends_with(".wasm")) else {
            continue;
        };
        let wasm = fs::read(&path).map_err(|error| Failure::file(&path, error))?;
        let packed = dist.join(format!("{name}.lzma"));
        let bytes = lzma(&streams(&wasm)?).map_err(|error| Failure::file(&packed, error))?;
        fs::write(&packed, bytes).map_err(|error| Failure::file(&packed, error))?;
        let (asked, told) = (format!("{name}\""), format!("{name}.lzma\""));
        if !html.contains(&asked) {
            return Err(Failure::new(format!("index.html does not ask for {name}")));
        }
        html = html.replace(&asked, &told).replace(" type=\"application/wasm\"", "");
        fs::remove_file(&path).map_err(|error| Failure::file(&path, error))?;
    }
    fs::write(&page, html).map_err(|error| Failure::file(&page, error))
}

/// The bytes in the format of `.lzma` files, with their length at the beginning.
fn lzma(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut options = LzmaOptions::with_preset(9);
    // The bytes stand at no particular places, and the byte before tells something of the next one.
    (options.lc, options.lp, options.pb) = (2, 0, 0);
    (options.nice_len, options.dict_size) = (LzmaOptions::NICE_LEN_MAX, REACH);
    let mut writer = LzmaWriter::new_use_header(Vec::new(), &options, Some(bytes.len() as u64))?;
    writer.write_all(bytes)?;
    writer.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_asks_for_what_was_packed() {
        let dist = std::env::temp_dir().join(format!("slo-review-pack-{}", std::process::id()));
        fs::create_dir_all(&dist).unwrap();
        let html = "<link href=\"./a_bg.wasm\" as=\"fetch\" type=\"application/wasm\"><script data-wasm=\"./a_bg.wasm\"></script>";
        fs::write(dist.join("index.html"), html).unwrap();
        // A module with nothing but a section of its maker's and an empty function.
        let mut wasm = b"\0asm\x01\0\0\0\0\x80\x80\x06".to_vec();
        wasm.resize(wasm.len() + (6 << 14), 7);
        wasm.extend([10, 4, 1, 2, 0, 0x0b]);
        fs::write(dist.join("a_bg.wasm"), &wasm).unwrap();
        pack(&dist).unwrap();
        let told = fs::read_to_string(dist.join("index.html")).unwrap();
        assert_eq!(
            told,
            "<link href=\"./a_bg.wasm.lzma\" as=\"fetch\"><script data-wasm=\"./a_bg.wasm.lzma\"></script>"
        );
        let packed = fs::read(dist.join("a_bg.wasm.lzma")).unwrap();
        assert_eq!(u64::from_le_bytes(packed[5..13].try_into().unwrap()), wasm.len() as u64 + 17);
        assert!(packed.len() < 1_000);
        assert!(!dist.join("a_bg.wasm").exists());
        fs::remove_dir_all(dist).unwrap();
    }
}
