import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { format } from '../irc/message';
import type { Store } from '../link/store';
import { hasCap, hasHistory, type Room, type State } from '../state/model';
import type { Item } from '../state/timeline';
import { plain } from '../text/markup';
import { Announcer } from './announcer';
import { Banner } from './banner';
import { BoardView } from './board';
import { Composer } from './composer';
import { boardDoings, doingsOf, say, typing } from './doings';
import { GoTo } from './go-to';
import { Help } from './help';
import { Icon } from './icons';
import { useKeys } from './keys';
import { List } from './list';
import { notifications } from './notify';
import { People } from './people';
import { Rooms } from './rooms';
import { SearchView } from './search';
import { useJump } from './seek';
import { RowView } from './row';

type Open = 'go-to' | 'help' | 'search' | 'board' | null;

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
              {room.isRoom && hasCap(state, 'hubbub/board') && (
                <button
                  type="button"
                  aria-label="Board"
                  title="Board: what is posted here and stays"
                  onClick={() => {
                    store.send(format('BOARD', [room.name]));
                    setOpen('board');
                  }}
                >
                  <Icon name="pin" />
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
              onSay={(text) => say(store, room, text, answering, answer, () => setOpen('help'))}
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
      {open === 'board' && room !== undefined && (
        <BoardView
          {...{ state, room }}
          {...boardDoings(store, room)}
          onRoom={doings.toRoom}
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
