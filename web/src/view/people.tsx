import type { Member, Room, State } from '../state/model';
import { statusPrefixes } from '../state/model';
import { Face } from './faces';

interface Props {
  readonly state: State;
  readonly room: Room;
  readonly onPerson: (nick: string) => void;
}

/** More than this are not drawn: nobody reads them, and Go to… finds everyone. */
const mostDrawn = 300;

const titles: Readonly<Record<string, string>> = {
  '~': 'founder',
  '&': 'protected',
  '@': 'operator',
  '%': 'half-operator',
  '+': 'voice',
};

/** Who is in the room, those with a role first. */
export function People({ state, room, onPerson }: Props) {
  const rank = (member: Member): number => {
    const at = statusPrefixes(state).indexOf(member.prefix.charAt(0));
    return member.prefix === '' ? 99 : at;
  };
  const all = [...room.members.values()].sort(
    (a, b) => rank(a) - rank(b) || a.nick.localeCompare(b.nick),
  );
  return (
    <aside class="people" aria-label={`People in ${room.name}`}>
      <h2>
        People <span class="soft">{all.length}</span>
      </h2>
      <ul>
        {all.slice(0, mostDrawn).map((member) => (
          <li key={member.nick}>
            <button
              type="button"
              class={member.away ? 'away' : ''}
              onClick={() => onPerson(member.nick)}
            >
              <Face name={member.nick} />
              <span class="entry-name">{member.nick}</span>
              {member.prefix !== '' && (
                <span class="role">{titles[member.prefix.charAt(0)] ?? ''}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {all.length > mostDrawn && <p class="soft">and {all.length - mostDrawn} more</p>}
    </aside>
  );
}
