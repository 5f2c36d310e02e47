import { waitBefore } from './backoff';

/** What becomes of a connection; the store makes events of it. */
export interface Ears {
  dialled(): void;
  opened(): void;
  line(line: string): void;
  /** @param retryAt when the next try is due, milliseconds since 1970. */
  closed(retryAt: number): void;
}

/** Silence after which the server is asked whether it is there, and how long it has to answer. */
const quiet = 25_000;
const patience = 15_000;

/** The socket to the server, opened again and again until told to stop. */
export class Connection {
  private socket: WebSocket | null = null;
  private attempt = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private watch: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly url: string,
    private readonly ears: Ears,
  ) {}

  dial(): void {
    clearTimeout(this.retry);
    if (this.socket !== null) return;
    // https://ircv3.net/specs/extensions/websocket
    const socket = new WebSocket(this.url, ['text.ircv3.net']);
    this.socket = socket;
    this.ears.dialled();
    this.expect(patience);
    socket.onopen = () => {
      this.expect(quiet);
      this.ears.opened();
    };
    socket.onmessage = ({ data }) => {
      this.expect(quiet);
      if (typeof data === 'string') this.ears.line(data);
    };
    socket.onclose = () => this.lost(socket);
  }

  /** Registered: the next cut starts again with the shortest wait. */
  settled(): void {
    this.attempt = 0;
  }

  send(line: string): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(line);
  }

  /** The network is said to be back, or the person asks: no more waiting. */
  hurry(): void {
    if (this.socket === null) this.dial();
  }

  /** Does not try again until it is told to. */
  rest(): void {
    clearTimeout(this.retry);
  }

  /** For good. */
  stop(): void {
    this.rest();
    clearTimeout(this.watch);
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }

  private lost(socket: WebSocket): void {
    if (socket !== this.socket) return;
    this.socket = null;
    clearTimeout(this.watch);
    const wait = waitBefore(this.attempt++);
    this.retry = setTimeout(() => this.dial(), wait);
    this.ears.closed(Date.now() + wait);
  }

  /** A dead line says nothing and never ends by itself: ask, then give up. */
  private expect(within: number): void {
    clearTimeout(this.watch);
    this.watch = setTimeout(() => {
      const socket = this.socket;
      if (socket === null) return;
      const isOpen = socket.readyState === WebSocket.OPEN;
      if (isOpen) socket.send(`PING :${Date.now()}`);
      const giveUp = (): void => {
        // A close would wait for the other end's answer, for ever.
        socket.onclose = null;
        socket.onmessage = null;
        socket.close();
        this.lost(socket);
      };
      this.watch = setTimeout(giveUp, isOpen ? patience : 0);
    }, within);
  }
}
