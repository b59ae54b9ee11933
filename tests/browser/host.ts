/** A host that serves a copy of dist/, and that can fail, be slow and be given another version, as hosts are. */

import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { Server, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
};

/** The path below which the page lies. */
const BASE = "/team/review/";

export class Host {
  readonly #folder = mkdtempSync(path.join(tmpdir(), "slo-review-host-"));
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  #port = 0;
  /** The status with which everything is answered, in place of the files. */
  fails: number | undefined;
  /** Whether the page itself is never answered. */
  hangs = false;
  /** The name in its address: one that browsers find on this machine. */
  name = "127.0.0.1";
  /** The paths that were asked for, below the page's. */
  asked: string[] = [];

  private constructor() {
    cpSync("dist", this.#folder, { recursive: true });
    this.#server = createServer(({ url = "" }, response) => this.#answer(new URL(url, "http://host").pathname, response));
    this.#server.on("connection", (socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
    });
  }

  static async start(): Promise<Host> {
    const host = new Host();
    await host.up();
    return host;
  }

  get url(): string {
    return `http://${this.name}:${this.#port}${BASE}`;
  }

  /** Serves, at the same address as before. */
  async up(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, "127.0.0.1", resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Ends, and lets go of all connections: nobody answers at the address. */
  async down(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async remove(): Promise<void> {
    if (this.#server.listening) await this.down();
    rmSync(this.#folder, { recursive: true });
  }

  /** Changes a file. */
  edit(name: string, change: (text: string) => string): void {
    const file = path.join(this.#folder, name);
    const before = readFileSync(file, "utf8");
    const after = change(before);
    if (after === before) throw new Error(`nothing changed in ${name}`);
    writeFileSync(file, after);
  }

  /** Publishes another version, whose page has that title, as a build of other files is. */
  publish(title: string): void {
    const version = Buffer.from(title).toString("hex").padEnd(16, "0").slice(0, 16);
    this.edit("index.html", (html) => html.replace(/(data-version=")\w*/, `$1${version}`).replace(/(<title>)[^<]*/, `$1${title}`));
    this.edit("sw.js", (script) => script.replace(/(version:")\w*/, `$1${version}`));
  }

  #answer(address: string, response: ServerResponse): void {
    const name = address.startsWith(BASE) ? address.slice(BASE.length) : undefined;
    this.asked.push(name ?? address);
    if (this.hangs && name === "") return;
    const file = path.join(this.#folder, name || "index.html");
    if (this.fails !== undefined || name === undefined || !file.startsWith(this.#folder) || !statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(this.fails ?? 404, { "Content-Type": "text/html" }).end("<title>Trouble</title>The host has trouble.");
      return;
    }
    for (const line of readFileSync(path.join(this.#folder, "_headers"), "utf8").split("\n").slice(1)) {
      const [header, value] = line.split(/:(.*)/);
      if (header !== undefined && value !== undefined) response.setHeader(header.trim(), value.trim());
    }
    response.writeHead(200, { "Content-Type": TYPES[path.extname(file)] ?? "application/octet-stream" }).end(readFileSync(file));
  }
}
