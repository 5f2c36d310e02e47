import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Person, freePort, launch, phone, program } from './house';

let browser: Browser;
let host: ChildProcess;
let port: number;

beforeAll(async () => {
  browser = await launch();
  port = await freePort();
  host = spawn('dotnet', [program, 'talk', `${port}`], { stdio: ['pipe', 'pipe', 'inherit'] });
});

afterAll(async () => {
  await browser?.close();
  host.kill('SIGKILL');
  await once(host, 'exit');
});

async function answers(): Promise<void> {
  const isThere = (): Promise<boolean> =>
    fetch(`http://localhost:${port}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  await expect.poll(isThere, { timeout: 20_000 }).toBe(true);
}

test('a guest with a browser talks with whoever waits there, in turns', async () => {
  await answers();
  const ada = await Person.at(browser, `http://localhost:${port}/`, 'ada', phone);
  await ada.page.getByLabel('Your name').fill('ada');
  await ada.page.getByRole('button', { name: 'Enter' }).click();
  await ada.page.getByText('It is your turn.').waitFor();
  await ada.say('hello, is somebody there?');
  await ada.hear('is somebody there');
  await ada.page.getByText('It is host’s turn.').waitFor();
  host.stdin!.write('yes, I am\n');
  await ada.hear('yes, I am');
  await ada.page.getByText('It is your turn.').waitFor();
  await ada.say('good bye');
  host.stdin!.write('\\quit\n');
  // The door, not the line again.
  await ada.page.getByText('The talk is over. Enter again').waitFor();
  expect(ada.complaints).toEqual([]);
});
