/**
 * Unpacks LZMA, the format in which the build packs the core: of what gzip leaves of it, LZMA leaves four fifths. A whole library
 * for this would weigh a third of what it saves; so this is the decoder of the format's specification and no more.
 *
 * The bytes come from our own build. All the same, nothing in them can lead outside the arrays or into a loop without end.
 */

const HEADER = 13;
const MATCH_FLOOR = 2;
const STATES = 12;
const LENGTH_CODES = 2 + (16 << 3) * 2 + 256;

/** The unpacked bytes. Throws where the input is none, or is cut. */
export function unpackLzma(packed: Uint8Array): Uint8Array<ArrayBuffer> {
  const properties = packed[0] ?? 255;
  const size = new DataView(packed.buffer, packed.byteOffset, packed.byteLength).getUint32(5, true);
  const lc = properties % 9;
  const lp = Math.floor(properties / 9) % 5;
  const pb = Math.floor(properties / 45);
  if (properties >= 225 || packed.length < HEADER + 5) {
    throw new Error("this is not LZMA");
  }
  return new Decoder(packed, lc, lp, pb).decode(size);
}

/** The likeliness of zero of so many bits, in 2048ths; none is known at the beginning. */
function evenOdds(bits: number): Uint16Array {
  return new Uint16Array(bits).fill(1024);
}

class Decoder {
  #at = HEADER + 1;
  #range = 0xffffffff;
  #code = 0;
  readonly #isMatch: Uint16Array;
  readonly #isRepeat = evenOdds(STATES);
  readonly #isRepeat0 = evenOdds(STATES);
  readonly #isRepeat1 = evenOdds(STATES);
  readonly #isRepeat2 = evenOdds(STATES);
  readonly #isLong: Uint16Array;
  readonly #literals: Uint16Array;
  readonly #slots = evenOdds(4 * 64);
  readonly #positions = evenOdds(128);
  readonly #align = evenOdds(16);
  readonly #matchLengths = evenOdds(LENGTH_CODES);
  readonly #repeatLengths = evenOdds(LENGTH_CODES);

  constructor(
    private readonly packed: Uint8Array,
    private readonly lc: number,
    private readonly lp: number,
    private readonly pb: number,
  ) {
    this.#isMatch = evenOdds(STATES << 4);
    this.#isLong = evenOdds(STATES << 4);
    this.#literals = evenOdds(0x300 << (lc + lp));
    for (let i = 0; i < 4; i += 1) {
      this.#code = ((this.#code << 8) | this.#next()) >>> 0;
    }
  }

  decode(size: number): Uint8Array<ArrayBuffer> {
    const out = new Uint8Array(size);
    const positionMask = (1 << this.pb) - 1;
    let [state, at] = [0, 0];
    let [rep0, rep1, rep2, rep3] = [0, 0, 0, 0];
    while (at < size) {
      const position = at & positionMask;
      const place = (state << 4) + position;
      if (this.#bit(this.#isMatch, place) === 0) {
        const previous = at > 0 ? (out[at - 1] ?? 0) : 0;
        const like = state >= 7 ? (out[at - rep0 - 1] ?? 0) : -1;
        out[at] = this.#literal(at, previous, like);
        at += 1;
        state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
        continue;
      }
      let length: number;
      if (this.#bit(this.#isRepeat, state) === 0) {
        [rep3, rep2, rep1] = [rep2, rep1, rep0];
        length = this.#length(this.#matchLengths, position);
        state = state < 7 ? 7 : 10;
        rep0 = this.#distance(length);
        if (rep0 === 0xffffffff) {
          break;
        }
      } else {
        if (this.#bit(this.#isRepeat0, state) === 0) {
          if (this.#bit(this.#isLong, place) === 0) {
            state = state < 7 ? 9 : 11;
            if (rep0 >= at) throw new Error("the packed bytes are damaged");
            out[at] = out[at - rep0 - 1] ?? 0;
            at += 1;
            continue;
          }
        } else {
          let distance: number;
          if (this.#bit(this.#isRepeat1, state) === 0) {
            distance = rep1;
          } else {
            if (this.#bit(this.#isRepeat2, state) === 0) {
              distance = rep2;
            } else {
              distance = rep3;
              rep3 = rep2;
            }
            rep2 = rep1;
          }
          rep1 = rep0;
          rep0 = distance;
        }
        length = this.#length(this.#repeatLengths, position);
        state = state < 7 ? 8 : 11;
      }
      length += MATCH_FLOOR;
      if (rep0 >= at) throw new Error("the packed bytes are damaged");
      for (const end = Math.min(at + length, size); at < end; at += 1) {
        out[at] = out[at - rep0 - 1] ?? 0;
      }
    }
    if (at < size) throw new Error("the packed bytes end early");
    return out;
  }

