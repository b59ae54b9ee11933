// Makes the wasm smaller as it crosses the network, packed; what it computes stays as it is.
//
// A packer tells what comes next from what came just before. Rust's generic functions exist once a type, nearly alike
// and far apart; standing behind one another they cost little. So functions are put into an order in which each resembles
// those just before it, which takes some 4 % off, and wasm-opt renumbers everything that refers to them. Its own levels make
// the file smaller but what is left of it after packing larger, by a tenth, since they make like functions unlike: so only few of
// its passes run, and index.html keeps Trunk from running it (`data-wasm-opt="0"`; without that Trunk would).
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { bare, bodies, named } from "./wasm-module.mjs";

/** What the page's compiler uses of WebAssembly. */
const FEATURES = ["simd", "bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue"];

/** The passes that make it smaller when packed, too. */
const PASSES = ["duplicate-function-elimination", "remove-unused-brs", "rse", "vacuum", "optimize-instructions", "precompute", "dae-optimizing"];

/** Bytes that count as one trait of a function. */
const TRAIT = 6;

/** How many bytes back likeness counts: tried out, as the trait's length and the exponent below. */
const REACH = 1_500;

/** The packed module. */
export async function packed(wasm) {
  const fewer = await optimized(wasm, PASSES);
  const order = orderByLikeness(bodies(fewer));
  const names = new Array(order.length);
  order.forEach((place, rank) => {
    names[place] = String(rank).padStart(6, "0");
  });
  const reordered = bare(await optimized(named(fewer, names), ["reorder-functions-by-name"], ["-g"]));
  await WebAssembly.compile(reordered);
  return reordered;
}

async function optimized(wasm, passes, options = []) {
  const folder = await mkdtemp(path.join(tmpdir(), "slo-review-"));
  try {
    const [from, to] = [path.join(folder, "from.wasm"), path.join(folder, "to.wasm")];
    await writeFile(from, wasm);
    const features = FEATURES.map((name) => `--enable-${name}`);
    const script = path.join("node_modules", "binaryen", "bin", "wasm-opt");
    await promisify(execFile)(process.execPath, [script, ...features, ...options, ...passes.map((name) => `--${name}`), from, "-o", to]);
    return await readFile(to);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The places of the functions in an order in which each is the one that most resembles those just before it, measured by
 * how many of its traits they have.
 */
function orderByLikeness(functions) {
  const { traits, owners } = traitsOf(functions);
  /** How many of a function's traits are in reach, and how often each trait is. */
  const alike = new Uint32Array(functions.length);
  const inReach = new Uint32Array(owners.length);
  const count = (place, by) => {
    for (const trait of traits[place]) {
      const before = inReach[trait];
      inReach[trait] += by;
      if (before === 0 || inReach[trait] === 0) {
        for (const owner of owners[trait]) {
          alike[owner] += by;
        }
      }
    }
  };
  const left = new Set(functions.keys());
  const order = [];
  let [reach, first] = [0, 0];
  while (left.size > 0) {
    let [best, most] = [-1, -1];
    for (const place of left) {
      // Likeness counts by length, but not quite: else the many tiny functions would come before all others.
      const score = alike[place] / (functions[place].length + 8) ** 0.6;
      if (score > most) {
        [best, most] = [place, score];
      }
    }
    left.delete(best);
    order.push(best);
    count(best, 1);
    reach += functions[best].length;
    for (; reach > REACH && first < order.length - 1; first++) {
      count(order[first], -1);
      reach -= functions[order[first]].length;
    }
  }
  return order;
}

/** For each function the numbers of its traits, and for each trait that several functions share, their places. */
function traitsOf(functions) {
  const owners = new Map();
  functions.forEach((body, place) => {
    for (let at = 0; at + TRAIT <= body.length; at++) {
      const trait = body.readUIntBE(at, TRAIT);
      const known = owners.get(trait);
      if (known === undefined) {
        owners.set(trait, [place]);
      } else if (known.at(-1) !== place) {
        known.push(place);
      }
    }
  });
  const shared = [...owners.values()].filter((places) => places.length > 1);
  const traits = functions.map(() => []);
  shared.forEach((places, trait) => places.forEach((place) => traits[place].push(trait)));
  return { traits, owners: shared };
}
