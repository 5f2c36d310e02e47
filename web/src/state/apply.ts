import { isBatch, type Incoming } from '../irc/batches';
import type { Message } from '../irc/message';
import type { Event } from './events';
import { applyHistory } from './history';
import { onLeft, onLook, onRestored, onShow } from './looking';
import { onClosed, onDialled, onEntered, onOpened, registration } from './registration';
import { hereNow } from './here';
import { lists } from './lists';
import { boards, onBoard, onPosted } from './board';
import { onUpload } from './files';
import { note } from './notes';
import { turnRules } from './turns';
import { failed, sending } from './sending';
import { talk, onMultiline } from './talk';
import { inEveryRoom, type State } from './model';

/** What a line of this verb changes. */
export type Rule = (state: State, message: Message, at: number) => State;

/** Every verb and numeric that the page understands, once. */
const rules: ReadonlyMap<string, Rule> = new Map(
  [registration, hereNow, talk, lists, boards, turnRules].flatMap((family) =>
    Object.entries(family),
  ),
);

/** The next state. Pure: what is to be sent is `answersTo`'s. */
export function apply(state: State, event: Event): State {
  switch (event.type) {
    case 'heard':
      return hear(state, event.what, event.at);
    case 'dialled':
      return onDialled(state);
    case 'opened':
      return onOpened(state);
    case 'closed':
      return onClosed(state, event.retryAt);
    case 'entered':
      return onEntered(state, event);
    case 'left':
      return onLeft(state);
    case 'restored':
      return onRestored(state, event.rooms, event.current);
    case 'showed':
    case 'forgot':
      return onShow(state, event);
    case 'looked':
    case 'read':
      return onLook(state, event);
    case 'said':
    case 'retried':
    case 'dropped':
    case 'noted':
      return sending(state, event);
    case 'uploading':
    case 'upload-ended':
    case 'lost-right':
      return onUpload(state, event);
    case 'asked-board':
      return state;
    case 'posted':
      return onPosted(state, event);
    case 'asked-older':
    case 'asked-list':
    case 'searched':
    case 'ended-search':
      return applyHistory(state, event);
    case 'ticked':
      return stopTyping(state, event.at);
  }
}

function hear(state: State, what: Incoming, at: number): State {
  if (!isBatch(what)) return line(state, what, at);
  switch (what.kind) {
    case 'chathistory':
    case 'soju.im/search':
      return applyHistory(state, { type: 'page', batch: what, at });
    case 'hubbub/board':
      return onBoard(state, what, at);
    case 'draft/multiline':
    case 'multiline':
      return onMultiline(state, what, at);
    case 'labeled-response':
      return labelled(state, what.tags.get('label'), what.items, at);
    default:
      return what.items.reduce((now, item) => hear(now, item, at), state);
  }
}

/** The label stands on the batch and holds for all its lines. */
function labelled(
  state: State,
  label: string | undefined,
  items: readonly Incoming[],
  at: number,
): State {
  const tagged = items.map((item) =>
    label === undefined || item.tags.has('label')
      ? item
      : { ...item, tags: new Map(item.tags).set('label', label) },
  );
  return tagged.reduce((now, item) => hear(now, item, at), state);
}

function line(state: State, message: Message, at: number): State {
  const refused = failed(state, message);
  return (rules.get(message.verb) ?? note)(refused, message, at);
}

function stopTyping(state: State, at: number): State {
  return inEveryRoom(state, (room) =>
    [...room.typing.values()].some((one) => one.until <= at)
      ? { ...room, typing: new Map([...room.typing].filter(([, one]) => one.until > at)) }
      : room,
  );
}
