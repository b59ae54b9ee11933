/** The script of both kinds of worker. What it is, it is told by its first message. */

import { importCore } from "./core.ts";
import { Holding } from "./holding.ts";
import { messageOf } from "./problem.ts";
import { buffers } from "./protocol.ts";
import type { CallOrder, HolderReport, Order, ReaderReport, ReadOrder, StartOrder } from "./protocol.ts";
import { Reading } from "./reading.ts";
import { calendarZone } from "../time/zone.ts";

/** What the worker does with its orders once it has started. */
type Role = (order: ReadOrder | CallOrder) => Promise<void>;

let role: Promise<Role> | undefined;

function report(message: ReaderReport | HolderReport, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}

/** After a trap the instance cannot be trusted; the page ends this worker. */
function crashed(error: unknown): void {
  report({ kind: "crashed", what: messageOf(error) });
}

async function start(order: StartOrder): Promise<Role> {
  const core = await importCore(order.glue);
  const { memory } = core.initSync({ module: order.module });
  if (order.role === "holder") {
    const holding = new Holding(core, memory, order.slo);
    return async (call) => {
      if (call.kind === "call") {
        report(holding.answer(call));
      }
    };
  }
  core.setZones(calendarZone);
  const reading = new Reading(core, memory, order.slo);
  return async (read) => {
    if (read.kind === "read") {
      const result = await reading.read(read, report);
      report(result, result.kind === "records" ? buffers(result.parcels) : []);
    }
  };
}

self.addEventListener("message", ({ data: order }: MessageEvent<Order>) => {
  if (order.kind === "start") {
    role = start(order);
    role.then(() => report({ kind: "ready" }), crashed);
  } else {
    role?.then((act) => act(order)).catch(crashed);
  }
});