  #next(): number {
    const byte = this.packed[this.#at];
    if (byte === undefined) throw new Error("the packed bytes end early");
    this.#at += 1;
    return byte;
  }

  #bit(odds: Uint16Array, place: number): number {
    const zero = odds[place] ?? 1024;
    const bound = (this.#range >>> 11) * zero;
    let bit = 0;
    if (this.#code < bound) {
      this.#range = bound;
      odds[place] = zero + ((2048 - zero) >>> 5);
    } else {
      this.#range = (this.#range - bound) >>> 0;
      this.#code = (this.#code - bound) >>> 0;
      odds[place] = zero - (zero >>> 5);
      bit = 1;
    }
    if (this.#range < 0x1000000) {
      this.#range = (this.#range << 8) >>> 0;
      this.#code = ((this.#code << 8) | this.#next()) >>> 0;
    }
    return bit;
  }

  /** A number of so many bits, the highest first, each with odds by those before it. */
  #tree(odds: Uint16Array, from: number, bits: number): number {
    let value = 1;
    for (let i = 0; i < bits; i += 1) {
      value = (value << 1) | this.#bit(odds, from + value);
    }
    return value - (1 << bits);
  }

  /** The same with the lowest bit first. */
  #reverseTree(odds: Uint16Array, from: number, bits: number): number {
    let [value, place] = [0, 1];
    for (let i = 0; i < bits; i += 1) {
      const bit = this.#bit(odds, from + place);
      place = (place << 1) | bit;
      value |= bit << i;
    }
    return value;
  }

  /** A byte that repeats nothing. `like` is the byte at the last distance, or -1. */
  #literal(at: number, previous: number, like: number): number {
    const context = ((at & ((1 << this.lp) - 1)) << this.lc) + (previous >>> (8 - this.lc));
    const from = 0x300 * context;
    let value = 1;
    let alike = like;
    while (value < 0x100) {
      if (alike >= 0) {
        const expected = (alike >>> 7) & 1;
        alike = (alike << 1) & 0xff;
        const bit = this.#bit(this.#literals, from + ((1 + expected) << 8) + value);
        value = (value << 1) | bit;
        if (bit !== expected) alike = -1;
      } else {
        value = (value << 1) | this.#bit(this.#literals, from + value);
      }
    }
    return value & 0xff;
  }

  #length(odds: Uint16Array, position: number): number {
    if (this.#bit(odds, 0) === 0) return this.#tree(odds, 2 + (position << 3), 3);
    if (this.#bit(odds, 1) === 0) return 8 + this.#tree(odds, 2 + 128 + (position << 3), 3);
    return 16 + this.#tree(odds, 2 + 256, 8);
  }

  #distance(length: number): number {
    const slot = this.#tree(this.#slots, Math.min(length, 3) << 6, 6);
    if (slot < 4) return slot;
    const bits = (slot >>> 1) - 1;
    const base = ((2 | (slot & 1)) << bits) >>> 0;
    if (slot < 14) {
      return base + this.#reverseTree(this.#positions, base - slot, bits);
    }
    let direct = 0;
    for (let i = 0; i < bits - 4; i += 1) {
      this.#range >>>= 1;
      const bit = this.#code >= this.#range ? 1 : 0;
      if (bit === 1) this.#code = (this.#code - this.#range) >>> 0;
      direct = ((direct << 1) | bit) >>> 0;
      if (this.#range < 0x1000000) {
        this.#range = (this.#range << 8) >>> 0;
        this.#code = ((this.#code << 8) | this.#next()) >>> 0;
      }
    }
    return (base + direct * 16 + this.#reverseTree(this.#align, 0, 4)) >>> 0;
  }
}
