import type { Store } from '../link/store';
import { format } from '../irc/message';
import { hasCap, type Room } from '../state/model';
import type { Post } from '../state/board';
import { seenLines, type Draft } from '../state/posting';
import { messagesOf } from '../state/saying';
import type { Item } from '../state/timeline';
import { whoseTurn, whyNotSay } from '../state/turns';
import { outcomeOf } from '../text/commands';
import type { Doings } from './row';

/** Null: the field may be emptied; else why what was typed stays in it. */
export function say(
  store: Store,
  room: Room,
  text: string,
  answering: Item | null,
  answer: (item: null) => void,
  help: () => void,
): string | null {
  const outcome = outcomeOf(text, room.name);
  switch (outcome.type) {
    case 'say': {
      const why = whyNotSay(store.state, room.key, outcome.text);
      if (why !== null) return why;
      sayIn(store, room, outcome.text, outcome.kind, answering?.id);
      answer(null);
      return null;
    }
    case 'say-to': {
      store.dispatch({ type: 'showed', room: outcome.to });
      const talk = store.state.rooms.get(store.state.current!)!;
      sayIn(store, talk, outcome.text, 'said', undefined);
      return null;
    }
    case 'wrong':
      return outcome.why;
    case 'whose-turn': {
      const words = whoseTurn(store.state, room);
      store.dispatch({ type: 'noted', room: room.key, text: words, at: Date.now() });
      return null;
    }
    case 'help':
      help();
      return null;
    case 'show':
      store.dispatch({ type: 'showed', room: outcome.room });
      return null;
    case 'part':
      store.dispatch({ type: 'forgot', room: room.key });
      return null;
    case 'leave':
      void store.leave(outcome.reason);
      return null;
    case 'line':
      if (store.state.link.state !== 'on') return 'There is no connection. Try again soon.';
      store.send(outcome.line);
      return null;
  }
}

function sayIn(
  store: Store,
  room: Room,
  text: string,
  kind: 'said' | 'action',
  answers: string | undefined,
): void {
  for (const part of messagesOf(store.state, room.name, text)) {
    const label = store.label();
    store.dispatch({
      type: 'said',
      room: room.key,
      text: part,
      kind,
      label,
      at: Date.now(),
      answers,
    });
  }
}

/** https://ircv3.net/specs/client-tags/typing */
export function typing(store: Store, room: Room, how: 'active' | 'done'): void {
  if (hasCap(store.state, 'message-tags'))
    store.send(format('TAGMSG', [room.name], { '+typing': how }));
}

export function doingsOf(
  store: Store,
  answer: (item: Item) => void,
  jump: (id: string) => void,
  toBoard: () => void,
): Doings {
  const here = (): Room => store.state.rooms.get(store.state.current!)!;
  return {
    reply: answer,
    decline: (item) =>
      void store.send(format('FILES', [here().name, 'DECLINE', String(item.file!.number)])),
    react: (item, text) => {
      const mine = item.reactions
        ?.find((one) => one.text === text)
        ?.by.includes(store.state.me.nick);
      const tag = mine ? '+draft/unreact' : '+draft/react';
      store.send(format('TAGMSG', [here().name], { '+draft/reply': item.id, [tag]: text }));
    },
    remove: (item) => item.id !== undefined && store.send(format('REDACT', [here().name, item.id])),
    retry: (item) =>
      store.dispatch({
        type: 'retried',
        room: here().key,
        label: item.sending!.label,
        fresh: store.label(),
      }),
    drop: (item) =>
      store.dispatch({ type: 'dropped', room: here().key, label: item.sending!.label }),
    jump,
    toBoard,
    toRoom: (name) => store.dispatch({ type: 'showed', room: name }),
    toPerson: (nick) => store.dispatch({ type: 'showed', room: nick }),
  };
}

const careOf = (room: Room, what: string, post: Post): string =>
  format('BOARD', [room.name, what, String(post.number)]);

/** What the board's view does. */
export const boardDoings = (store: Store, room: Room) => ({
  onPost: (draft: Draft): void =>
    store.dispatch({ type: 'posted', room: room.key, draft, label: store.label() }),
  onOlder: (before: number): void =>
    store.dispatch({ type: 'asked-board', room: room.key, before }),
  onRemove: (post: Post): void => store.send(careOf(room, 'REMOVE', post)),
  onPin: (post: Post): void => store.send(careOf(room, post.pinned ? 'UNPIN' : 'PIN', post)),
  onShown: (numbers: readonly number[]): void => {
    for (const line of seenLines(room, numbers)) store.send(line);
  },
});
