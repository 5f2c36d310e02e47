import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

/** The distribution's; its path can be given. */
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

const built = ['Release', 'Debug'].map((configuration) =>
  join(import.meta.dirname, '../../src/Hubbub.Cli/bin', configuration, 'net10.0/hubbub.dll'),
);
export const program =
  process.env['HUBBUB_DLL'] ?? built.find((path) => existsSync(path)) ?? built[0]!;

/** The real server, in a process of its own, on a data folder that goes with it. */
export class Server {
  private readonly folder = mkdtempSync(join(tmpdir(), 'hubbub-page-'));
  private process: ChildProcess | undefined;

  private constructor(
    readonly port: number,
    private readonly options: readonly string[],
  ) {}

  static async start(...options: string[]): Promise<Server> {
    const server = new Server(await freePort(), ['--name', 'Chess club', ...options]);
    await server.run();
    return server;
  }

  get url(): string {
    return `http://localhost:${this.port}/`;
  }

  async run(): Promise<void> {
    const args = [program, 'serve', `${this.port}`, '--data', join(this.folder, 'data')];
    this.process = spawn('dotnet', [...args, ...this.options], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const out = this.process.stdout!;
    let said = '';
    while (!said.includes('has started')) {
      const [bytes] = (await once(out, 'data')) as [Buffer];
      said += bytes.toString();
    }
    out.resume();
  }

  /** SIGKILL. */
  async kill(): Promise<void> {
    const process = this.process!;
    if (process.exitCode !== null || process.signalCode !== null) return;
    process.kill('SIGKILL');
    await once(process, 'exit');
  }

  async end(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  await new Promise((closed) => probe.close(closed));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

export const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
export const phone: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};

/** Somebody with a browser. Whatever the page complains of fails the test. */
export class Person {
  readonly complaints: string[] = [];
  readonly requests: string[] = [];

  private constructor(
    readonly page: Page,
    readonly nick: string,
  ) {
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('request', (request) => this.requests.push(request.url()));
    page.on('console', (said) => {
      // The browser tells of each socket that did not open: that is what a cut is.
      if (said.type() === 'error' && !said.text().includes('WebSocket connection to'))
        this.complaints.push(said.text());
    });
  }

  /** At the door. */
  static async at(
    browser: Browser,
    url: string,
    nick: string,
    options: BrowserContextOptions = desktop,
  ): Promise<Person> {
    const context = await browser.newContext({ locale: 'en-GB', ...options });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    const person = new Person(page, nick);
    await page.goto(url);
    return person;
  }

  /** In the room of the link. */
  static async in(...args: Parameters<typeof Person.at>): Promise<Person> {
    const person = await Person.at(...args);
    await person.enter();
    return person;
  }

  async enter(): Promise<void> {
    await this.page.getByLabel('Your name').fill(this.nick);
    await this.page.getByRole('button', { name: 'Enter' }).click();
    await this.field.waitFor();
    await this.isIn();
  }

  /** Until the room has told who is in it. */
  async isIn(): Promise<void> {
    await this.page.locator('.people, .how-many:not(:text-is("0"))').first().waitFor();
  }

  get field() {
    return this.page.locator('#composer');
  }

  async say(text: string): Promise<void> {
    await this.field.fill(text);
    await this.field.press('Enter');
  }

  /** Said, and on the server's disk. */
  async hear(text: string): Promise<void> {
    await this.message(text).last().waitFor();
  }

  message(text: string) {
    return this.page.locator('.message:not(.pending):not(.waiting)', { hasText: text });
  }

  texts(): Promise<string[]> {
    return this.page.locator('.message .words').allInnerTexts();
  }
}

export const have = (tool: string): boolean => {
  try {
    execFileSync('which', [tool], { stdio: 'ignore' });
    return true;
  } catch {
    if (process.env['CI'] === 'true') throw new Error(`${tool} is not installed`);
    return false;
  }
};
