import { hasCap, type Room, type State } from '../state/model';
import { plain } from '../text/markup';
import { Icon } from './icons';

interface Props {
  readonly state: State;
  readonly room: Room;
  readonly isMenu: boolean;
  readonly isBoard: boolean;
  readonly isPeople: boolean;
  readonly onMenu: () => void;
  /** Null: the server cannot search. */
  readonly onSearch: (() => void) | null;
  readonly onBoard: () => void;
  readonly onPeople: () => void;
}

/** Where one is: the room's name and topic, and what else there is to see of it. */
export function Head(props: Props) {
  const { state, room, isMenu, isBoard, isPeople } = props;
  return (
    <header class="room-head">
      <button
        class="menu-button"
        type="button"
        aria-label="Rooms"
        aria-expanded={isMenu}
        aria-controls="rooms"
        onClick={props.onMenu}
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
      {props.onSearch !== null && (
        <button type="button" aria-label="Search" title="Search (Ctrl F)" onClick={props.onSearch}>
          <Icon name="search" />
        </button>
      )}
      {room.isRoom && hasCap(state, 'hubbub/board') && (
        <button
          type="button"
          aria-label="Board"
          title="Board: what is posted here and stays"
          aria-pressed={isBoard}
          onClick={props.onBoard}
        >
          <Icon name="board" />
        </button>
      )}
      {room.isRoom && (
        <button
          type="button"
          aria-label={`People, ${room.members.size}`}
          title="People"
          aria-expanded={isPeople}
          onClick={props.onPeople}
        >
          <Icon name="people" />
          <span class="how-many">{room.members.size}</span>
        </button>
      )}
    </header>
  );
}

const elsewhere = (state: State, here: Room): boolean =>
  [...state.rooms.values()].some((room) => room !== here && room.unread > 0);
