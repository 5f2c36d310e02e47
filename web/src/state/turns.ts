import { fold, type Key } from '../irc/names';
import type { Rule } from './apply';
import { inKnownRoom, isMe, type Room, type State } from './model';
import { changeIn, noteIn } from './notes';

/** Where people speak in turns (docs/irc.md). */
export interface Turns {
  /** Whose turn it is; empty: nobody's yet. */
  readonly nick: string;
  /** Characters that may be said at once; 0: any number, or not told. */
  readonly longest: number;
}

const turns: Rule = (state, line, at) => {
  const [name = '', how = '', longest = '', nick = ''] = line.params;
  const isOn = how.toUpperCase() === 'ON';
  const next = withTurns(state, name, (was) =>
    isOn ? { nick: was?.nick ?? '', longest: Number.parseInt(longest, 10) || 0 } : null,
  );
  const words = isOn ? 'lets people speak in turns' : 'lets everybody speak as they like';
  return changeIn(next, fold(name), nick, words, at);
};

/** `TURN #room nick`: it is theirs; `TURN #room *`: there are no turns; `TURN #room * nick` passes. */
const turn: Rule = (state, line, at) => {
  const [name = '', nick = '', passed] = line.params;
  if (passed !== undefined) return changeIn(state, fold(name), passed, 'passes', at);
  return withTurns(state, name, (was) =>
    nick !== '*' ? { longest: was?.longest ?? 0, nick } : was ? { ...was, nick: '' } : null,
  );
};

/** A talk of two with the person at the server's console: its turns alternate. */
const talk: Rule = (state, line, at) => {
  const [what = '', name = '', third = '', guest = '', longest = ''] = line.params;
  switch (what) {
    case 'BEGAN': {
      const begun = { ...state, link: { ...state.link, talked: false } };
      const next = withTurns(begun, name, () => ({
        nick: guest,
        longest: Number.parseInt(longest, 10) || 0,
      }));
      return noteIn(next, fold(name), `${guest} talks with ${third}, in turns.`, at);
    }
    case 'ENDED': {
      const how = line.params.slice(4).join(' ');
      const next = withTurns(talkOver(state, guest), name, () => null);
      return noteIn(next, fold(name), `The talk is over: ${third} ${how}`.trim(), at);
    }
    case 'LINE':
      return noteIn(state, state.current, `You are number ${name} in line for ${third}.`, at);
    case 'LEFT':
      return noteIn(state, state.current, 'You do not wait any longer.', at);
    case 'CLOSED':
      return noteIn(state, state.current, `${name} has gone: nobody is at the console now.`, at);
    default:
      return state;
  }
};

export const turnRules: Readonly<Record<string, Rule>> = { TURNS: turns, TURN: turn, TALK: talk };

/** Where talking is all there is the server says goodbye next, and nobody is to come back by itself. */
const talkOver = (state: State, guest: string): State =>
  isMe(state, guest) ? { ...state, link: { ...state.link, talked: true } } : state;

const withTurns = (
  state: State,
  name: string,
  change: (was: Turns | null | undefined) => Turns | null,
): State => inKnownRoom(state, name, (room) => ({ ...room, turns: change(room.turns) }));

/** Whoever has the turn has it under their new name too. */
export const turnRenamed = (room: Room, before: string, after: string): Room =>
  room.turns && fold(room.turns.nick) === fold(before)
    ? { ...room, turns: { ...room.turns, nick: after } }
    : room;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Why this cannot be said here now; null: it can. The server has the last word. */
export function whyNotSay(state: State, key: Key, text: string): string | null {
  const now = state.rooms.get(key)?.turns;
  if (!now || state.link.state !== 'on') return null;
  if (!isMe(state, now.nick))
    return now.nick === ''
      ? 'It is nobody’s turn yet: what you typed stays here.'
      : `It is ${now.nick}’s turn: what you typed stays here until it is yours.`;
  if (now.longest === 0) return null;
  const length = [...graphemes.segment(text)].length;
  return length <= now.longest
    ? null
    : `That has ${length} characters; at most ${now.longest} may be said at once here.`;
}

/** In words, for who asks. */
export function whoseTurn(state: State, room: Room): string {
  const { turns } = room;
  if (!turns) return `People do not speak in turns in ${room.name}.`;
  if (turns.nick === '') return 'It is nobody’s turn.';
  return isMe(state, turns.nick) ? 'It is your turn.' : `It is ${turns.nick}’s turn.`;
}
