import { useState } from 'preact/hooks';
import { isOperator, type Room, type State } from '../state/model';
import { foldChanges, type Row } from '../state/rows';
import type { Item, Timeline } from '../state/timeline';
import { isJustEmoji, plain } from '../text/markup';
import { clockOf, dayOf, exactOf } from '../text/times';
import { Face, hueOf } from './faces';
import { FileCard } from './file-card';
import { Icon } from './icons';
import { Reactions, Sending, Tools } from './message-parts';
import { Rich } from './rich';
import { still } from './still';

export interface Doings {
  readonly reply: (item: Item) => void;
  readonly react: (item: Item, text: string) => void;
  readonly remove: (item: Item) => void;
  readonly retry: (item: Item) => void;
  readonly drop: (item: Item) => void;
  /** A file that is for oneself. */
  readonly decline: (item: Item) => void;
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
      return (
        <Message
          item={row.item}
          id={row.key}
          head={row.head}
          nick={state.me.nick}
          caps={state.server.caps}
          mayRemove={row.item.own || isOperator(state, room)}
          // Others do not look at what stands around them.
          items={row.item.answers === undefined ? undefined : room.items}
          doings={doings}
        />
      );
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

interface Shown {
  readonly item: Item;
  readonly id: string;
  readonly head: boolean;
  readonly nick: string;
  readonly caps: State['server']['caps'];
  readonly mayRemove: boolean;
  readonly items: Timeline | undefined;
  readonly doings: Doings;
}

const Message = still(function Message(props: Shown) {
  const { item, head, nick, items, doings } = props;
  // Buttons nobody is near are not made: a room is drawn in half the time.
  const [isNear, come] = useState(false);
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
    <li
      class={classes.join(' ')}
      data-key={props.id}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onPointerEnter={() => come(true)}
      onFocusIn={() => come(true)}
    >
      {head && item.kind !== 'action' && <Face name={item.from} />}
      <div class="said-what">
        {item.answers !== undefined && <Answered items={items} id={item.answers} doings={doings} />}
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
        {item.post !== undefined && !item.removed ? (
          <PostInTalk {...{ item, nick, doings }} />
        ) : item.file !== undefined && !item.removed ? (
          <FileCard offer={item.file} own={item.own} onDecline={() => doings.decline(item)} />
        ) : (
          <Words item={item} nick={nick} doings={doings} />
        )}
        {item.reactions !== undefined && <Reactions {...{ item, nick, doings }} />}
        {item.sending !== undefined && <Sending item={item} doings={doings} />}
      </div>
      {!head && <Time at={item.at} />}
      {isNear && item.sending === undefined && !item.removed && <Tools {...props} />}
    </li>
  );
});

/** The next message, over dates and notes. */
function focusMessage(from: Element, way: 'previousElementSibling' | 'nextElementSibling'): void {
  let next = from[way];
  while (next !== null && !next.classList.contains('message')) next = next[way];
  if (next instanceof HTMLElement) next.focus();
  else if (way === 'nextElementSibling') document.querySelector<HTMLElement>('#composer')?.focus();
}

function Time({ at }: { readonly at: number }) {
  return (
    // The exact time stands among the tools of who is near.
    <time class="at" dateTime={new Date(at).toISOString()}>
      {clockOf(at)}
    </time>
  );
}

function Words({ item, nick, doings }: Pick<Shown, 'item' | 'nick' | 'doings'>) {
  if (item.removed) return <p class="words removed">This message was removed.</p>;
  return (
    <div class={isJustEmoji(item.text) ? 'words large' : 'words'} dir="auto">
      {item.kind === 'action' && <b class={`hue-${hueOf(item.from)} actor`}>{item.from} </b>}
      <Rich text={item.text} nick={item.own ? '' : nick} onRoom={doings.toRoom} />
    </div>
  );
}

/** A post among the messages: its beginning, and the way to the board. */
function PostInTalk({ item, nick, doings }: Pick<Shown, 'item' | 'nick' | 'doings'>) {
  const [first = '', ...rest] = item.text.split('\n');
  return (
    <div class="post-in-talk">
      {item.titled && <strong dir="auto">{plain(first)}</strong>}
      <div class="words" dir="auto">
        <Rich
          text={item.titled ? rest.join('\n').trim() : item.text}
          nick={item.own ? '' : nick}
          onRoom={doings.toRoom}
        />
      </div>
      <button type="button" class="post-mark" onClick={doings.toBoard}>
        <Icon name="board" /> Post {item.post} on the board
      </button>
    </div>
  );
}

/** What a reply answers; an older message that is not here is told as such. */
function Answered({ items, id, doings }: Pick<Shown, 'items' | 'id' | 'doings'>) {
  const item = items?.byId(id);
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
