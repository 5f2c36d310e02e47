import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import type { Room } from '../state/model';
import { rowsOf, type Row } from '../state/rows';
import { Heights, rowsFrom, type Block } from './heights';
import { Icon } from './icons';
import type { Jump } from './seek';

interface Props {
  readonly room: Room;
  /** Draws one row. */
  readonly children: (row: Row) => ComponentChildren;
  readonly onTop: () => void;
  readonly jump: Jump | null;
}

/** Drawn above and below what is seen, in pixels; less until the first frame is on the screen. */
const fullMargin = 600;
const firstMargin = 60;
/** So near to the end one is at the end. */
const nearEnd = 24;

/** The messages of a room: only those near what is seen are in the document. */
export function List({ room, children, onTop, jump }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const heights = heightsOf(room.key);
  const anchor = useRef<{ key: string; dy: number } | null>(null);
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const [margin, setMargin] = useState(firstMargin);
  useEffect(() => setMargin(fullMargin), []);
  const blocks = useMemo(() => blocksOf(room), [room.items, room.line]);

  const view = box.current;
  const top = view?.scrollTop ?? 0;
  const seen = view?.clientHeight ?? 800;
  const total = heights.total(blocks);
  const wanted = anchor.current === null ? total - seen : top;
  const first = heights.at(blocks, Math.max(0, wanted - margin));
  const drawn = first === null ? [] : [...rowsFrom(blocks, first, heights, seen + 2 * margin)];
  const above = first?.offset ?? 0;
  const below = total - above - drawn.reduce((sum, { row }) => sum + heights.of(row), 0);

  useLayoutEffect(() => {
    const view = box.current;
    if (view === null) return;
    const changed = measure(view, drawn, heights);
    if (anchor.current === null) view.scrollTop = view.scrollHeight;
    else {
      const place = heights.find(blocks, anchor.current.key);
      const to = place === null ? null : Math.round(place.offset - anchor.current.dy);
      if (to !== null && !changed && Math.abs(view.scrollTop - to) > 1) view.scrollTop = to;
    }
    if (changed) redraw(undefined);
  });

  useEffect(() => {
    const view = box.current!;
    const observer = new ResizeObserver(() => {
      heights.fitTo(view.clientWidth);
      redraw(undefined);
    });
    observer.observe(view);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (jump === null) return;
    anchor.current = { key: jump.key, dy: 80 };
    redraw(undefined);
    requestAnimationFrame(() =>
      box.current?.querySelector<HTMLElement>(`[data-key="${jump.key}"]`)?.focus(),
    );
  }, [jump]);

  const onScroll = (): void => {
    const view = box.current!;
    const isAtEnd = view.scrollHeight - view.scrollTop - view.clientHeight < nearEnd;
    const was = anchor.current;
    const place = heights.at(blocks, view.scrollTop);
    const row = place === null ? undefined : blocks[place.block]![place.at];
    anchor.current =
      isAtEnd || row === undefined ? null : { key: row.key, dy: place!.offset - view.scrollTop };
    if (view.scrollTop < fullMargin && !isAtEnd) onTop();
    if (view.scrollTop === 0 && view.scrollHeight <= view.clientHeight) onTop();
    if ((was === null) !== (anchor.current === null) || !isFilled(view)) redraw(undefined);
  };

  const toEnd = (): void => {
    anchor.current = null;
    redraw(undefined);
  };

  return (
    <div class="list-frame">
      <div
        class="list"
        ref={box}
        onScroll={onScroll}
        tabIndex={0}
        role="region"
        aria-label={`Messages in ${room.name}`}
      >
        {room.history === 'loading' && <p class="loading">Reading older messages…</p>}
        <div class="space" style={{ height: `${above}px` }} />
        <ol class="rows">{drawn.map(({ row }) => children(row))}</ol>
        <div class="space" style={{ height: `${Math.max(0, below)}px` }} />
      </div>
      {anchor.current !== null && (
        <button class="to-end" type="button" onClick={toEnd}>
          <Icon name="down" />
          {room.unread > 0 ? `${room.unread} new` : 'Newest'}
        </button>
      )}
    </div>
  );
}

const measured = new Map<string, Heights>();

/** Who comes back to a room finds it measured. */
function heightsOf(key: string): Heights {
  const known = measured.get(key) ?? new Heights();
  measured.set(key, known);
  return known;
}

function blocksOf(room: Room): Block[] {
  const { chunks } = room.items;
  return chunks.map((chunk, i) => rowsOf(chunk, chunks[i - 1]?.at(-1), room.line));
}

/** Whether rows cover all that is seen. */
function isFilled(view: HTMLElement): boolean {
  const rows = view.querySelector('.rows')!.getBoundingClientRect();
  const frame = view.getBoundingClientRect();
  const slack = fullMargin / 3;
  const [before, after] = view.querySelectorAll('.space');
  const isTopDrawn = rows.top < frame.top - slack || before!.clientHeight === 0;
  const isEndDrawn = rows.bottom > frame.bottom + slack || after!.clientHeight === 0;
  return isTopDrawn && isEndDrawn;
}

function measure(
  view: HTMLElement,
  drawn: readonly { block: Block; row: Row }[],
  heights: Heights,
): boolean {
  const elements = view.querySelector('.rows')!.children;
  let changed = false;
  drawn.forEach(({ block, row }, i) => {
    const height = elements[i]?.getBoundingClientRect().height;
    if (height !== undefined && heights.measure(block, row, height)) changed = true;
  });
  return changed;
}
