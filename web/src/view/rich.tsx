import type { ComponentChildren } from 'preact';
import { marksOf, type Mark } from '../text/markup';

interface Props {
  readonly text: string;
  readonly nick: string;
  readonly onRoom: (name: string) => void;
}

/** What is said, drawn. Only elements that stand here can come of it. */
export function Rich({ text, nick, onRoom }: Props) {
  return <>{marksOf(text, nick).map((mark, i) => draw(mark, i, onRoom))}</>;
}

function draw(mark: Mark, key: number, onRoom: Props['onRoom']): ComponentChildren {
  if (typeof mark === 'string') return mark;
  const inner = (marks: readonly Mark[]): ComponentChildren =>
    marks.map((one, i) => draw(one, i, onRoom));
  switch (mark.type) {
    case 'link':
      return (
        <a key={key} href={mark.href} target="_blank" rel="noopener noreferrer nofollow">
          {mark.text}
        </a>
      );
    case 'room':
      return (
        <a
          key={key}
          href={mark.name}
          onClick={(event) => {
            event.preventDefault();
            onRoom(mark.name);
          }}
        >
          {mark.name}
        </a>
      );
    case 'mention':
      return <mark key={key}>{mark.text}</mark>;
    case 'code':
      return <code key={key}>{mark.text}</code>;
    case 'block':
      return (
        <pre key={key} tabIndex={0}>
          <code>{mark.text}</code>
        </pre>
      );
    case 'quote':
      return <blockquote key={key}>{inner(mark.marks)}</blockquote>;
    case 'strong':
      return <strong key={key}>{inner(mark.marks)}</strong>;
    case 'em':
      return <em key={key}>{inner(mark.marks)}</em>;
    case 's':
      return <s key={key}>{inner(mark.marks)}</s>;
  }
}
