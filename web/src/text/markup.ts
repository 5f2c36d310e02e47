import { escaped } from './mentions';

/**
 * What is said, as a tree: links, code, bold, italic, struck, quotes, mentions. The view makes
 * elements of it, so nothing that is said ever becomes markup by itself.
 */
export type Mark =
  | string
  | { readonly type: 'link'; readonly href: string; readonly text: string }
  | { readonly type: 'room'; readonly name: string }
  | { readonly type: 'mention'; readonly text: string }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'block'; readonly text: string }
  | { readonly type: 'strong' | 'em' | 's' | 'quote'; readonly marks: readonly Mark[] };

/** Deeper is shown as it was typed. */
const deepest = 4;

/** mIRC's colours and styles are bytes that nobody is to see: https://modern.ircdocs.horse/formatting */
// eslint-disable-next-line no-control-regex
const styles =
  /\u0003(?:\d{1,2}(?:,\d{1,2})?)?|\u0004(?:[0-9a-fA-F]{6})?|[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** Turns the reading direction of what follows: what is said has no power over what stands beside. */
const directions = /[\u202a-\u202e\u2066-\u2069]/g;

export const plain = (text: string): string => text.replace(styles, '').replace(directions, '');

/** Who comes back to a room reads the same messages. */
const read = new Map<string, readonly Mark[]>();
const mostRead = 2_000;

export function marksOf(text: string, nick: string): readonly Mark[] {
  const key = `${nick}\n${text}`;
  const known = read.get(key);
  if (known !== undefined) return known;
  if (read.size >= mostRead) read.clear();
  const marks = parsed(text, nick);
  read.set(key, marks);
  return marks;
}

function parsed(text: string, nick: string): Mark[] {
  const clean = plain(text);
  const marks: Mark[] = [];
  let at = 0;
  for (const found of clean.matchAll(/```(?:[a-z0-9+#-]*\n)?([\s\S]+?)\n?```/g)) {
    marks.push(...lines(clean.slice(at, found.index).replace(/\n$/, ''), nick));
    marks.push({ type: 'block', text: found[1] ?? '' });
    at = found.index + found[0].length;
    if (clean.charAt(at) === '\n') at++;
  }
  return [...marks, ...lines(clean.slice(at), nick)];
}

function lines(text: string, nick: string): Mark[] {
  const marks: Mark[] = [];
  let quote: string[] = [];
  let other: string[] = [];
  const close = (): void => {
    if (other.length > 0) marks.push(...inline(other.join('\n'), nick, 0));
    if (quote.length > 0) marks.push({ type: 'quote', marks: inline(quote.join('\n'), nick, 1) });
    quote = [];
    other = [];
  };
  for (const line of text === '' ? [] : text.split('\n')) {
    const isQuote = line.startsWith('> ');
    if (isQuote ? other.length > 0 : quote.length > 0) close();
    if (isQuote) quote.push(line.slice(2));
    else other.push(line);
  }
  close();
  return marks;
}

const url = String.raw`https?:\/\/[^\s<>"'\u00ab\u00bb]+`;
const code = '`[^`\\n]+`';
const strong = String.raw`\*\*(?=\S)[^\n]+?\S?\*\*`;
const em = String.raw`(?<![\p{L}\p{N}*_])(?:\*(?=[^\s*])[^\n*]*[^\s*]\*|_(?=[^\s_])[^\n_]*[^\s_]_)(?![\p{L}\p{N}*_])`;
const struck = String.raw`~~(?=\S)[^\n]+?~~`;
const room = String.raw`(?<![\p{L}\p{N}#&/])#[\p{L}\p{N}][\p{L}\p{N}_-]*`;
const pattern = new RegExp([url, code, strong, em, struck, room].join('|'), 'gu');

function inline(text: string, nick: string, depth: number): Mark[] {
  if (depth > deepest) return [text];
  const marks: Mark[] = [];
  let at = 0;
  for (const found of text.matchAll(pattern)) {
    const [mark, length] = markOf(found[0], nick, depth);
    marks.push(...named(text.slice(at, found.index), nick), mark);
    at = found.index + length;
    // A link gives back the full stop behind it, which the next match may not begin in.
    if (length < found[0].length) {
      marks.push(...named(found[0].slice(length), nick));
      at = found.index + found[0].length;
    }
  }
  marks.push(...named(text.slice(at), nick));
  return marks;
}

function markOf(found: string, nick: string, depth: number): [Mark, number] {
  const inner = (cut: number): readonly Mark[] => inline(found.slice(cut, -cut), nick, depth + 1);
  if (found.startsWith('`')) return [{ type: 'code', text: found.slice(1, -1) }, found.length];
  if (found.startsWith('**')) return [{ type: 'strong', marks: inner(2) }, found.length];
  if (found.startsWith('~~')) return [{ type: 's', marks: inner(2) }, found.length];
  if (found.startsWith('*') || found.startsWith('_'))
    return [{ type: 'em', marks: inner(1) }, found.length];
  if (found.startsWith('#')) return [{ type: 'room', name: found }, found.length];
  const href = trimmed(found);
  return [safe(href), href.length];
}

/** "see https://example.org/a_(b)." ends before the full stop and after the bracket. */
function trimmed(href: string): string {
  let end = href.replace(/[.,;:!?*_~]+$/, '');
  while (/[)\]}]$/.test(end) && count(end, end.at(-1)!) > count(end, opener(end.at(-1)!)))
    end = end.slice(0, -1).replace(/[.,;:!?]+$/, '');
  return end;
}

const opener = (closer: string): string => ({ ')': '(', ']': '[', '}': '{' })[closer] ?? '';
const count = (text: string, char: string): number => text.split(char).length - 1;

function safe(text: string): Mark {
  try {
    const href = new URL(text);
    return href.protocol === 'http:' || href.protocol === 'https:'
      ? { type: 'link', href: href.href, text }
      : text;
  } catch {
    return text;
  }
}

function named(text: string, nick: string): Mark[] {
  if (text === '' || nick === '') return text === '' ? [] : [text];
  const name = escaped(nick);
  const word = new RegExp(`(?<![\\p{L}\\p{N}_])@?${name}(?![\\p{L}\\p{N}_])`, 'giu');
  const marks: Mark[] = [];
  let at = 0;
  for (const found of text.matchAll(word)) {
    if (found.index > at) marks.push(text.slice(at, found.index));
    marks.push({ type: 'mention', text: found[0] });
    at = found.index + found[0].length;
  }
  if (at < text.length) marks.push(text.slice(at));
  return marks;
}

/** Only emoji, and few of them: shown large. */
export const isJustEmoji = (text: string): boolean =>
  text.length < 40 && emoji.test(text.replace(/\s/g, ''));

const emoji = (() => {
  const one = String.raw`\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]*`;
  return new RegExp(`^(?:${one}(?:\\u200d${one})*){1,3}$`, 'u');
})();
