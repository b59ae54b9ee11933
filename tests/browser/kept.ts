import type { ReviewPage } from "./review.ts";

/** The names of the files that the browser keeps; `undefined` where it keeps nothing. */
export function kept({ page }: ReviewPage): Promise<string[] | undefined> {
  return page.evaluate(async () => {
    if ((await indexedDB.databases()).length === 0) return undefined;
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("slo-review");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error());
    });
    const value = await new Promise<{ files: { name: string }[] } | undefined>((resolve) => {
      const request = database.transaction("shelf").objectStore("shelf").get("files");
      request.onsuccess = () => resolve(request.result);
    });
    database.close();
    return value?.files.map(({ name }) => name);
  });
}
