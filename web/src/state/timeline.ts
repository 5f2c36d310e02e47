import type { Offer } from './files';

/** A piece of what happened in a room, as it is shown. */
export interface Item {
  /** Of this page, never used twice; stays when a pending message becomes a sent one. */
  readonly key: number;
  /** The server's message id. */
  readonly id?: string | undefined;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly from: string;
  readonly kind: 'said' | 'action' | 'notice' | 'came' | 'went' | 'change' | 'note';
  readonly text: string;
  readonly own: boolean;
  readonly mentions: boolean;
  readonly bot?: boolean | undefined;
  /** Until the server's echo, which means: it is on disk. */
  readonly sending?: Sending | undefined;
  /** The message id that this answers. */
  readonly answers?: string | undefined;
  readonly reactions?: readonly Reaction[] | undefined;
  readonly removed?: boolean | undefined;
  readonly edited?: boolean | undefined;
  /** The number of the post that it is. */
  readonly post?: number | undefined;
  /** The first line is the title of the post. */
  readonly titled?: boolean | undefined;
  /** The file that it offers. */
  readonly file?: Offer | undefined;
}

export interface Sending {
  readonly label: string;
  /** pending: given to the connection; waiting: there is none; failed: not said, and why. */
  readonly state: 'pending' | 'waiting' | 'failed';
  readonly why?: string | undefined;
}

export interface Reaction {
  readonly text: string;
  readonly by: readonly string[];
}

export type Chunk = readonly Item[];

const chunkSize = 256;

/**
 * What happened in a room, oldest first; immutable. Chunks of a few hundred, so that a line more
 * copies a few hundred references and not a hundred thousand, and views can cache by chunk.
 */
export class Timeline {
  static readonly empty = new Timeline([]);

  private constructor(readonly chunks: readonly Chunk[]) {}

  static of(items: readonly Item[]): Timeline {
    return new Timeline(split(items));
  }

  get length(): number {
    return this.chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  }

  get first(): Item | undefined {
    return this.chunks[0]?.[0];
  }

  get last(): Item | undefined {
    return this.chunks.at(-1)?.at(-1);
  }

  append(item: Item): Timeline {
    const last = this.chunks.at(-1);
    return last === undefined || last.length >= chunkSize
      ? new Timeline([...this.chunks, [item]])
      : new Timeline([...this.chunks.slice(0, -1), [...last, item]]);
  }

  /** Before all that is there. */
  prepend(items: readonly Item[]): Timeline {
    return items.length === 0 ? this : new Timeline([...split(items), ...this.chunks]);
  }

  /** After the item with this key; at the start when it is not there. */
  insertAfter(key: number | undefined, items: readonly Item[]): Timeline {
    if (items.length === 0) return this;
    const place = key === undefined ? null : this.place((item) => item.key === key);
    if (place === null) return this.prepend(items);
    const chunk = this.chunks[place.chunk]!;
    const merged = [...chunk.slice(0, place.at + 1), ...items, ...chunk.slice(place.at + 1)];
    return this.withChunk(place.chunk, split(merged));
  }

  /** The newest that fits. */
  find(fits: (item: Item) => boolean): Item | undefined {
    const place = this.place(fits);
    return place === null ? undefined : this.chunks[place.chunk]![place.at];
  }

  byId(id: string): Item | undefined {
    return this.find((item) => item.id === id);
  }

  /** The newest that fits, changed; null takes it out. */
  change(fits: (item: Item) => boolean, to: (item: Item) => Item | null): Timeline {
    const place = this.place(fits);
    if (place === null) return this;
    const chunk = this.chunks[place.chunk]!;
    const item = to(chunk[place.at]!);
    const changed = [...chunk];
    changed.splice(place.at, 1, ...(item === null ? [] : [item]));
    return this.withChunk(place.chunk, changed.length === 0 ? [] : [changed]);
  }

  *backwards(): Generator<Item> {
    for (let c = this.chunks.length - 1; c >= 0; c--) {
      const chunk = this.chunks[c]!;
      for (let i = chunk.length - 1; i >= 0; i--) yield chunk[i]!;
    }
  }

  /** At most so many of the newest. */
  newest(most: number): Item[] {
    const found: Item[] = [];
    for (const item of this.backwards()) {
      if (found.length === most) break;
      found.push(item);
    }
    return found.reverse();
  }

  private place(fits: (item: Item) => boolean): { chunk: number; at: number } | null {
    for (let c = this.chunks.length - 1; c >= 0; c--) {
      const at = this.chunks[c]!.findLastIndex(fits);
      if (at >= 0) return { chunk: c, at };
    }
    return null;
  }

  private withChunk(at: number, chunks: readonly Chunk[]): Timeline {
    return new Timeline([...this.chunks.slice(0, at), ...chunks, ...this.chunks.slice(at + 1)]);
  }
}

function split(items: readonly Item[]): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 0; at < items.length; at += chunkSize) chunks.push(items.slice(at, at + chunkSize));
  return chunks;
}
