import { connect, createServer, type Server as Proxy, type Socket } from 'node:net';
import { once } from 'node:events';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Person, Server, freePort, launch } from './house';

let browser: Browser;
let server: Server;

beforeAll(async () => {
  browser = await launch();
  server = await Server.start();
});

afterAll(async () => {
  for (const socket of pairs.flat()) socket.destroy();
  proxy?.close();
  await browser?.close();
  await server?.end();
});

let proxy: Proxy;
const pairs: [browser: Socket, server: Socket][] = [];

/** A way to the server that can break on the browser's side only. */
async function way(): Promise<number> {
  const port = await freePort();
  proxy = createServer((socket) => {
    const onward = connect(server.port, '127.0.0.1');
    pairs.push([socket, onward]);
    socket.pipe(onward, { end: false });
    onward.pipe(socket);
    for (const end of [socket, onward]) end.on('error', () => undefined);
  }).listen(port, '127.0.0.1');
  await once(proxy, 'listening');
  return port;
}

test('after a cut that the server has not noticed one is back under the same name, with all that was said', async () => {
  const port = await way();
  const ada = await Person.in(browser, `http://localhost:${port}/#cut`, 'ada');
  const bob = await Person.in(browser, `${server.url}#cut`, 'bob');
  await ada.say('before');
  await bob.hear('before');
  for (const [socket] of pairs) socket.destroy();
  await ada.page.getByText('No connection').waitFor();
  await bob.say('said meanwhile');
  await ada.say('typed meanwhile');
  await ada.hear('said meanwhile');
  await bob.hear('typed meanwhile');
  await ada.page.locator('.me b', { hasText: /^ada$/ }).waitFor();
  expect(await ada.texts()).toEqual(['before', 'said meanwhile', 'typed meanwhile']);
  expect(await bob.page.locator('.people .entry-name').allInnerTexts()).toEqual(['ada', 'bob']);
});
