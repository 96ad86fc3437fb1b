import { InboxOutlined } from '@ant-design/icons';
import { Button, Progress } from 'antd';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { FaultNotice, formatRate, useLanguage, useSay } from '#lib/ui';
import { ApiFault } from '../../api/api.ts';
import { useSessionState, useSigned } from '../../api/session.tsx';
import { text } from './text.ts';
import { upload } from './upload.ts';

/** Takes a file by drop or by choice, and shows how far its upload is. */
export function DropFile({ onFile }: { onFile: (id: string) => void }) {
  const say = useSay();
  const picker = useRef<HTMLInputElement>(null);
  const { state, send, cancel } = useUpload(onFile);
  const area = useRef<HTMLDivElement>(null);
  const over = useDrop(area, (file) => !state.name && send(file));
  return (
    <>
      {state.fault && <FaultNotice message={state.fault.message} code={state.fault.code} />}
      <div ref={area} className={over ? 'import-drop import-over' : 'import-drop'}>
        {state.name ? (
          <div className="import-sending" role="status">
            <h2>{`${say(text.uploading)} ${state.name}`}</h2>
            <Progress
              percent={Math.round(state.share * 100)}
              showInfo={false}
              aria-label={say(text.uploading)}
            />
            <div>
              <span className="ui-muted">{formatRate(state.share)}</span>
              <Button size="small" onClick={cancel}>
                {say(text.cancel)}
              </Button>
            </div>
          </div>
        ) : (
          <>
            <InboxOutlined className="import-picture" aria-hidden />
            <h2>{say(over ? text.dropNow : text.drop)}</h2>
            <p className="ui-muted">{say(text.dropHint)}</p>
            <Button type="primary" size="large" onClick={() => picker.current?.click()}>
              {say(text.choose)}
            </Button>
            <p className="ui-muted import-terminal">
              {say(text.terminalHint)} <code>linger import orders.csv</code>
            </p>
          </>
        )}
        <input
          ref={picker}
          type="file"
          hidden
          aria-label={say(text.choose)}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file) send(file);
            target.value = '';
          }}
        />
      </div>
    </>
  );
}

/** Whether a file hovers over an element; hands on what is dropped there. */
function useDrop(area: RefObject<HTMLElement | null>, onDrop: (file: File) => void): boolean {
  const [over, setOver] = useState(false);
  const handler = useRef(onDrop);
  handler.current = onDrop;
  useEffect(() => {
    const element = area.current;
    const hover = (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    };
    const leave = () => setOver(false);
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file) handler.current(file);
    };
    element?.addEventListener('dragover', hover);
    element?.addEventListener('dragleave', leave);
    element?.addEventListener('drop', drop);
    return () => {
      element?.removeEventListener('dragover', hover);
      element?.removeEventListener('dragleave', leave);
      element?.removeEventListener('drop', drop);
    };
  }, [area]);
  return over;
}

interface State {
  readonly name?: string;
  readonly share: number;
  readonly fault?: ApiFault;
}

function useUpload(onFile: (id: string) => void) {
  const { project } = useSigned();
  const { data } = useSessionState();
  const language = useLanguage();
  const [state, setState] = useState<State>({ share: 0 });
  const stop = useRef<AbortController>(undefined);
  const send = async (file: File) => {
    stop.current = new AbortController();
    setState({ name: file.name, share: 0 });
    const sender = { csrf: data?.csrf ?? '', project: project.id, language };
    try {
      const kept = await upload(
        file,
        sender,
        (share) => setState({ name: file.name, share }),
        stop.current.signal,
      );
      onFile(kept.file);
    } catch (error) {
      if (!(error instanceof ApiFault)) throw error;
      setState({ share: 0, fault: error });
    }
  };
  const cancel = () => {
    stop.current?.abort();
    setState({ share: 0 });
  };
  return { state, send: (file: File) => void send(file), cancel };
}
