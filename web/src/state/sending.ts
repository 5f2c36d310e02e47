import type { Message } from '../irc/message';
import { postRefused } from './board';
import type { Event } from './events';
import { hasHistory, inEveryRoom, type Room, type State } from './model';
import type { Item } from './timeline';

type Own = Extract<Event, { type: 'said' | 'retried' | 'dropped' | 'noted' }>;

/** What the person says stands there at once, pending, until the server's echo. */
export function sending(state: State, event: Own): State {
  const room = state.rooms.get(event.room);
  if (room === undefined) return state;
  const changed = change(state, room, event);
  return { ...state, next: state.next + 1, rooms: new Map(state.rooms).set(room.key, changed) };
}

function change(state: State, room: Room, event: Own): Room {
  switch (event.type) {
    case 'said':
      return { ...room, line: null, items: room.items.append(pending(state, room, event)) };
    case 'noted': {
      const { text, at } = event;
      const item: Item = {
        key: state.next,
        at,
        from: '',
        kind: 'note',
        text,
        own: false,
        mentions: false,
      };
      return { ...room, items: room.items.append(item) };
    }
    case 'retried':
      return withSending(room, event.label, (item) => ({
        ...item,
        sending: { label: event.fresh, state: canSend(state, room) ? 'pending' : 'waiting' },
      }));
    case 'dropped':
      return withSending(room, event.label, () => null);
  }
}

function pending(state: State, room: Room, event: Extract<Own, { type: 'said' }>): Item {
  return {
    key: state.next,
    at: event.at,
    from: state.me.nick,
    kind: event.kind,
    text: event.text,
    own: true,
    mentions: false,
    sending: { label: event.label, state: canSend(state, room) ? 'pending' : 'waiting' },
    answers: event.answers,
  };
}

/** Once what was missed is there; before, it could be said twice. */
export const canSend = (state: State, room: Room): boolean =>
  state.link.state === 'on' && room.presence !== 'asked' && room.resumeAfter === null;

/** A numeric of 400 and more, or FAIL, with the label of a message: it was not said. */
export function failed(state: State, message: Message): State {
  const label = message.tags.get('label');
  if (label === undefined) return state;
  if (message.verb === 'ACK' && !state.server.caps.has('echo-message')) return sent(state, label);
  if (message.verb !== 'FAIL' && !/^[45]\d\d$/.test(message.verb)) return state;
  const why = message.params.at(-1) ?? 'The server refused it.';
  return inEveryRoom(state, (room) =>
    postRefused(
      withSending(room, label, (item) => ({ ...item, sending: { label, state: 'failed', why } })),
      label,
      why,
    ),
  );
}

/** Where nothing is echoed, the acknowledgement is all there is. */
const sent = (state: State, label: string): State =>
  inEveryRoom(state, (room) =>
    withSending(room, label, (item) => ({ ...item, sending: undefined })),
  );

function withSending(room: Room, label: string, to: (item: Item) => Item | null): Room {
  const items = room.items.change((item) => item.sending?.label === label, to);
  return items === room.items ? room : { ...room, items };
}

export const isUnsaid = (item: Item): boolean =>
  item.sending !== undefined && item.sending.state !== 'failed';

/** Not said yet, oldest first; those that were refused wait for the person. */
export function unsaid(room: Room): Item[] {
  const found: Item[] = [];
  let seen = 0;
  for (const item of room.items.backwards()) {
    if (++seen > 2_000) break;
    if (isUnsaid(item)) found.push(item);
  }
  return found.reverse();
}

/** What came of those that were on their way at the cut is known now: they are said again. */
export function settled(room: Room, isKnown: boolean): Room {
  let items = room.items;
  for (const item of unsaid(room)) {
    const { label, state: how } = item.sending!;
    const next =
      how === 'waiting' || isKnown
        ? { label, state: 'pending' as const }
        : {
            label,
            state: 'failed' as const,
            why: 'The connection broke before the server had confirmed it.',
          };
    items = items.change(
      (one) => one.key === item.key,
      (one) => ({ ...one, sending: next }),
    );
  }
  return items === room.items ? room : { ...room, items };
}

/** Back in a room: with history what was missed comes first, else there is nothing to wait for. */
export const arrived = (state: State, room: Room): Room =>
  room.resumeAfter !== null && hasHistory(state)
    ? room
    : settled({ ...room, resumeAfter: null }, false);
