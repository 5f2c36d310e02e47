import type { Message } from './message';

/** Lines that belong together: https://ircv3.net/specs/extensions/batch */
export interface Batch {
  readonly kind: string;
  readonly params: readonly string[];
  /** Of the line that opened it. */
  readonly tags: ReadonlyMap<string, string>;
  readonly items: readonly Incoming[];
}

export type Incoming = Message | Batch;

export const isBatch = (incoming: Incoming): incoming is Batch => 'kind' in incoming;

/** All lines of a batch, those of batches within it in their place. */
export function linesOf(incoming: Incoming): Message[] {
  return isBatch(incoming) ? incoming.items.flatMap(linesOf) : [incoming];
}

interface Open {
  readonly kind: string;
  readonly params: readonly string[];
  readonly tags: ReadonlyMap<string, string>;
  readonly parent: string | undefined;
  readonly items: Incoming[];
}

/** More lines than any answer has: what comes beyond is not kept. */
const mostItems = 20_000;
const mostOpen = 32;

/** Holds lines back until their batch is complete. One for each connection. */
export class Batches {
  private readonly open = new Map<string, Open>();

  /** What is complete with this line; null: it waits for the end of its batch. */
  take(message: Message): Incoming | null {
    const reference = message.params[0] ?? '';
    if (message.verb === 'BATCH' && reference.startsWith('+')) {
      if (this.open.size >= mostOpen) return null;
      const [, kind = '', ...params] = message.params;
      const parent = message.tags.get('batch');
      this.open.set(reference.slice(1), { kind, params, tags: message.tags, parent, items: [] });
      return null;
    }

    if (message.verb === 'BATCH' && reference.startsWith('-'))
      return this.close(reference.slice(1));
    return this.put(message.tags.get('batch'), message);
  }

  private close(reference: string): Incoming | null {
    const batch = this.open.get(reference);
    if (batch === undefined) return null;
    this.open.delete(reference);
    const { kind, params, tags, items } = batch;
    return this.put(batch.parent, { kind, params, tags, items });
  }

  private put(reference: string | undefined, incoming: Incoming): Incoming | null {
    const batch = reference === undefined ? undefined : this.open.get(reference);
    if (batch === undefined) return incoming;
    if (batch.items.length < mostItems) batch.items.push(incoming);
    return null;
  }
}
