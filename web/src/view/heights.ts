import type { Row } from '../state/rows';

/** Where rows stand: heights that were measured, and guesses for those not drawn yet. Pixels. */
export type Block = readonly Row[];

export interface Place {
  readonly block: number;
  readonly at: number;
  /** Of its top, from the top of all. */
  readonly offset: number;
}

const guesses: Readonly<Record<Row['type'], number>> = {
  day: 45,
  unread: 33,
  message: 28,
  changes: 28,
  note: 28,
};

const headGuess = 56;
const fileGuess = 230;
const perLine = 22;
const lineLength = 90;

export class Heights {
  private readonly measured = new Map<string, number>();
  private width = 0;
  private sums = new WeakMap<Block, number>();

  /** In another width nothing that was measured holds. */
  fitTo(width: number): void {
    if (width === this.width) return;
    this.width = width;
    this.measured.clear();
    this.sums = new WeakMap();
  }

  of(row: Row): number {
    const known = this.measured.get(row.key);
    if (known !== undefined) return known;
    if (row.type !== 'message') return guesses[row.type];
    if (row.item.file !== undefined) return (row.head ? headGuess : guesses.message) + fileGuess;
    const lines = Math.floor(row.item.text.length / lineLength);
    return (row.head ? headGuess : guesses.message) + lines * perLine;
  }

  /** True: it was thought to be another. */
  measure(block: Block, row: Row, height: number): boolean {
    if (this.of(row) === height && this.measured.has(row.key)) return false;
    this.measured.set(row.key, height);
    this.sums.delete(block);
    return true;
  }

  ofBlock(block: Block): number {
    let sum = this.sums.get(block);
    if (sum === undefined) {
      sum = block.reduce((all, row) => all + this.of(row), 0);
      this.sums.set(block, sum);
    }
    return sum;
  }

  total(blocks: readonly Block[]): number {
    return blocks.reduce((all, block) => all + this.ofBlock(block), 0);
  }

  /** The row at this height; the last one below all. */
  at(blocks: readonly Block[], y: number): Place | null {
    let offset = 0;
    for (let b = 0; b < blocks.length; b++) {
      const block = blocks[b]!;
      const height = this.ofBlock(block);
      const isLast = b === blocks.length - 1;
      if (y < offset + height || isLast) return this.within(block, b, offset, y);
      offset += height;
    }
    return null;
  }

  find(blocks: readonly Block[], key: string): Place | null {
    let offset = 0;
    for (let b = 0; b < blocks.length; b++) {
      const block = blocks[b]!;
      const at = block.findIndex((row) => row.key === key);
      if (at >= 0) {
        for (let i = 0; i < at; i++) offset += this.of(block[i]!);
        return { block: b, at, offset };
      }
      offset += this.ofBlock(block);
    }
    return null;
  }

  private within(block: Block, b: number, start: number, y: number): Place | null {
    let offset = start;
    for (let at = 0; at < block.length; at++) {
      const height = this.of(block[at]!);
      if (y < offset + height || at === block.length - 1) return { block: b, at, offset };
      offset += height;
    }
    return null;
  }
}

/** The rows from one place on, until so many pixels are filled. */
export function* rowsFrom(
  blocks: readonly Block[],
  place: Place,
  heights: Heights,
  pixels: number,
): Generator<{ block: Block; row: Row }> {
  let left = pixels;
  for (let b = place.block; b < blocks.length; b++) {
    const block = blocks[b]!;
    for (let at = b === place.block ? place.at : 0; at < block.length; at++) {
      if (left <= 0) return;
      const row = block[at]!;
      left -= heights.of(row);
      yield { block, row };
    }
  }
}
