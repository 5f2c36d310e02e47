import { nickOf, type Message } from '../irc/message';
import { fold, isRoom, type Key } from '../irc/names';
import type { Rule } from './apply';
import { itemOf } from './items';
import { changeIn } from './notes';
import { turnRenamed } from './turns';
import { arrived } from './sending';
import {
  inEveryRoom,
  inKnownRoom,
  inRoom,
  isMe,
  statusPrefixes,
  type Member,
  type Room,
  type State,
} from './model';

const join: Rule = (state, line, at) => {
  const nick = nickOf(line.source);
  const name = line.params[0] ?? '';
  if (isMe(state, nick)) {
    const members = new Map([[fold(nick), { nick, prefix: '', away: false }]]);
    const entered = inRoom(state, name, (room) => ({
      ...arrived(state, room),
      name,
      presence: 'in',
      members,
    }));
    return entered.current === null ? { ...entered, current: fold(name) } : entered;
  }
  return told(state, name, line, at, (room) => ({
    ...room,
    members: new Map(room.members).set(fold(nick), { nick, prefix: '', away: false }),
  }));
};

const part: Rule = (state, line, at) => {
  const nick = nickOf(line.source);
  return isMe(state, nick)
    ? inKnownRoom(state, line.params[0] ?? '', outOf)
    : told(state, line.params[0] ?? '', line, at, (room) => without(room, nick));
};

const kick: Rule = (state, line, at) => {
  const [name = '', nick = ''] = line.params;
  return told(state, name, line, at, (room) =>
    isMe(state, nick) ? outOf(room) : without(room, nick),
  );
};

const quit: Rule = (state, line, at) => {
  const nick = nickOf(line.source);
  return everywhere(state, nick, line, at, (room) => without(room, nick));
};

const nick: Rule = (state, line, at) => {
  const before = nickOf(line.source);
  const after = line.params[0] ?? '';
  const mine = isMe(state, before);
  const renamed = everywhere(state, before, line, at, (room) => {
    const member = room.members.get(fold(before));
    const members = new Map(room.members);
    members.delete(fold(before));
    return turnRenamed(
      { ...room, members: members.set(fold(after), { ...member!, nick: after }) },
      before,
      after,
    );
  });
  const talks = talkedWith(renamed, before, after);
  return mine ? { ...talks, me: { ...talks.me, nick: after } } : talks;
};

/** The talk with somebody goes on under their new name. */
function talkedWith(state: State, before: string, after: string): State {
  const room = state.rooms.get(fold(before));
  if (room === undefined || room.isRoom || state.rooms.has(fold(after))) return state;
  const key = fold(after);
  const rooms = [...state.rooms].map(([its, one]): [Key, Room] =>
    one === room ? [key, { ...room, key, name: after }] : [its, one],
  );
  const current = state.current === room.key ? key : state.current;
  return { ...state, rooms: new Map(rooms), current };
}

const topic: Rule = (state, line, at) =>
  told(state, line.params[0] ?? '', line, at, (room) => ({ ...room, topic: line.params[1] ?? '' }));

const topicIs: Rule = (state, line) =>
  inKnownRoom(state, line.params[1] ?? '', (room) => ({
    ...room,
    topic: line.verb === '331' ? '' : (line.params[2] ?? ''),
  }));

const away: Rule = (state, line) => {
  const key = fold(nickOf(line.source));
  const isAway = (line.params[0] ?? '') !== '';
  return inEveryRoom(state, (room) => {
    const member = room.members.get(key);
    return member === undefined
      ? room
      : { ...room, members: new Map(room.members).set(key, { ...member, away: isAway }) };
  });
};

const names: Rule = (state, line) =>
  inKnownRoom(state, line.params[2] ?? '', (room) => {
    const gathering = new Map(room.gathering ?? []);
    for (const word of (line.params[3] ?? '').split(' ').filter((word) => word !== '')) {
      const member = memberOf(word, statusPrefixes(state));
      gathering.set(fold(member.nick), member);
    }
    return { ...room, gathering };
  });

