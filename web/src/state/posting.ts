import { format } from '../irc/message';
import type { Room, State } from './model';
import { wholeLines } from './saying';

/** What the person gives for a post, new or changed. */
export interface Draft {
  readonly title: string;
  readonly text: string;
  /** `2d`, `never`; empty: as before, and a new one never. */
  readonly expires: string;
  /** The number of the post that it changes, or 0. */
  readonly edits: number;
  /** The number of the post that it answers, or 0. */
  readonly answers: number;
}

export function linesOfDraft(state: State, room: Room, draft: Draft, label: string): string[] {
  const title = draft.title.replace(/\s+/g, ' ').trim();
  const options = [
    ...(title === '' ? [] : ['titled']),
    ...(draft.expires === '' ? [] : [`expires=${draft.expires}`]),
    ...(draft.edits === 0 ? [] : [`edits=${draft.edits}`]),
    ...(draft.answers === 0 ? [] : [`answers=${draft.answers}`]),
  ];
  const text = draft.text.replace(/\r\n?/g, '\n').replace(/\s+$/, '');
  const whole = title === '' ? text : text === '' ? title : `${title}\n${text}`;
  const tags = { label, '+hubbub/post': options.join(',') };
  return wholeLines(state, room, whole, tags, label);
}

/** Which posts the person was shown, as few lines. */
export function seenLines(room: Room, numbers: readonly number[]): string[] {
  const all = [...numbers].sort((a, b) => a - b);
  const lines: string[] = [];
  let from = 0;
  all.forEach((number, i) => {
    if (i === 0 || number !== all[i - 1]! + 1) from = number;
    if (all[i + 1] !== number + 1)
      lines.push(format('BOARD', [room.name, 'SEEN', String(from), String(number)]));
  });
  return lines;
}
