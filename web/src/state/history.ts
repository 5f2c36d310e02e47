import { isBatch, type Batch, type Incoming } from '../irc/batches';
import { nickOf, type Message } from '../irc/message';
import { fold, roomOf } from '../irc/names';
import type { Event } from './events';
import { idOf, isMark, itemOf, marked, timeOf } from './items';
import {
  hasHistory,
  inKnownRoom,
  statusPrefixes,
  type Found,
  type Room,
  type State,
} from './model';
import { settled } from './sending';
import { joined, pendingFor } from './talk';
import { Timeline, type Item } from './timeline';

type Asked = Extract<Event, { type: 'asked-older' | 'asked-list' | 'searched' | 'ended-search' }>;

interface Page {
  readonly type: 'page';
  readonly batch: Batch;
  readonly at: number;
}

/** Messages asked for at once: https://ircv3.net/specs/extensions/chathistory */
export const pageSize = (state: State): number => {
  const most = Number.parseInt(state.server.support.get('CHATHISTORY') ?? '', 10);
  return most > 0 ? Math.min(most, 100) : 100;
};

export function applyHistory(state: State, event: Asked | Page): State {
  switch (event.type) {
    case 'asked-older': {
      const room = state.rooms.get(event.room);
      return room === undefined || !hasHistory(state)
        ? state
        : inKnownRoom(state, room.name, (it) => ({ ...it, history: 'loading' }));
    }
    case 'asked-list':
      return { ...state, directory: [] };
    case 'searched':
      return { ...state, search: { room: event.room, text: event.text, found: null } };
    case 'ended-search':
      return { ...state, search: null };
    case 'page':
      return event.batch.kind === 'chathistory' ? onPage(state, event) : onFound(state, event);
  }
}

function onPage(state: State, { batch, at }: Page): State {
  const name = roomOf(batch.params[0] ?? '', statusPrefixes(state));
  const room = state.rooms.get(fold(name));
  if (room === undefined) return state;
  const page = read(state, batch, at);
  const next = { ...state, next: state.next + page.count };
  return inKnownRoom(next, name, (it) =>
    it.resumeAfter === null ? older(it, page, pageSize(state)) : missed(it, page, pageSize(state)),
  );
}

interface Read {
  readonly items: readonly Item[];
  readonly marks: readonly Message[];
  /** Lines, whatever they were: fewer than asked for means that there are no more. */
  readonly count: number;
  readonly lastId: string | undefined;
}

function read(state: State, batch: Batch, at: number): Read {
  const items: Item[] = [];
  const marks: Message[] = [];
  let lastId: string | undefined;
  let key = state.next;
  for (const incoming of batch.items) {
    const line = lineOf(incoming);
    if (line === null) continue;
    lastId = idOf(line) ?? lastId;
    if (isMark(line)) marks.push(line);
    const item = itemOf({ ...state, next: key++ }, line, at);
    if (item !== null) items.push(item);
  }
  return { items, marks, count: batch.items.length, lastId };
}

const lineOf = (incoming: Incoming): Message | null =>
  isBatch(incoming) ? joined(incoming) : incoming;

function older(room: Room, page: Read, size: number): Room {
  const known = idsOf(room.items);
  const fresh = page.items.filter((item) => item.id === undefined || !known.has(item.id));
  // The newest page of a room just entered may end with what has come live meanwhile.
  const isOld = page.count < size || (fresh.length === 0 && page.items.length > 0);
  const items = room.items.prepend(fresh);
  return withMarks({ ...room, items, history: isOld ? 'all' : 'more' }, page.marks);
}

/** What was said while the connection was cut, in its place: before what has come since. */
function missed(room: Room, page: Read, size: number): Room {
  const known = idsOf(room.items);
  const fresh = page.items.filter((item) => item.id === undefined || !known.has(item.id));
  let items = room.items;
  const kept = fresh.map((item) => {
    const echo = item.own ? pendingFor({ ...room, items }, item, undefined) : undefined;
    if (echo === undefined) return item;
    items = items.change(
      (one) => one.key === echo.key,
      () => null,
    );
    return { ...item, key: echo.key };
  });
  const anchor = items.byId(room.resumeAfter ?? '')?.key;
  items = anchor === undefined ? append(items, kept) : items.insertAfter(anchor, kept);
  const isDone = page.count < size || page.lastId === undefined;
  const others = kept.filter((item) => !item.own && item.kind === 'said');
  const unread = room.unread + others.length;
  const after = isDone ? settled({ ...room, items }, true) : { ...room, items };
  return withMarks(
    {
      ...after,
      unread,
      mentions: room.mentions + others.filter((item) => item.mentions || !room.isRoom).length,
      line: room.line ?? others[0]?.key ?? null,
      resumeAfter: isDone ? null : (page.lastId ?? null),
    },
    page.marks,
  );
}

const append = (items: Timeline, more: readonly Item[]): Timeline =>
  more.reduce((all, item) => all.append(item), items);

function idsOf(items: Timeline): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const item of items.backwards()) if (item.id !== undefined) ids.add(item.id);
  return ids;
}

/** The page's own reactions and removals, and those that waited for these messages. */
function withMarks(room: Room, marks: readonly Message[]): Room {
  let items = room.items;
  const loose: Message[] = [];
  for (const mark of [...marks, ...room.loose]) {
    const after = marked(items, mark);
    if (after === null) loose.push(mark);
    else items = after;
  }
  return { ...room, items, loose: loose.slice(-500) };
}

function onFound(state: State, { batch, at }: Page): State {
  if (state.search === null) return state;
  const found: Found[] = batch.items
    .map(lineOf)
    .filter((line): line is Message => line !== null && line.verb === 'PRIVMSG')
    .map((line) => ({
      id: idOf(line),
      at: timeOf(line.tags, at),
      from: nickOf(line.source),
      text: line.params[1] ?? '',
    }));
  return { ...state, search: { ...state.search, found: found.reverse() } };
}
