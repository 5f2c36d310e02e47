import { useEffect, useRef, useState } from 'preact/hooks';
import { isAuthor, type Post } from '../state/board';
import { isOperator, type Room, type State } from '../state/model';
import type { Draft } from '../state/posting';
import { Card } from './card';
import { Icon } from './icons';
import { PostForm, type Writing } from './post-form';

interface Props {
  readonly state: State;
  readonly room: Room;
  readonly onPost: (draft: Draft) => void;
  readonly onOlder: (before: number) => void;
  readonly onRemove: (post: Post) => void;
  readonly onPin: (post: Post) => void;
  readonly onShown: (numbers: readonly number[]) => void;
  readonly onRoom: (name: string) => void;
}

/** What is posted in a room and stays: cards, what is pinned first, then the newest. */
export function BoardView(props: Props) {
  const { state, room, onPost, onOlder } = props;
  const [writing, write] = useState<Writing | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const posts = room.board?.posts ?? [];
  useShown(list, state, posts, props.onShown);
  const cards = [
    ...posts.filter((post) => post.pinned),
    ...posts.filter((post) => !post.pinned).reverse(),
  ];
  const older = room.board?.older ?? 0;
  return (
    <section class="board" aria-label={`Board of ${room.name}`} tabIndex={-1}>
      <header>
        <h2>Board</h2>
        <button class="primary" type="button" onClick={() => write({ what: 'new' })}>
          <Icon name="plus" /> New post
        </button>
      </header>
      <p class="soft empty-board" role="status">
        {room.board === undefined
          ? 'Asking…'
          : posts.length === 0
            ? 'Nothing is posted yet. What is posted here stays until it expires or is taken down.'
            : ''}
      </p>
      <ul class="cards" ref={list}>
        {cards.map((post) => (
          <Card
            key={post.number}
            {...props}
            post={post}
            mayEdit={isAuthor(state, post)}
            mayPin={isOperator(state, room)}
            onAnswer={(post) => write({ what: 'answer', post })}
            onEdit={(post) => write({ what: 'change', post })}
          />
        ))}
      </ul>
      {older > 0 && (
        <button class="older" type="button" onClick={() => onOlder(older)}>
          Older posts
        </button>
      )}
      {writing !== null && (
        <PostForm
          state={state}
          room={room}
          writing={writing}
          onPost={onPost}
          onClose={() => write(null)}
        />
      )}
    </section>
  );
}

/** So long a card is in sight until it counts as seen. */
const shownAfter = 800;

/** Tells of others' posts that have come into sight, each once. */
function useShown(
  list: { readonly current: HTMLElement | null },
  state: State,
  posts: readonly Post[],
  onShown: Props['onShown'],
): void {
  const told = useRef(new Set<number>());
  useEffect(() => {
    const foreign = new Set(
      posts.filter((post) => !isAuthor(state, post)).map((post) => post.number),
    );
    const seen = new Set<number>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = (): void => {
      timer = undefined;
      for (const number of seen) told.current.add(number);
      onShown([...seen]);
      seen.clear();
    };
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const number = Number((target as HTMLElement).dataset['post']);
        if (isIntersecting && foreign.has(number) && !told.current.has(number)) seen.add(number);
      }
      if (seen.size > 0) timer ??= setTimeout(tell, shownAfter);
    });
    for (const card of list.current?.children ?? []) observer.observe(card);
    return () => {
      observer.disconnect();
      clearTimeout(timer);
    };
  }, [posts]);
}
