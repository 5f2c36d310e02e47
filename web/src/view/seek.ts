import { useEffect, useRef, useState } from 'preact/hooks';
import type { Store } from '../link/store';
import { hasHistory, type Room } from '../state/model';

/** Pages of history that are read to find one message. */
const mostPages = 30;

export interface Jump {
  readonly key: string;
  /** Each jump is another, also to the same message. */
  readonly count: number;
}

/** Goes to a message by its id, and reads older ones until it is there. */
export function useJump(store: Store, room: Room | undefined): [Jump | null, (id: string) => void] {
  const [jump, setJump] = useState<Jump | null>(null);
  const sought = useRef<{ id: string; left: number } | null>(null);

  const look = (): void => {
    const seek = sought.current;
    if (seek === null || room === undefined || room.history === 'loading') return;
    const item = room.items.byId(seek.id);
    const isLost = room.history === 'all' || seek.left-- <= 0 || !hasHistory(store.state);
    if (item === undefined && !isLost) store.dispatch({ type: 'asked-older', room: room.key });
    else sought.current = null;
    if (item !== undefined)
      setJump((last) => ({ key: `m${item.key}`, count: (last?.count ?? 0) + 1 }));
  };
  useEffect(look, [room]);
  useEffect(() => {
    sought.current = null;
    setJump(null);
  }, [room?.key]);

  const to = (id: string): void => {
    sought.current = { id, left: mostPages };
    look();
  };
  return [jump, to];
}
