import { isBatch } from '../irc/batches';
import { requests } from '../irc/caps';
import { escapeTag, format, nickOf, type Message } from '../irc/message';
import { fold, type Key } from '../irc/names';
import type { Event } from './events';
import { needsRight } from './files';
import { pageSize } from './history';
import { hasHistory, isMe, type Room, type State } from './model';
import { linesOfDraft } from './posting';
import { wordsOf } from './saying';
import { canSend, unsaid } from './sending';
import { asksToTalk } from './talk-room';

/**
 * The lines that an event has us send, given the states before and after it. Pure, like `apply`:
 * together they are the whole client without its socket.
 */
export function answersTo(before: State, event: Event, after: State): string[] {
  switch (event.type) {
    case 'opened':
      return [
        format('CAP', ['LS', '302']),
        ...(after.me.password === '' ? [] : [format('PASS', [after.me.password])]),
        ...(after.link.token === '' ? [] : [format('RESUME', [after.link.token])]),
        format('NICK', [after.me.nick]),
        format('USER', [userName(after.me.nick), '0', '*', after.me.nick]),
      ];
    case 'heard':
      if (isBatch(event.what)) return afterPage(before, after);
      return event.what.verb === 'FAIL'
        ? afterPage(before, after)
        : toLine(before, event.what, after);
    case 'entered':
      // The name was refused, and the connection is still there.
      return before.link.state === 'registering' ? [format('NICK', [after.me.wanted])] : [];
    case 'said':
    case 'retried': {
      const room = after.rooms.get(event.room);
      const label = event.type === 'said' ? event.label : event.fresh;
      return room !== undefined && canSend(after, room) ? say(after, room, label) : [];
    }
    case 'showed':
      return isOn(after)
        ? [...joins(before, after), ...asksTurn(after), ...reads(before, after)]
        : [];
    case 'looked':
      return reads(before, after);
    case 'forgot': {
      const room = before.rooms.get(event.room);
      return room?.presence === 'in' && room.isRoom && isOn(before)
        ? [format('PART', [room.name])]
        : [];
    }
    case 'asked-older':
      return asksOlder(before, after, event.room);
    case 'uploading': {
      const room = after.rooms.get(event.room);
      // Not in the room yet: it is asked for on entering.
      return isOn(after) &&
        room?.presence === 'in' &&
        needsRight(room) &&
        !needsRight(before.rooms.get(event.room))
        ? [asksRight(room)]
        : [];
    }
    case 'asked-board': {
      const room = after.rooms.get(event.room);
      return room !== undefined && isOn(after) ? [boardOf(room, event.before)] : [];
    }
    case 'posted': {
      const room = after.rooms.get(event.room);
      return room !== undefined && isOn(after)
        ? linesOfDraft(after, room, event.draft, event.label)
        : [];
    }
    case 'asked-list':
      return isOn(after) ? ['LIST'] : [];
    case 'searched':
      return isOn(after) ? searches(after) : [];
    default:
      return [];
  }
}

const asksRight = (room: Room): string => format('FILES', [room.name, 'UPLOAD']);

const boardOf = (room: Room, before?: number): string =>
  format('BOARD', [room.name, ...(before === undefined ? [] : ['LIST', String(before)])]);

const isOn = (state: State): boolean => state.link.state === 'on';

/** Letters, digits: what a user name may hold. Others read it only in WHOIS. */
const userName = (nick: string): string =>
  nick.replace(/[^A-Za-z0-9._-]/g, '').slice(0, 16) || 'web';

function toLine(before: State, line: Message, after: State): string[] {
  switch (line.verb) {
    case 'PING':
      return [format('PONG', line.params)];
    case 'CAP':
      return toCap(line, after);
    case '001':
      return [...after.rooms.values()].flatMap((room) => comesBack(after, room));
    case '433':
      return before.link.state === 'registering' && after.link.refusal === null
        ? [format('NICK', [after.me.nick])]
        : [];
    case '473':
      return asksToTalk(after, line) ? ['TALK'] : [];
    case 'JOIN':
      return isMe(after, nickOf(line.source)) ? entered(after, line.params[0] ?? '') : [];
    case 'QUIT':
    case 'NICK': {
      const freed = fold(nickOf(line.source)) === fold(after.me.wanted);
      return freed &&
        isOn(after) &&
        !isMe(after, after.me.wanted) &&
        !isMe(before, nickOf(line.source))
        ? [format('NICK', [after.me.wanted])]
        : [];
    }
    default:
      return [];
  }
}

const waits = (room: Room): boolean => room.isRoom && room.presence === 'asked';

