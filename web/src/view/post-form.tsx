import { useEffect, useRef, useState } from 'preact/hooks';
import { read, write } from '../link/memory';
import type { Post } from '../state/board';
import type { Room, State } from '../state/model';
import type { Draft } from '../state/posting';
import { plain } from '../text/markup';
import { Dialog } from './dialog';

/** A new post; one that answers another; or another text for one. */
export type Writing =
  | { readonly what: 'new'; readonly post?: undefined }
  | { readonly what: 'answer' | 'change'; readonly post: Post };

interface Props {
  readonly state: State;
  readonly room: Room;
  readonly writing: Writing;
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

/** It closes when the post is on the board. */
export function PostForm({ state, room, writing, onPost, onClose }: Props) {
  const me = state.me.wanted;
  const changed = writing.what === 'change' ? writing.post : null;
  const answered = writing.what === 'answer' ? writing.post : null;
  const kept = keptUnder(room, writing);
  const [words, setWords] = useState<Words>(
    () =>
      read<Words>(me, kept) ?? {
        title: changed?.title ?? '',
        text: changed?.text ?? '',
        expires: changed === null ? 'never' : '',
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
    onPost({ ...words, edits: changed?.number ?? 0, answers: answered?.number ?? 0 });
    sent.current = true;
  };
  return (
    <Dialog title={titleOf(room, writing)} onClose={onClose}>
      <form class="post-form" onSubmit={submit}>
        {answered !== null && (
          <blockquote class="answered-post" dir="auto">
            <b>{answered.author}</b> {plain(answered.title || answered.text).slice(0, 200)}
          </blockquote>
        )}
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
            {changed !== null && <option value="">As long as before</option>}
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
          {isOnItsWay ? 'Posting…' : changed === null ? 'Post' : 'Change'}
        </button>
      </form>
    </Dialog>
  );
}

/** What is typed is kept apart for each. */
const keptUnder = (room: Room, { what, post }: Writing): string => {
  if (post === undefined) return `post/${room.key}`;
  return `post/${room.key}/${what === 'answer' ? 'answer/' : ''}${post.number}`;
};

const titleOf = (room: Room, { what, post }: Writing): string => {
  if (post === undefined) return `New post in ${room.name}`;
  return what === 'answer' ? `Answer to post ${post.number}` : `Change post ${post.number}`;
};
