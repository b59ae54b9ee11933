// As much of the WebAssembly binary format as packing needs: the sections of a module, and the bodies of its functions.

/** The sections' numbers. */
const CUSTOM = 0;
const IMPORTS = 2;
const CODE = 10;

/** What a module begins with: its magic number and version. */
const HEADER = 8;

/** The kinds of imports. */
const FUNCTION = 0;
const TABLE = 1;
const MEMORY = 2;
const GLOBAL = 3;

/** Reads numbers and lengths, one after the other. */
class Cursor {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  get isAtEnd() {
    return this.at >= this.bytes.length;
  }

  byte() {
    return this.bytes[this.at++];
  }

  /** An unsigned number of up to 32 bits, in LEB128. */
  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) {
        return value;
      }
    }
  }

  /** Bytes that begin with their own length. */
  block() {
    const length = this.number();
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}

/** An unsigned number in LEB128. */
function number(value) {
  const bytes = [];
  for (; value >= 0x80; value = Math.floor(value / 0x80)) {
    bytes.push((value % 0x80) | 0x80);
  }
  return Uint8Array.of(...bytes, value);
}

function block(...parts) {
  const content = Buffer.concat(parts);
  return Buffer.concat([number(content.length), content]);
}

function sections(wasm) {
  const cursor = new Cursor(wasm, HEADER);
  const found = [];
  while (!cursor.isAtEnd) {
    const start = cursor.at;
    const kind = cursor.byte();
    const content = cursor.block();
    found.push({ kind, content, whole: wasm.subarray(start, cursor.at) });
  }
  return found;
}

/** The module without its custom sections: names, producers and such, which nothing that runs it reads. */
export function bare(wasm) {
  const kept = sections(wasm).filter(({ kind }) => kind !== CUSTOM);
  return Buffer.concat([wasm.subarray(0, HEADER), ...kept.map(({ whole }) => whole)]);
}

/** The bodies of its own functions, in order. */
export function bodies(wasm) {
  const code = sections(wasm).find(({ kind }) => kind === CODE);
  const cursor = new Cursor(code.content);
  return Array.from({ length: cursor.number() }, () => cursor.block());
}

/** The module with these names for its own functions, and no others. */
export function named(wasm, names) {
  const first = importedFunctions(wasm);
  const entries = names.map((name, place) => Buffer.concat([number(first + place), block(Buffer.from(name))]));
  const functions = Buffer.concat([Uint8Array.of(FUNCTION_NAMES), block(number(entries.length), ...entries)]);
  return Buffer.concat([bare(wasm), Uint8Array.of(CUSTOM), block(block(Buffer.from("name")), functions)]);
}

/** The part of the name section that names functions. */
const FUNCTION_NAMES = 1;

function importedFunctions(wasm) {
  const section = sections(wasm).find(({ kind }) => kind === IMPORTS);
  if (section === undefined) {
    return 0;
  }
  const cursor = new Cursor(section.content);
  let functions = 0;
  for (let left = cursor.number(); left > 0; left--) {
    cursor.block();
    cursor.block();
    switch (cursor.byte()) {
      case FUNCTION:
        cursor.number();
        functions++;
        break;
      case TABLE:
        cursor.byte();
        limits(cursor);
        break;
      case MEMORY:
        limits(cursor);
        break;
      case GLOBAL:
        cursor.at += 2;
        break;
      default:
        throw new Error("the wasm imports something of an unknown kind");
    }
  }
  return functions;
}

function limits(cursor) {
  const hasMaximum = (cursor.byte() & 1) === 1;
  cursor.number();
  if (hasMaximum) {
    cursor.number();
  }
}
