import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Store } from '../link/store';
import { format } from '../irc/message';
import { hasCap, hasHistory, type Room, type State } from '../state/model';
import { messagesOf } from '../state/saying';
import type { Item } from '../state/timeline';
import { outcomeOf } from '../text/commands';
import { plain } from '../text/markup';
import { Announcer } from './announcer';
import { Banner } from './banner';
import { Composer } from './composer';
import { GoTo, Help, SearchView } from './dialogs';
import { Icon } from './icons';
import { useKeys } from './keys';
import { List } from './list';
import { notifications } from './notify';
import { People } from './people';
import { Rooms } from './rooms';
import { useJump } from './seek';
import { RowView, type Doings } from './row';

type Open = 'go-to' | 'help' | 'search' | null;

/** Somebody is in: rooms, messages, people. */
export function Chat({ store, state }: { readonly store: Store; readonly state: State }) {
  const [open, setOpen] = useState<Open>(null);
  const [isMenu, setMenu] = useState(false);
  const [isPeople, setPeople] = useState(() => matchMedia('(min-width: 70rem)').matches);
  const [answering, answer] = useState<Item | null>(null);
  const room = state.current === null ? undefined : state.rooms.get(state.current);
  const [jump, jumpTo] = useJump(store, room);
  const latestJump = useRef(jumpTo);
  latestJump.current = jumpTo;

  const show = (name: string): void => {
    setMenu(false);
    answer(null);
    store.dispatch({ type: 'showed', room: name });
  };
  const goTo = (): void => {
    store.dispatch({ type: 'asked-list' });
    setOpen('go-to');
  };
  useKeys(state, {
    show,
    goTo,
    help: () => setOpen('help'),
    search: canSearch(state) ? () => setOpen('search') : null,
    isOpen: open !== null,
  });
  useEffect(() => {
    if (room !== undefined) history.replaceState(null, '', room.isRoom ? room.name : '#');
  }, [room?.name]);

  const doings = useMemo(() => doingsOf(store, answer, (id) => latestJump.current(id)), [store]);
  const leave = (): void => void store.leave('');

  return (
    <div class={`chat ${isMenu ? 'menu-open' : ''} ${isPeople ? 'people-open' : ''}`}>
      <a class="skip" href="#composer" onClick={focusComposer}>
        Skip to the message field
      </a>
      <Rooms
        state={state}
        onShow={show}
        onForget={(one) => store.dispatch({ type: 'forgot', room: one.key })}
        onGoTo={goTo}
        onHelp={() => setOpen('help')}
        onLeave={leave}
      />
      <div class="veil" onClick={() => setMenu(false)} />
      <main class="room" aria-label={room?.name ?? 'No room'}>
        <Banner state={state} onRetry={() => store.retryNow()} />
        {room === undefined ? (
          <p class="empty">
            <button class="primary" type="button" onClick={goTo}>
              Go to a room
            </button>
          </p>
        ) : (
          <>
            <header class="room-head">
              <button
                class="menu-button"
                type="button"
                aria-label="Rooms"
                aria-expanded={isMenu}
                aria-controls="rooms"
                onClick={() => setMenu(!isMenu)}
              >
                <Icon name="menu" />
                {elsewhere(state, room) && <span class="dot" />}
              </button>
              <div class="title">
                <h1>{room.name}</h1>
                <p class="topic" title={plain(room.topic)} dir="auto">
                  {plain(room.topic)}
                </p>
              </div>
              {canSearch(state) && (
                <button type="button" aria-label="Search" onClick={() => setOpen('search')}>
                  <Icon name="search" />
                </button>
              )}
              {room.isRoom && (
                <button
                  type="button"
                  aria-label={`People, ${room.members.size}`}
                  aria-expanded={isPeople}
                  onClick={() => setPeople(!isPeople)}
                >
                  <Icon name="people" />
                  <span class="how-many">{room.members.size}</span>
                </button>
              )}
            </header>
            <List
              key={room.key}
              room={room}
              jump={jump}
              onTop={() =>
                hasHistory(state) &&
                room.history !== 'loading' &&
                room.history !== 'all' &&
                store.dispatch({ type: 'asked-older', room: room.key })
              }
            >
              {(row) => <RowView key={row.key} {...{ row, state, room, doings }} />}
            </List>
            <TypingLine room={room} />
            {room.presence === 'out' && (
              <p class="outside">
                You are not in {room.name}.{' '}
                <button type="button" onClick={() => show(room.name)}>
                  Join
                </button>
              </p>
            )}
            <Composer
              state={state}
              room={room}
              answering={answering}
              onSay={(text) => say(store, room, text, answering, answer, setOpen)}
              onTyping={(how) => typing(store, room, how)}
              onStopAnswering={() => answer(null)}
            />
            <Announcer room={room} />
          </>
        )}
      </main>
      {room?.isRoom && isPeople && <People state={state} room={room} onPerson={show} />}
      {open === 'go-to' && <GoTo state={state} onGo={show} onClose={() => setOpen(null)} />}
      {open === 'help' && (
        <Help
          isSecure={isSecureContext}
          onNotify={notifications.canAsk() ? () => void notifications.ask() : null}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'search' && room !== undefined && (
        <SearchView
          state={state}
          onSearch={(text) => store.dispatch({ type: 'searched', room: room.key, text })}
          onJump={(id) => {
            setOpen(null);
            jumpTo(id);
          }}
          onClose={() => {
            store.dispatch({ type: 'ended-search' });
            setOpen(null);
          }}
        />
      )}
    </div>
  );
}

const canSearch = (state: State): boolean => hasCap(state, 'soju.im/search');

const elsewhere = (state: State, here: Room): boolean =>
  [...state.rooms.values()].some((room) => room !== here && room.unread > 0);

export function focusComposer(event?: Event): void {
  event?.preventDefault();
  document.querySelector<HTMLElement>('#composer')?.focus();
}

function TypingLine({ room }: { readonly room: Room }) {
  const names = [...room.typing.values()].map((one) => one.nick);
  const text =
    names.length === 0
      ? ''
      : names.length > 3
        ? 'Several people are typing…'
        : `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} typing…`;
  return <p class="typing">{text}</p>;
}

/** True: the field may be emptied. */
function say(
  store: Store,
  room: Room,
  text: string,
  answering: Item | null,
  answer: (item: null) => void,
  open: (what: Open) => void,
): boolean {
  const outcome = outcomeOf(text, room.name);
  const at = Date.now();
  const note = (words: string): boolean => {
    store.dispatch({ type: 'noted', room: room.key, text: words, at });
    return false;
  };
  switch (outcome.type) {
    case 'say':
      sayIn(store, room, outcome.text, outcome.kind, answering?.id);
      answer(null);
      return true;
    case 'say-to': {
      store.dispatch({ type: 'showed', room: outcome.to });
      const talk = store.state.rooms.get(store.state.current!)!;
      sayIn(store, talk, outcome.text, 'said', undefined);
      return true;
    }
    case 'wrong':
      return note(outcome.why);
    case 'help':
      open('help');
      return true;
    case 'show':
      store.dispatch({ type: 'showed', room: outcome.room });
      return true;
    case 'part':
      store.dispatch({ type: 'forgot', room: room.key });
      return true;
    case 'leave':
      void store.leave(outcome.reason);
      return true;
    case 'line':
      if (store.state.link.state !== 'on') return note('There is no connection. Try again soon.');
      store.send(outcome.line);
      return true;
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
function typing(store: Store, room: Room, how: 'active' | 'done'): void {
  if (hasCap(store.state, 'message-tags'))
    store.send(format('TAGMSG', [room.name], { '+typing': how }));
}

function doingsOf(store: Store, answer: (item: Item) => void, jump: (id: string) => void): Doings {
  const here = (): Room => store.state.rooms.get(store.state.current!)!;
  return {
    reply: answer,
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
    toRoom: (name) => store.dispatch({ type: 'showed', room: name }),
    toPerson: (nick) => store.dispatch({ type: 'showed', room: nick }),
  };
}
