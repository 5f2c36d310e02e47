import { useState } from 'preact/hooks';
import type { State, Room } from '../state/model';
import { foldChanges, type Row } from '../state/rows';
import type { Item } from '../state/timeline';
import { isJustEmoji, plain } from '../text/markup';
import { clockOf, dayOf, exactOf } from '../text/times';
import { Face, hueOf } from './faces';
import { Icon } from './icons';
import { Reactions, Sending, Tools } from './message-parts';
import { Rich } from './rich';

export interface Doings {
  readonly reply: (item: Item) => void;
  readonly react: (item: Item, text: string) => void;
  readonly remove: (item: Item) => void;
  readonly retry: (item: Item) => void;
  readonly drop: (item: Item) => void;
  readonly jump: (id: string) => void;
  readonly toBoard: () => void;
  readonly toRoom: (name: string) => void;
  readonly toPerson: (nick: string) => void;
}

interface Props {
  readonly row: Row;
  readonly state: State;
  readonly room: Room;
  readonly doings: Doings;
}

export function RowView({ row, state, room, doings }: Props) {
  switch (row.type) {
    case 'day':
      return (
        <li class="day" data-key={row.key}>
          <span>{dayOf(row.at)}</span>
        </li>
      );
    case 'unread':
      return (
        <li class="unread-line" data-key={row.key}>
          <span>New</span>
        </li>
      );
    case 'note':
      return (
        <li class="note" data-key={row.key}>
          {plain(row.item.text)}
        </li>
      );
    case 'changes':
      return <Changes items={row.items} id={row.key} />;
    case 'message':
      return <Message {...{ row, state, room, doings }} />;
  }
}

/** Who came and went, in one line that opens. */
function Changes({ items, id }: { readonly items: readonly Item[]; readonly id: string }) {
  const [isOpen, open] = useState(false);
  if (items.length === 1)
    return (
      <li class="changes" data-key={id}>
        <b>{items[0]!.from}</b> {plain(items[0]!.text)}
      </li>
    );
  return (
    <li class="changes" data-key={id}>
      <button type="button" aria-expanded={isOpen} onClick={() => open(!isOpen)}>
        {foldChanges(items)}
      </button>
      {isOpen && (
        <ul>
          {items.map((item) => (
            <li key={item.key}>
              <time title={exactOf(item.at)}>{clockOf(item.at)}</time> <b>{item.from}</b>{' '}
              {plain(item.text)}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Message({ row, state, room, doings }: Props & { row: Extract<Row, { type: 'message' }> }) {
  const { item, head } = row;
  const classes = [
    'message',
    item.kind,
    head ? 'first' : 'more',
    item.mentions ? 'mentions' : '',
    item.sending?.state ?? '',
  ];
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey)
      return;
    const row = event.currentTarget as HTMLElement;
    if (event.key === 'ArrowUp') focusMessage(row, 'previousElementSibling');
    else if (event.key === 'ArrowDown') focusMessage(row, 'nextElementSibling');
    else if (event.key === 'r' && item.id !== undefined) doings.reply(item);
    else return;
    event.preventDefault();
  };
  return (
    <li class={classes.join(' ')} data-key={row.key} tabIndex={-1} onKeyDown={onKeyDown}>
      {head && item.kind !== 'action' && <Face name={item.from} />}
      <div class="said-what">
        {item.answers !== undefined && <Answered room={room} id={item.answers} doings={doings} />}
        {head && item.kind !== 'action' && (
          <p class="by">
            <button
              type="button"
              class={`name hue-${hueOf(item.from)}`}
              onClick={() => doings.toPerson(item.from)}
            >
              {item.from}
            </button>
            {item.bot && <span class="badge">bot</span>}
            <Time at={item.at} />
          </p>
        )}
        <Words item={item} state={state} doings={doings} />
        {item.post !== undefined && !item.removed && (
          <button type="button" class="post-mark" onClick={doings.toBoard}>
            <Icon name="board" /> Post {item.post} on the board
          </button>
        )}
        {item.reactions !== undefined && <Reactions {...{ item, state, doings }} />}
        {item.sending !== undefined && <Sending item={item} doings={doings} />}
      </div>
      {!head && <Time at={item.at} />}
      {item.sending === undefined && !item.removed && <Tools {...{ item, state, doings }} />}
    </li>
  );
}

/** The next message, over dates and notes. */
function focusMessage(from: Element, way: 'previousElementSibling' | 'nextElementSibling'): void {
  let next = from[way];
  while (next !== null && !next.classList.contains('message')) next = next[way];
  if (next instanceof HTMLElement) next.focus();
  else if (way === 'nextElementSibling') document.querySelector<HTMLElement>('#composer')?.focus();
}

function Time({ at }: { readonly at: number }) {
  return (
    <time class="at" dateTime={new Date(at).toISOString()} title={exactOf(at)}>
      {clockOf(at)}
    </time>
  );
}

function Words({ item, state, doings }: Pick<Props, 'state' | 'doings'> & { item: Item }) {
  if (item.removed) return <p class="words removed">This message was removed.</p>;
  return (
    <div class={isJustEmoji(item.text) ? 'words large' : 'words'} dir="auto">
      {item.kind === 'action' && <b class={`hue-${hueOf(item.from)} actor`}>{item.from} </b>}
      <Rich text={item.text} nick={item.own ? '' : state.me.nick} onRoom={doings.toRoom} />
    </div>
  );
}

/** What a reply answers; an older message that is not here is told as such. */
function Answered({ room, id, doings }: Pick<Props, 'room' | 'doings'> & { readonly id: string }) {
  const item = room.items.byId(id);
  return (
    <button type="button" class="answered" onClick={() => doings.jump(id)}>
      <Icon name="reply" />
      {item === undefined ? (
        <span>an older message</span>
      ) : (
        <>
          <b class={`hue-${hueOf(item.from)}`}>{item.from}</b>
          <span>{item.removed ? 'removed' : plain(item.text).slice(0, 200)}</span>
        </>
      )}
    </button>
  );
}
