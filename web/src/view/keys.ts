import { useLayoutEffect } from 'preact/hooks';
import type { State } from '../state/model';

interface Doings {
  readonly show: (name: string) => void;
  readonly goTo: () => void;
  readonly help: () => void;
  readonly search: (() => void) | null;
  /** From the board, or from a message, to the field. */
  readonly back: () => void;
  readonly isOpen: boolean;
}

/** The keys that work everywhere on the page. */
export function useKeys(state: State, doings: Doings): void {
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (doings.isOpen || event.defaultPrevented) return;
      if (act(event, state, doings)) event.preventDefault();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  });
}

function act(event: KeyboardEvent, state: State, doings: Doings): boolean {
  const isCommand = event.ctrlKey || event.metaKey;
  const isWriting =
    event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement;
  if (isCommand && event.key.toLowerCase() === 'k') doings.goTo();
  else if (isCommand && event.key.toLowerCase() === 'f' && doings.search !== null) doings.search();
  else if (event.altKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp'))
    step(state, event.key === 'ArrowDown' ? 1 : -1, event.shiftKey, doings.show);
  else if (event.key === '?' && !isWriting) doings.help();
  else if (event.key === 'Escape' && !isWriting) doings.back();
  else return false;
  return true;
}

function step(state: State, way: 1 | -1, onlyUnread: boolean, show: (name: string) => void): void {
  const rooms = [...state.rooms.values()];
  // As they stand in the list: rooms, then people.
  const shown = [...rooms.filter((room) => room.isRoom), ...rooms.filter((room) => !room.isRoom)];
  const from = shown.findIndex((room) => room.key === state.current);
  for (let i = 1; i <= shown.length; i++) {
    const room = shown[(from + way * i + shown.length * 2) % shown.length];
    if (room !== undefined && (!onlyUnread || room.unread > 0)) return show(room.name);
  }
}
