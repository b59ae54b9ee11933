/** Reads a file in pieces. */

/**
 * The most that is taken at once, in bytes.
 *
 * The browser reads ahead about so much while a piece is used, and no further: larger pieces make both wait for each
 * other. In Chromium one such buffer, filled again and again, was faster than slices of any size, than the stream's own
 * pieces and than reading synchronously, and it leaves nothing for the collector.
 */
export const CHUNK_BYTES = 1024 * 1024;

/**
 * Gives every piece of the file, in order, to `use`, which must not keep it: the next piece may be in the same memory.
 *
 * While a piece is used the browser goes on reading. Rejects as the file's own reading does.
 */
export async function readChunks(file: Blob, use: (chunk: Uint8Array) => void, size = CHUNK_BYTES): Promise<void> {
  const stream = file.stream();
  let reader: ReadableStreamBYOBReader;
  try {
    reader = stream.getReader({ mode: "byob" });
  } catch {
    // Where files do not give byte streams, their streams' own pieces have to do.
    for await (const chunk of stream) {
      use(chunk);
    }
    return;
  }
  let buffer = new ArrayBuffer(Math.min(size, Math.max(file.size, 1)));
  for (;;) {
    const { done, value } = await reader.read(new Uint8Array(buffer));
    if (done) {
      return;
    }
    use(value);
    buffer = value.buffer;
  }
}
