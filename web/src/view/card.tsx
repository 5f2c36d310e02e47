import type { Post } from '../state/board';
import type { State } from '../state/model';
import { plain } from '../text/markup';
import { exactOf, stampOf } from '../text/times';
import { Face, hueOf } from './faces';
import { Icon } from './icons';
import { Rich } from './rich';

interface Props {
  readonly state: State;
  readonly post: Post;
  readonly mayEdit: boolean;
  readonly mayPin: boolean;
  readonly onAnswer: (post: Post) => void;
  readonly onEdit: (post: Post) => void;
  readonly onPin: (post: Post) => void;
  readonly onRemove: (post: Post) => void;
  readonly onRoom: (name: string) => void;
}

/** One post. */
export function Card(props: Props) {
  const { state, post, mayEdit, mayPin } = props;
  const isNamed = post.title !== '';
  return (
    <li class={post.pinned ? 'card pinned' : 'card'} data-post={post.number}>
      <article aria-label={`Post ${post.number}`}>
        {post.pinned && (
          <p class="pin-mark">
            <Icon name="pin" /> Pinned
          </p>
        )}
        {isNamed && <h3 dir="auto">{plain(post.title)}</h3>}
        {post.text !== '' && (
          <div class="words" dir="auto">
            <Rich text={post.text} nick={mayEdit ? '' : state.me.nick} onRoom={props.onRoom} />
          </div>
        )}
        <footer>
          <p class="posted">
            <Face name={post.author} />
            <b class={`hue-${hueOf(post.author)}`}>{post.author}</b>
            <time dateTime={new Date(post.at).toISOString()} title={exactOf(post.at)}>
              {stampOf(post.at)}
            </time>
          </p>
          <p class="facts">
            <span>#{post.number}</span>
            {post.answers > 0 && <span>answers #{post.answers}</span>}
            {post.edited && <span>edited</span>}
            {post.expires > 0 && (
              <span title={exactOf(post.expires)}>
                <Icon name="clock" /> until {stampOf(post.expires)}
              </span>
            )}
            {post.seen > 0 && (
              <span>
                <Icon name="eye" /> seen by {post.seen}
              </span>
            )}
          </p>
          <div class="does">
            <Do name="reply" words="Answer" onDo={() => props.onAnswer(post)} />
            {mayPin && (
              <Do name="pin" words={post.pinned ? 'Unpin' : 'Pin'} onDo={() => props.onPin(post)} />
            )}
            {mayEdit && <Do name="pen" words="Edit" onDo={() => props.onEdit(post)} />}
            {(mayEdit || mayPin) && (
              <Do name="bin" words="Take down" onDo={() => props.onRemove(post)} />
            )}
          </div>
        </footer>
      </article>
    </li>
  );
}

function Do({
  name,
  words,
  onDo,
}: {
  readonly name: 'reply' | 'pin' | 'pen' | 'bin';
  readonly words: string;
  readonly onDo: () => void;
}) {
  return (
    <button type="button" aria-label={words} title={words} onClick={onDo}>
      <Icon name={name} />
    </button>
  );
}
