import type { Room, State } from '../state/model';
import { Face } from './faces';
import { Icon } from './icons';
import { still } from './still';

interface Props {
  readonly state: State;
  readonly onShow: (name: string) => void;
  readonly onForget: (name: string) => void;
  readonly onGoTo: () => void;
  readonly onHelp: () => void;
  readonly onLeave: () => void;
}

/** Rooms, people, oneself. */
export function Rooms({ state, onShow, onForget, onGoTo, onHelp, onLeave }: Props) {
  const all = [...state.rooms.values()];
  const group = (title: string, rooms: readonly Room[]) =>
    rooms.length > 0 && (
      <section>
        <h2>{title}</h2>
        <ul>
          {rooms.map((room) => (
            <Entry
              key={room.key}
              name={room.name}
              isRoom={room.isRoom}
              isOut={room.presence === 'out'}
              unread={room.unread}
              mentions={room.mentions}
              {...{ onShow, onForget }}
              isHere={state.current === room.key}
            />
          ))}
        </ul>
      </section>
    );
  return (
    <nav class="rooms" id="rooms" aria-label="Rooms and people">
      <p class="server">{state.server.name || 'Hubbub'}</p>
      <button class="go-to" type="button" onClick={onGoTo}>
        <Icon name="search" />
        <span>Go to…</span>
        <kbd>Ctrl K</kbd>
      </button>
      <div class="groups">
        {group(
          'Rooms',
          all.filter((room) => room.isRoom),
        )}
        {group(
          'People',
          all.filter((room) => !room.isRoom),
        )}
      </div>
      <div class="me">
        <Face name={state.me.nick || '?'} />
        <b>{state.me.nick}</b>
        <button type="button" onClick={onHelp} aria-label="Help" title="Commands and keys (?)">
          <Icon name="help" />
        </button>
        <button type="button" onClick={onLeave} aria-label="Leave the server" title="Leave">
          <Icon name="leave" />
        </button>
      </div>
    </nav>
  );
}

const Entry = still(function Entry({
  name,
  isRoom,
  isOut,
  unread,
  mentions,
  isHere,
  onShow,
  onForget,
}: Pick<Props, 'onShow' | 'onForget'> &
  Pick<Room, 'name' | 'isRoom' | 'unread' | 'mentions'> & {
    readonly isHere: boolean;
    readonly isOut: boolean;
  }) {
  const counts =
    unread === 0 ? '' : `, ${unread} unread${mentions > 0 ? `, ${mentions} for you` : ''}`;
  return (
    <li class={isHere ? 'here' : ''}>
      <button
        type="button"
        class={`entry ${unread > 0 ? 'has-unread' : ''} ${isOut ? 'out' : ''}`}
        aria-current={isHere ? 'page' : undefined}
        aria-label={`${name}${counts}`}
        onClick={() => onShow(name)}
      >
        {isRoom ? <span class="hash">#</span> : <Face name={name} />}
        <span class="entry-name">{isRoom ? name.slice(1) : name}</span>
        {unread > 0 && (
          <span class={mentions > 0 ? 'count for-me' : 'count'} aria-hidden="true">
            {mentions > 0 ? mentions : unread > 99 ? '99+' : unread}
          </span>
        )}
      </button>
      <button
        type="button"
        class="close"
        aria-label={isRoom ? `Leave ${name}` : `Close ${name}`}
        title={isRoom ? 'Leave' : 'Close'}
        onClick={() => onForget(name)}
      >
        <Icon name="close" />
      </button>
    </li>
  );
});
