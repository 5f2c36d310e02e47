/** A nick as a part of a pattern. A dash stands for itself: with `u` it must not be escaped. */
export const escaped = (nick: string): string => nick.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

const cache = new Map<string, RegExp>();

/** Whether a text names this nick as a word, in any case. */
export function mentions(text: string, nick: string): boolean {
  if (nick === '') return false;
  let pattern = cache.get(nick);
  if (pattern === undefined) {
    const name = escaped(nick);
    pattern = new RegExp(`(?<![\\p{L}\\p{N}_])${name}(?![\\p{L}\\p{N}_])`, 'iu');
    cache.clear();
    cache.set(nick, pattern);
  }
  return pattern.test(text);
}
