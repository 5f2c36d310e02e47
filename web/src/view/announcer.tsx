import { useEffect, useRef, useState } from 'preact/hooks';
import type { Room } from '../state/model';
import { plain } from '../text/markup';

/** At most so often, so that a lively room does not chatter. */
const every = 3_000;

/** Reads the newest message out to who cannot see it. */
export function Announcer({ room }: { readonly room: Room }) {
  const [text, say] = useState('');
  const said = useRef({ key: room.items.last?.key ?? 0, at: 0 });
  const last = room.items.last;
  useEffect(() => {
    if (last === undefined || last.own || last.key <= said.current.key) return;
    if (!['said', 'action', 'notice'].includes(last.kind)) return;
    if (Date.now() - said.current.at < every) return;
    said.current = { key: last.key, at: Date.now() };
    say(`${last.from}: ${plain(last.text).slice(0, 300)}`);
  }, [last]);
  return (
    <p class="hidden" aria-live="polite">
      {text}
    </p>
  );
}
