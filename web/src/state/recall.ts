import type { Room } from './model';
import type { Item } from './timeline';

/** Further back nobody looks for their own words by a key. */
const farthest = 500;

/** What the person said in a room, newest first: the last, or the one before or after another. */
export function recalled(room: Room, from: Item | null, way: 'older' | 'newer'): Item | null {
  let last: Item | null = null;
  let isPast = from === null;
  let seen = 0;
  for (const item of room.items.backwards()) {
    if (++seen > farthest) break;
    if (!item.own || item.kind !== 'said' || item.removed) continue;
    if (item.post !== undefined || item.file !== undefined) continue;
    if (item.key === from?.key) {
      if (way === 'newer') return last;
      isPast = true;
    } else if (isPast) return item;
    last = item;
  }
  return null;
}
