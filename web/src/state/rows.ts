import type { Chunk, Item } from './timeline';

/** What the list draws, one below the other. */
export type Row =
  | { readonly type: 'day'; readonly key: string; readonly at: number }
  | { readonly type: 'unread'; readonly key: string }
  | { readonly type: 'message'; readonly key: string; readonly item: Item; readonly head: boolean }
  | { readonly type: 'changes'; readonly key: string; readonly items: readonly Item[] }
  | { readonly type: 'note'; readonly key: string; readonly item: Item };

interface Cached {
  readonly before: Item | undefined;
  readonly line: number | null;
  readonly rows: readonly Row[];
}

const cache = new WeakMap<Chunk, Cached>();

/** A chunk never changes, so its rows are made once, as long as what stands before it stays. */
export function rowsOf(
  chunk: Chunk,
  before: Item | undefined,
  line: number | null,
): readonly Row[] {
  const ours = line !== null && chunk.some((item) => item.key === line) ? line : null;
  const cached = cache.get(chunk);
  if (cached !== undefined && cached.before === before && cached.line === ours) return cached.rows;
  const rows = build(chunk, before, ours);
  cache.set(chunk, { before, line: ours, rows });
  return rows;
}

/** Messages of one person stand together until this long a pause. */
const pause = 5 * 60_000;

function build(chunk: Chunk, first: Item | undefined, line: number | null): Row[] {
  const rows: Row[] = [];
  let before = first;
  let changes: Item[] = [];
  const closeChanges = (): void => {
    if (changes.length > 0)
      rows.push({ type: 'changes', key: `c${changes[0]!.key}`, items: changes });
    changes = [];
  };
  for (const item of chunk) {
    const isNewDay = before === undefined || dayOf(before.at) !== dayOf(item.at);
    const isLine = item.key === line;
    const isChange = item.kind === 'came' || item.kind === 'went' || item.kind === 'change';
    if (isNewDay || isLine || !isChange) closeChanges();
    if (isNewDay) rows.push({ type: 'day', key: `d${item.key}`, at: item.at });
    if (isLine) rows.push({ type: 'unread', key: 'unread' });
    if (isChange) changes.push(item);
    else if (item.kind === 'note') rows.push({ type: 'note', key: `n${item.key}`, item });
    else {
      const head = isNewDay || isLine || before === undefined || !goesOn(before, item);
      rows.push({ type: 'message', key: `m${item.key}`, item, head });
    }
    before = item;
  }
  closeChanges();
  return rows;
}

const goesOn = (before: Item, item: Item): boolean =>
  before.kind === item.kind &&
  item.kind !== 'action' &&
  before.from === item.from &&
  item.at - before.at < pause &&
  item.answers === undefined;

/** Days of the reader's own clock. */
function dayOf(at: number): string {
  const day = new Date(at);
  return `${day.getFullYear()}-${day.getMonth()}-${day.getDate()}`;
}

/** "3 joined, 2 left", and who; changes of other kinds stand for themselves. */
export function foldChanges(items: readonly Item[]): string {
  const came = namesOf(items, 'came');
  const went = namesOf(items, 'went');
  const others = items.filter((item) => item.kind === 'change');
  const passing = came.filter((name) => went.includes(name));
  const parts = [
    listed(
      came.filter((name) => !passing.includes(name)),
      'joined',
    ),
    listed(
      went.filter((name) => !passing.includes(name)),
      'left',
    ),
    listed(passing, 'came by'),
    others.length === 1
      ? `${others[0]!.from} ${others[0]!.text}`
      : others.length > 1
        ? `${others.length} other changes`
        : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

const namesOf = (items: readonly Item[], kind: Item['kind']): string[] => [
  ...new Set(items.filter((item) => item.kind === kind).map((item) => item.from)),
];

function listed(names: readonly string[], did: string): string {
  if (names.length === 0) return '';
  if (names.length <= 3) return `${names.join(', ')} ${did}`;
  return `${names.slice(0, 2).join(', ')} and ${names.length - 2} others ${did}`;
}
