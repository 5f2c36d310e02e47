import { Batches } from '../src/irc/batches';
import { parse } from '../src/irc/message';
import { fold, type Key } from '../src/irc/names';
import { answersTo } from '../src/state/answers';
import { apply } from '../src/state/apply';
import type { Event } from '../src/state/events';
import { start, type Room, type State } from '../src/state/model';
import type { Item } from '../src/state/timeline';

export const everyCap =
  'batch cap-notify draft/chathistory draft/event-playback draft/message-redaction draft/read-marker ' +
  'draft/multiline=max-bytes=4096,max-lines=24 echo-message labeled-response message-tags multi-prefix server-time';

/** The page's client without socket, screen and clock: events go in, states and lines come out. */
export class Story {
  state: State = start;
  sent: string[] = [];
  at = Date.UTC(2026, 0, 2, 12);
  private batches = new Batches();
  private labels = 0;

  /** In #tea as ada, with these capabilities. */
  static inTea(caps = everyCap): Story {
    const story = new Story();
    story.does({ type: 'entered', nick: 'ada', password: '', room: '#tea' });
    story.connects(caps);
    story.hears(':ada!~a@host JOIN #tea', ':s 353 ada = #tea :@bob ada', ':s 366 ada #tea :End');
    if (caps.includes('chathistory')) story.pages('#tea');
    return story;
  }

  connects(caps = everyCap): this {
    this.batches = new Batches();
    this.does({ type: 'dialled' });
    this.does({ type: 'opened' });
    this.hears(`:s CAP * LS :${caps}`);
    const asked = this.sent.findLast((line) => line.startsWith('CAP REQ'));
    if (asked !== undefined) this.hears(`:s CAP * ACK ${asked.slice('CAP REQ '.length)}`);
    return this.hears(
      `:s 001 ${this.state.me.nick} :Welcome`,
      `:s 005 ${this.state.me.nick} NETWORK=Chess\\x20club PREFIX=(qaohv)~&@%+ CHANMODES=beI,k,l,imnt :are supported`,
    );
  }

  hears(...lines: string[]): this {
    for (const line of lines) {
      const message = parse(line);
      const what = message === null ? null : this.batches.take(message);
      if (what !== null) this.does({ type: 'heard', what, at: (this.at += 1000) });
    }
    return this;
  }

  /** A page of history: the lines, without their batch tag. */
  pages(room: string, ...lines: string[]): this {
    const tagged = lines.map((line) =>
      line.startsWith('@') ? `@batch=h;${line.slice(1)}` : `@batch=h ${line}`,
    );
    return this.hears(`:s BATCH +h chathistory ${room}`, ...tagged, ':s BATCH -h');
  }

  does(event: Event): this {
    const before = this.state;
    this.state = apply(before, event);
    this.sent.push(...answersTo(before, event, this.state));
    return this;
  }

  says(text: string, room = '#tea'): string {
    const label = `L${++this.labels}`;
    this.does({ type: 'said', room: fold(room), text, kind: 'said', label, at: this.at });
    return label;
  }

  loses(): this {
    return this.does({ type: 'closed', retryAt: 0 });
  }

  /** What was sent since this was last asked. */
  takeSent(): string[] {
    const sent = this.sent;
    this.sent = [];
    return sent;
  }

  room(name = '#tea'): Room {
    const room = this.state.rooms.get(fold(name) as Key);
    if (room === undefined) throw new Error(`no room ${name}`);
    return room;
  }

  items(name = '#tea'): Item[] {
    return this.room(name).items.newest(Infinity);
  }

  texts(name = '#tea'): string[] {
    return this.items(name).map((item) => item.text);
  }
}
