import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { read, write } from '../link/memory';
import { hasCap, type Room, type State } from '../state/model';
import type { Item } from '../state/timeline';
import { complete, type Completion } from '../text/completion';
import { plain } from '../text/markup';
import { Icon } from './icons';

interface Props {
  readonly state: State;
  readonly room: Room;
  readonly answering: Item | null;
  readonly onSay: (text: string) => boolean;
  readonly onTyping: (how: 'active' | 'done') => void;
  readonly onStopAnswering: () => void;
}

/** A paste longer than this is asked about. */
const longPaste = 12;
/** "clients SHOULD NOT send a typing notification more than once every 3 seconds" (typing). */
const typingEvery = 3_000;

export function Composer({ state, room, answering, onSay, onTyping, onStopAnswering }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const [choices, setChoices] = useState<Completion | null>(null);
  const [picked, pick] = useState(0);
  const [long, setLong] = useState(0);
  const typed = useRef(0);
  const me = state.me.wanted;

  useEffect(() => {
    setText(read<string>(me, `draft/${room.key}`) ?? '');
    setChoices(null);
    setLong(0);
    if (matchMedia('(pointer: fine)').matches) field.current?.focus();
  }, [room.key]);
  useEffect(() => {
    if (answering !== null) field.current?.focus();
  }, [answering]);
  useLayoutEffect(() => {
    const area = field.current!;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight, innerHeight * 0.4)}px`;
  }, [text, room.key]);

  const known = {
    people: [...room.members.values()]
      .map((member) => member.nick)
      .sort((a, b) => a.localeCompare(b)),
    rooms: [...state.rooms.values()].filter((one) => one.isRoom).map((one) => one.name),
  };

  const change = (next: string, isAsked = false): void => {
    setText(next);
    write(me, `draft/${room.key}`, next === '' ? null : next);
    const cursor = field.current?.selectionStart ?? next.length;
    setChoices(complete(next, cursor, known, isAsked));
    pick(0);
    if (next === '' || next.startsWith('/')) return;
    if (Date.now() - typed.current > typingEvery) {
      typed.current = Date.now();
      onTyping('active');
    }
  };

  const take = (at: number): void => {
    const choice = choices?.choices[at];
    if (choices === null || choice === undefined) return;
    const next = text.slice(0, choices.from) + choice.text + text.slice(choices.to);
    setText(next);
    write(me, `draft/${room.key}`, next);
    setChoices(null);
    // At once, so that what is typed next stands behind it.
    const area = field.current!;
    area.value = next;
    area.focus();
    area.setSelectionRange(choices.from + choice.text.length, choices.from + choice.text.length);
  };

  const say = (): void => {
    if (text.trim() === '' || !onSay(text)) return;
    setText('');
    setLong(0);
    setChoices(null);
    typed.current = 0;
    write(me, `draft/${room.key}`, null);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    // Alt with an arrow goes to another room.
    if (event.isComposing || event.altKey) return;
    if (choices !== null && chooseBy(event)) return event.preventDefault();
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      say();
    } else if (event.key === 'Tab' && !event.shiftKey && text !== '') {
      const found = complete(text, field.current!.selectionStart, known, true);
      if (found === null) return;
      event.preventDefault();
      setChoices(found);
      pick(0);
    } else if (event.key === 'Escape' && answering !== null) onStopAnswering();
    else if (event.key === 'ArrowUp' && text === '') {
      const messages = document.querySelectorAll<HTMLElement>('.list .message');
      messages[messages.length - 1]?.focus();
      event.preventDefault();
    }
  };

  const chooseBy = (event: KeyboardEvent): boolean => {
    const count = choices!.choices.length;
    if (event.key === 'ArrowDown') pick((picked + 1) % count);
    else if (event.key === 'ArrowUp') pick((picked + count - 1) % count);
    else if (event.key === 'Tab' || (event.key === 'Enter' && !isWhole())) take(picked);
    else if (event.key === 'Escape') setChoices(null);
    else return false;
    return true;
  };

  /** What is typed is the choice already: Enter sends. */
  const isWhole = (): boolean =>
    choices!.choices[picked]?.text.trim() === text.slice(choices!.from, choices!.to);

  const onPaste = (event: ClipboardEvent): void => {
    const lines = event.clipboardData?.getData('text').trim().split('\n').length ?? 0;
    if (lines > longPaste) setLong(lines);
  };

  const canSpeak = room.presence !== 'out';
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        say();
      }}
    >
      {choices !== null && (
        <ul class="choices" role="listbox" id="choices" aria-label="Completions">
          {choices.choices.map((choice, i) => (
            <li
              key={choice.shown}
              id={`choice-${i}`}
              role="option"
              aria-selected={i === picked}
              onMouseDown={(event) => {
                event.preventDefault();
                take(i);
              }}
            >
              <b>{choice.shown}</b> <span>{choice.about}</span>
            </li>
          ))}
        </ul>
      )}
      {answering !== null && (
        <p class="answering">
          <span>
            Answering <b>{answering.from}</b>: {plain(answering.text).slice(0, 100)}
          </span>
          <button type="button" onClick={onStopAnswering} aria-label="Do not answer">
            <Icon name="close" />
          </button>
        </p>
      )}
      {long > 0 && (
        <p class="answering" role="status">
          <span>{long} lines were pasted. Enter sends them all.</span>
          <button type="button" onClick={() => change('')}>
            Discard
          </button>
        </p>
      )}
      <div class="write">
        <textarea
          id="composer"
          ref={field}
          rows={1}
          value={text}
          dir="auto"
          disabled={!canSpeak}
          aria-label={`Message to ${room.name}`}
          placeholder={canSpeak ? `Message ${room.name}` : `You are not in ${room.name}`}
          aria-controls={choices === null ? undefined : 'choices'}
          aria-activedescendant={choices === null ? undefined : `choice-${picked}`}
          aria-autocomplete="list"
          enterkeyhint="send"
          maxLength={hasCap(state, 'draft/multiline') ? 16_000 : 8_000}
          onInput={(event) => change(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onBlur={() => setChoices(null)}
        />
        <button
          class="send"
          type="submit"
          aria-label="Send"
          disabled={!canSpeak || text.trim() === ''}
        >
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}
