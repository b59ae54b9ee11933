/**
 * Puts a wasm module together that `xtask/src/streams.rs` took apart into streams of like bytes, which pack better. What stands
 * where is said there; which operands an instruction has, by the WebAssembly specification.
 *
 * The bytes come from our own build. All the same, nothing in them can lead outside the arrays or into a loop without end.
 */

const FRAME = 0;
const TAIL = 1;
const SIZE = 2;
const LOCALS = 3;
const INSTRUCTION = 4;
const BLOCK = 5;
const BRANCH = 6;
const ALIGN = 7;
const CALL = 8;
const LOCAL = 9;
const INT = 10;
const OFFSET = 11;
const LONG = 12;
const LANES = 13;
const OTHER = 14;
const STREAMS = 15;

/** The module whose streams these are. */
export function joinStreams(streams: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Joiner(streams).join();
}

class Joiner {
  readonly #from: number[] = [];
  readonly #until: number[] = [];
  readonly #out: Uint8Array<ArrayBuffer>;
  #at = 0;

  constructor(private readonly streams: Uint8Array) {
    let at = 0;
    const lengths = Array.from({ length: STREAMS }, () => {
      let [value, shift, byte] = [0, 0, 0x80];
      for (; byte >= 0x80; shift += 7) {
        byte = streams[at++] ?? 0;
        value |= (byte & 0x7f) << shift;
      }
      return value;
    });
    for (const length of lengths) {
      this.#from.push(at);
      at += length;
      this.#until.push(at);
    }
    if (at !== streams.length) throw new Error("the packed bytes are damaged");
    this.#out = new Uint8Array(lengths.reduce((sum, length) => sum + length));
  }

  join(): Uint8Array<ArrayBuffer> {
    this.#rest(FRAME);
    while (this.#left(SIZE) > 0) {
      const size = this.#number(SIZE);
      const end = this.#at + size;
      for (let groups = this.#number(LOCALS); groups > 0 && this.#left(LOCALS) > 0; groups -= 1) {
        this.#number(LOCALS);
        this.#bytes(LOCALS, 1);
      }
      while (this.#at < end) this.#instruction(this.#bytes(INSTRUCTION, 1));
    }
    this.#rest(TAIL);
    return this.#out;
  }

  #instruction(code: number): void {
    if (code >= 0x20 && code <= 0x22) this.#number(LOCAL);
    else if (code >= 0x28 && code <= 0x3e) this.#place();
    else if (code === 0x41) this.#number(INT);
    else if (code === 0x42) this.#number(LONG);
    else if (code === 0x10) this.#number(CALL);
    else if (code === 0x0c || code === 0x0d) this.#number(BRANCH);
    else if (code >= 0x02 && code <= 0x04) this.#number(BLOCK);
    else if (code === 0x0e) this.#numbers(this.#number(OTHER) + 1);
    else if (code === 0x11) this.#numbers(2);
    else if (code === 0x43 || code === 0x44) this.#bytes(OTHER, code === 0x43 ? 4 : 8);
    else if (code === 0xfc) this.#wide(this.#number(OTHER));
    else if (code === 0xfd) this.#simd(this.#number(OTHER));
    else if ((code >= 0x23 && code <= 0x26) || code === 0x3f || code === 0x40 || code === 0xd0 || code === 0xd2) this.#numbers(1);
  }

  /** An instruction for tables and memories, or for numbers. */
  #wide(code: number): void {
    if (code > 7) this.#numbers(code <= 14 && code % 2 === 0 ? 2 : 1);
  }

  #simd(code: number): void {
    if (code <= 11 || (code >= 84 && code <= 93)) this.#place();
    if (code === 12 || code === 13) this.#bytes(LANES, 16);
    else if ((code >= 21 && code <= 34) || (code >= 84 && code <= 91)) this.#bytes(LANES, 1);
  }

  /** Where in memory something is. */
  #place(): void {
    this.#number(ALIGN);
    this.#number(OFFSET);
  }

  #numbers(count: number): void {
    for (let left = count; left > 0 && this.#left(OTHER) > 0; left -= 1) this.#number(OTHER);
  }

  /** Moves a LEB128 number to where it belongs. Of a negative one the value says nothing. */
  #number(stream: number): number {
    let [value, shift, byte] = [0, 0, 0x80];
    for (; byte >= 0x80; shift += 7) {
      byte = this.#bytes(stream, 1);
      value |= (byte & 0x7f) << shift;
    }
    return value;
  }

  /** Moves bytes to where they belong; gives the last. A stream that has ended gives zeros. */
  #bytes(stream: number, count: number): number {
    let last = 0;
    for (let left = count; left > 0; left -= 1) {
      const from = this.#from[stream] ?? 0;
      last = from < (this.#until[stream] ?? 0) ? (this.streams[from] ?? 0) : 0;
      this.#from[stream] = from + 1;
      this.#out[this.#at++] = last;
    }
    return last;
  }

  #rest(stream: number): void {
    this.#bytes(stream, this.#left(stream));
  }

  #left(stream: number): number {
    return (this.#until[stream] ?? 0) - (this.#from[stream] ?? 0);
  }
}
