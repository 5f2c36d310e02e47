import { nickOf, type Message } from '../irc/message';
import { fold, type Key } from '../irc/names';
import type { Rule } from './apply';
import { isUploadRefused, uploadsRefused } from './files';
import { inKnownRoom, isMe, type Room, type State } from './model';
import { settled } from './sending';
import type { Item } from './timeline';
import { asksToTalk } from './talk-room';

/** Answers to what a person asked by a command: they read them as they are. */
const answers: ReadonlySet<string> = new Set([
  ...['301', '305', '306', '311', '312', '313', '317', '319', '330', '335', '338', '341', '671'],
  ...['351', '381', '391', '314', '369', '324', '329', '367', '704', '705', '706'],
]);

/** The room did not let us in: https://modern.ircdocs.horse/#join-message */
const notIn: ReadonlySet<string> = new Set([
  '403',
  '405',
  '471',
  '473',
  '474',
  '475',
  '476',
  '479',
]);

/** Whatever no rule knows: refusals and answers are shown, all else is let pass. */
export const note: Rule = (state, line, at) => {
  if (line.verb === 'FAIL' || line.verb === 'WARN' || line.verb === 'NOTE')
    return reply(state, line, at);
  if (line.verb === 'INVITE') return invited(state, line, at);
  // 422: there is no message of the day, which nobody asked for.
  const isRefusal = /^[45]\d\d$/.test(line.verb) && line.verb !== '422';
  if (state.link.state !== 'on' || !(isRefusal || answers.has(line.verb))) return state;
  if (line.verb === '421' && line.params[1] === 'FILES')
    return uploadsRefused(state, [], 'This server takes no files.');
  if (isUploadRefused(state, line))
    return uploadsRefused(state, line.params.slice(1), line.params.at(-1) ?? '');
  if (asksToTalk(state, line)) return state;
  // It stands at the message that it refuses.
  if (isRefusal && isShown(state, line)) return state;
  const about = state.rooms.get(fold(line.params[1] ?? ''));
  const text = isRefusal ? (line.params.at(-1) ?? '') : line.params.slice(1).join(' ');
  if (about === undefined) return noteIn(state, state.current, text, at);
  const settledState = notIn.has(line.verb) ? out(state, about) : state;
  return noteIn(settledState, about.key, text, at);
};

const out = (state: State, room: Room): State =>
  inKnownRoom(state, room.name, (it) => ({ ...it, presence: 'out' }));

function isShown(state: State, line: Message): boolean {
  const label = line.tags.get('label');
  if (label === undefined) return false;
  return [...state.rooms.values()].some(
    (room) =>
      room.posting?.label === label || room.items.find((item) => item.sending?.label === label),
  );
}

/** https://ircv3.net/specs/extensions/standard-replies */
function reply(state: State, line: Message, at: number): State {
  const [command = '', , ...context] = line.params;
  if (command === 'CHATHISTORY') return withoutHistory(state, context);
  if (isShown(state, line)) return state;
  if (command === 'FILES') return uploadsRefused(state, context, context.at(-1) ?? '');
  return noteIn(state, state.current, context.at(-1) ?? '', at);
}

/** The server has no such page (any more): what is here is what there is. */
function withoutHistory(state: State, context: readonly string[]): State {
  const room = context.map((word) => state.rooms.get(fold(word))).find((found) => found);
  if (room === undefined) return state;
  return inKnownRoom(state, room.name, (it) => ({
    ...settled(it, false),
    resumeAfter: null,
    history: 'all',
  }));
}

function invited(state: State, line: Message, at: number): State {
  const [whom = '', room = ''] = line.params;
  if (!isMe(state, whom)) return state;
  return noteIn(state, state.current, `${nickOf(line.source)} invites you to ${room}`, at);
}

export const noteIn = (state: State, key: Key | null, text: string, at: number): State =>
  text === '' ? state : put(state, key, { kind: 'note', from: '', text, at });

/** What somebody has done to a room, among those who come and go. */
export const changeIn = (state: State, key: Key, from: string, text: string, at: number): State =>
  put(state, key, { kind: 'change', from, text, at });

function put(
  state: State,
  key: Key | null,
  about: Pick<Item, 'kind' | 'from' | 'text' | 'at'>,
): State {
  const room = key === null ? undefined : state.rooms.get(key);
  if (room === undefined) return state;
  const item: Item = { key: state.next, own: false, mentions: false, ...about };
  return inKnownRoom({ ...state, next: state.next + 1 }, room.name, (it) => ({
    ...it,
    items: it.items.append(item),
  }));
}
