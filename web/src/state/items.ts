import type { Message } from '../irc/message';
import { nickOf } from '../irc/message';
import { mentions } from '../text/mentions';
import { isTitled, postNumber } from './board';
import { offerOf } from './files';
import { isMe, type Room, type State } from './model';
import type { Item, Reaction, Timeline } from './timeline';

/** When the server says it was (server-time), else when it came. */
export function timeOf(tags: ReadonlyMap<string, string>, at: number): number {
  const told = Date.parse(tags.get('time') ?? '');
  return Number.isNaN(told) ? at : told;
}

export const idOf = (message: Message): string | undefined => message.tags.get('msgid');

/** Reply, react and the like stand under a draft's name until they are ratified; both are read. */
export const clientTag = (message: Message, name: string): string | undefined =>
  message.tags.get(`+${name}`) ?? message.tags.get(`+draft/${name}`);

/** What a line is as an item; null: nothing that is shown by itself. */
export function itemOf(state: State, message: Message, at: number): Item | null {
  const from = nickOf(message.source);
  const shape = shapeOf(message);
  if (shape === null) return null;
  const own = isMe(state, from);
  const file = offerOf(message);
  const isTalk = shape.kind === 'said' || shape.kind === 'action' || shape.kind === 'notice';
  return {
    key: state.next,
    id: idOf(message),
    at: timeOf(message.tags, at),
    from,
    ...shape,
    own,
    mentions: isTalk && !own && mentions(shape.text, state.me.nick),
    bot: message.tags.has('bot') || undefined,
    answers: isTalk ? clientTag(message, 'reply') : undefined,
    post: postNumber(message),
    titled: isTitled(message) || undefined,
    // The line is for those who do not read tags.
    ...(file === null ? {} : { file, text: file.name }),
  };
}

const because = (reason: string | undefined): string => (reason ? ` (${reason})` : '');

function shapeOf({ verb, params }: Message): Pick<Item, 'kind' | 'text'> | null {
  switch (verb) {
    case 'PRIVMSG':
      return said(params[1] ?? '');
    case 'NOTICE':
      return { kind: 'notice', text: params[1] ?? '' };
    case 'JOIN':
      return { kind: 'came', text: 'joined' };
    case 'PART':
      return { kind: 'went', text: `left${because(params[1])}` };
    case 'QUIT':
      return { kind: 'went', text: `left${because(params[0])}` };
    case 'KICK':
      return { kind: 'change', text: `removed ${params[1] ?? ''}${because(params[2])}` };
    case 'NICK':
      return { kind: 'change', text: `is now ${params[0] ?? ''}` };
    case 'TOPIC':
      return {
        kind: 'change',
        text: params[1] ? `set the topic: ${params[1]}` : 'removed the topic',
      };
    case 'MODE':
      return { kind: 'change', text: `set mode ${params.slice(1).join(' ')}` };
    default:
      return null;
  }
}

/** CTCP (https://modern.ircdocs.horse/ctcp): ACTION is shown, questions between programs are not. */
function said(text: string): Pick<Item, 'kind' | 'text'> | null {
  if (!text.startsWith('\u0001')) return { kind: 'said', text };
  const action = /^\u0001ACTION ([^\u0001]*)\u0001?$/.exec(text);
  return action === null ? null : { kind: 'action', text: action[1] ?? '' };
}

/** What a reaction or a removal makes of the messages; null: its message is not among them. */
export function marked(items: Timeline, message: Message): Timeline | null {
  const id = message.verb === 'REDACT' ? message.params[1] : clientTag(message, 'reply');
  if (id === undefined || items.byId(id) === undefined) return null;
  return items.change(
    (item) => item.id === id,
    (item) => markedItem(item, message),
  );
}

export const isMark = (message: Message): boolean =>
  message.verb === 'REDACT' ||
  (message.verb === 'TAGMSG' &&
    (clientTag(message, 'react') ?? clientTag(message, 'unreact')) !== undefined);

function markedItem(item: Item, message: Message): Item {
  if (message.verb === 'REDACT')
    return { ...item, text: '', removed: true, reactions: undefined, answers: undefined };
  const nick = nickOf(message.source);
  const added = clientTag(message, 'react');
  const reactions =
    added !== undefined
      ? withReaction(item.reactions ?? [], added, nick)
      : withoutReaction(item.reactions ?? [], clientTag(message, 'unreact') ?? '', nick);
  return { ...item, reactions: reactions.length === 0 ? undefined : reactions };
}

const mostReactions = 20;
const longestReaction = 64;

function withReaction(all: readonly Reaction[], text: string, nick: string): readonly Reaction[] {
  if (text === '' || text.length > longestReaction) return all;
  const there = all.find((one) => one.text === text);
  if (there === undefined)
    return all.length >= mostReactions ? all : [...all, { text, by: [nick] }];
  if (there.by.includes(nick)) return all;
  return all.map((one) => (one === there ? { text, by: [...one.by, nick] } : one));
}

function withoutReaction(
  all: readonly Reaction[],
  text: string,
  nick: string,
): readonly Reaction[] {
  return all
    .map((one) =>
      one.text === text ? { ...one, by: one.by.filter((name) => name !== nick) } : one,
    )
    .filter((one) => one.by.length > 0);
}

const mostLoose = 500;

/** A mark on its message, or kept until the message comes. */
export function withMark(room: Room, message: Message): Room {
  const items = marked(room.items, message);
  return items === null
    ? { ...room, loose: [...room.loose, message].slice(-mostLoose) }
    : { ...room, items };
}
