import { useEffect, useMemo, useState } from 'preact/hooks';
import { format } from '../irc/message';
import { fold, type Key } from '../irc/names';
import { Uploads } from '../link/uploads';
import type { Store } from '../link/store';
import { hasCap, hasHistory, type Room, type State } from '../state/model';
import type { Item } from '../state/timeline';
import { DropZone } from './attach';
import { Announcer } from './announcer';
import { Banner } from './banner';
import { BoardView } from './board';
import { Composer } from './composer';
import { boardDoings, doingsOf, say, typing } from './doings';
import { GoTo } from './go-to';
import { Head } from './head';
import { Help } from './help';
import { useKeys } from './keys';
import { List } from './list';
import { notifications } from './notify';
import { People } from './people';
import { Rooms } from './rooms';
import { SearchView } from './search';
import { useJump } from './seek';
import { RowView } from './row';
import { UploadLines } from './uploads';
import { useSteady } from './still';
import { TurnLine } from './turn-line';

type Open = 'go-to' | 'help' | 'search' | null;

/** Somebody is in: rooms, messages, people. */
export function Chat({ store, state }: { readonly store: Store; readonly state: State }) {
  const [open, setOpen] = useState<Open>(null);
  const [isMenu, setMenu] = useState(false);
  const [isPeople, setPeople] = useState(() => matchMedia('(min-width: 70rem)').matches);
  /** The room whose board is shown in place of its messages. */
  const [board, setBoard] = useState<Key | null>(null);
  const [answering, answer] = useState<Item | null>(null);
  const room = state.current === null ? undefined : state.rooms.get(state.current);
  const [jump, jumpTo] = useJump(store, room);

  const isBoard = room !== undefined && board === room.key;
  const showBoard = useSteady((wanted: boolean): void => {
    if (room === undefined) return;
    setBoard(wanted ? room.key : null);
    if (wanted) store.dispatch({ type: 'asked-board', room: room.key });
  });
  const show = useSteady((name: string): void => {
    setMenu(false);
    answer(null);
    setBoard(null);
    store.dispatch({ type: 'showed', room: name });
  });
  const forget = useSteady((name: string) => store.dispatch({ type: 'forgot', room: fold(name) }));
  const jumpNow = useSteady(jumpTo);
  const goTo = (): void => {
    store.dispatch({ type: 'asked-list' });
    setOpen('go-to');
  };
  useKeys(state, {
    show,
    goTo,
    help: () => setOpen('help'),
    search: canSearch(state) ? () => setOpen('search') : null,
    back: () => (isBoard ? showBoard(false) : focusComposer()),
    isOpen: open !== null,
  });
  useEffect(() => {
    if (room !== undefined) history.replaceState(null, '', room.isRoom ? room.name : '#');
  }, [room?.name]);

  const doings = useMemo(() => doingsOf(store, answer, jumpNow, () => showBoard(true)), [store]);
  const uploads = useMemo(() => new Uploads(store), [store]);
  // While one is still coming in, or back, files wait as what is said does.
  const mayBring = state.link.state !== 'on' || hasCap(state, 'message-tags');
  const bring =
    room !== undefined && room.presence !== 'out' && mayBring
      ? (files: Iterable<File>): void => uploads.add(room.key, files)
      : null;
  const leave = (): void => void store.leave('');

  return (
    <div class={`chat ${isMenu ? 'menu-open' : ''} ${isPeople ? 'people-open' : ''}`}>
      {!isBoard && (
        <a class="skip" href="#composer" onClick={focusComposer}>
          Skip to the message field
        </a>
      )}
      <Rooms
        state={state}
        onShow={show}
        onForget={forget}
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
            <Head
              {...{ state, room, isMenu, isBoard, isPeople }}
              onMenu={() => setMenu(!isMenu)}
              onSearch={canSearch(state) ? () => setOpen('search') : null}
              onBoard={() => showBoard(!isBoard)}
              onPeople={() => setPeople(!isPeople)}
            />
            {isBoard ? (
              <BoardView {...{ state, room }} {...boardDoings(store, room)} onRoom={show} />
            ) : (
              <>
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
                <TurnLine
                  state={state}
                  room={room}
                  onPass={() => store.send(format('TURN', [room.name, 'PASS']))}
                />
                <UploadLines
                  uploads={room.uploads ?? []}
                  onDrop={(key) => uploads.drop(key)}
                  onRetry={(key) => uploads.retry(key)}
                />
                <Composer
                  key={room.key}
                  onFiles={bring}
                  state={state}
                  room={room}
                  answering={answering}
                  onSay={(text) => say(store, room, text, answering, answer, () => setOpen('help'))}
                  onTyping={(how) => typing(store, room, how)}
                  onStopAnswering={() => answer(null)}
                />
              </>
            )}
            {bring !== null && <DropZone name={room.name} onFiles={bring} />}
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
