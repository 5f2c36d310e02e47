import { fold } from '../irc/names';
import { commands } from './commands';
import { emoji } from './emoji';

/** One thing that the word at the cursor can become. */
export interface Choice {
  /** Put in the word's place. */
  readonly text: string;
  readonly shown: string;
  readonly about?: string;
}

export interface Completion {
  readonly from: number;
  readonly to: number;
  readonly choices: readonly Choice[];
}

export interface Known {
  readonly people: readonly string[];
  readonly rooms: readonly string[];
}

const most = 8;

/** @param asked by Tab: then a bare word is completed to a name too. */
export function complete(
  text: string,
  cursor: number,
  known: Known,
  asked: boolean,
): Completion | null {
  const from = text.slice(0, cursor).search(/\S+$/);
  if (from < 0) return null;
  const word = text.slice(from, cursor);
  const choices = choicesFor(word, from === 0, known, asked).slice(0, most);
  return choices.length === 0 ? null : { from, to: cursor, choices };
}

function choicesFor(word: string, isFirst: boolean, known: Known, asked: boolean): Choice[] {
  if (isFirst && /^\/[a-z]*$/i.test(word))
    return commands
      .filter(({ name }) => name.startsWith(word.slice(1).toLowerCase()))
      .map(({ name, takes, does }) => ({
        text: `/${name} `,
        shown: `/${name} ${takes}`,
        about: does,
      }));
  if (word.startsWith('#'))
    return matching(known.rooms, word).map((name) => ({ text: `${name} `, shown: name }));
  if (/^:[a-z0-9_+-]{2,}$/i.test(word)) return emojiFor(word.slice(1).toLowerCase());
  if (word.startsWith('@')) return people(word.slice(1), isFirst, known);
  return asked ? people(word, isFirst, known) : [];
}

const people = (word: string, isFirst: boolean, known: Known): Choice[] =>
  matching(known.people, word).map((name) => ({
    text: isFirst ? `${name}: ` : `${name} `,
    shown: name,
  }));

const matching = (names: readonly string[], start: string): string[] =>
  names.filter((name) => fold(name).startsWith(fold(start)));

const emojiFor = (word: string): Choice[] =>
  Object.entries(emoji)
    .filter(([name]) => name.includes(word))
    .sort(
      ([a], [b]) => Number(b.startsWith(word)) - Number(a.startsWith(word)) || a.length - b.length,
    )
    .map(([name, char]) => ({ text: `${char} `, shown: char, about: name }));
