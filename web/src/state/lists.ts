import type { Rule } from './apply';

/** RPL_LIST: https://modern.ircdocs.horse/#list-message */
export const lists: Readonly<Record<string, Rule>> = {
  '321': (state) => ({ ...state, directory: [] }),
  '322': (state, line) => {
    const [, name = '', people = '', topic = ''] = line.params;
    const listed = { name, people: Number.parseInt(people, 10) || 0, topic };
    return { ...state, directory: [...(state.directory ?? []), listed] };
  },
};
