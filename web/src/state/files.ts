import type { Message } from '../irc/message';
import { fold, isRoom } from '../irc/names';
import type { Event } from './events';
import { inEveryRoom, inKnownRoom, isMe, type Room, type State } from './model';

/** A file of the server's drop, as the line that offers it tells (docs/files.md). */
export interface Offer {
  readonly number: number;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** 64 hexadecimal digits. */
  readonly sha256: string;
  /** On this server: `/files/KEY/NAME`. */
  readonly path: string;
  /** For one person, and one time: whoever shows it by itself has used it up. */
  readonly once?: { readonly to: string; readonly end?: End | undefined } | undefined;
}

/** How it came to be over. */
export type End = 'fetched' | 'declined' | 'expired';

/** Something on its way to the server. */
export interface Upload {
  /** Of this page. */
  readonly key: number;
  readonly name: string;
  readonly size: number;
  /** Bytes that have gone. */
  readonly sent: number;
  readonly state: 'waiting' | 'going' | 'failed';
  readonly why?: string | undefined;
}

/** What this session may bring to a room, as long as it lasts. */
export interface Right {
  readonly path: string;
  /** Bytes of one file. */
  readonly most: number;
}

/** Whoever writes such a tag, nothing but this server's own drop is ever loaded. */
const ownPath = /^\/files\/[A-Za-z0-9_-]{8,128}\/[A-Za-z0-9._~%!$&'()*+,;=:@-]{0,800}$/;

/** Null: the message offers no file. */
export function offerOf(message: Message): Offer | null {
  const words = wordsOf(message.tags.get('+hubbub/file'));
  const path = words.get('path') ?? '';
  const number = Number.parseInt(words.get('') ?? '', 10);
  const sha256 = words.get('sha256') ?? '';
  if (!(number > 0) || !ownPath.test(path) || !/^[0-9a-f]{64}$/.test(sha256)) return null;
  const size = Number.parseInt(words.get('size') ?? '', 10) || 0;
  const to = words.get('to');
  const once = to === undefined ? {} : { once: { to } };
  return { number, name: decoded(words.get('name') ?? ''), size, sha256, path, ...once };
}

/** A file for one person is over: it stands at its card, in the talk of the two. */
export function withEnd(state: State, message: Message): State {
  const words = wordsOf(message.tags.get('+hubbub/file-end'));
  const number = Number.parseInt(words.get('') ?? '', 10);
  const end = (['fetched', 'declined', 'expired'] as const).find((one) => one === words.get('end'));
  const [by, to] = [words.get('by') ?? '', words.get('to') ?? ''];
  return inKnownRoom(state, isMe(state, by) ? to : by, (room) => ({
    ...room,
    items: room.items.change(
      (item) => item.file?.number === number,
      (item) => ({ ...item, file: { ...item.file!, once: { to, end } } }),
    ),
  }));
}

/** The answer to `FILES #room UPLOAD`; the same state: it is none. */
export function withRight(state: State, message: Message): State {
  const words = wordsOf(message.tags.get('+hubbub/upload'));
  const name = words.get('') ?? '';
  const path = words.get('path') ?? '';
  if (!ownPath.test(path)) return state;
  const most = Number.parseInt(words.get('most') ?? '', 10) || Number.MAX_SAFE_INTEGER;
  return inKnownRoom(state, name, (room) => ({ ...room, right: { path, most } }));
}

/** FAIL FILES, or a refusal of whom it is for: nothing that waits will be brought. */
export function uploadsRefused(state: State, context: readonly string[], why: string): State {
  const named = context.slice(0, -1).find((word) => isRoom(word) || state.rooms.has(fold(word)));
  return inEveryRoom(state, (room) =>
    named !== undefined && fold(named) !== room.key ? room : withoutHope(room, why),
  );
}

/** Whoever it is for is not here any more, or takes no messages. */
export const isUploadRefused = (state: State, { verb, params }: Message): boolean =>
  (verb === '401' || verb === '531') &&
  (state.rooms.get(fold(params[1] ?? ''))?.uploads ?? []).some((one) => one.state === 'waiting');

const withoutHope = (room: Room, why: string): Room =>
  room.uploads?.some((one) => one.state === 'waiting')
    ? {
        ...room,
        uploads: room.uploads.map((one) =>
          one.state === 'waiting' ? { ...one, state: 'failed', why } : one,
        ),
      }
    : room;

type Own = Extract<Event, { type: 'uploading' | 'upload-ended' | 'lost-right' }>;

/** What becomes of the uploads of this page. */
export function onUpload(state: State, event: Own): State {
  const room = state.rooms.get(event.room);
  return room === undefined ? state : inKnownRoom(state, room.name, (it) => uploaded(it, event));
}

function uploaded(room: Room, event: Own): Room {
  const all = room.uploads ?? [];
  switch (event.type) {
    case 'uploading': {
      const { upload } = event;
      const isKnown = all.some((one) => one.key === upload.key);
      const uploads = isKnown
        ? all.map((one) => (one.key === upload.key ? upload : one))
        : [...all, upload];
      return { ...room, uploads };
    }
    case 'upload-ended':
      return { ...room, uploads: all.filter((one) => one.key !== event.key) };
    case 'lost-right':
      return { ...room, right: undefined };
  }
}

/** Whether somebody has to ask for the right before this goes. */
export const needsRight = (room: Room | undefined): room is Room =>
  room !== undefined &&
  room.right === undefined &&
  (room.uploads ?? []).some((one) => one.state === 'waiting');

/** `17,by=ada,size=3`: the first has no name. */
function wordsOf(tag: string | undefined): ReadonlyMap<string, string> {
  return new Map(
    (tag ?? '').split(',').map((word): [string, string] => {
      const equals = word.indexOf('=');
      return equals < 0 ? ['', word] : [word.slice(0, equals), word.slice(equals + 1)];
    }),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
