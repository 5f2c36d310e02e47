import { fold } from '../irc/names';

const hues = 12;

/** The same colour for the same name, everywhere. */
export const hueOf = (name: string): number => lookOf(name).hue;

interface Look {
  readonly hue: number;
  readonly letter: string;
}

/** Segmenting is dear, and the same few names come again and again. */
const looks = new Map<string, Look>();
const mostLooks = 5_000;

function lookOf(name: string): Look {
  const known = looks.get(name);
  if (known !== undefined) return known;
  if (looks.size >= mostLooks) looks.clear();
  const [first] = segments.segment(name);
  const look = { hue: hashed(name), letter: (first?.segment ?? '?').toUpperCase() };
  looks.set(name, look);
  return look;
}

function hashed(name: string): number {
  let hash = 7;
  for (const char of fold(name)) hash = (hash * 31 + char.codePointAt(0)!) % 100_003;
  return hash % hues;
}

const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

export function Face({ name }: { readonly name: string }) {
  const { hue, letter } = lookOf(name);
  return (
    <span class={`face hue-${hue}`} aria-hidden="true">
      {letter}
    </span>
  );
}
