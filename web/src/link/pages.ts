import type { Item } from '../state/timeline';

/** A room's last messages, under its key in one IndexedDB store. Without IndexedDB none is kept. */
export interface Page {
  readonly topic: string;
  readonly items: readonly Item[];
}

const store = 'pages';
let opening: Promise<IDBDatabase | null> | undefined;

function open(): Promise<IDBDatabase | null> {
  opening ??= new Promise((resolve) => {
    try {
      const request = indexedDB.open('hubbub', 1);
      request.onupgradeneeded = () => request.result.createObjectStore(store);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(null);
      request.onblocked = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
  return opening;
}

export async function readPages(keys: readonly string[]): Promise<(Page | undefined)[]> {
  const database = keys.length === 0 ? null : await open();
  if (database === null) return [];
  const pages = database.transaction(store).objectStore(store);
  const read = (key: string): Promise<Page | undefined> =>
    new Promise((resolve) => {
      const request = pages.get(key);
      request.onsuccess = () => resolve(request.result as Page | undefined);
      request.onerror = () => resolve(undefined);
    });
  return Promise.all(keys.map(read));
}

/** @param gone a prefix of keys that go. */
export async function writePages(
  entries: readonly (readonly [string, Page])[],
  gone?: string,
): Promise<void> {
  const database = entries.length === 0 && gone === undefined ? null : await open();
  if (database === null) return;
  const pages = database.transaction(store, 'readwrite').objectStore(store);
  if (gone !== undefined) pages.delete(IDBKeyRange.bound(gone, `${gone}\uffff`));
  for (const [key, page] of entries) pages.put(page, key);
}
