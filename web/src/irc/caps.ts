/** What this page can use, where the server offers it: https://ircv3.net/registry */
export const wanted: readonly string[] = [
  'account-notify',
  'away-notify',
  'batch',
  'cap-notify',
  'chghost',
  'draft/channel-rename',
  'draft/chathistory',
  'draft/event-playback',
  'draft/message-redaction',
  'draft/multiline',
  'draft/read-marker',
  'soju.im/search',
  'echo-message',
  'extended-join',
  'hubbub/board',
  'hubbub/resume',
  'hubbub/talk',
  'invite-notify',
  'labeled-response',
  'message-tags',
  'multi-prefix',
  'server-time',
  'setname',
  'standard-replies',
];

/** `name=value` words of CAP LS and CAP NEW. */
export function readCaps(words: string): ReadonlyMap<string, string> {
  const caps = new Map<string, string>();
  for (const word of words.split(' ').filter((word) => word !== '')) {
    const equals = word.indexOf('=');
    caps.set(equals < 0 ? word : word.slice(0, equals), equals < 0 ? '' : word.slice(equals + 1));
  }
  return caps;
}

/** Which of those offered to ask for, in lines that are short enough. */
export function requests(offered: ReadonlyMap<string, string>): string[] {
  const lines: string[] = [];
  for (const name of wanted.filter((name) => offered.has(name))) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + name.length < 400)
      lines[lines.length - 1] = `${last} ${name}`;
    else lines.push(name);
  }
  return lines;
}
