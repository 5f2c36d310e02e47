import { isBatch, type Batch } from '../irc/batches';
import { nickOf, type Message } from '../irc/message';
import { fold, roomOf } from '../irc/names';
import type { Rule } from './apply';
import type { Event } from './events';
import { idOf, timeOf } from './items';
import { inKnownRoom, statusPrefixes, type Room, type State } from './model';
import { joined } from './talk';

/** What stays on a room's board (docs/irc.md). */
export interface Post {
  readonly number: number;
  readonly id: string | undefined;
  /** Milliseconds since 1970; 0: not told. */
  readonly at: number;
  readonly author: string;
  readonly title: string;
  readonly text: string;
  readonly pinned: boolean;
  readonly edited: boolean;
  /** The number of the post that it answers; 0: none. */
  readonly answers: number;
  /** Milliseconds since 1970; 0: never. */
  readonly expires: number;
  /** By how many others, when it was listed. */
  readonly seen: number;
}

export interface Board {
  /** In the order of posting. */
  readonly posts: readonly Post[];
  /** Before which number older ones end; 0: there are none. */
  readonly older: number;
}

/** A post on its way. Until the server's echo it stands in its form, so that nothing is lost. */
export interface Posting {
  readonly label: string;
  /** It was refused; undefined: not answered yet. */
  readonly why?: string | undefined;
}

const tag = '+hubbub/post';
const mostPosts = 1_000;

/** The number of the post that a message is; undefined: it is none. */
export const postNumber = (message: Message): number | undefined => {
  const number = Number.parseInt(message.tags.get(tag) ?? '', 10);
  return number > 0 ? number : undefined;
};

/** Whether the first line of the post is its title. */
export const isTitled = (message: Message): boolean =>
  (message.tags.get(tag) ?? '').split(',').includes('titled');

/** Null: the message is no post. */
export function postOf(message: Message, at: number): Post | null {
  const number = postNumber(message);
  if (number === undefined) return null;
  const words = new Map(
    (message.tags.get(tag) ?? '')
      .split(',')
      .slice(1)
      .map((word): [string, string] => {
        const equals = word.indexOf('=');
        return equals < 0 ? [word, ''] : [word.slice(0, equals), word.slice(equals + 1)];
      }),
  );
  const whole = message.params[1] ?? '';
  const end = words.has('titled') ? whole.indexOf('\n') : -1;
  return {
    number,
    id: idOf(message),
    at: timeOf(message.tags, at),
    author: words.get('by') ?? nickOf(message.source),
    title: words.has('titled') ? (end < 0 ? whole : whole.slice(0, end)) : '',
    text: words.has('titled') ? (end < 0 ? '' : whole.slice(end + 1)) : whole,
    pinned: words.has('pinned'),
    edited: words.has('edited'),
    answers: numberOf(words.get('answers')),
    expires: Date.parse(words.get('expires') ?? '') || 0,
    seen: numberOf(words.get('seen')),
  };
}

/** A list of the board: its first page makes it anew, others come before what is there. */
export function onBoard(state: State, batch: Batch, at: number): State {
  const [name = '', , older] = batch.params;
  const posts = batch.items
    .map((item) => (isBatch(item) ? joined(item) : item))
    .flatMap((line) => (line === null ? [] : (postOf(line, at) ?? [])));
  return inKnownRoom(state, name, (room) => {
    const known = room.board !== undefined && room.board.older > 0 ? room.board.posts : [];
    const goesOn = known.length > 0 && posts.every((post) => post.number < room.board!.older);
    return {
      ...room,
      board: {
        posts: sorted(goesOn ? [...posts, ...known] : posts),
        older: numberOf(older),
      },
    };
  });
}

/** A post that is said now, or again. */
export function withPost(room: Room, message: Message, at: number): Room {
  const post = postOf(message, at);
  if (post === null) return room;
  const label = message.tags.get('label');
  const isAwaited = label !== undefined && room.posting?.label === label;
  const settled = isAwaited ? { ...room, posting: undefined } : room;
  if (settled.board === undefined) return settled;
  const before = settled.board.posts.find((one) => one.number === post.number);
  const next = before === undefined ? post : { ...post, at: before.at, seen: before.seen };
  return withPosts(settled, [...settled.board.posts.filter((one) => one !== before), next]);
}

export const withoutPost = (room: Room, id: string | undefined): Room =>
  room.board === undefined || !room.board.posts.some((post) => post.id === id)
    ? room
    : withPosts(
        room,
        room.board.posts.filter((post) => post.id !== id),
      );

const board: Rule = (state, line) => {
  const [what = '', target = '', number] = line.params;
  const at = numberOf(number);
  return inKnownRoom(state, roomOf(target, statusPrefixes(state)), (room) => {
    if (room.board === undefined) return room;
    const posts = room.board.posts.flatMap((post) =>
      post.number !== at
        ? [post]
        : what === 'EXPIRED'
          ? []
          : [{ ...post, pinned: what === 'PINNED' }],
    );
    return withPosts(room, posts);
  });
};

export const boards: Readonly<Record<string, Rule>> = { BOARD: board };

/** The person posts, or has a post changed. */
export function onPosted(state: State, event: Extract<Event, { type: 'posted' }>): State {
  const room = state.rooms.get(event.room);
  if (room === undefined) return state;
  const why = state.link.state === 'on' ? undefined : 'There is no connection. Try again soon.';
  const posting = { label: event.label, why };
  return { ...state, rooms: new Map(state.rooms).set(room.key, { ...room, posting }) };
}

/** The server refused what was posted under this label. */
export const postRefused = (room: Room, label: string, why: string): Room =>
  room.posting?.label === label ? { ...room, posting: { label, why } } : room;

/** Whether it arrived is seen on the board, which is asked for again. */
export const postCut = (room: Room): Room =>
  room.posting === undefined || room.posting.why !== undefined
    ? room
    : postRefused(
        room,
        room.posting.label,
        'The connection broke: look whether it is on the board.',
      );

export const isAuthor = (state: State, post: Post): boolean =>
  fold(post.author) === fold(state.me.nick);

const withPosts = (room: Room, posts: readonly Post[]): Room => ({
  ...room,
  board: { posts: sorted(posts), older: room.board?.older ?? 0 },
});

/** Each number once: what is pinned may come again with an older page. */
const sorted = (posts: readonly Post[]): readonly Post[] =>
  [...new Map(posts.map((post) => [post.number, post])).values()]
    .sort((a, b) => a.number - b.number)
    .slice(-mostPosts);

const numberOf = (text: string | undefined): number => {
  const number = Number.parseInt(text ?? '', 10);
  return number > 0 ? number : 0;
};
