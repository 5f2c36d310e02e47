import type { State } from '../state/model';
import { plain } from '../text/markup';

const canNotify = (): boolean => isSecureContext && 'Notification' in globalThis;

/** What the system shows when somebody is meant and nobody looks. Only after the person asked for it. */
export const notifications = {
  canAsk: (): boolean => canNotify() && Notification.permission === 'default',

  ask: (): Promise<unknown> => Notification.requestPermission(),

  /** For what has come between two states. */
  tell(before: State, after: State): void {
    if (after.seen || !canNotify() || Notification.permission !== 'granted') return;
    for (const room of after.rooms.values()) {
      const was = before.rooms.get(room.key)?.mentions ?? 0;
      if (room.mentions <= was) continue;
      const item = room.items.find((one) => one.mentions || !room.isRoom);
      if (item === undefined) continue;
      const title = room.isRoom ? `${item.from} in ${room.name}` : item.from;
      new Notification(title, { body: plain(item.text).slice(0, 200), tag: room.key });
    }
  },
};
