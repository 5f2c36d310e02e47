import { useEffect, useRef, useState } from 'preact/hooks';
import { read, write } from '../link/memory';
import type { Post } from '../state/board';
import type { Room, State } from '../state/model';
import type { Draft } from '../state/posting';
import { Dialog } from './dialog';

interface Props {
  readonly state: State;
  readonly room: Room;
  /** The one that is changed; null: a new one. */
  readonly post: Post | null;
  readonly onPost: (draft: Draft) => void;
  readonly onClose: () => void;
}

const lasting = [
  ['never', 'Until it is taken down'],
  ['1d', 'For a day'],
  ['7d', 'For a week'],
  ['30d', 'For 30 days'],
] as const;

type Words = Pick<Draft, 'title' | 'text' | 'expires'>;

/** For a new post, or for one that is changed. It closes when the post is on the board. */
export function PostForm({ state, room, post, onPost, onClose }: Props) {
  const me = state.me.wanted;
  const kept = `post/${room.key}${post === null ? '' : `/${post.number}`}`;
  const [words, setWords] = useState<Words>(
    () =>
      read<Words>(me, kept) ?? {
        title: post?.title ?? '',
        text: post?.text ?? '',
        expires: post === null ? 'never' : '',
      },
  );
  const sent = useRef(false);
  const { posting } = room;
  const isOnItsWay = posting !== undefined && posting.why === undefined;
  useEffect(() => {
    if (!sent.current || posting !== undefined) return;
    write(me, kept, null);
    onClose();
  }, [posting]);
  const change = (part: Partial<Words>): void => {
    const next = { ...words, ...part };
    setWords(next);
    write(me, kept, next.title + next.text === '' ? null : next);
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    if (isOnItsWay || (words.text.trim() === '' && words.title.trim() === '')) return;
    onPost({ ...words, edits: post?.number ?? 0 });
    sent.current = true;
  };
  return (
    <Dialog
      title={post === null ? `New post in ${room.name}` : `Change post ${post.number}`}
      onClose={onClose}
    >
      <form class="post-form" onSubmit={submit}>
        <label>
          Title <span class="soft">(may be empty)</span>
          <input
            maxLength={200}
            autofocus
            dir="auto"
            value={words.title}
            onInput={(event) => change({ title: event.currentTarget.value })}
          />
        </label>
        <label>
          Text
          <textarea
            rows={6}
            dir="auto"
            maxLength={15_000}
            placeholder="What everybody here should know"
            value={words.text}
            onInput={(event) => change({ text: event.currentTarget.value })}
          />
        </label>
        <label>
          How long it stays
          <select
            value={words.expires}
            onChange={(event) => change({ expires: event.currentTarget.value })}
          >
            {post !== null && <option value="">As long as before</option>}
            {lasting.map(([value, said]) => (
              <option key={value} value={value}>
                {said}
              </option>
            ))}
          </select>
        </label>
        <p class="refusal" role="alert">
          {sent.current && posting?.why !== undefined ? `Not posted: ${posting.why}` : ''}
        </p>
        <button class="primary" type="submit">
          {isOnItsWay ? 'Posting…' : post === null ? 'Post' : 'Change'}
        </button>
      </form>
    </Dialog>
  );
}
