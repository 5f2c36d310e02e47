import { fold } from '../irc/names';

const hues = 12;

/** The same colour for the same name, everywhere. */
export function hueOf(name: string): number {
  let hash = 7;
  for (const char of fold(name)) hash = (hash * 31 + char.codePointAt(0)!) % 100_003;
  return hash % hues;
}

const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

export function Face({ name }: { readonly name: string }) {
  const first = [...segments.segment(name)][0]?.segment ?? '?';
  return (
    <span class={`face hue-${hueOf(name)}`} aria-hidden="true">
      {first.toUpperCase()}
    </span>
  );
}
