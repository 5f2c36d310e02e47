import { isMe, isOperator, type Room, type State } from '../state/model';
import { whoseTurn } from '../state/turns';
import { Face } from './faces';

interface Props {
  readonly state: State;
  readonly room: Room;
  readonly onPass: () => void;
}

/** Whose turn it is, over the message field. */
export function TurnLine({ state, room, onPass }: Props) {
  const { turns } = room;
  if (!turns) return null;
  const isMine = isMe(state, turns.nick);
  const isHere = turns.nick === '' || [...room.members.values()].some((m) => m.nick === turns.nick);
  return (
    <div class={isMine ? 'turn mine' : 'turn'}>
      {turns.nick !== '' && <Face name={turns.nick} />}
      <span role="status">{whoseTurn(state, room)}</span>
      {turns.longest > 0 && <span class="soft">up to {turns.longest} characters</span>}
      {(isMine || isOperator(state, room) || !isHere) && (
        <button type="button" onClick={onPass}>
          Pass
        </button>
      )}
    </div>
  );
}
