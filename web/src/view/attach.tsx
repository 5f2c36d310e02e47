import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icons';

type Bring = (files: Iterable<File>) => void;

/** By the picker, and where there is a touch screen by the camera. */
export function Attach({ onFiles }: { readonly onFiles: Bring }) {
  return (
    <>
      <Picker name="plus" words="Send files" onFiles={onFiles} />
      <Picker name="camera" words="Take a photo" isCamera onFiles={onFiles} />
    </>
  );
}

function Picker({
  name,
  words,
  isCamera = false,
  onFiles,
}: {
  readonly name: 'plus' | 'camera';
  readonly words: string;
  readonly isCamera?: boolean;
  readonly onFiles: Bring;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        class="hidden"
        tabIndex={-1}
        aria-hidden="true"
        multiple={!isCamera}
        accept={isCamera ? 'image/*' : undefined}
        capture={isCamera ? 'environment' : undefined}
        onChange={({ currentTarget: chosen }) => {
          onFiles([...(chosen.files ?? [])]);
          chosen.value = '';
        }}
      />
      <button
        type="button"
        class={isCamera ? 'attach camera' : 'attach'}
        aria-label={words}
        title={words}
        onClick={() => input.current?.click()}
      >
        <Icon name={name} />
      </button>
    </>
  );
}

const hasFiles = (event: DragEvent): boolean =>
  event.dataTransfer?.types.includes('Files') === true;

/** Files may be dropped anywhere on the page; elsewhere the browser would leave it for them. */
export function DropZone({ name, onFiles }: { readonly name: string; readonly onFiles: Bring }) {
  const [isOver, over] = useState(false);
  const newest = useRef(onFiles);
  newest.current = onFiles;
  useEffect(() => {
    const onOver = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      over(true);
    };
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) over(false);
    };
    const onDrop = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      over(false);
      newest.current([...(event.dataTransfer?.files ?? [])]);
    };
    addEventListener('dragover', onOver);
    addEventListener('dragleave', onLeave);
    addEventListener('drop', onDrop);
    return () => {
      removeEventListener('dragover', onOver);
      removeEventListener('dragleave', onLeave);
      removeEventListener('drop', onDrop);
    };
  }, []);
  return isOver ? <p class="drop-zone">Drop to send to {name}</p> : null;
}
