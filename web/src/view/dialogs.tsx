import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { fold } from '../irc/names';
import type { State } from '../state/model';
import { commands } from '../text/commands';
import { plain } from '../text/markup';
import { exactOf } from '../text/times';
import { Icon } from './icons';

interface Frame {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** The browser's own dialog: it keeps the focus and closes by Escape. */
export function Dialog({ title, onClose, children }: Frame) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-label={title}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
    >
      <div class="dialog">
        <header>
          <h2>{title}</h2>
          <button type="button" aria-label="Close" onClick={() => dialog.current?.close()}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}

interface Place {
  readonly name: string;
  readonly about: string;
}

/** Rooms here, rooms of the server, people: anywhere in a few letters. */
export function GoTo({
  state,
  onGo,
  onClose,
}: {
  readonly state: State;
  readonly onGo: (name: string) => void;
  readonly onClose: () => void;
}) {
  const [text, setText] = useState('');
  const [picked, pick] = useState(0);
  const places = placesOf(state, text).slice(0, 12);
  const go = (place: Place | undefined): void => {
    if (place === undefined) return;
    onGo(place.name);
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') pick(Math.min(picked + 1, places.length - 1));
    else if (event.key === 'ArrowUp') pick(Math.max(picked - 1, 0));
    else if (event.key === 'Enter') go(places[picked]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title="Go to" onClose={onClose}>
      <input
        class="wide"
        type="text"
        role="combobox"
        aria-label="Room or person"
        aria-expanded="true"
        aria-controls="places"
        aria-activedescendant={places.length > 0 ? `place-${picked}` : undefined}
        placeholder="A room or a person"
        autofocus
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          pick(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul class="places" role="listbox" id="places" aria-label="Places">
        {places.map((place, i) => (
          <li
            key={place.name}
            id={`place-${i}`}
            role="option"
            aria-selected={i === picked}
            onClick={() => go(place)}
          >
            <b>{place.name}</b> <span>{plain(place.about)}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function placesOf(state: State, text: string): Place[] {
  const places = new Map<string, Place>();
  const add = (name: string, about: string): void => {
    if (!places.has(fold(name))) places.set(fold(name), { name, about });
  };
  for (const room of state.rooms.values())
    add(room.name, room.unread > 0 ? `${room.unread} unread` : '');
  for (const room of state.directory ?? [])
    add(room.name, `${room.people} ${room.people === 1 ? 'person' : 'people'}  ${room.topic}`);
  for (const room of state.rooms.values())
    for (const member of room.members.values()) if (text !== '') add(member.nick, 'person');
  const wanted = fold(text.trim());
  const found = [...places.values()].filter(({ name }) => fold(name).includes(wanted));
  const starts = (name: string): number =>
    fold(name).replace('#', '').startsWith(wanted.replace('#', '')) ? 0 : 1;
  found.sort((a, b) => starts(a.name) - starts(b.name));
  const fresh = text.trim().replace(/\s+/g, '-');
  const room = fresh.startsWith('#') ? fresh : `#${fresh}`;
  if (fresh !== '' && !places.has(fold(room)))
    found.push({ name: room, about: 'enter or make this room' });
  return found;
}

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

const keys: readonly (readonly [string, string])[] = [
  ['Enter', 'send'],
  ['Shift Enter', 'a new line'],
  ['Tab', 'complete a name'],
  ['Ctrl K', 'go anywhere'],
  ['Ctrl F', 'search, where the server can'],
  ['Alt ↑ ↓', 'the room above, below'],
  ['Alt Shift ↓', 'the next room with something new'],
  ['↑', 'from the empty field to the messages; R answers'],
  ['Esc', 'back to the field'],
  ['?', 'this list'],
];

export function Help({
  onClose,
  isSecure,
  onNotify,
}: {
  readonly onClose: () => void;
  readonly isSecure: boolean;
  readonly onNotify: (() => void) | null;
}) {
  return (
    <Dialog title="Commands and keys" onClose={onClose}>
      <div class="help">
        <h3>Keys</h3>
        <dl>
          {keys.map(([key, does]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <h3>Commands</h3>
        <dl>
          {commands.map(({ name, takes, does }) => (
            <div key={name}>
              <dt>
                <code>
                  /{name} {takes}
                </code>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <h3>Notifications</h3>
        {!isSecure ? (
          <p>
            Browsers allow notifications, installing and reading offline only over HTTPS with a
            trusted certificate, or on this machine (localhost).
          </p>
        ) : onNotify === null ? (
          <p>This browser is set: what it allows, you get.</p>
        ) : (
          <p>
            <button class="primary" type="button" onClick={onNotify}>
              Notify me when I am mentioned
            </button>
          </p>
        )}
      </div>
    </Dialog>
  );
}
