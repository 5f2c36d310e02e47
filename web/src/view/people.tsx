import { useMemo, useState } from 'preact/hooks';
import type { Member, Room, State } from '../state/model';
import { statusPrefixes } from '../state/model';
import { Face } from './faces';
import { still } from './still';

interface Props {
  readonly state: State;
  readonly room: Room;
  readonly onPerson: (nick: string) => void;
}

/** Drawn at first, and more with each step down: nobody reads five thousand names. */
const step = 60;

const { compare } = new Intl.Collator();

const titles: Readonly<Record<string, string>> = {
  '~': 'founder',
  '&': 'protected',
  '@': 'operator',
  '%': 'half-operator',
  '+': 'voice',
};

/** Who is in the room, those with a role first. */
export function People({ state, room, onPerson }: Props) {
  const [most, setMost] = useState(step);
  const prefixes = statusPrefixes(state);
  const all = useMemo(() => sorted(room.members, prefixes), [room.members, prefixes]);
  const more = (): void => setMost(most + 3 * step);
  return (
    <aside
      class="people"
      aria-label={`People in ${room.name}`}
      onScroll={({ currentTarget: view }) =>
        view.scrollHeight - view.scrollTop - view.clientHeight < 400 && most < all.length && more()
      }
    >
      <h2>
        People <span class="soft">{all.length}</span>
      </h2>
      <ul>
        {all.slice(0, most).map((member) => (
          <Person
            key={member.nick}
            member={member}
            hasTurn={member.nick === room.turns?.nick}
            onPerson={onPerson}
          />
        ))}
      </ul>
      {all.length > most && (
        <button type="button" class="soft more-people" onClick={more}>
          and {all.length - most} more
        </button>
      )}
    </aside>
  );
}

function sorted(members: Room['members'], prefixes: string): readonly Member[] {
  const rank = ({ prefix }: Member): number =>
    prefix === '' ? prefixes.length : prefixes.indexOf(prefix.charAt(0));
  return [...members.values()].sort((a, b) => rank(a) - rank(b) || compare(a.nick, b.nick));
}

const Person = still(function Person({
  member,
  hasTurn,
  onPerson,
}: {
  readonly member: Member;
  readonly hasTurn: boolean;
  readonly onPerson: (nick: string) => void;
}) {
  const role = titles[member.prefix.charAt(0)] ?? '';
  return (
    <li>
      <button
        type="button"
        class={member.away ? 'away' : ''}
        onClick={() => onPerson(member.nick)}
        title={member.away ? `${member.nick} is away` : undefined}
      >
        <Face name={member.nick} />
        <span class="entry-name">{member.nick}</span>
        {hasTurn ? (
          <span class="role turn-mark">turn</span>
        ) : (
          role !== '' && <span class="role">{role}</span>
        )}
      </button>
    </li>
  );
});
