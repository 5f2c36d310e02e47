import type { Message } from '../irc/message';
import { fold } from '../irc/names';
import type { State } from './model';

const talkRoom = '#talk';

/** The room of the console's talks is by invitation: who is refused there asks for a talk (docs/irc.md). */
export const asksToTalk = (state: State, line: Message): boolean =>
  line.verb === '473' &&
  fold(line.params[1] ?? '') === fold(talkRoom) &&
  state.server.caps.has('hubbub/talk');
