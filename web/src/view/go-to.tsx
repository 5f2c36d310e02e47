import { useState } from 'preact/hooks';
import { fold } from '../irc/names';
import type { State } from '../state/model';
import { plain } from '../text/markup';
import { Dialog } from './dialog';

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
