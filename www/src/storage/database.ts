/** The page's own database in this browser: values under names. It comes into being with the first value, and can go as a whole. */

const DATABASE = "slo-review";
const SHELF = "shelf";

/** Why something could not be kept, as a sentence for people. */
export class StorageError extends Error {
  override readonly name = "StorageError";
}

function explained(error: unknown): StorageError {
  const name = error instanceof DOMException ? error.name : "";
  const what = error instanceof Error ? error.message : String(error);
  const said = `(${name === "" ? what : `${name}: ${what}`})`;
  if (name === "QuotaExceededError") return new StorageError(`The browser has no room for it ${said}. Free space on this disk, or keep less.`);
  if (name === "" || name === "SecurityError" || name === "InvalidStateError") {
    return new StorageError(`This browser does not let the page keep anything, as is usual in a private window ${said}.`);
  }
  return new StorageError(`The browser could not keep it ${said}.`);
}

/** The result of a request. */
function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = (): void => resolve(request.result);
    request.onerror = (): void => reject(request.error ?? new Error("the request failed"));
  });
}

/** Values under names, across reloads. Whatever fails rejects with a `StorageError`. */
export class Database {
  #opened: Promise<IDBDatabase | undefined> | undefined;
  /** What is being read or written. */
  readonly #running = new Set<Promise<unknown>>();

  /** The value of that name, if there is one. */
  async get(name: string): Promise<unknown> {
    return this.#use(false, "readonly", (shelf) => shelf.get(name));
  }

  /** Keeps a value under that name, in place of what was there. */
  async put(name: string, value: unknown): Promise<void> {
    await this.#use(true, "readwrite", (shelf) => shelf.put(value, name));
  }

  /** Takes away what is under that name. */
  async delete(name: string): Promise<void> {
    await this.#use(false, "readwrite", (shelf) => shelf.delete(name));
  }

  /** Takes everything away, the database itself included. */
  async erase(): Promise<void> {
    try {
      const database = await this.#opened?.catch(() => undefined);
      // A connection whose transaction still runs would stand in the way like another tab's.
      while (this.#running.size > 0) await Promise.allSettled(this.#running);
      database?.close();
      this.#opened = undefined;
      const request = indexedDB.deleteDatabase(DATABASE);
      const blocked = new Promise<never>((_, reject) => {
        request.onblocked = (): void => reject(new DOMException("another tab holds it open", "AbortError"));
      });
      await Promise.race([done(request), blocked]);
    } catch (error) {
      throw explained(error);
    }
  }

  async #use<T>(create: boolean, mode: IDBTransactionMode, act: (shelf: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> {
    const using = this.#act(create, mode, act);
    this.#running.add(using);
    return using.finally(() => this.#running.delete(using));
  }

  async #act<T>(create: boolean, mode: IDBTransactionMode, act: (shelf: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> {
    try {
      let database = await this.#open(create);
      if (database === undefined && create) {
        this.#opened = undefined;
        database = await this.#open(create);
      }
      if (database === undefined) return undefined;
      const transaction = database.transaction(SHELF, mode);
      const result = done(act(transaction.objectStore(SHELF)));
      // A value may be refused as late as at the end of its transaction, for want of room.
      const [value] = await Promise.all([result, ended(transaction)]);
      return value;
    } catch (error) {
      throw explained(error);
    }
  }

  #open(create: boolean): Promise<IDBDatabase | undefined> {
    this.#opened ??= this.#opening(create).then((database) => {
      const closed = (): void => {
        this.#opened = undefined;
      };
      if (database === undefined) {
        closed();
        return undefined;
      }
      database.onclose = closed;
      // Another tab forgets everything: this one must not stand in its way.
      database.onversionchange = (): void => {
        database.close();
        closed();
      };
      return database;
    });
    this.#opened.catch(() => {
      this.#opened = undefined;
    });
    return this.#opened;
  }

  /** Opens the database. Where there is none, and none is to be made, gives `undefined` and leaves none behind. */
  async #opening(create: boolean): Promise<IDBDatabase | undefined> {
    let absent = false;
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = (): void => {
      if (create) request.result.createObjectStore(SHELF);
      else {
        absent = true;
        request.transaction?.abort();
      }
    };
    try {
      return await done(request);
    } catch (error) {
      if (absent) return undefined;
      throw error;
    }
  }
}

function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = (): void => resolve();
    transaction.onabort = (): void => reject(transaction.error ?? new Error("the transaction was ended"));
  });
}
