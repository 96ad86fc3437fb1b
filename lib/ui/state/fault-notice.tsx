import { Button } from 'antd';
import { CopyButton } from '../control/copy-button.tsx';
import { useSay } from '../say/language.tsx';
import { text } from '../say/text.ts';
import './waiting.css';

interface Props {
  /** What went wrong, in the reader's language. */
  readonly message: string;
  readonly given?: string;
  readonly allowed?: string;
  readonly mend?: string;
  readonly code: string;
  /** It is all of a page: its message is the title of the page. */
  readonly page?: boolean;
  readonly onRetry?: () => void;
}

/** An error a person can act on: what was given, what is allowed, what to do, and a code to hand on. */
export function FaultNotice({ message, given, allowed, mend, code, page = false, onRetry }: Props) {
  const say = useSay();
  const Title = page ? 'h1' : 'p';
  const parts = [
    [say(text.given), given],
    [say(text.allowed), allowed],
    [say(text.mend), mend],
  ].filter((part) => part[1]);
  return (
    <div className="ui-fault" role="alert">
      <Title className="ui-fault-title">{message}</Title>
      {parts.length > 0 && (
        <dl>
          {parts.map(([name, value]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <div className="ui-fault-foot">
        {onRetry && (
          <Button size="small" onClick={onRetry}>
            {say(text.retry)}
          </Button>
        )}
        <span>
          <span>{say(text.code)} </span>
          <code>{code}</code>
        </span>
        <CopyButton value={`${code}: ${message}${given ? ` (${given})` : ''}`} />
      </div>
    </div>
  );
}
