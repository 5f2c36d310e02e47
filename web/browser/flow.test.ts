import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Person, Server, desktop, have, launch, phone } from './house';

let browser: Browser;
let server: Server;

beforeAll(async () => {
  browser = await launch();
  server = await Server.start();
});

afterAll(async () => {
  await browser?.close();
  await server?.end();
});

describe('two browsers and an irssi', () => {
  test('read each other in the room of the link', async () => {
    const ada = await Person.in(browser, `${server.url}#tea`, 'ada');
    const bob = await Person.in(browser, `${server.url}#tea`, 'bob', phone);
    await ada.say('hello from the desktop');
    await bob.hear('hello from the desktop');
    await bob.say('hello from the phone');
    await ada.hear('hello from the phone');
    if (have('irssi') && have('tmux')) await withIrssi(ada, bob);
    expect([...ada.complaints, ...bob.complaints]).toEqual([]);
    // "no request leaves for any other host, ever"
    for (const url of [...ada.requests, ...bob.requests]) expect(url).toContain(server.url);
  });

  async function withIrssi(ada: Person, bob: Person): Promise<void> {
    const home = mkdtempSync(join(tmpdir(), 'hubbub-irssi-'));
    const tmux = (...args: string[]): string =>
      execFileSync('tmux', ['-S', join(home, 'socket'), '-f', '/dev/null', ...args]).toString();
    const command = `irssi --home=${home} -c 127.0.0.1 -p ${server.port} -n irma`;
    tmux('new-session', '-d', '-x', '160', '-y', '40', command);
    try {
      const see = (): string => tmux('capture-pane', '-p');
      await expect.poll(see, { timeout: 15_000 }).toContain('Welcome to');
      tmux('send-keys', '-l', '/join #tea');
      tmux('send-keys', 'Enter');
      await expect.poll(see, { timeout: 15_000 }).toContain('was synced');
      tmux('send-keys', '-l', 'hello from irssi');
      tmux('send-keys', 'Enter');
      await ada.hear('hello from irssi');
      await bob.hear('hello from irssi');
      await ada.say('and to you');
      await expect.poll(see, { timeout: 15_000 }).toContain('and to you');
    } finally {
      tmux('kill-server');
    }
  }
});

describe('the door', () => {
  test('asks for another name when it is taken', async () => {
    await Person.in(browser, server.url, 'dora');
    const other = await Person.at(browser, server.url, 'dora');
    await other.page.getByLabel('Your name').fill('dora');
    await other.page.getByRole('button', { name: 'Enter' }).click();
    await other.page.getByText('Somebody is called dora already').waitFor();
    await other.page.getByLabel('Your name').fill('theodora');
    await other.page.getByRole('button', { name: 'Enter' }).click();
    await other.field.waitFor();
  });
});

describe('what is said by others', () => {
  test('never becomes markup, whatever it looks like', async () => {
    const eve = await Person.in(browser, `${server.url}#zoo`, 'eve');
    const mia = await Person.in(browser, `${server.url}#zoo`, 'mia');
    await eve.say('<img src=x onerror="document.title=1"><b>bold</b> javascript:alert(1)');
    await eve.say('/topic <script>document.title = 2</script>');
    await mia.hear('onerror');
    await mia.page.locator('.topic', { hasText: '<script>' }).waitFor();
    expect(await mia.page.locator('.words img, .words b, .words a').count()).toBe(0);
    expect(await mia.page.title()).toContain('#zoo');
    expect(mia.complaints).toEqual([]);
  });
});

describe('a kill of the server', () => {
  test('loses nothing that was typed, and nothing comes twice', async () => {
    const own = await Server.start();
    try {
      const ada = await Person.in(browser, own.url, 'ada');
      await ada.say('before');
      await ada.hear('before');
      await own.kill();
      await ada.page.getByText('No connection').waitFor();
      await ada.say('typed meanwhile');
      await ada.page.getByText('Will be sent when the connection is back').waitFor();
      await own.run();
      await ada.page
        .getByRole('button', { name: 'Try now' })
        .click({ timeout: 2_000 })
        .catch(() => undefined);
      await ada.hear('typed meanwhile');
      await ada.say('after');
      await ada.hear('after');
      expect(await ada.texts()).toEqual(['before', 'typed meanwhile', 'after']);
    } finally {
      await own.end();
    }
  });

  test('and a reload keep the draft and the room', async () => {
    const ada = await Person.in(browser, `${server.url}#drafts`, 'rhea');
    await ada.say('first');
    await ada.hear('first');
    await ada.field.fill('half a sent');
    await ada.page.reload();
    await ada.field.waitFor();
    expect(await ada.field.inputValue()).toBe('half a sent');
    await ada.page.getByRole('heading', { name: '#drafts' }).waitFor();
  });
});

