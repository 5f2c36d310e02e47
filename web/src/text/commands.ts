import { format } from '../irc/message';
import { isRoom } from '../irc/names';

/** What a slash command comes to. */
export type Outcome =
  | { readonly type: 'line'; readonly line: string }
  | { readonly type: 'say'; readonly text: string; readonly kind: 'said' | 'action' }
  | { readonly type: 'say-to'; readonly to: string; readonly text: string }
  | { readonly type: 'show'; readonly room: string }
  | { readonly type: 'part' }
  | { readonly type: 'leave'; readonly reason: string }
  | { readonly type: 'whose-turn' }
  | { readonly type: 'help' }
  | { readonly type: 'wrong'; readonly why: string };

interface Command {
  readonly name: string;
  readonly takes: string;
  readonly does: string;
  /** Words that have to be there. */
  readonly least: number;
  readonly run: (rest: string, room: string) => Outcome;
}

const line = (verb: string, ...params: string[]): Outcome => ({
  type: 'line',
  line: format(verb, params),
});

const firstOf = (rest: string): [first: string, rest: string] => {
  const [first = '', ...more] = rest.split(' ');
  return [first, more.join(' ').trim()];
};

/** A comma would make a list of it. */
const roomName = (typed: string): string => {
  const name = typed.split(',')[0]!;
  return isRoom(name) ? name : `#${name}`;
};

export const commands: readonly Command[] = [
  {
    name: 'join',
    takes: 'ROOM',
    does: 'enter a room',
    least: 1,
    run: (rest) => ({ type: 'show', room: roomName(firstOf(rest)[0]) }),
  },
  { name: 'part', takes: '', does: 'leave this room', least: 0, run: () => ({ type: 'part' }) },
  {
    name: 'msg',
    takes: 'NAME TEXT',
    does: 'say something to one person',
    least: 2,
    run: (rest) => ({ type: 'say-to', to: firstOf(rest)[0], text: firstOf(rest)[1] }),
  },
  {
    name: 'me',
    takes: 'TEXT',
    does: 'say what you do',
    least: 1,
    run: (rest) => ({ type: 'say', text: rest, kind: 'action' }),
  },
  {
    name: 'say',
    takes: 'TEXT',
    does: 'say anything, a slash too',
    least: 1,
    run: (rest) => ({ type: 'say', text: rest, kind: 'said' }),
  },
  {
    name: 'nick',
    takes: 'NAME',
    does: 'take another name',
    least: 1,
    run: (rest) => line('NICK', firstOf(rest)[0]),
  },
  {
    name: 'topic',
    takes: 'TEXT',
    does: 'set what this room is about',
    least: 1,
    run: (rest, room) => line('TOPIC', room, rest),
  },
  {
    name: 'invite',
    takes: 'NAME',
    does: 'invite somebody here',
    least: 1,
    run: (rest, room) => line('INVITE', firstOf(rest)[0], room),
  },
  {
    name: 'kick',
    takes: 'NAME [REASON]',
    does: 'put somebody out',
    least: 1,
    run: (rest, room) => {
      const [name, reason] = firstOf(rest);
      return reason === '' ? line('KICK', room, name) : line('KICK', room, name, reason);
    },
  },
  {
    name: 'away',
    takes: '[TEXT]',
    does: 'say that you are away, or back',
    least: 0,
    run: (rest) => (rest === '' ? line('AWAY') : line('AWAY', rest)),
  },
  {
    name: 'whois',
    takes: 'NAME',
    does: 'ask who somebody is',
    least: 1,
    run: (rest) => line('WHOIS', firstOf(rest)[0]),
  },
  {
    name: 'mode',
    takes: 'LETTERS…',
    does: 'change this room’s modes',
    least: 0,
    run: (rest, room) => ({
      type: 'line',
      line: `MODE ${room} ${rest.replace(/[\r\n\0]+/g, ' ')}`.trim(),
    }),
  },
  {
    name: 'turns',
    takes: 'ON [CHARACTERS] | OFF',
    does: 'let people here speak in turns',
    least: 1,
    run: (rest, room) => line('TURNS', room, ...rest.split(/\s+/).slice(0, 2)),
  },
  {
    name: 'turn',
    takes: '',
    does: 'see whose turn it is',
    least: 0,
    run: () => ({ type: 'whose-turn' }),
  },
  {
    name: 'pass',
    takes: '',
    does: 'give your turn to the next',
    least: 0,
    run: (_, room) => line('TURN', room, 'PASS'),
  },
  {
    name: 'oper',
    takes: 'NAME PASSWORD',
    does: 'become an operator',
    least: 2,
    run: (rest) => line('OPER', ...rest.split(' ').slice(0, 2)),
  },
  {
    name: 'quit',
    takes: '[REASON]',
    does: 'leave, and forget what this browser keeps',
    least: 0,
    run: (rest) => ({ type: 'leave', reason: rest }),
  },
  {
    name: 'help',
    takes: '',
    does: 'list commands and keys',
    least: 0,
    run: () => ({ type: 'help' }),
  },
];

/** `//x` says `/x`; a slash with a space behind it is no command. */
export function outcomeOf(typed: string, room: string): Outcome {
  if (!typed.startsWith('/') || /^\/[\s/]/.test(typed)) {
    const text = typed.startsWith('//') ? typed.slice(1) : typed;
    return { type: 'say', text, kind: 'said' };
  }
  const [name, rest] = firstOf(typed.slice(1).trim());
  const command = commands.find((one) => one.name === name.toLowerCase());
  if (command === undefined)
    return { type: 'wrong', why: `There is no command /${name}. /help lists those there are.` };
  if (rest.split(' ').filter((word) => word !== '').length < command.least)
    return { type: 'wrong', why: `It goes like this: /${command.name} ${command.takes}` };
  return command.run(rest, room);
}
