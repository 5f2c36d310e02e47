import { pieces, roomFor } from '../irc/cut';
import { format } from '../irc/message';
import { hasCap, type Room, type State } from './model';
import type { Item } from './timeline';

/** A message as lines for the server: one, or a batch of several (draft/multiline). */
export function wordsOf(state: State, room: Room, item: Item, label: string): string[] {
  const tags = {
    ...(hasCap(state, 'labeled-response') ? { label } : {}),
    ...(hasCap(state, 'message-tags') ? { '+draft/reply': item.answers } : {}),
  };
  if (item.kind === 'action')
    return [format('PRIVMSG', [room.name, `\u0001ACTION ${item.text}\u0001`], tags)];
  return wholeLines(state, room, item.text, tags, label);
}

/** A text as one message, however many lines it has. */
export function wholeLines(
  state: State,
  room: Room,
  whole: string,
  tags: Record<string, string | undefined>,
  label: string,
): string[] {
  const most = roomFor(room.name, state.me.nick);
  const lines = whole
    .split('\n')
    .flatMap((line) => pieces(line, most).map((text, i) => ({ text, continues: i > 0 })));
  if (lines.length === 1) return [privmsg(room, whole, tags)];
  const reference = label.replace(/[^A-Za-z0-9]/g, '');
  return [
    format('BATCH', [`+${reference}`, 'draft/multiline', room.name], tags),
    ...lines.map(({ text, continues }) =>
      privmsg(room, text, {
        batch: reference,
        'draft/multiline-concat': continues ? '' : undefined,
      }),
    ),
    format('BATCH', [`-${reference}`]),
  ];
}

/** The text always behind a colon: it is for people. */
function privmsg(room: Room, text: string, tags: Record<string, string | undefined>): string {
  return `${format('PRIVMSG', [room.name], tags)} :${text.replace(/[\r\n\0]+/g, ' ')}`;
}

/**
 * What is typed as the messages that it can be: one where the server takes messages of several
 * lines, else one for each line and each piece that fits.
 */
export function messagesOf(state: State, name: string, text: string): string[] {
  const clean = text
    .replace(/\r\n?/g, '\n')
    .replace(/\0/g, '')
    .replace(/^\n+|\s+$/g, '');
  if (clean === '') return [];
  if (hasCap(state, 'draft/multiline')) return parts(clean, limits(state));
  const most = roomFor(name, state.me.nick);
  return clean
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((line) => pieces(line, most));
}

interface Limits {
  readonly bytes: number;
  readonly lines: number;
}

function limits(state: State): Limits {
  const value = state.server.caps.get('draft/multiline') ?? '';
  const read = (name: string, unless: number): number =>
    Number.parseInt(new RegExp(`${name}=(\\d+)`).exec(value)?.[1] ?? '', 10) || unless;
  return { bytes: read('max-bytes', 4096), lines: read('max-lines', 20) };
}

const utf8 = new TextEncoder();

/** By whole lines, as many as one message may have; a line that is longer than all is cut. */
function parts(text: string, { bytes, lines }: Limits): string[] {
  const found: string[] = [];
  let part: string[] = [];
  let size = 0;
  // A long line goes out as several of the batch: they count as lines too.
  const linesIn = (length: number): number => Math.max(1, Math.ceil(length / 300));
  let count = 0;
  for (const line of text.split('\n').flatMap((line) => pieces(line, bytes - 1))) {
    const length = utf8.encode(line).length + 1;
    if (part.length > 0 && (size + length > bytes || count + linesIn(length) > lines)) {
      found.push(part.join('\n'));
      part = [];
      size = 0;
      count = 0;
    }
    part.push(line);
    size += length;
    count += linesIn(length);
  }
  found.push(part.join('\n'));
  return found.filter((one) => one.trim() !== '');
}
