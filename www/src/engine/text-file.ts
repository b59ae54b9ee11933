/** The largest text that is read whole, in bytes: files that people write are far smaller. */
const MOST_BYTES = 8 * 1024 * 1024;

/** The text of a small file that may be gzipped, which its first two bytes say. Rejects where it is none. */
export async function textOf(file: Blob): Promise<string> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const packed = first === 0x1f && second === 0x8b;
  const stream = packed ? file.stream().pipeThrough(new DecompressionStream("gzip")) : file.stream();
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  let text = "";
  for (let read = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    read += value.byteLength;
    if (read > MOST_BYTES) {
      await reader.cancel();
      throw new Error("it is larger than 8 MB");
    }
    text += decoder.decode(value, { stream: true });
  }
}
