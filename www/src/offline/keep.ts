import "./update.ts";

/** How long a newer version may stay unseen while the page is open, in milliseconds: it is looked for when the reader comes back. */
const LOOK_EVERY = 3_600_000;

/**
 * Lets the browser keep the page's own files, once it is open, so that it opens without its host from then on; and says when its
 * host has another version than this one. Nothing that the reader loads is kept by this.
 *
 * Browsers do this over https and on this machine. Where they do not, the page works all the same, but not without its host.
 */
export function keepOffline(version: string, opened: Promise<HTMLElement | undefined>): void {
  // The types do not know that browsers leave this out where a page comes over plain http.
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (workers === undefined) return;
  const update = document.createElement("slo-update");
  // At once: what the service worker says before the document was parsed waits for this, and what it says later would not.
  workers.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    update.isReady = data !== version;
  });
  void opened.then((host) => {
    // A page that could not start is not worth keeping.
    if (host === undefined) return;
    host.append(update);
    void keep(workers);
  });
}

async function keep(workers: ServiceWorkerContainer): Promise<void> {
  try {
    const registration = await workers.register("./sw.js", { updateViaCache: "none" });
    let looked = performance.now();
    document.addEventListener("visibilitychange", () => {
      const now = performance.now();
      if (document.visibilityState === "visible" && now - looked > LOOK_EVERY) {
        looked = now;
        // Without a connection there is nothing newer to be had.
        registration.update().catch(() => {});
      }
    });
  } catch {
    // A browser that keeps nothing, by its settings or for want of room: the page comes from its host each time.
  }
}
