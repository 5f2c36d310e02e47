import { useState } from 'preact/hooks';
import type { State } from '../state/model';
import { plain } from '../text/markup';
import { exactOf } from '../text/times';
import { Dialog } from './dialog';

/** What is found of what was said. */
export function SearchView({
  state,
  onSearch,
  onJump,
  onClose,
}: {
  readonly state: State;
  readonly onSearch: (text: string) => void;
  readonly onJump: (id: string) => void;
  readonly onClose: () => void;
}) {
  const [text, setText] = useState('');
  const found = state.search?.found ?? null;
  return (
    <Dialog title="Search this room" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '') onSearch(text.trim());
        }}
      >
        <input
          class="wide"
          type="search"
          aria-label="Words to search for"
          placeholder="Words, then Enter"
          autofocus
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </form>
      <p class="soft" role="status">
        {state.search === null ? '' : found === null ? 'Searching…' : `${found.length} found`}
      </p>
      <ul class="found">
        {found?.map((one, i) => (
          <li key={one.id ?? i}>
            <button type="button" onClick={() => one.id !== undefined && onJump(one.id)}>
              <b>{one.from}</b> <time>{exactOf(one.at)}</time>
              <span dir="auto">{plain(one.text)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
