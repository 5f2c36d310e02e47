import { useEffect, useState } from 'preact/hooks';
import type { Post } from '../state/board';
import type { Room, State } from '../state/model';
import type { Draft } from '../state/posting';
import { stampOf } from '../text/times';
import { Dialog } from './dialog';
import { Rich } from './rich';

interface Props {
  readonly state: State;
  readonly room: Room;
  readonly onPost: (draft: Draft) => void;
  readonly onOlder: (before: number) => void;
  readonly onRemove: (post: Post) => void;
  readonly onShown: (posts: readonly Post[]) => void;
  readonly onRoom: (name: string) => void;
  readonly onClose: () => void;
}

const lasting = [
  ['never', 'Until it is taken down'],
  ['1d', 'For a day'],
  ['7d', 'For a week'],
  ['30d', 'For 30 days'],
] as const;

/** What is posted in a room and stays: cards, what is pinned first, then the newest. */
export function BoardView(props: Props) {
  const { room, onShown, onOlder, onClose } = props;
  const [editing, edit] = useState<Post | null>(null);
  const posts = room.board?.posts ?? [];
  useEffect(() => onShown(posts), [room.board]);
  const cards = [
    ...posts.filter((post) => post.pinned),
    ...posts.filter((post) => !post.pinned).reverse(),
  ];
  const older = room.board?.older ?? 0;
  return (
    <Dialog title={`Board of ${room.name}`} onClose={onClose}>
      <Form
        key={editing?.number ?? 0}
        post={editing}
        onPost={(draft) => {
          props.onPost(draft);
          edit(null);
        }}
        onCancel={() => edit(null)}
      />
      <p class="soft" role="status">
        {room.board === undefined ? 'Asking…' : posts.length === 0 ? 'Nothing is posted yet.' : ''}
      </p>
      <ul class="cards">
        {cards.map((post) => (
          <Card key={post.number} {...props} post={post} onEdit={edit} />
        ))}
      </ul>
      {older > 0 && (
        <button type="button" onClick={() => onOlder(older)}>
          Older posts
        </button>
      )}
    </Dialog>
  );
}

function Card({
  state,
  post,
  onEdit,
  onRemove,
  onRoom,
}: Props & { readonly post: Post; readonly onEdit: (post: Post) => void }) {
  const own = post.author === state.me.nick;
  const about = [
    post.pinned ? 'pinned' : '',
    post.edited ? 'edited' : '',
    post.answers > 0 ? `answers ${post.answers}` : '',
    post.expires > 0 ? `until ${stampOf(post.expires)}` : '',
    post.seen > 0 ? `seen by ${post.seen}` : '',
  ].filter((words) => words !== '');
  return (
    <li class={post.pinned ? 'card pinned' : 'card'}>
      <article aria-label={`Post ${post.number}`}>
        <p class="by">
          <b>{post.author}</b> <time class="soft">{stampOf(post.at)}</time>{' '}
          <span class="soft">{[`post ${post.number}`, ...about].join(', ')}</span>
        </p>
        {post.title !== '' && <h3 dir="auto">{post.title}</h3>}
        <div dir="auto">
          <Rich text={post.text} nick={own ? '' : state.me.nick} onRoom={onRoom} />
        </div>
        {own && (
          <p class="does">
            <button type="button" onClick={() => onEdit(post)}>
              Edit
            </button>{' '}
            <button type="button" onClick={() => onRemove(post)}>
              Take down
            </button>
          </p>
        )}
      </article>
    </li>
  );
}

/** For a new post, or for one that is changed. */
function Form({
  post,
  onPost,
  onCancel,
}: {
  readonly post: Post | null;
  readonly onPost: (draft: Draft) => void;
  readonly onCancel: () => void;
}) {
  const [title, setTitle] = useState(post?.title ?? '');
  const [text, setText] = useState(post?.text ?? '');
  const [expires, setExpires] = useState(post === null ? 'never' : '');
  const submit = (event: Event): void => {
    event.preventDefault();
    if (text.trim() === '' && title.trim() === '') return;
    onPost({ title, text, expires, edits: post?.number ?? 0 });
    setTitle('');
    setText('');
  };
  return (
    <form class="post-form" onSubmit={submit} aria-label={post === null ? 'New post' : 'Edit'}>
      <input
        aria-label="Title"
        placeholder="Title (may be empty)"
        maxLength={200}
        value={title}
        onInput={(event) => setTitle(event.currentTarget.value)}
      />
      <textarea
        aria-label="Text"
        placeholder="What everybody here should know"
        rows={3}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <p>
        <select
          aria-label="How long it stays"
          value={expires}
          onChange={(event) => setExpires(event.currentTarget.value)}
        >
          {post !== null && <option value="">As long as before</option>}
          {lasting.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>{' '}
        <button class="primary" type="submit">
          {post === null ? 'Post' : `Change post ${post.number}`}
        </button>
        {post !== null && (
          <>
            {' '}
            <button type="button" onClick={onCancel}>
              Cancel
            </button>
          </>
        )}
      </p>
    </form>
  );
}
