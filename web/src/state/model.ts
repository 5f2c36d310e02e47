import type { Board, Posting } from './board';
import type { Right, Upload } from './files';
import type { Turns } from './turns';
import { Timeline } from './timeline';
import type { Message } from '../irc/message';
import { fold, isRoom, type Key } from '../irc/names';

/** All that the page knows. Immutable: `apply(state, event)` makes the next one. */
export interface State {
  readonly link: Link;
  readonly me: Me;
  readonly server: Server;
  /** Rooms and people talked with, in the order of their coming. */
  readonly rooms: ReadonlyMap<Key, Room>;
  readonly current: Key | null;
  /** Somebody looks at the page: what comes into the current room is read. */
  readonly seen: boolean;
  readonly search: Search | null;
  /** The rooms of the server, as LIST tells them; null: not asked. */
  readonly directory: readonly Listed[] | null;
  /** For keys of items. */
  readonly next: number;
}

export type LinkState = 'off' | 'dialling' | 'registering' | 'on' | 'waiting';

export interface Link {
  readonly state: LinkState;
  /** When the next try is due, while waiting. */
  readonly retryAt: number;
  /** Ends the session that was cut off, so that the name is free (docs/irc.md); empty: none. */
  readonly token: string;
  /** It was on before: what is missed has to be fetched. */
  readonly resumes: boolean;
  /** Why the server does not let us in; asks the person. */
  readonly refusal: Refusal | null;
  /** One's talk with the console has ended: a goodbye after it is the end. */
  readonly talked: boolean;
  /** What the server said as it closed. */
  readonly farewell: string;
}

export interface Refusal {
  readonly about: 'name' | 'password' | 'server';
  readonly why: string;
}

export interface Me {
  readonly nick: string;
  /** What the person typed; another nick is used while it is taken. */
  readonly wanted: string;
  readonly password: string;
}

export interface Server {
  readonly name: string;
  /** Asked for and given. */
  readonly caps: ReadonlyMap<string, string>;
  readonly offered: ReadonlyMap<string, string>;
  /** How many CAP REQ are not answered yet. */
  readonly asked: number;
  readonly support: ReadonlyMap<string, string>;
  readonly motd: readonly string[];
}

export interface Room {
  readonly key: Key;
  readonly name: string;
  readonly isRoom: boolean;
  /** asked: we want to be in it, and shall be told. People are always `in`. */
  readonly presence: 'in' | 'asked' | 'out';
  readonly topic: string;
  readonly members: ReadonlyMap<Key, Member>;
  /** Names of a NAMES answer that is not complete yet. */
  readonly gathering: ReadonlyMap<Key, Member> | null;
  readonly items: Timeline;
  readonly unread: number;
  readonly mentions: number;
  /** The unread line stands before the item with this key. */
  readonly line: number | null;
  readonly typing: ReadonlyMap<Key, Typing>;
  readonly history: HistoryState;
  /** The id of the last message before a cut: what was missed comes after it. */
  readonly resumeAfter: string | null;
  /** Reactions and removals whose message is not here yet. */
  readonly loose: readonly Message[];
  /** What is posted there; undefined: not asked yet. */
  readonly board?: Board | undefined;
  /** Null: everybody speaks as they like; undefined: not told yet. */
  readonly turns?: Turns | null | undefined;
  /** To bring files, as long as the session lasts. */
  readonly right?: Right | undefined;
  readonly uploads?: readonly Upload[] | undefined;
  /** What was posted last and is not on the board yet. */
  readonly posting?: Posting | undefined;
}

/** all: the oldest message is here. */
export type HistoryState = 'unknown' | 'loading' | 'more' | 'all';

export interface Member {
  readonly nick: string;
  /** `~@+`, highest first; as the server's PREFIX has them. */
  readonly prefix: string;
  readonly away: boolean;
}

export interface Typing {
  readonly nick: string;
  readonly until: number;
}

export interface Listed {
  readonly name: string;
  readonly people: number;
  readonly topic: string;
}

export interface Search {
  readonly room: Key;
  readonly text: string;
  readonly found: readonly Found[] | null;
}

export interface Found {
  readonly id: string | undefined;
  readonly at: number;
  readonly from: string;
  readonly text: string;
}

export const noServer: Server = {
  name: '',
  caps: new Map(),
  offered: new Map(),
  asked: 0,
  support: new Map(),
  motd: [],
};

export const start: State = {
  link: {
    state: 'off',
    retryAt: 0,
    token: '',
    talked: false,
    resumes: false,
    refusal: null,
    farewell: '',
  },
  me: { nick: '', wanted: '', password: '' },
  server: noServer,
  rooms: new Map(),
  current: null,
  seen: true,
  search: null,
  directory: null,
  next: 1,
};

export function newRoom(name: string): Room {
  return {
    key: fold(name),
    name,
    isRoom: isRoom(name),
    presence: isRoom(name) ? 'out' : 'in',
    topic: '',
    members: new Map(),
    gathering: null,
    items: Timeline.empty,
    unread: 0,
    mentions: 0,
    line: null,
    typing: new Map(),
    history: 'unknown',
    resumeAfter: null,
    loose: [],
  };
}

/** The room by this name, changed; made when it is not there yet. */
export function inRoom(state: State, name: string, change: (room: Room) => Room): State {
  const key = fold(name);
  const before = state.rooms.get(key) ?? newRoom(name);
  const after = change(before);
  if (after === before && state.rooms.has(key)) return state;
  return { ...state, rooms: new Map(state.rooms).set(key, after) };
}

/** As above, but only where it is there. */
export function inKnownRoom(state: State, name: string, change: (room: Room) => Room): State {
  return state.rooms.has(fold(name)) ? inRoom(state, name, change) : state;
}

export function inEveryRoom(state: State, change: (room: Room) => Room): State {
  let rooms: Map<Key, Room> | null = null;
  for (const [key, room] of state.rooms) {
    const after = change(room);
    if (after !== room) rooms = (rooms ?? new Map(state.rooms)).set(key, after);
  }
  return rooms === null ? state : { ...state, rooms };
}

export const isMe = (state: State, nick: string): boolean => fold(nick) === fold(state.me.nick);

/** May pin, and take down what others posted. */
export const isOperator = (state: State, room: Room): boolean =>
  /[~&@%]/.test(room.members.get(fold(state.me.nick))?.prefix ?? '');

export const hasCap = (state: State, name: string): boolean => state.server.caps.has(name);

export const hasHistory = (state: State): boolean => hasCap(state, 'draft/chathistory');

export const statusPrefixes = (state: State): string => {
  const prefix = state.server.support.get('PREFIX') ?? '(qaohv)~&@%+';
  return prefix.slice(prefix.indexOf(')') + 1);
};