const endOfNames: Rule = (state, line) =>
  inKnownRoom(state, line.params[1] ?? '', (room) =>
    room.gathering === null ? room : { ...room, members: room.gathering, gathering: null },
  );

const rename: Rule = (state, line, at) => {
  const [before = '', after = ''] = line.params;
  const room = state.rooms.get(fold(before));
  if (room === undefined) return state;
  const key = fold(after);
  const rooms = [...state.rooms].map(([its, one]): [Key, Room] =>
    its === room.key ? [key, { ...room, key, name: after }] : [its, one],
  );
  const current = state.current === room.key ? key : state.current;
  return changeIn({ ...state, rooms: new Map(rooms), current }, key, before, `is now ${after}`, at);
};

/** A mode's letters take parameters by their kind: https://modern.ircdocs.horse/#chanmodes-parameter */
const mode: Rule = (state, line, at) => {
  const [target = '', letters = '', ...params] = line.params;
  if (!isRoom(target)) return state;
  const support = state.server.support;
  const [roles = '', marks = ''] = (support.get('PREFIX') ?? '(ov)@+').slice(1).split(')');
  const [lists = '', always = '', toSet = ''] = (support.get('CHANMODES') ?? 'b,k,l,').split(',');
  return told(state, target, line, at, (room) => {
    const members = new Map(room.members);
    let adds = true;
    let at = 0;
    for (const letter of letters) {
      if (letter === '+' || letter === '-') {
        adds = letter === '+';
        continue;
      }
      const takes =
        roles.includes(letter) ||
        lists.includes(letter) ||
        always.includes(letter) ||
        (adds && toSet.includes(letter));
      const param = takes ? (params[at++] ?? '') : '';
      const member = members.get(fold(param));
      const mark = marks.charAt(roles.indexOf(letter));
      if (!roles.includes(letter) || member === undefined) continue;
      const kept = [...member.prefix].filter((one) => one !== mark);
      const held = adds ? [...kept, mark] : kept;
      const prefix = held.sort((a, b) => marks.indexOf(a) - marks.indexOf(b)).join('');
      members.set(fold(param), { ...member, prefix });
    }
    return { ...room, members };
  });
};

export const hereNow: Readonly<Record<string, Rule>> = {
  JOIN: join,
  PART: part,
  KICK: kick,
  QUIT: quit,
  NICK: nick,
  TOPIC: topic,
  AWAY: away,
  MODE: mode,
  RENAME: rename,
  '331': topicIs,
  '332': topicIs,
  '353': names,
  '366': endOfNames,
};

export function memberOf(word: string, prefixes: string): Member {
  let end = 0;
  while (end < word.length && prefixes.includes(word.charAt(end))) end++;
  return { nick: nickOf(word.slice(end)), prefix: word.slice(0, end), away: false };
}

const outOf = (room: Room): Room => ({ ...room, presence: 'out', members: new Map() });

function without(room: Room, nick: string): Room {
  const members = new Map(room.members);
  members.delete(fold(nick));
  return { ...room, members };
}

/** A change of a room, and the line that tells of it. */
function told(
  state: State,
  name: string,
  line: Message,
  at: number,
  change: (room: Room) => Room,
): State {
  const item = itemOf(state, line, at);
  const changed = inKnownRoom(state, name, (room) => {
    const after = change(room);
    return item === null ? after : { ...after, items: after.items.append(item) };
  });
  return { ...changed, next: state.next + 1 };
}

/** In all rooms that somebody is in. */
function everywhere(
  state: State,
  nick: string,
  line: Message,
  at: number,
  change: (room: Room) => Room,
): State {
  let next = state;
  for (const room of state.rooms.values()) {
    if (room.members.has(fold(nick))) next = told(next, room.name, line, at, change);
  }
  return next;
}
