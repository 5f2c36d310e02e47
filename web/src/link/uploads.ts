import type { Key } from '../irc/names';
import type { Room } from '../state/model';
import type { Upload } from '../state/files';
import type { Store } from './store';

interface Going {
  readonly room: Key;
  readonly file: File;
  request: XMLHttpRequest | null;
}

/** Told at most so often, in milliseconds: a page need not draw each packet. */
const toldEvery = 100;

/** Brings files to the server's drop, one after the other, once a room has given the right to. */
export class Uploads {
  private readonly going = new Map<number, Going>();
  private keys = 0;

  constructor(private readonly store: Store) {
    store.listen(() => this.next());
  }

  add(room: Key, files: Iterable<File>): void {
    for (const file of files) {
      const key = ++this.keys;
      this.going.set(key, { room, file, request: null });
      const { name, size } = file;
      this.tell(room, { key, name: name || 'file', size, sent: 0, state: 'waiting' });
    }
  }

  /** Stops what is on its way, or takes away what has failed. */
  drop(key: number): void {
    const going = this.going.get(key);
    if (going === undefined) return;
    this.going.delete(key);
    going.request?.abort();
    this.store.dispatch({ type: 'upload-ended', room: going.room, key });
  }

  retry(key: number): void {
    const upload = this.find(key);
    const going = this.going.get(key);
    if (upload === undefined || going === undefined) return;
    this.tell(going.room, { ...upload, sent: 0, state: 'waiting', why: undefined });
  }

  private next(): void {
    for (const [key, { room, request }] of this.going) {
      if (this.store.state.rooms.has(room)) continue;
      this.going.delete(key);
      request?.abort();
    }
    for (const room of this.store.state.rooms.values()) {
      const uploads = room.uploads ?? [];
      if (room.right === undefined || uploads.some((one) => one.state === 'going')) continue;
      const upload = uploads.find((one) => one.state === 'waiting');
      if (upload !== undefined) this.start(room, upload);
    }
  }

  private start(room: Room, upload: Upload): void {
    const { key, name } = upload;
    const going = this.going.get(key);
    const right = room.right!;
    if (going === undefined) return;
    if (upload.size > right.most)
      return this.fail(key, `It is too large: one file may have ${right.most} bytes.`);
    const request = new XMLHttpRequest();
    going.request = request;
    let told = 0;
    request.upload.onprogress = ({ loaded }) => {
      if (Date.now() - told < toldEvery) return;
      told = Date.now();
      const sent = Math.min(loaded, upload.size);
      if (this.going.has(key)) this.tell(room.key, { ...upload, state: 'going', sent });
    };
    request.onload = () => this.answered(key, request);
    request.onerror = () => this.fail(key, 'The connection broke.');
    request.open('PUT', right.path + encodeURIComponent(name));
    this.tell(room.key, { ...upload, state: 'going' });
    request.send(going.file);
  }

  private answered(key: number, request: XMLHttpRequest): void {
    const going = this.going.get(key);
    if (going === undefined) return;
    going.request = null;
    if (request.status === 201) {
      // The line that offers it comes as a message.
      this.going.delete(key);
      this.store.dispatch({ type: 'upload-ended', room: going.room, key });
      return;
    }
    // The right was of a session that has ended, or to one: the next try asks for another.
    if (request.status === 401 || request.status === 404)
      this.store.dispatch({ type: 'lost-right', room: going.room });
    this.fail(key, whyOf(request));
  }

  private fail(key: number, why: string): void {
    const upload = this.find(key);
    const going = this.going.get(key);
    if (upload === undefined || going === undefined) return;
    going.request = null;
    this.tell(going.room, { ...upload, state: 'failed', why });
  }

  private find(key: number): Upload | undefined {
    const room = this.store.state.rooms.get(this.going.get(key)?.room ?? ('' as Key));
    return room?.uploads?.find((one) => one.key === key);
  }

  private tell(room: Key, upload: Upload): void {
    this.store.dispatch({ type: 'uploading', room, upload });
  }
}

function whyOf(request: XMLHttpRequest): string {
  try {
    const { error } = JSON.parse(request.responseText) as { error?: unknown };
    if (typeof error === 'string' && error !== '') return error;
  } catch {
    // Not from the drop, then.
  }
  return `The server did not take it (${request.status}).`;
}