/** What the browser has written of a room, as text. */
const keptIn = (page: Page, key: string): Promise<string> =>
  page.evaluate(
    (key) =>
      new Promise<string>((resolve) => {
        const opening = indexedDB.open('hubbub', 1);
        opening.onsuccess = () => {
          const reading = opening.result.transaction('pages').objectStore('pages').get(key);
          reading.onsuccess = () => resolve(JSON.stringify(reading.result ?? ''));
        };
      }),
    key,
  );

describe('without a connection', () => {
  test('a page that was there before is read, and what is typed waits', async () => {
    const own = await Server.start();
    try {
      const ada = await Person.in(browser, own.url, 'ada');
      await ada.say('kept for later');
      await ada.hear('kept for later');
      await ada.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await ada.page.reload();
      await ada.hear('kept for later');
      // As said, not as what was still to be said when it was written first.
      await expect
        .poll(async () => {
          const kept = await keptIn(ada.page, 'hubbub/ada/#lobby');
          return kept.includes('kept for later') && !kept.includes('"sending"');
        })
        .toBe(true);
      await own.kill();
      await ada.page.reload();
      await ada.page.getByText('No connection').waitFor();
      await ada.hear('kept for later');
    } finally {
      await own.end();
    }
  });
});

describe('history', () => {
  test('is searched, and what is found is gone to', async () => {
    const sam = await Person.in(browser, `${server.url}#search`, 'sam');
    for (const text of ['the green tea is cold', 'the black one is not'])
      await sam.say(text).then(() => sam.hear(text));
    await sam.page.getByRole('button', { name: 'Search', exact: true }).click();
    await sam.page.getByRole('searchbox').fill('green tea');
    await expect
      .poll(async () => {
        await sam.page.keyboard.press('Enter');
        return sam.page.locator('.found li').count();
      })
      .toBe(1);
    await sam.page.locator('.found button').click();
    await sam.page.locator('.message:focus', { hasText: 'the green tea is cold' }).waitFor();
  });

  test('forgets what is removed, for everybody', async () => {
    const ann = await Person.in(browser, `${server.url}#removed`, 'ann');
    const ben = await Person.in(browser, `${server.url}#removed`, 'ben');
    await ann.say('said too soon');
    await ben.hear('said too soon');
    await ann.message('said too soon').focus();
    await ann.page.getByRole('button', { name: 'Remove', exact: true }).click();
    await ben.page.getByText('This message was removed.').waitFor();
    expect(await ben.message('said too soon').count()).toBe(0);
  });

  test('keeps reactions, and several lines are one message', async () => {
    const uma = await Person.in(browser, `${server.url}#marks`, 'uma');
    await uma.say('one\n```\ntwo\n```');
    await uma.page.locator('.words pre', { hasText: 'two' }).waitFor();
    await uma.page.locator('.message').first().focus();
    await uma.page.getByRole('button', { name: 'React', exact: true }).click();
    await uma.page.getByRole('button', { name: 'React 🎉' }).click();
    await uma.page.getByRole('button', { name: '🎉 1' }).waitFor();
    const viv = await Person.in(browser, `${server.url}#marks`, 'viv');
    await viv.page.getByRole('button', { name: '🎉 1' }).waitFor();
    expect(await viv.page.locator('.message').count()).toBe(1);
  });
});

