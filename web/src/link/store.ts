import { Batches } from '../irc/batches';
import { parse } from '../irc/message';
import { answersTo } from '../state/answers';
import { apply } from '../state/apply';
import type { Event } from '../state/events';
import { start, type State } from '../state/model';
import { Connection } from './connection';
import { forget, keepOutline, keepPages, recall } from './memory';

type Listener = (state: State, before: State) => void;

/** So long after a change it is written to the browser's memory, with what came meanwhile. */
const keepAfter = 400;

/** The one place where state, socket and memory meet. Views listen, and dispatch events. */
export class Store {
  state: State = start;
  private batches = new Batches();
  private readonly listeners = new Set<Listener>();
  private readonly connection: Connection;
  private drawn: State = start;
  private isDrawing = false;
  private kept: State = start;
  private keeping: ReturnType<typeof setTimeout> | undefined;
  private labels = 0;
  private readonly run = Math.random().toString(36).slice(2, 8);

  constructor(url: string) {
    this.connection = new Connection(url, {
      dialled: () => this.dispatch({ type: 'dialled' }),
      opened: () => {
        this.batches = new Batches();
        this.dispatch({ type: 'opened' });
      },
      line: (line) => this.hear(line),
      closed: (retryAt) => this.dispatch({ type: 'closed', retryAt }),
    });
    setInterval(() => this.dispatch({ type: 'ticked', at: Date.now() }), 1_000);
    addEventListener('online', () => this.state.link.state === 'waiting' && this.retryNow());
    addEventListener('pagehide', () => this.keep());
  }

  dispatch(event: Event): void {
    const before = this.state;
    this.state = apply(before, event);
    for (const line of answersTo(before, event, this.state)) this.connection.send(line);
    if (this.state === before) return;
    this.follow(before);
    // What the person does is answered in this frame, not in the next.
    if (event.type === 'showed') this.drawNow();
    else this.draw();
  }

  /** A line that only this page's own doing makes: typing, a reaction, a command. */
  send(line: string): void {
    this.connection.send(line);
  }

  /** Never used twice, not even by the page of an hour ago. */
  label(): string {
    return `${this.run}${(++this.labels).toString(36)}`;
  }

  /** @param returns the page was reloaded: the name may still be held by its session before. */
  async enter(nick: string, password: string, room: string, returns = false): Promise<void> {
    if (this.state.me.wanted !== nick && this.state.rooms.size === 0) {
      const { rooms, current } = await recall(nick);
      if (rooms.length > 0) this.dispatch({ type: 'restored', rooms, current });
    }
    this.dispatch({ type: 'entered', nick, password, room, returns });
    this.connection.dial();
  }

  /** Says goodbye, and forgets what the browser keeps of this name. */
  async leave(reason: string): Promise<void> {
    const nick = this.state.me.wanted;
    this.connection.send(reason === '' ? 'QUIT' : `QUIT :${reason}`);
    this.connection.stop();
    clearTimeout(this.keeping);
    this.keeping = undefined;
    this.dispatch({ type: 'left' });
    await forget(nick);
  }

  retryNow(): void {
    this.connection.hurry();
  }

  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private hear(line: string): void {
    const message = parse(line);
    const what = message === null ? null : this.batches.take(message);
    if (what !== null) this.dispatch({ type: 'heard', what, at: Date.now() });
  }

  private follow(before: State): void {
    const { link, rooms, current } = this.state;
    if (link.state === 'on' && before.link.state !== 'on') this.connection.settled();
    if (link.state === 'off') this.connection.rest();
    if (this.state.me.wanted === '' || link.state === 'off') return;
    if (rooms !== before.rooms || current !== before.current)
      this.keeping ??= setTimeout(() => this.keep(), keepAfter);
  }

  private keep(): void {
    clearTimeout(this.keeping);
    this.keeping = undefined;
    if (this.state.link.state === 'off') return;
    keepOutline(this.state);
    void keepPages(this.kept, this.state);
    this.kept = this.state;
  }

  /** Many lines in one frame are drawn once; a hidden page has no frames. */
  private draw(): void {
    if (this.isDrawing) return;
    this.isDrawing = true;
    if (document.hidden) setTimeout(() => this.drawNow(), 100);
    else requestAnimationFrame(() => this.drawNow());
  }

  private drawNow(): void {
    this.isDrawing = false;
    const before = this.drawn;
    if (before === this.state) return;
    this.drawn = this.state;
    for (const listener of this.listeners) listener(this.state, before);
  }
}
