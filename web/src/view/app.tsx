import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { Store } from '../link/store';
import type { State } from '../state/model';
import { Chat } from './chat';
import { Door } from './door';

interface Props {
  readonly store: Store;
  readonly serverName: string;
  /** Where the link leads. */
  readonly room: string;
  readonly remembered: string;
}

export function App({ store, serverName, room, remembered }: Props) {
  const [state, setState] = useState<State>(store.state);
  useLayoutEffect(() => store.listen(setState), [store]);
  useEffect(() => {
    const { title } = titleOf(state, serverName);
    document.title = title;
  }, [state.rooms, state.current]);
  // Who has been in stays in front of the messages while the connection is away, or comes back to them.
  const { link } = state;
  const canRead =
    link.state === 'waiting' && [...state.rooms.values()].some((room) => room.items.length > 0);
  const isIn = link.refusal === null && (link.state === 'on' || link.resumes || canRead);
  return isIn ? (
    <Chat store={store} state={state} />
  ) : (
    <Door
      state={state}
      serverName={serverName}
      room={room}
      remembered={remembered}
      onEnter={(nick, password) => void store.enter(nick, password, room)}
    />
  );
}

function titleOf(state: State, serverName: string): { title: string } {
  const room = state.current === null ? undefined : state.rooms.get(state.current);
  const rooms = [...state.rooms.values()];
  const mentions = rooms.reduce((sum, one) => sum + one.mentions, 0);
  const mark = mentions > 0 ? `(${mentions}) ` : rooms.some((one) => one.unread > 0) ? '• ' : '';
  const name = state.server.name || serverName;
  return { title: room === undefined ? `${mark}${name}` : `${mark}${room.name} – ${name}` };
}