describe('what is written', () => {
  test('is completed, asked about when it is a long paste, and brought back by the arrow', async () => {
    const una = await Person.in(browser, `${server.url}#write`, 'una');
    const { page, field } = una;
    await field.pressSequentially('tea :hear');
    await page.getByRole('option', { name: '❤️' }).waitFor();
    await field.press('Tab');
    expect(await field.inputValue()).toBe('tea ❤️ ');
    await field.fill('');
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData('text/plain', 'line\n'.repeat(40));
      const options = { bubbles: true, cancelable: true, clipboardData: data };
      document.querySelector('#composer')!.dispatchEvent(new ClipboardEvent('paste', options));
    });
    await field.fill('line\n'.repeat(40));
    await page.getByText('40 lines were pasted. Send them all as one message?').waitFor();
    await field.press('Escape');
    expect(await field.inputValue()).toBe('');
    await una.say('first');
    await una.say('secnd');
    await una.hear('secnd');
    await field.press('ArrowUp');
    expect(await field.inputValue()).toBe('secnd');
    await field.press('ArrowUp');
    expect(await field.inputValue()).toBe('first');
    await field.press('ArrowDown');
    await field.fill('second');
    await field.press('Enter');
    await una.hear('second');
    await una.say('/dance');
    await page.getByText('There is no command /dance.').waitFor();
    expect(await field.inputValue()).toBe('/dance');
  });

  test('elsewhere is counted, and stands under a line of its own', async () => {
    const tom = await Person.in(browser, `${server.url}#here`, 'tom');
    const una = await Person.in(browser, `${server.url}#there`, 'una2');
    await tom.say('/join #there');
    await tom.page.getByRole('heading', { name: '#there' }).waitFor();
    await tom.isIn();
    await tom.page.getByRole('button', { name: '#here', exact: true }).click();
    await una.say('tom: look');
    await una.say('and again');
    const entry = tom.page.getByRole('button', { name: '#there, 2 unread, 1 for you' });
    await entry.click();
    await tom.page.locator('.unread-line + .message', { hasText: 'tom: look' }).waitFor();
    await tom.message('look').focus();
    await tom.page.keyboard.press('r');
    await tom.say('I do');
    await una.page.locator('.answered', { hasText: 'tom: look' }).waitFor();
    expect([...tom.complaints, ...una.complaints]).toEqual([]);
  });
});

describe('the keyboard', () => {
  test('what is typed at once goes where the key before it led', async () => {
    const ida = await Person.in(browser, `${server.url}#swift`, 'ida');
    await ida.field.focus();
    const focused = (key: string, ctrlKey = false) =>
      ida.page.evaluate(
        async ({ key, ctrlKey }) => {
          const press = { key, ctrlKey, bubbles: true, cancelable: true };
          document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', press));
          // What the key's own task leaves behind; the next key comes as another task, before or after a frame.
          await Promise.resolve();
          return document.activeElement?.getAttribute('aria-label');
        },
        { key, ctrlKey },
      );
    expect(await focused('k', true)).toBe('Room or person');
    await ida.page.keyboard.type('swift');
    // The room that one is in already: back to its field.
    expect(await focused('Enter')).toBe('Message to #swift');
    await ida.say('one');
    await ida.hear('one');
    await ida.message('one').focus();
    expect(await focused('r')).toBe('Message to #swift');
    expect(await focused('f', true)).toBe('Words to search for');
  });

  test('is enough for all of it', async () => {
    const kim = await Person.at(browser, server.url, 'kim', desktop);
    const { keyboard } = kim.page;
    await kim.page.locator('#nick:focus').waitFor();
    await keyboard.type('kim');
    await keyboard.press('Enter');
    await kim.page.locator('#composer:focus').waitFor();
    await keyboard.type('hello');
    await keyboard.press('Enter');
    await kim.hear('hello');
    await keyboard.press('Control+k');
    await keyboard.type('keys');
    await kim.page.getByRole('option', { name: '#keys' }).waitFor();
    await keyboard.press('Enter');
    await kim.page.getByRole('heading', { name: '#keys' }).waitFor();
    await kim.page.locator('#composer:focus').waitFor();
    await keyboard.type('/to');
    await kim.page.getByRole('option', { name: '/topic' }).waitFor();
    await keyboard.press('Tab');
    await keyboard.type('by keys alone');
    await keyboard.press('Enter');
    await kim.page.locator('.topic', { hasText: 'by keys alone' }).waitFor();
    await keyboard.press('Alt+ArrowUp');
    await kim.page.getByRole('heading', { name: '#lobby' }).waitFor();
    await kim.page.locator('#composer:focus').waitFor();
    await keyboard.press('ArrowUp');
    await kim.page.getByText('What you said before.').waitFor();
    expect(await kim.field.inputValue()).toBe('hello');
    await keyboard.press('Escape');
    await keyboard.press('Shift+ArrowUp');
    await kim.page.locator('.message:focus').waitFor();
    await keyboard.press('r');
    await kim.page.getByText('Answering kim').waitFor();
    await kim.page.locator('#composer:focus').waitFor();
  });
});
