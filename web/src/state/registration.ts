import { readCaps } from '../irc/caps';
import { postCut } from './board';
import { fold } from '../irc/names';
import type { Rule } from './apply';
import type { Event } from './events';
import { inEveryRoom, inRoom, noServer, type Refusal, type Room, type State } from './model';
import { arrived } from './sending';
import type { Item } from './timeline';

export function onEntered(state: State, event: Extract<Event, { type: 'entered' }>): State {
  const { nick, password, room } = event;
  const resumes = state.link.resumes || event.returns === true;
  const link = { ...state.link, refusal: null, farewell: '', talked: false, resumes };
  const entered = { ...state, link, me: { nick, wanted: nick, password } };
  return { ...inRoom(entered, room, asked), current: fold(room) };
}

export const onDialled = (state: State): State => ({
  ...state,
  link: { ...state.link, state: 'dialling' },
});

export const onOpened = (state: State): State => ({
  ...state,
  link: { ...state.link, state: 'registering' },
  me: { ...state.me, nick: state.me.wanted },
  server: { ...noServer, name: state.server.name },
});

export function onClosed(state: State, retryAt: number): State {
  const resumes = state.link.resumes || state.link.state === 'on';
  const isRefused = state.link.refusal !== null;
  const link = { ...state.link, state: isRefused ? 'off' : 'waiting', retryAt, resumes } as const;
  return inEveryRoom({ ...state, link }, (room) => ({
    ...postCut(room),
    turns: undefined,
    right: undefined,
    presence: room.isRoom && room.presence === 'in' ? 'asked' : room.presence,
    typing: new Map(),
    gathering: null,
    history: room.history === 'loading' ? 'unknown' : room.history,
    resumeAfter: lastId(room) ?? null,
  }));
}

const capability: Rule = (state, line) => {
  const [, subcommand = '', ...rest] = line.params;
  const words = rest.at(-1) ?? '';
  const { server } = state;
  switch (subcommand.toUpperCase()) {
    case 'LS':
    case 'NEW':
      return withServer(state, { offered: new Map([...server.offered, ...readCaps(words)]) });
    case 'ACK':
      return withServer(state, { caps: acknowledged(state, words) });
    case 'DEL': {
      const gone = readCaps(words);
      const kept = ([name]: [string, string]): boolean => !gone.has(name);
      return withServer(state, {
        caps: new Map([...server.caps].filter(kept)),
        offered: new Map([...server.offered].filter(kept)),
      });
    }
    default:
      return state;
  }
};

function acknowledged(state: State, words: string): ReadonlyMap<string, string> {
  const { caps, offered } = state.server;
  const given = [...readCaps(words).keys()].map((name): [string, string] => [
    name,
    offered.get(name) ?? '',
  ]);
  return new Map([...caps, ...given]);
}

const welcome: Rule = (state, line) => {
  const on: State = {
    ...state,
    link: { ...state.link, state: 'on', refusal: null, farewell: '' },
    me: { ...state.me, nick: line.params[0] ?? state.me.nick },
  };
  // Rooms wait for their JOIN.
  return inEveryRoom(on, (room) => (room.isRoom ? room : arrived(state, room)));
};

const support: Rule = (state, line) => {
  const tokens = new Map(state.server.support);
  for (const word of line.params.slice(1, -1)) {
    const [name = '', value = ''] = word.split(/=(.*)/s);
    if (name.startsWith('-')) tokens.delete(name.slice(1));
    else tokens.set(name, value.replace(/\\x([0-9A-Fa-f]{2})/g, fromHex));
  }
  return withServer(state, { support: tokens, name: tokens.get('NETWORK') ?? state.server.name });
};

const fromHex = (_: string, digits: string): string =>
  String.fromCharCode(Number.parseInt(digits, 16));

/** The name is taken or not allowed. Who comes back after a cut takes another for a while. */
const badNick: Rule = (state, line) => {
  if (state.link.state !== 'registering') return state;
  if (line.verb === '433' && state.link.resumes)
    return { ...state, me: { ...state.me, nick: `${state.me.nick}_` } };
  const why =
    line.verb === '433'
      ? `Somebody is called ${state.me.wanted} already. Choose another name.`
      : (line.params.at(-1) ?? 'That name is not allowed.');
  return refused(state, 'name', why);
};

const badPassword: Rule = (state) =>
  refused(
    state,
    'password',
    state.me.password === ''
      ? 'This server asks for a password.'
      : 'That is not the password of this server.',
  );

const farewell: Rule = (state, line) =>
  state.link.talked
    ? refused(state, 'server', 'The talk is over. Enter again to talk once more.')
    : { ...state, link: { ...state.link, farewell: line.params[0] ?? '' } };

const resume: Rule = (state, line) =>
  line.params[0] === 'TOKEN'
    ? { ...state, link: { ...state.link, token: line.params[1] ?? '' } }
    : state;

const motd: Rule = (state, line) =>
  withServer(state, {
    motd: line.verb === '375' ? [] : [...state.server.motd, line.params[1] ?? ''],
  });

export const registration: Readonly<Record<string, Rule>> = {
  CAP: capability,
  '001': welcome,
  '005': support,
  '375': motd,
  '372': motd,
  '432': badNick,
  '433': badNick,
  '464': badPassword,
  ERROR: farewell,
  RESUME: resume,
};

function refused(state: State, about: Refusal['about'], why: string): State {
  return { ...state, link: { ...state.link, refusal: { about, why } } };
}

const withServer = (state: State, change: Partial<State['server']>): State => ({
  ...state,
  server: { ...state.server, ...change },
});

const asked = (room: Room): Room => ({
  ...room,
  presence: room.isRoom ? 'asked' : room.presence,
});

export function lastId(room: Room): string | undefined {
  return room.items.find((item: Item) => item.id !== undefined)?.id;
}
