import { fold, type Key } from '../irc/names';
import type { Event } from './events';
import { inKnownRoom, inRoom, start, type Room, type State } from './model';

type Of<T extends Event['type']> = Extract<Event, { type: T }>;

/** The person goes to a room, or has done with one. */
export function onShow(state: State, event: Of<'showed' | 'forgot'>): State {
  if (event.type === 'forgot') return forget(state, event.room);
  const left = state.current === fold(event.room) ? state : withoutLine(state);
  const shown = inRoom(left, event.room, (room) => ({
    ...room,
    unread: 0,
    mentions: 0,
    presence: room.presence === 'out' ? 'asked' : room.presence,
  }));
  return { ...shown, current: fold(event.room), search: null };
}

/** The page is looked at, or not; read: all of a room is. */
export function onLook(state: State, event: Of<'looked' | 'read'>): State {
  if (event.type === 'read') return inKnown(state, event.room, asRead);
  if (event.seen === state.seen) return state;
  const looked = { ...state, seen: event.seen };
  if (state.current === null) return looked;
  return event.seen ? inKnown(looked, state.current, asRead) : withoutLine(looked);
}

export function onRestored(state: State, rooms: readonly Room[], current: Key | null): State {
  const all = new Map(rooms.map((room) => [room.key, room]));
  for (const [key, room] of state.rooms) if (!all.has(key)) all.set(key, room);
  const next = Math.max(state.next, ...rooms.map((room) => (highestKey(room) ?? 0) + 1));
  return { ...state, rooms: all, current: state.current ?? current, next };
}

/** Back to the door: nothing of the person stays. */
export function onLeft(state: State): State {
  return { ...start, seen: state.seen, me: { ...start.me, wanted: state.me.wanted } };
}

const asRead = (room: Room): Room =>
  room.unread === 0 && room.mentions === 0 ? room : { ...room, unread: 0, mentions: 0 };

/** Who comes back to a room has read what was above the line. */
function withoutLine(state: State): State {
  return state.current === null
    ? state
    : inKnown(state, state.current, (room) =>
        room.line === null ? room : { ...room, line: null },
      );
}

function inKnown(state: State, key: Key, change: (room: Room) => Room): State {
  const room = state.rooms.get(key);
  return room === undefined ? state : inKnownRoom(state, room.name, change);
}

function forget(state: State, key: Key): State {
  const names = [...state.rooms.keys()];
  const rooms = new Map(state.rooms);
  rooms.delete(key);
  if (state.current !== key) return { ...state, rooms };
  const at = names.indexOf(key);
  return { ...state, rooms, current: names[at - 1] ?? names[at + 1] ?? null };
}

function highestKey(room: Room): number | undefined {
  let highest: number | undefined;
  for (const item of room.items.backwards()) highest = Math.max(highest ?? 0, item.key);
  return highest;
}
