/** The script that wasm-bindgen wrote, which the bundler of the single file puts in here. */
declare module "slo-review:glue";
