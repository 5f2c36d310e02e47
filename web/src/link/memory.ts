import { fold, type Key } from '../irc/names';
import { newRoom, type Room, type State } from '../state/model';
import { lastId } from '../state/registration';
import { isUnsaid, unsaid } from '../state/sending';
import { Timeline, type Item } from '../state/timeline';
import { readPages, writePages, type Page } from './pages';

/**
 * What the browser keeps for one name: its rooms, drafts and what is not said yet in localStorage,
 * written at once; the last messages of each room in IndexedDB, for reading without a connection.
 */
const keptItems = 200;

interface Outline {
  readonly rooms: readonly string[];
  readonly current: string | null;
  readonly waiting: Readonly<Record<string, readonly Item[]>>;
}

const keyOf = (nick: string, what: string): string => `hubbub/${fold(nick)}/${what}`;

export function read<T>(nick: string, what: string): T | null {
  try {
    const text = localStorage.getItem(keyOf(nick, what));
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

/** @param value null: nothing is kept any more. */
export function write(nick: string, what: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(keyOf(nick, what));
    else localStorage.setItem(keyOf(nick, what), JSON.stringify(value));
  } catch {
    // Full or forbidden: the page works without memory.
  }
}

/** Rooms, current room and unsaid messages. */
export function keepOutline(state: State): void {
  const rooms = [...state.rooms.values()];
  const unsaidIn = rooms.map((room): [string, Item[]] => [room.name, unsaid(room)]);
  const outline: Outline = {
    rooms: rooms.filter((room) => room.presence !== 'out').map((room) => room.name),
    current: state.current === null ? null : (state.rooms.get(state.current)?.name ?? null),
    waiting: Object.fromEntries(unsaidIn.filter(([, items]) => items.length > 0)),
  };
  write(state.me.wanted, 'outline', outline);
}

/** The rooms that have changed since. */
export function keepPages(before: State, state: State): Promise<void> {
  const changed = [...state.rooms.values()].filter(
    (room) => before.rooms.get(room.key)?.items !== room.items,
  );
  return writePages(
    changed.map((room): [string, Page] => [
      keyOf(state.me.wanted, room.key),
      { topic: room.topic, items: room.items.newest(keptItems) },
    ]),
  );
}

/** The rooms as they were left, to be read at once and caught up with later. */
export async function recall(nick: string): Promise<{ rooms: Room[]; current: Key | null }> {
  const outline = read<Outline>(nick, 'outline');
  if (outline === null) return { rooms: [], current: null };
  const pages = await readPages(outline.rooms.map((name) => keyOf(nick, fold(name))));
  const rooms = outline.rooms.map((name, i) =>
    recalled(name, pages[i], outline.waiting[name] ?? []),
  );
  return { rooms, current: outline.current === null ? null : fold(outline.current) };
}

function recalled(name: string, page: Page | undefined, waiting: readonly Item[]): Room {
  const keys = new Set(waiting.map((item) => item.key));
  // What only the page has as unsaid was said since it was written: it comes with the history.
  const isOver = (item: Item): boolean => keys.has(item.key) || isUnsaid(item);
  const items = (page?.items ?? []).filter((item) => !isOver(item));
  const room = newRoom(name);
  const whole = { ...room, topic: page?.topic ?? '', items: Timeline.of([...items, ...waiting]) };
  const presence = room.isRoom ? 'asked' : 'in';
  return { ...whole, presence, resumeAfter: lastId(whole) ?? null };
}

/** Nothing of this name stays in the browser. */
export async function forget(nick: string): Promise<void> {
  const own = keyOf(nick, '');
  for (const key of Object.keys(localStorage))
    if (key.startsWith(own)) localStorage.removeItem(key);
  await writePages([], own);
}
