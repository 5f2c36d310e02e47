import type { Room, State } from '../state/model';
import { Face } from './faces';
import { Icon } from './icons';

interface Props {
  readonly state: State;
  readonly onShow: (name: string) => void;
  readonly onForget: (room: Room) => void;
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
              {...{ room, onShow, onForget }}
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

function Entry({
  room,
  isHere,
  onShow,
  onForget,
}: Pick<Props, 'onShow' | 'onForget'> & { readonly room: Room; readonly isHere: boolean }) {
  const counts =
    room.unread === 0
      ? ''
      : `, ${room.unread} unread${room.mentions > 0 ? `, ${room.mentions} for you` : ''}`;
  return (
    <li class={isHere ? 'here' : ''}>
      <button
        type="button"
        class={`entry ${room.unread > 0 ? 'has-unread' : ''} ${room.presence === 'out' ? 'out' : ''}`}
        aria-current={isHere ? 'page' : undefined}
        aria-label={`${room.name}${counts}`}
        onClick={() => onShow(room.name)}
      >
        {room.isRoom ? <span class="hash">#</span> : <Face name={room.name} />}
        <span class="entry-name">{room.isRoom ? room.name.slice(1) : room.name}</span>
        {room.unread > 0 && (
          <span class={room.mentions > 0 ? 'count for-me' : 'count'} aria-hidden="true">
            {room.mentions > 0 ? room.mentions : room.unread > 99 ? '99+' : room.unread}
          </span>
        )}
      </button>
      <button
        type="button"
        class="close"
        aria-label={room.isRoom ? `Leave ${room.name}` : `Close ${room.name}`}
        title={room.isRoom ? 'Leave' : 'Close'}
        onClick={() => onForget(room)}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}
