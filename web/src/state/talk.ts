import type { Batch } from '../irc/batches';
import { linesOf } from '../irc/batches';
import { nickOf, type Message } from '../irc/message';
import { fold, isRoom, roomOf } from '../irc/names';
import type { Rule } from './apply';
import { withPost, withoutPost } from './board';
import { withEnd, withRight } from './files';
import { clientTag, isMark, itemOf, withMark } from './items';
import { inKnownRoom, inRoom, isMe, statusPrefixes, type Room, type State } from './model';
import type { Item } from './timeline';

/** How long somebody counts as typing without a further word of it (typing, "6 seconds"). */
const typingLasts = 6_000;
/** Who is written to by more people than this reads the first of them. */
const mostRooms = 500;
/** A message that comes twice comes twice soon. */
const doubleWithin = 100;

const message: Rule = (state, line, at) => {
  const from = nickOf(line.source);
  if (!line.source.includes('!')) {
    if (line.tags.has('+hubbub/upload')) return withRight(state, line);
    if (line.tags.has('+hubbub/file-end')) return withEnd(fromServer(state, line, at), line);
  }
  if (!line.source.includes('!') && !isMe(state, from)) return fromServer(state, line, at);
  const item = itemOf(state, line, at);
  const name = conversation(state, line);
  if (item === null || name === null) return state;
  if (!state.rooms.has(fold(name)) && state.rooms.size >= mostRooms) return state;
  const next = { ...state, next: state.next + 1 };
  return inRoom(next, name, (room) =>
    received(
      replaced(withPost(stopped(room, from), line, at), item),
      item,
      line.tags.get('label'),
      isRead(state, room),
    ),
  );
};

const tags: Rule = (state, line, at) => {
  const name = conversation(state, line);
  if (name === null) return state;
  if (isMark(line)) return inKnownRoom(state, name, (room) => withMark(room, line));
  const typing = clientTag(line, 'typing');
  const nick = nickOf(line.source);
  if (typing === undefined || isMe(state, nick)) return state;
  return inKnownRoom(state, name, (room) =>
    typing === 'active'
      ? { ...room, typing: new Map(room.typing).set(fold(nick), { nick, until: at + typingLasts }) }
      : stopped(room, nick),
  );
};

const redact: Rule = (state, line) => {
  const name = conversation(state, line);
  return name === null
    ? state
    : inKnownRoom(state, name, (room) => withoutPost(withMark(room, line), line.params[1]));
};

const readUpTo: Rule = (state, line) => {
  const [target = '', stamp = ''] = line.params;
  const time = Date.parse(stamp.replace(/^timestamp=/, ''));
  if (Number.isNaN(time)) return state;
  return inKnownRoom(state, target, (room) =>
    (room.items.last?.at ?? 0) <= time && room.unread > 0
      ? { ...room, unread: 0, mentions: 0 }
      : room,
  );
};

export const talk: Readonly<Record<string, Rule>> = {
  PRIVMSG: message,
  NOTICE: message,
  TAGMSG: tags,
  REDACT: redact,
  MARKREAD: readUpTo,
};

/** One message of several lines: https://ircv3.net/specs/extensions/multiline */
export function joined(batch: Batch): Message | null {
  const lines = linesOf(batch);
  const first = lines[0];
  if (first === undefined) return null;
  const text = lines
    .map((line, i) => {
      const glued = i === 0 || line.tags.has('draft/multiline-concat');
      return (glued ? '' : '\n') + (line.params[1] ?? '');
    })
    .join('');
  const all = new Map([...first.tags, ...batch.tags]);
  return { ...first, tags: all, params: [batch.params[0] ?? first.params[0] ?? '', text] };
}

export function onMultiline(state: State, batch: Batch, at: number): State {
  const whole = joined(batch);
  return whole === null ? state : message(state, whole, at);
}

/** The room or the person whose page a line belongs to. */
export function conversation(state: State, line: Message): string | null {
  const target = roomOf(line.params[0] ?? '', statusPrefixes(state));
  if (target === '') return null;
  if (isRoom(target)) return target;
  const from = nickOf(line.source);
  return isMe(state, from) ? target : from;
}

const isRead = (state: State, room: Room): boolean => state.seen && state.current === room.key;

function received(room: Room, item: Item, label: string | undefined, read: boolean): Room {
  const known = item.id !== undefined && isDouble(room, item.id);
  if (known) return room;
  const pending = item.own ? pendingFor(room, item, label) : undefined;
  const items =
    pending === undefined
      ? room.items.append(item)
      : room.items
          .change(
            (one) => one === pending,
            () => null,
          )
          .append({ ...item, key: pending.key });
  if (item.own || read) return { ...room, items };
  const counts = item.kind !== 'notice' || item.mentions;
  return {
    ...room,
    items,
    unread: room.unread + (counts ? 1 : 0),
    mentions: room.mentions + (item.mentions || !room.isRoom ? 1 : 0),
    line: room.unread === 0 && room.line === null && counts ? item.key : room.line,
  };
}

/** A post that was edited is said again: what it said before is not shown any more. */
const replaced = (room: Room, item: Item): Room =>
  item.post === undefined || !room.items.find((one) => one.post === item.post && one.id !== item.id)
    ? room
    : {
        ...room,
        items: room.items.change(
          (one) => one.post === item.post && one.id !== item.id,
          () => null,
        ),
      };

function isDouble(room: Room, id: string): boolean {
  let seen = 0;
  for (const item of room.items.backwards()) {
    if (item.id === id) return true;
    if (++seen === doubleWithin) break;
  }
  return false;
}

/** The message that this is the echo of: by its label, else the oldest with the same words. */
export function pendingFor(room: Room, item: Item, label: string | undefined): Item | undefined {
  if (label !== undefined) {
    const labelled = room.items.find((one) => one.sending?.label === label);
    if (labelled !== undefined) return labelled;
  }
  let oldest: Item | undefined;
  let seen = 0;
  for (const one of room.items.backwards()) {
    if (++seen > doubleWithin) break;
    if (one.sending !== undefined && one.sending.state !== 'failed' && one.text === item.text)
      oldest = one;
  }
  return oldest;
}

function stopped(room: Room, nick: string): Room {
  if (!room.typing.has(fold(nick))) return room;
  const typing = new Map(room.typing);
  typing.delete(fold(nick));
  return { ...room, typing };
}

/** The server's own words go where the person looks. */
function fromServer(state: State, line: Message, at: number): State {
  const room = state.current === null ? undefined : state.rooms.get(state.current);
  const item = itemOf(state, line, at);
  if (room === undefined || item === null || state.link.state !== 'on') return state;
  return inRoom({ ...state, next: state.next + 1 }, room.name, (it) => ({
    ...it,
    items: it.items.append({ ...item, kind: 'note', mentions: false }),
  }));
}
