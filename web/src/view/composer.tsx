import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { read, write } from '../link/memory';
import type { Room, State } from '../state/model';
import { recalled } from '../state/recall';
import { messagesOf } from '../state/saying';
import type { Item } from '../state/timeline';
import { complete, type Completion } from '../text/completion';
import { Attach } from './attach';
import { ComposerHints } from './composer-hints';
import { Icon } from './icons';

interface Props {
  readonly state: State;
  readonly room: Room;
  readonly answering: Item | null;
  /** Null: it was taken; else why it stays. */
  readonly onSay: (text: string) => string | null;
  readonly onTyping: (how: 'active' | 'done') => void;
  readonly onStopAnswering: () => void;
  /** Null: files cannot be sent here. */
  readonly onFiles: ((files: Iterable<File>) => void) | null;
}

const { compare } = new Intl.Collator();
/** A paste longer than this is asked about. */
const longPaste = 12;
/** "clients SHOULD NOT send a typing notification more than once every 3 seconds" (typing). */
const typingEvery = 3_000;

const growsItself = CSS.supports('field-sizing', 'content');

/** One for each room (by its key): its draft is there from the first frame on. */
export function Composer({
  state,
  room,
  answering,
  onSay,
  onTyping,
  onStopAnswering,
  onFiles,
}: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => read<string>(state.me.wanted, `draft/${room.key}`) ?? '');
  const [choices, setChoices] = useState<Completion | null>(null);
  const [picked, pick] = useState(0);
  const [long, setLong] = useState(0);
  const [old, recall] = useState<Item | null>(null);
  const [why, setWhy] = useState('');
  const typed = useRef(0);
  const me = state.me.wanted;

  useLayoutEffect(() => {
    if (matchMedia('(pointer: fine)').matches) field.current?.focus();
  }, []);
  // Whatever was the matter, it may be another's turn now, or one's own.
  useEffect(() => setWhy(''), [room.turns]);
  useLayoutEffect(() => {
    if (answering !== null) field.current?.focus();
  }, [answering]);
  useLayoutEffect(() => {
    if (growsItself) return;
    const area = field.current!;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight, innerHeight * 0.4)}px`;
  }, [text]);

  const known = useMemo(
    () => ({
      people: [...room.members.values()].map((member) => member.nick).sort(compare),
      rooms: [...state.rooms.values()].filter((one) => one.isRoom).map((one) => one.name),
    }),
    [room.members, state.rooms.size],
  );

  const change = (next: string, isAsked = false): void => {
    setText(next);
    setWhy('');
    if (next === '') setLong(0);
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

  /** As long as it stands as it was said, the arrows go on to others. */
  const isRecalled = old !== null && text === old.text;
  const again = (way: 'older' | 'newer'): boolean => {
    const item = recalled(room, isRecalled ? old : null, way);
    if (item === null && way === 'older') return false;
    recall(item);
    setText(item?.text ?? '');
    return true;
  };

  const discard = (): void => {
    change('');
    setLong(0);
    recall(null);
    field.current?.focus();
  };

  const say = (): void => {
    if (text.trim() === '') return;
    const refusal = onSay(text);
    setWhy(refusal ?? '');
    if (refusal !== null) return;
    setText('');
    setLong(0);
    setChoices(null);
    recall(null);
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
    } else if (event.key === 'Escape') {
      if (long > 0 || isRecalled) discard();
      else if (answering !== null) onStopAnswering();
    } else if (event.key === 'ArrowUp' && event.shiftKey && text === '') {
      event.preventDefault();
      const messages = document.querySelectorAll<HTMLElement>('.list .message');
      messages[messages.length - 1]?.focus();
    } else if (event.key === 'ArrowUp' && (text === '' || isRecalled)) {
      if (again('older')) event.preventDefault();
    } else if (event.key === 'ArrowDown' && isRecalled && again('newer')) event.preventDefault();
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
    const { files } = event.clipboardData ?? {};
    if (onFiles !== null && files !== undefined && files.length > 0) {
      event.preventDefault();
      return onFiles([...files]);
    }
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
      <ComposerHints
        answering={answering}
        isRecalled={isRecalled}
        lines={long}
        messages={long === 0 ? 0 : messagesOf(state, room.name, text).length}
        onStopAnswering={onStopAnswering}
        onDiscard={discard}
      />
      <p class="why" role="alert">
        {why}
      </p>
      <div class="write">
        {onFiles !== null && <Attach onFiles={onFiles} />}
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
