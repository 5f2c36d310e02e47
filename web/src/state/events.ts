import type { Incoming } from '../irc/batches';
import type { Key } from '../irc/names';
import type { Room } from './model';
import type { Upload } from './files';
import type { Draft } from './posting';

/** What happens to the page: the server's lines, the connection's fate, and what the person does. */
export type Event =
  | { readonly type: 'heard'; readonly what: Incoming; readonly at: number }
  | { readonly type: 'dialled' }
  | { readonly type: 'opened' }
  | { readonly type: 'closed'; readonly retryAt: number }
  | {
      readonly type: 'entered';
      readonly nick: string;
      readonly password: string;
      readonly room: string;
      /** The page was reloaded. */
      readonly returns?: boolean;
    }
  | { readonly type: 'restored'; readonly rooms: readonly Room[]; readonly current: Key | null }
  | { readonly type: 'left' }
  | { readonly type: 'showed'; readonly room: string }
  | { readonly type: 'forgot'; readonly room: Key }
  | { readonly type: 'looked'; readonly seen: boolean }
  | { readonly type: 'read'; readonly room: Key }
  | {
      readonly type: 'said';
      readonly room: Key;
      readonly text: string;
      readonly kind: 'said' | 'action';
      readonly label: string;
      readonly at: number;
      readonly answers?: string | undefined;
    }
  | { readonly type: 'retried'; readonly room: Key; readonly label: string; readonly fresh: string }
  | { readonly type: 'dropped'; readonly room: Key; readonly label: string }
  | { readonly type: 'asked-older'; readonly room: Key }
  | { readonly type: 'asked-list' }
  | { readonly type: 'uploading'; readonly room: Key; readonly upload: Upload }
  | { readonly type: 'upload-ended'; readonly room: Key; readonly key: number }
  | { readonly type: 'lost-right'; readonly room: Key }
  /** before: posts older than this number; without it: the newest. */
  | { readonly type: 'asked-board'; readonly room: Key; readonly before?: number }
  | {
      readonly type: 'posted';
      readonly room: Key;
      readonly draft: Draft;
      readonly label: string;
    }
  | { readonly type: 'searched'; readonly room: Key; readonly text: string }
  | { readonly type: 'ended-search' }
  | { readonly type: 'noted'; readonly room: Key; readonly text: string; readonly at: number }
  | { readonly type: 'ticked'; readonly at: number };
