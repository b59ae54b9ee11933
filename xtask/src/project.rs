use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The project's folder and the places in it.
pub struct Project {
    /// The folder with the workspace's Cargo.toml.
    pub root: PathBuf,
}

impl Project {
    /// The project that this program was built from.
    pub fn here() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the project's folder");
        Self { root: root.to_owned() }
    }

    /// A path in the project.
    pub fn at(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Where the page is built to.
    pub fn dist(&self) -> PathBuf {
        self.at("dist")
    }

    /// Where what can be made again is kept; not Cargo's own target folder where `CARGO_TARGET_DIR` moves that.
    pub fn scratch(&self) -> PathBuf {
        self.at("target/xtask")
    }

    /// A program that was installed into the project.
    pub fn tool(&self, name: &str) -> PathBuf {
        self.at(".tools/bin").join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }

    /// The search path with the project's own programs first.
    pub fn search_path(&self) -> OsString {
        let own = [self.at(".tools/bin"), self.at("node_modules/.bin")];
        let inherited = env::var_os("PATH").unwrap_or_default();
        env::join_paths(own.into_iter().chain(env::split_paths(&inherited))).unwrap_or(inherited)
    }
}
