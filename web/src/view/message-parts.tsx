import { useState } from 'preact/hooks';
import type { State } from '../state/model';
import type { Item } from '../state/timeline';
import { plain } from '../text/markup';
import { exactOf } from '../text/times';
import { Icon } from './icons';
import type { Doings } from './row';

interface Props {
  readonly item: Item;
  readonly nick: string;
  readonly caps: State['server']['caps'];
  readonly mayRemove: boolean;
  readonly doings: Doings;
}

export function Reactions({ item, nick, doings }: Omit<Props, 'caps' | 'mayRemove'>) {
  return (
    <ul class="reactions" aria-label="Reactions">
      {item.reactions!.map(({ text, by }) => (
        <li key={text}>
          <button
            type="button"
            aria-pressed={by.includes(nick)}
            title={by.join(', ')}
            onClick={() => doings.react(item, text)}
          >
            <span dir="auto">{plain(text)}</span> {by.length}
          </button>
        </li>
      ))}
    </ul>
  );
}

export function Sending({ item, doings }: { readonly item: Item; readonly doings: Doings }) {
  const { state, why } = item.sending!;
  if (state === 'pending') return <span class="hidden">being sent</span>;
  if (state === 'waiting') return <p class="sending">Will be sent when the connection is back.</p>;
  return (
    <p class="sending failed">
      Not sent: {why}{' '}
      <button type="button" onClick={() => doings.retry(item)}>
        Try again
      </button>{' '}
      <button type="button" onClick={() => doings.drop(item)}>
        Discard
      </button>
    </p>
  );
}

const quick = ['👍', '❤️', '😂', '🎉', '👀', '🙏'];

export function Tools({ item, caps, mayRemove, doings }: Omit<Props, 'nick'>) {
  const [picks, pick] = useState(false);
  const canMark = item.id !== undefined && caps.has('message-tags');
  const canRemove = mayRemove && item.id !== undefined && caps.has('draft/message-redaction');
  const react = (text: string): void => {
    pick(false);
    doings.react(item, text);
  };
  return (
    <div class="tools" role="group" aria-label={`Message of ${item.from}`}>
      <span class="exact">{exactOf(item.at)}</span>
      {picks &&
        quick.map((text) => (
          <button type="button" key={text} onClick={() => react(text)} aria-label={`React ${text}`}>
            {text}
          </button>
        ))}
      {canMark && (
        <button
          type="button"
          onClick={() => pick(!picks)}
          aria-expanded={picks}
          aria-label="React"
          title="React"
        >
          <Icon name="smile" />
        </button>
      )}
      {canMark && (
        <button
          type="button"
          onClick={() => doings.reply(item)}
          aria-label="Reply"
          title="Reply (R)"
        >
          <Icon name="reply" />
        </button>
      )}
      {canRemove && (
        <button
          type="button"
          onClick={() => doings.remove(item)}
          aria-label="Remove"
          title="Remove"
        >
          <Icon name="bin" />
        </button>
      )}
    </div>
  );
}
