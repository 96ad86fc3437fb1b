import { CopyButton } from '../control/copy-button.tsx';
import './layout.css';

/** Code to copy. */
export function CodeBlock({ code, label }: { code: string; label: string }) {
  return (
    <figure className="ui-code">
      <figcaption>
        <span>{label}</span>
        <CopyButton value={code} />
      </figcaption>
      <pre>
        <code>{code}</code>
      </pre>
    </figure>
  );
}