function toCap(line: Message, after: State): string[] {
  const [, subcommand = '', more = ''] = line.params;
  const isRegistering = after.link.state === 'registering';
  switch (subcommand.toUpperCase()) {
    case 'LS': {
      // "CAP * LS * :…" announces that more lines follow.
      if (more === '*') return [];
      const asked = requests(after.server.offered).map((names) => format('CAP', ['REQ', names]));
      return isRegistering ? [...asked, 'CAP END'] : asked;
    }
    case 'NEW':
      return requests(after.server.offered).map((names) => format('CAP', ['REQ', names]));
    default:
      return [];
  }
}

function comesBack(after: State, room: Room): string[] {
  if (room.isRoom) return waits(room) ? [format('JOIN', [room.name])] : [];
  const said = room.resumeAfter === null ? sayUnsaid(after, room) : [missedAfter(after, room)];
  return needsRight(room) ? [...said, asksRight(room)] : said;
}

/** In a room: its newest messages, or what was missed. What waited is said when nothing is missed. */
function entered(after: State, name: string): string[] {
  const room = after.rooms.get(fold(name));
  if (room === undefined) return [];
  const asked = [
    ...(after.current === room.key ? asksTurn(after) : []),
    ...(needsRight(room) ? [asksRight(room)] : []),
    // It may have changed meanwhile.
    ...(room.board === undefined ? [] : [boardOf(room)]),
  ];
  if (room.resumeAfter !== null) return [missedAfter(after, room), ...asked];
  return [
    ...asked,
    ...(hasHistory(after)
      ? [format('CHATHISTORY', ['LATEST', room.name, '*', String(pageSize(after))])]
      : []),
    ...sayUnsaid(after, room),
  ];
}

const sayUnsaid = (after: State, room: Room): string[] =>
  unsaid(room).flatMap((item) => say(after, room, item.sending!.label));

const missedAfter = (after: State, room: Room): string =>
  format('CHATHISTORY', ['AFTER', room.name, `msgid=${room.resumeAfter}`, String(pageSize(after))]);

/** More was missed than fits in one page: the next. All is there: what waited is said. */
function afterPage(before: State, after: State): string[] {
  const lines: string[] = [];
  for (const room of after.rooms.values()) {
    const was = before.rooms.get(room.key);
    if (was === undefined || was === room) continue;
    if (was.resumeAfter === null || was.resumeAfter === room.resumeAfter) continue;
    if (room.presence === 'asked') continue;
    if (room.resumeAfter !== null) lines.push(missedAfter(after, room));
    else lines.push(...sayUnsaid(after, room));
  }
  return lines;
}

function joins(before: State, after: State): string[] {
  const room = after.current === null ? undefined : after.rooms.get(after.current);
  const was = room === undefined ? undefined : before.rooms.get(room.key);
  return room !== undefined && waits(room) && was?.presence !== 'asked'
    ? [format('JOIN', [room.name])]
    : [];
}

/** Whose turn it is; where that is not known yet. */
function asksTurn(after: State): string[] {
  const room = after.current === null ? undefined : after.rooms.get(after.current);
  return room?.isRoom === true &&
    room.presence === 'in' &&
    room.turns === undefined &&
    after.server.caps.has('hubbub/talk')
    ? [format('TURN', [room.name])]
    : [];
}

/** What is seen is read on all devices: https://ircv3.net/specs/extensions/read-marker */
function reads(before: State, after: State): string[] {
  const room = after.current === null ? undefined : after.rooms.get(after.current);
  const was = room === undefined ? undefined : before.rooms.get(room.key);
  if (room === undefined || !isOn(after) || !after.server.caps.has('draft/read-marker')) return [];
  const last = room.items.find((item) => item.id !== undefined);
  return last !== undefined && (was?.unread ?? 0) > 0 && room.unread === 0
    ? [format('MARKREAD', [room.name, `timestamp=${new Date(last.at).toISOString()}`])]
    : [];
}

function asksOlder(before: State, after: State, key: Key): string[] {
  const room = after.rooms.get(key);
  if (room?.history !== 'loading' || before.rooms.get(key)?.history === 'loading') return [];
  let oldest: string | undefined;
  for (const item of room.items.backwards()) oldest = item.id ?? oldest;
  const size = String(pageSize(after));
  return [
    oldest === undefined
      ? format('CHATHISTORY', ['LATEST', room.name, '*', size])
      : format('CHATHISTORY', ['BEFORE', room.name, `msgid=${oldest}`, size]),
  ];
}

function searches(state: State): string[] {
  const { search } = state;
  const room = search === null ? undefined : state.rooms.get(search.room);
  if (search === null || room === undefined) return [];
  // https://soju.im/search: attributes are escaped as tags are.
  const attributes = { in: room.name, text: search.text };
  const written = Object.entries(attributes).map(([key, value]) => `${key}=${escapeTag(value)}`);
  return [format('SEARCH', [written.join(';')])];
}

function say(state: State, room: Room, label: string): string[] {
  const item = room.items.find((one) => one.sending?.label === label);
  return item === undefined ? [] : wordsOf(state, room, item, label);
}
