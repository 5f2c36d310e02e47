const utf8 = new TextEncoder();

export const bytesOf = (text: string): number => utf8.encode(text).length;

/** "512 bytes, including the trailing CR LF": https://modern.ircdocs.horse/#message-format */
const longestLine = 510;
/** What the server puts before our line when it passes it on: user (18), host (64), marks. */
const sourceRoom = 18 + 64 + 4;

/** Bytes of text that one PRIVMSG to this target can carry to everybody whole. */
export function roomFor(target: string, nick: string): number {
  const line = bytesOf(`PRIVMSG ${target} :`) + bytesOf(`:${nick}!@ `) + sourceRoom;
  return Math.max(64, longestLine - line);
}

/**
 * A text in pieces of at most so many bytes; at a space where one is near the end, else between
 * characters as people count them.
 */
export function pieces(text: string, most: number): string[] {
  const found: string[] = [];
  let rest = text;
  while (bytesOf(rest) > most) {
    const head = headOf(rest, most);
    const space = head.lastIndexOf(' ');
    const end = space > head.length / 2 ? space + 1 : head.length;
    found.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  if (rest !== '' || found.length === 0) found.push(rest);
  return found;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function headOf(text: string, most: number): string {
  let end = 0;
  let bytes = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    bytes += bytesOf(segment);
    if (bytes > most) break;
    end = index + segment.length;
  }
  return end > 0 ? text.slice(0, end) : text.slice(0, firstCodePoint(text));
}

/** One character of more bytes than fit at all: then a piece of it, never nothing. */
const firstCodePoint = (text: string): number => ((text.codePointAt(0) ?? 0) > 0xffff ? 2 : 1);
